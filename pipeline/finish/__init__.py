"""After MkDocs: completes the HTML that it wrote, and stops where something is not as it must be."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from pipeline.cache import Cache
from pipeline.content.citation import version_address
from pipeline.content.errors import BuildError, Collector, Problem
from pipeline.content.files import Reads, hash_of, write_atomically
from pipeline.content.front_matter import front_matter
from pipeline.content.project import Project
from pipeline.content.references import references
from pipeline.finish.check_built_site import REBUILD_HINT, StrictSoup, check_built_site, check_markup
from pipeline.finish.live_reload import read_what_mkdocs_reads
from pipeline.finish.page import (
    BuiltPage,
    FinishedPage,
    MarkupError,
    Site,
    facts_of,
    location_of,
    page_files,
    problem_on,
    select_one,
)
from pipeline.finish.page_checks import PAGE_CHECKS, check_files, check_links
from pipeline.finish.site_files import manifest
from pipeline.finish.site_files.assets import check_theme_worker, write_assets
from pipeline.finish.site_files.citation_files import write_citation_files
from pipeline.finish.site_files.course_pack import write_packs
from pipeline.finish.site_files.downloads import write_downloads
from pipeline.finish.site_files.embedded_pages import check_explorables, write_embedded_pages
from pipeline.finish.site_files.feed import write_feed
from pipeline.finish.site_files.figure_credits import write_figure_credits
from pipeline.finish.site_files.run_files import write_run_files
from pipeline.finish.site_files.search_index import write_search_index
from pipeline.finish.site_files.security_headers import write_security_headers
from pipeline.finish.site_files.sitemap import write_markdown_copies, write_sitemap
from pipeline.finish.site_files.slide_deck import check_slides, write_slide_deck
from pipeline.finish.site_files.term_file import write_terms
from pipeline.finish.steps import PAGE_STEPS, Step
from pipeline.frame.minify import minify_page, strip_plain_tokens
from pipeline.processes import Task, run_tasks

SITE_CHECKS = (check_links, check_files, check_theme_worker, check_explorables, check_slides)
"""What cannot be seen from one page alone. All of it is looked at each time."""
SITE_STEPS: tuple[Callable[[Site, list[FinishedPage]], None], ...] = (
    write_markdown_copies,
    write_citation_files,
    write_terms,
    write_sitemap,
    write_search_index,
    write_assets,
    write_downloads,
    write_figure_credits,
    write_feed,
    write_embedded_pages,
    write_slide_deck,
    write_run_files,
    write_security_headers,
)
"""Each writes something for the whole site; none reads what another wrote."""
PAGE_CPU_SECONDS = 120.0
"""How much CPU time one page may use."""
FINISHED_ATTRIBUTE = "data-finished"
"""On the <html> of a page that is finished."""
Finished = tuple[FinishedPage, Reads]


def finish(project: Project, folder: Path, address: str, serving: bool = False, repository: str = "") -> None:
    """Runs the steps on every page that changed, then the checks, and only then writes.

    `address` is where the site will be served, with a slash at its end. `repository` is the address of its repository.

    Raises:
        BuildError: with all that the steps and checks find; the folder is as it was.
    """
    check_built_site(folder)
    site = Site(project, folder, address, serving, repository)
    built = {location_of(folder, file): file.read_bytes() for file in page_files(folder)}
    if not serving and is_already_finished(folder, built):
        print(f"finish: {folder} is finished already")
        return
    cache = Cache[FinishedPage](project, "served pages" if serving else "pages")
    pages = {location: recall(cache, site, location, html) for location, html in built.items()}
    stale = [location for location, page in pages.items() if page is None]
    for location, (page, reads) in finish_pages(site, stale):
        pages[location] = page
        cache.store(location, reads, {}, page, key_of(site, built[location]))
    finished = [page for page in pages.values() if page]
    if problems := [problem for check in SITE_CHECKS for problem in check(site, finished)]:
        raise BuildError(*problems)
    for step in SITE_STEPS:
        step(site, finished)
    for page in finished:
        write_atomically(folder / page.name, page.html.encode())
    if not serving:
        write_packs(site, finished)
        manifest.write_manifest(site)
    print(f"finish: pages {len(finished)}")


def is_already_finished(folder: Path, built: dict[str, bytes]) -> bool:
    """Whether finish was here before. Raises BuildError where it was, but did not come to its end."""
    finished = sum(map(is_finished, built.values()))
    if finished and (finished < len(built) or not (folder / manifest.NAME).exists()):
        message = f"this site is half finished: {finished} of {len(built)} pages"
        raise BuildError(Problem(str(folder), None, message, REBUILD_HINT))
    return finished > 0


def is_finished(html: bytes) -> bool:
    return f" {FINISHED_ATTRIBUTE}=".encode() in html[:1000]


def key_of(site: Site, html: bytes) -> str:
    """What a finished page depends on, besides the files that its steps read."""
    key = [html, site.address, version_address(site.address), site.serving, site.repository]
    return hash_of(repr(key).encode())


def recall(cache: Cache[FinishedPage], site: Site, location: str, html: bytes) -> FinishedPage | None:
    """The page as it was finished before, if it is still right.

    While serving, MkDocs leaves pages as they are that are still right, and so they are finished already.
    """
    if not is_finished(html):
        record = cache.find(location, key_of(site, html))
        return record.value if record else None
    record = cache.load(location)
    if record is None or record.value.html.encode() != html:
        message, hint = "this finished page has no record any more", "Start `make serve` again."
        raise BuildError(Problem(location, None, message, hint))
    return record.value


def finish_pages(site: Site, locations: list[str]) -> Iterator[tuple[str, Finished]]:
    """Runs steps and checks on these pages, in a process for each core, the largest first."""
    references(site.project)  # each process has what is read here, and need not read it again
    locations = sorted(locations, key=lambda location: file_of(site, location).stat().st_size, reverse=True)
    tasks = [Task(location, location or "index.html", partial(finish_page, site, location)) for location in locations]
    for task, finished in run_tasks(tasks, PAGE_CPU_SECONDS):
        yield task.name, finished


def file_of(site: Site, location: str) -> Path:
    return site.folder / (location if location.endswith(".html") else f"{location}index.html")


def finish_page(site: Site, location: str) -> Finished:
    """The finished page, and the files that were read for it. Raises BuildError with all that is wrong on it."""
    file = file_of(site, location)
    with site.project.files.recording() as reads:
        page = load_page(site, file, location)
        if site.serving:
            read_what_mkdocs_reads(site.project, page.source)
        problems = Collector()
        for step in PAGE_STEPS:
            with problems:
                run_step(step, site, page)
        for check in PAGE_CHECKS:
            problems.found += check(site, page)
        problems.raise_any()
        return as_finished(site, page), reads


def load_page(site: Site, file: Path, location: str) -> BuiltPage:
    """Parses a page that MkDocs built. Raises BuildError if it is not whole."""
    source = site.project.source_of(location)
    front = front_matter(site.project, source) if source else None
    soup = StrictSoup(strip_plain_tokens(file.read_text("utf-8", errors="replace")), "html.parser")
    check_markup(soup, file, site.project.display_path(source or file))
    return BuiltPage(file, location, source, front, soup)


def run_step(step: Step, site: Site, page: BuiltPage) -> None:
    """Raises BuildError where the markup that MkDocs and its extensions made is not what the step relies on."""
    try:
        step.run(site, page)
    except MarkupError as error:
        message = f"{step.run.__name__} does not find what it relies on: {error}"
        hint = "Has MkDocs, an extension or a template in theme/ changed its markup? Adapt the step or the template."
        raise BuildError(problem_on(site, page, "", message, hint)) from error


def as_finished(site: Site, page: BuiltPage) -> FinishedPage:
    select_one(page.soup, "html")[FINISHED_ATTRIBUTE] = site.project.version
    return FinishedPage(
        location=page.location,
        name=page.file.relative_to(site.folder).as_posix(),
        source=page.source,
        front=page.front,
        html=minify_page(page.soup),
        **facts_of(page.soup, page.front),
        policy=page.policy,
        search_entries=page.search_entries,
        markdown=page.markdown,
        citations=page.citations,
    )
