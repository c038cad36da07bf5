"""After MkDocs: completes the HTML that it wrote, page by page, and stops where something is not as it must be."""

from pathlib import Path

from pipeline.finish import checks, citations, cite, figures, formulas, head, labs, manifest, search, tables
from pipeline.finish.built import AGAIN, MARK
from pipeline.finish.site import Site, load, save
from pipeline.problems import Problem, Problems
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


def finish(project: Project, folder: Path) -> None:
    """Runs the steps on every page, in place, then the checks. Raises Problems with all that the checks find."""
    site = load(project, folder)
    if finished(site):
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
    search.rewrite(site)
    save(site)
    manifest.write_manifest(site)
    print(f"finish: pages {len(site.pages)}")


def finished(site: Site) -> bool:
    """Whether all is done already. Raises Problems where an earlier finish broke off in the middle."""
    done = [page.soup.html.has_attr(MARK) for page in site.pages]
    if not any(done):
        return False
    if not all(done) or not (site.folder / manifest.NAME).exists():
        what = f"this site is half finished: {done.count(True)} of {len(done)} pages"
        raise Problems(Problem(str(site.folder), None, what, AGAIN))
    return True
