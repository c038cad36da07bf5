"""The styles on the topics of a page."""

from pipeline.finish.page import BuiltPage, Site, parse_element, select_one
from pipeline.frame.stylesheets import topic_css


def add_topic_styles(site: Site, page: BuiltPage) -> None:
    """Writes the sheets that only some pages need into those pages: no further file is waited for."""
    if css := topic_css(site.project, page.soup):
        style = parse_element("<style></style>")
        style.string = css
        select_one(page.soup, "head").append(style)
