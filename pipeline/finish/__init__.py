"""After MkDocs: completes the HTML that it wrote, page by page, and stops where something is not as it must be."""

from pathlib import Path

from pipeline.finish import checks, citations, cite, figures, formulas, head, labs, markdown, reach, search, tables
from pipeline.finish.site import MARK, load, save
from pipeline.problems import Problems
from pipeline.project import Project

STEPS = (
    labs.in_our_markup,
    formulas.to_mathml,
    figures.complete,
    tables.complete,
    citations.link,
    cite.append,
    head.complete,
)
CHECKS = (
    checks.headings,
    checks.images,
    checks.links,
    checks.numbers,
    checks.tracebacks,
)
WHOLE = (
    search.rewrite,
    markdown.write_copies,
    reach.write_maps,
)
"""Each writes something for the whole site."""


def finish(project: Project, folder: Path) -> None:
    """Runs the steps on every page, in place, then the checks. Raises Problems with all that the checks find."""
    site = load(project, folder)
    if any(page.soup.html.has_attr(MARK) for page in site.pages):
        print(f"finish: {folder} is finished already")
        return
    problems = []
    for page in site.pages:
        for step in STEPS:
            try:
                step(site, page)
            except Problems as found:
                problems += found.problems
    for page in site.pages:
        for check in CHECKS:
            problems += check(site, page)
    if problems:
        raise Problems(*problems)
    for step in WHOLE:
        step(site)
    save(site)
    print(f"finish: pages {len(site.pages)}")
