"""Ways through the site: the menu of a phone, previous and next, wrong and old addresses, with and without scripts."""

import pytest

from tests.support import frame
from tests.support.pages import PHONE, until


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_menu_of_a_phone_opens_by_finger_and_leads_on(visit, script):
    page = visit("", viewport=PHONE, has_touch=True, script=script)
    link = page.locator(f"{frame.MENU} a", has_text="The difference")
    assert not link.is_visible() or link.bounding_box()["x"] < 0
    page.locator(frame.MENU_BUTTON).tap()
    until(page, f"document.querySelector('{frame.MENU}').getBoundingClientRect().left >= 0")
    link.tap()
    page.wait_for_url("**/difference/")


def test_the_menu_of_a_phone_opens_by_keyboard_without_script(visit):
    page = visit("", viewport=PHONE, script=False)
    link = page.locator(f"{frame.MENU} a", has_text="The difference")
    assert not link.is_visible()
    page.locator(frame.MENU_SWITCH).press("Space")
    link.click()
    page.wait_for_url("**/difference/")


def test_a_fold_opens_without_script_and_nothing_is_shown_that_needs_it(visit):
    page = visit("labs/02_overfitting/", script=False)
    for control in frame.NEEDS_SCRIPT:
        assert page.locator(control).count() and not page.locator(control).first.is_visible(), control
    solution = page.locator("details:has(pre)").first
    assert not solution.locator("pre").first.is_visible()
    solution.locator("summary").click()
    assert solution.locator("pre").first.is_visible()


def test_a_phone_shows_the_narrow_drawing_and_stacks_the_table(visit):
    page = visit("parameters/", viewport=PHONE)
    image = page.locator("#fig-line-fit .only-light img")
    image.scroll_into_view_if_needed()
    assert image.evaluate("image => image.currentSrc").endswith("line_fit.narrow.svg")
    page = visit("difference/", viewport=PHONE)
    row = page.locator("#row-produced-by")
    left, right = row.locator("td").nth(0).bounding_box(), row.locator("td").nth(1).bounding_box()
    assert left["y"] == right["y"] and right["x"] > left["x"], "the two kinds stay side by side"
    assert row.locator("td").nth(2).bounding_box()["y"] > left["y"]


def test_previous_and_next(visit):
    page = visit("parameters/")
    page.locator(frame.NEXT).click()
    page.wait_for_url("**/loss-and-optimizer/")
    page.locator(frame.PREVIOUS).click()
    page.wait_for_url("**/parameters/")


@pytest.mark.parametrize("wrong", ["no-such-page", "labs/no/such/page/"])
def test_a_wrong_address_gets_the_404_page_with_working_links(pages, address, wrong):
    page = pages.open()
    assert page.goto(address + wrong).status == 404
    page.locator("article a", has_text="Parameters").first.click()
    page.wait_for_url(f"{address}parameters/")
    pages.close(page)


def test_an_old_address_leads_on_and_nobody_else_reads_of_it(visit):
    page = visit("claims/")
    assert not page.locator(".moved").first.is_visible()
    page.goto(f"{page.url}#on-choosing")
    line = page.locator(".moved:has(:target)")
    assert line.is_visible()
    until(page, "document.querySelector('.moved:has(:target)').getBoundingClientRect().bottom <= innerHeight")
    line.get_by_role("link").first.click()
    page.wait_for_url("**/claims-hard-cases/")
