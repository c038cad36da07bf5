"""After MkDocs: completes the HTML that it wrote, and stops where something is not as it must be."""

import gc
import multiprocessing
import sys
from pathlib import Path

from pipeline.finish import (
    built,
    checks,
    citations,
    cite,
    controls,
    described,
    explorables,
    figures,
    formulas,
    head,
    ids,
    labs,
    lookup,
    manifest,
    markdown,
    policy,
    reach,
    scripts,
    search,
    sheet,
    tables,
)
from pipeline.finish.kept import ASKED_BY_OTHERS, Kept, facts
from pipeline.finish.site import MARK, Page, Site, is_finished, load, save
from pipeline.problems import Problem, Problems
from pipeline.project import Project

STEPS = (
    controls.navigation,
    labs.in_our_markup,
    formulas.to_mathml,
    figures.complete,
    tables.complete,
    lookup.insert,
    described.figures,
    citations.link,
    ids.lead_on,
    ids.keep_old,
    cite.append,
    head.complete,
    controls.copy_buttons,
    controls.long_programs,
    controls.icons,
    controls.names,
    controls.menu_switch,
    controls.footer,
    scripts.replace,
    explorables.enliven,
    sheet.link,
    policy.state,
    search.note,
    markdown.copy,
)
"""Each changes one thing on one page. The first takes most of the menu away, so that the others look through less."""
CHECKS = (
    checks.headings,
    checks.images,
    checks.scripts,
    checks.numbers,
    checks.tracebacks,
)
"""What must be true of one page."""
WHOLE = (
    markdown.write_copies,
    reach.write_maps,
    search.rewrite,
    scripts.hand_over,
    explorables.write_all,
    sheet.write_purged,
    policy.headers,
)
"""Each writes something for the whole site."""


MANY = 4
"""From so many pages on it pays to begin processes."""
HERE: list[Site] = []
"""In a process of the pool: the site that it works on."""


def finish(project: Project, folder: Path, serving: bool = False) -> None:
    """Runs the steps on every page that changed, then the checks, and only then writes.

    Raises:
        Problems: with all that the steps and checks find; the folder is as it was.
    """
    site = load(project, folder, serving)
    if already(site):
        print(f"finish: {folder} is finished already")
        return
    kept = Kept(site)
    fresh = [page for page in site.pages if not kept.recall(page)]
    if any(is_finished(page) for page in fresh):
        what, remedy = "pages are finished of which nothing is known any more", "Start `make serve` again."
        raise Problems(Problem(str(folder), None, what, remedy))
    problems = complete_all(site, fresh)
    for page in fresh if not problems else []:
        kept.keep(page)
    problems += [problem for page in site.pages for problem in checks.links(site, page)]
    if problems:
        raise Problems(*problems)
    for step in WHOLE:
        step(site)
    save(site)
    kept.save()
    if not serving:
        manifest.write_manifest(site)
    print(f"finish: pages {len(site.pages)}")


def already(site: Site) -> bool:
    """Whether finish was here before. Raises Problems where it was, but did not come to its end.

    A folder that is served is never done: MkDocs has built only some of its pages again.
    """
    done = [page for page in site.pages if is_finished(page) and not site.serving]
    if done and (len(done) < len(site.pages) or not (site.folder / manifest.NAME).exists()):
        what = f"this site is half finished: {len(done)} of {len(site.pages)} pages"
        raise Problems(Problem(str(site.folder), None, what, built.AGAIN))
    return bool(done)


def complete_all(site: Site, pages: list[Page]) -> list[Problem]:
    """Runs steps and checks on these pages, in a process for each core if they are many. Returns all that is wrong."""
    if len(pages) < MANY:
        return [problem for page in pages for problem in complete(site, page)]
    context = multiprocessing.get_context("fork" if sys.platform != "win32" else "spawn")
    longest_first = sorted(pages, key=lambda page: (lookup.PLACE in page.html, len(page.html)), reverse=True)
    with context.Pool(initializer=begin, initargs=(site,)) as pool:
        made = dict(pool.imap_unordered(in_a_process, (site.pages.index(page) for page in longest_first)))
    for index, (_, known) in made.items():
        vars(site.pages[index]).update(known)
    return [problem for index in sorted(made) for problem in made[index][0]]


def begin(site: Site) -> None:
    HERE[:] = [site]
    gc.freeze()  # to look through all that was loaded before the fork would copy it


def in_a_process(index: int) -> tuple[int, tuple[list[Problem], dict]]:
    site = HERE[0]
    page = site.pages[index]
    problems = complete(site, page)
    return index, (problems, facts(page, ASKED_BY_OTHERS) if problems else facts(page))


def complete(site: Site, page: Page) -> list[Problem]:
    """Runs the steps and the checks on one page. Returns all that is wrong."""
    problems = built.faults(page.soup, page.file, site.project.shown(page.source or page.file))
    if problems:
        return problems
    for step in STEPS:
        try:
            step(site, page)
        except Problems as found:
            problems += found.problems
    page.soup.html[MARK] = site.project.version
    return problems + [problem for check in CHECKS for problem in check(site, page)]
