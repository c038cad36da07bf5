"""What leads others to the pages: the sitemap, robots.txt, and llms.txt with the Markdown copies."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pipeline.content.files import write_atomically
from pipeline.content.front_matter import FrontMatter, site_config
from pipeline.finish.page import FinishedPage, Site, address_of

Entry = tuple[FinishedPage, FrontMatter]


def write_sitemap(site: Site, pages: list[FinishedPage]) -> None:
    entries = in_nav_order(site, pages)
    write_atomically(site.folder / "sitemap.xml", sitemap(site, entries))
    (site.folder / "sitemap.xml.gz").unlink(missing_ok=True)
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {site.address}sitemap.xml\n"
    write_atomically(site.folder / "robots.txt", robots.encode())
    write_atomically(site.folder / "llms.txt", llms_txt(site, entries).encode())


def write_markdown_copies(site: Site, pages: list[FinishedPage]) -> None:
    """The plain copy of each page beside it: 'difference/index.md' beside 'difference/index.html'."""
    for page in pages:
        if page.front:
            write_atomically(site.folder / copy_name(page), page.markdown.encode())


def copy_name(page: FinishedPage) -> str:
    return page.name.removesuffix(".html") + ".md"


def in_nav_order(site: Site, pages: list[FinishedPage]) -> list[Entry]:
    """The pages that have a source, in the order of the navigation, as the 404 page lists them."""
    listed = [urlsplit(link).path for page in pages if page.front is None for link in page.links]
    place = {path: number for number, path in enumerate(listed)}
    entries = [(page, page.front) for page in pages if page.front]
    return sorted(entries, key=lambda entry: place.get(urlsplit(address_of(site, entry[0])).path, len(place)))


def sitemap(site: Site, entries: list[Entry]) -> bytes:
    """Each page with the day on which its text was last changed, as its front matter says."""
    urlset = Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for page, front in entries:
        url = SubElement(urlset, "url")
        SubElement(url, "loc").text = address_of(site, page)
        SubElement(url, "lastmod").text = front.updated.isoformat()
    indent(urlset)
    text: bytes = tostring(urlset, "utf-8", xml_declaration=True)
    return text + b"\n"


def llms_txt(site: Site, entries: list[Entry]) -> str:
    """The title, what it is about, and the Markdown copies of all pages with their descriptions."""
    description = next(front.description for page, front in entries if page.location == "")
    lines = [f"- [{front.title}]({site.address}{copy_name(page)}): {front.description}" for page, front in entries]
    about = "Each page in plain Markdown, with its programs and what they print:"
    parts = [f"# {site_config(site.project).title}", f"> {description}", about, "\n".join(lines)]
    return "\n\n".join(parts) + "\n"
