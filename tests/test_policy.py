"""The security policy: it stops what it should, and nothing that a reader does."""

import re

import pytest

from pipeline.finish.policy import digest
from tests.conftest import ROOT, until

LISTEN = """window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => window.broken.push(event.violatedDirective));"""


@pytest.fixture
def watched(chromium, address):
    """A page that notes what the policy stops."""
    with chromium.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        context.add_init_script(LISTEN)
        yield context.new_page()


def test_every_page_states_the_same_strict_policy(site):
    stated = {page.policy for page in site.pages}
    assert len(stated) == 1
    (policy,) = stated
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    assert policy.startswith("default-src 'none'")
    for page in site.pages:
        inline = [script.string for script in page.soup.find_all("script", src=False) if not script.get("type")]
        assert sorted(re.findall(r"'sha256-[^']+'", policy)) == sorted(map(digest, inline))
        assert not page.soup.select("[style], style, [onclick], [onload], base")
        first = page.soup.head.find(["meta", "link", "script"], recursive=False)
        assert first.get("charset") and first.find_next_sibling()["http-equiv"] == "Content-Security-Policy"


def test_hosts_that_read_a_headers_file_are_told_the_same(site):
    headers = (ROOT / "site" / "_headers").read_text("utf-8")
    assert f"Content-Security-Policy: {site.pages[0].policy}; frame-ancestors 'self'" in headers
    assert "X-Content-Type-Options: nosniff" in headers and "Referrer-Policy:" in headers


@pytest.mark.parametrize("location", ["", "lookup/", "labs/01_three_ways/"])
def test_nothing_that_a_reader_does_is_stopped(watched, address, location):
    watched.goto(address + location)
    watched.keyboard.press("Control+k")
    watched.keyboard.type("ridge", delay=20)
    watched.wait_for_selector(".md-search-result__link")
    watched.keyboard.press("Escape")
    watched.locator("label[for^=__palette]:visible").click()
    watched.locator(".copy").last.click()
    until(watched, "navigator.clipboard.readText().then((text) => text.length > 0)")
    for summary in watched.locator("article summary").all()[:3]:
        summary.click()
    if location == "lookup/":
        watched.locator(".lookup-form input").fill("alpha")
    watched.locator(".md-footer__link--next").click()
    assert watched.evaluate("window.broken") == []


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
    watched.locator("label[for^=__palette]:visible").click()
    watched.keyboard.press("Control+k")
    watched.keyboard.type("ridge", delay=20)
    watched.wait_for_selector(".md-search-result__link")
    assert watched.context.cookies() == []
    assert watched.evaluate("Object.keys(localStorage)") == ["scheme"]
    assert watched.evaluate("Object.keys(sessionStorage)") == []
