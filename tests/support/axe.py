"""axe-core on a loaded page: what it finds wrong, and what it leaves to people to judge."""

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import yaml

from tests.support.page_checks import check, install, unfold

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOR = ["color-contrast", "link-in-text-block"]
LAYOUT = [
    "target-size",
    "scrollable-region-focusable",
    "aria-hidden-focus",
    "button-name",
    "form-field-multiple-labels",
    "label",
    "link-name",
    "select-name",
    "summary-name",
]
ALL_RULES = {"type": "tag", "values": TAGS}
COLOR_RULES = {"type": "rule", "values": COLOR}
LAYOUT_RULES = {"type": "rule", "values": LAYOUT}
RULES_BY_STATE = {
    ("light", 1280): ALL_RULES,
    ("dark", 1280): COLOR_RULES,
    ("light", 320): LAYOUT_RULES,
}
"""A scheme changes colors only, a width changes sizes and which controls are shown: the other rules see no difference.
`make proof` does not rely on that: there all rules run in all states."""
FIRST_STATE = {("light", 1280): ALL_RULES}
ALL_STATES = {(scheme, width): ALL_RULES for scheme in ("light", "dark") for width in (320, 768, 1280)}
LOW = 300
"""The height of the window. What the rules measure does not depend on it, and a low window is painted in less time."""
REVIEWED = yaml.safe_load(Path(__file__).with_name("axe_reviewed.yml").read_text("utf-8"))
"""What axe cannot decide and a person has: the rule, patterns for the element and the message, and why it is right."""
THIN = """() => {
  const seen = new Set();
  for (const token of document.querySelectorAll("pre > code span")) {
    const kind = `${token.closest(".highlight").className} > ${token.className}`;
    if (seen.has(kind)) token.replaceWith(token.textContent);
    seen.add(kind);
  }
}"""
RUN = """async ([runOnly, within]) => {
  const found = await axe.run(within, { runOnly, resultTypes: ["violations", "incomplete"] });
  const flat = (results) => results.flatMap(({ id, nodes }) => nodes.map(({ target, html, any, all, none }) =>
    ({ rule: id, target: target.join(" "), html,
       why: [...any, ...all, ...none].map((check) => check.message).join(" ") })));
  return [flat(found.violations), flat(found.incomplete)];
}"""


@dataclass(frozen=True)
class Finding:
    rule: str
    target: str
    html: str
    why: str


def prepare(page) -> None:
    """Opens every fold, lays out what is far away, leaves one token of each kind and a sample of the rows.

    With all rows and tokens axe would take minutes. A token of a program has no other property than its
    class, and its color comes from that. The rows of a table are made by the same code.
    """
    install(page)
    check(page, "sampleRows", "article table, .values, .names-list, .models")
    unfold(page)
    page.evaluate(THIN)
    page.evaluate(AXE)


def run(page, rules: dict = ALL_RULES, within: str | dict = "html") -> tuple[list[Finding], list[Finding]]:
    """The violations on a prepared page, and the findings that axe calls incomplete."""
    violations, incomplete = page.evaluate(RUN, [rules, within])
    return [Finding(**one) for one in violations], [Finding(**one) for one in incomplete]


def reviewed(finding: Finding) -> list[int]:
    """The numbers of the entries in REVIEWED that cover a finding."""
    pairs = {"rule": finding.rule, "element": finding.html, "message": finding.why}
    covers = [all(re.search(entry.get(part, ""), text) for part, text in pairs.items()) for entry in REVIEWED]
    return [number for number, yes in enumerate(covers) if yes]


def look(page, states: dict, within: str | dict = "html") -> tuple[list[str], set[int]]:
    """What is wrong on a prepared page in the given states, and the reviewed entries that were needed."""
    wrong, used = [], set()
    for (scheme, width), rules in states.items():
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": LOW})
        page.evaluate("new Promise(requestAnimationFrame)")
        violations, incomplete = run(page, rules, within)
        wrong += [f"axe in {scheme} at {width} px: {one}" for one in violations]
        wrong += [f"axe in {scheme} at {width} px, to be reviewed: {one}" for one in incomplete if not reviewed(one)]
        used |= {entry for one in incomplete for entry in reviewed(one)}
    return wrong, used


def version() -> str:
    """The version of axe-core, as its first line states it."""
    return re.search(r"axe v([\d.]+)", AXE)[1]
