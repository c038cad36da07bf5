"""axe-core on a loaded page: what it finds wrong, and what it leaves to people to judge."""

import re
from dataclasses import dataclass
from importlib.resources import files

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ROWS = 30
"""So many rows are looked at on a page, and three of each table that follows. The others are made by the same code."""
UNFOLD = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  for (const part of document.querySelectorAll(".more input")) part.checked = true;
  for (const far of document.querySelectorAll(".table, .table tr")) far.style.contentVisibility = "visible";
}"""
THIN = """(rows) => {
  const seen = new Set();
  for (const token of document.querySelectorAll("pre > code span")) {
    const kind = `${token.closest(".highlight").className} > ${token.className}`;
    if (seen.has(kind)) token.replaceWith(token.textContent);
    seen.add(kind);
  }
  for (const row of [...document.querySelectorAll("tbody tr")].slice(rows)) if (row.sectionRowIndex > 2) row.remove();
}"""
RUN = """async ([values, within]) => {
  const found = await axe.run(within, { runOnly: { type: "tag", values }, resultTypes: ["violations", "incomplete"] });
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
    """Opens every fold, lays out what is far away, leaves one token of each kind and the first rows.

    With all rows and tokens axe would take minutes. A token of a program has no other property than its
    class, and its color comes from that.
    """
    page.evaluate(UNFOLD)
    page.evaluate(THIN, ROWS)
    page.evaluate(AXE)


def run(page, within: str = "html") -> tuple[list[Finding], list[Finding]]:
    """The violations on a prepared page, and the findings that axe calls incomplete."""
    violations, incomplete = page.evaluate(RUN, [TAGS, within])
    return [Finding(**one) for one in violations], [Finding(**one) for one in incomplete]


def version() -> str:
    """The version of axe-core, as its first line states it."""
    return re.search(r"axe v([\d.]+)", AXE)[1]
