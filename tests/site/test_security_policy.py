"""The security policy: it stops what it should, and nothing that a reader does."""

import re

import pytest
from bs4 import BeautifulSoup

from pipeline.finish.page_steps.security_policy import csp_hash, policy_for
from pipeline.finish.site_files.slide_deck import deck_policy
from pipeline.frame.context import inline as inline_file
from pipeline.render.lookup_pages import MOVED
from pipeline.render.question_bank.sheet import STYLE
from tests.support import frame
from tests.support.built_site import FOLDER
from tests.support.pages import until

LISTEN = """window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => window.broken.push(event.violatedDirective));"""


@pytest.fixture
def watched(pages):
    """A page that notes what the policy stops."""
    page = pages.open()
    page.add_init_script(LISTEN)
    yield page
    pages.close(page)


def inline(page, element: str) -> list[str]:
    return [tag.string for tag in page.soup.find_all(element, src=False) if not tag.get("type")]


def test_every_page_states_the_same_strict_policy_but_for_its_own_styles(site):
    stated = set()
    for page in site.pages:
        assert "unsafe" not in page.policy and "*" not in page.policy and "http" not in page.policy
        assert page.policy.startswith("default-src 'none'")
        named = re.findall(r"'sha256-[^']+'", page.policy)
        assert sorted(named) == sorted(
            csp_hash(text) for element in ("script", "style") for text in inline(page, element)
        )
        explorable = bool(page.soup.select("[data-scripts]"))
        own = page.location == "lookup/"  # it leads from the rows' old addresses to their new ones
        assert len(inline(page, "script")) == 1 + explorable + own and len(inline(page, "style")) <= 1
        assert not page.soup.select("[style], [onclick], [onload], base")
        first = page.soup.head.find(["meta", "link", "script"], recursive=False)
        assert first.get("charset") and first.find_next_sibling()["http-equiv"] == "Content-Security-Policy"
        loader = csp_hash(inline_file(site.project, "scripts/lazy-explorables.js"))
        moved = csp_hash(re.search("<script>(.*)</script>", MOVED)[1])
        stated.add(
            re.sub(r"(style-src 'self').*?;", r"\1;", page.policy).replace(f" {loader}", "").replace(f" {moved}", "")
        )
    assert len(stated) == 1


def test_hosts_that_read_a_headers_file_are_told_what_all_pages_need_and_no_more(site):
    headers = (FOLDER / "_headers").read_text("utf-8")
    policies = [*(page.policy for page in site.pages), policy_for([], [STYLE]), deck_policy(site.project)]
    for file in sorted(FOLDER.glob("embed/*/index.html")):
        meta = BeautifulSoup(file.read_bytes(), "html.parser").select_one("meta[http-equiv]")
        policies.append(meta["content"])
    stated = dict[str, set[str]]()
    for name, *allowed in (rule.split() for policy in policies for rule in policy.split("; ")):
        stated.setdefault(name, set()).update(allowed)
    needed = {name: allowed - {"'none'"} or allowed for name, allowed in stated.items()}
    told = re.search(r"Content-Security-Policy: (.*)\n", headers)[1].split("; ")
    assert {name: set(allowed) for name, *allowed in map(str.split, told)} == needed
    assert "X-Content-Type-Options: nosniff" in headers and "Referrer-Policy:" in headers


@pytest.mark.parametrize("location", ["lookup/", "labs/01_three_ways/"])
def test_nothing_that_a_reader_does_is_stopped(watched, address, location):
    watched.goto(address + location)
    watched.keyboard.press("Control+k")
    watched.keyboard.type("ridge", delay=20)
    watched.wait_for_selector(frame.SEARCH_RESULT)
    watched.keyboard.press("Escape")
    watched.locator(f"{frame.SCHEME_BUTTON}:visible").click()
    watched.locator(".copy:visible").last.click()
    until(watched, "navigator.clipboard.readText().then((text) => text.length > 0)")
    for summary in watched.locator("article summary").all()[:3]:
        summary.click()
    if location == "lookup/":
        watched.locator(".lookup-form input").fill("alpha")
    assert watched.evaluate("window.broken") == []
    watched.locator(frame.NEXT).click()


def test_a_planted_script_does_not_run(watched, address):
    planted = "<script>window.ran = true</script><p onclick='window.ran = true' style='color: red' id='planted'>x</p>"

    def plant(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</article>", f"{planted}</article>"))

    watched.route("**/difference/", plant)
    watched.goto(address + "difference/")
    watched.locator("#planted").click()
    assert watched.evaluate("window.ran") is None
    assert {"script-src-elem", "script-src-attr", "style-src-attr"} <= set(watched.evaluate("window.broken"))


def test_nothing_is_kept_but_the_chosen_scheme(watched, address):
    watched.goto(address)
    watched.locator(f"{frame.SCHEME_BUTTON}:visible").click()
    watched.keyboard.press("Control+k")
    watched.keyboard.type("ridge", delay=20)
    watched.wait_for_selector(frame.SEARCH_RESULT)
    assert watched.context.cookies() == []
    assert watched.evaluate("Object.keys(localStorage)") == ["scheme"]
    assert watched.evaluate("Object.keys(sessionStorage)") == []
