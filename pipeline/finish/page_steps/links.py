"""Links that leave the site."""

from pipeline.finish.page import BuiltPage, Site, attribute


def protect_external_links(site: Site, page: BuiltPage) -> None:
    """The page behind an external link gets no hold on ours."""
    for link in page.soup.select('a[href^="http"]'):
        link["rel"] = " ".join(dict.fromkeys([*attribute(link, "rel").split(), "noopener"]))
