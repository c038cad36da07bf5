"""A page that was corrected since it was published says so at its end."""

from pipeline.content.corrections import corrections
from pipeline.finish.page import BuiltPage, Site, parse_element, select_one


def say_what_was_corrected(site: Site, page: BuiltPage) -> None:
    """Adds a line with a link to each correction of the page, above the day of its last change."""
    links = [
        f'<a href="{page.up}corrections/#row-{entry.id}">{entry.day}</a>'
        for entry in corrections(site.project)
        if page.source and page.source == site.project.source_of(entry.location)
    ]
    if links:
        updated = select_one(page.article, ".cite > p:last-child")
        updated.insert_before(parse_element(f"<p>Corrected on {', '.join(links)}.</p>"))
