"""What leads others to the pages: the sitemap, robots.txt, and llms.txt with the Markdown copies."""

from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pipeline.finish.markdown import copy_of
from pipeline.finish.site import Page, Site
from pipeline.render.outputs import write


def write_maps(site: Site) -> None:
    pages = in_order(site)
    write(site.folder / "sitemap.xml", sitemap(pages))
    (site.folder / "sitemap.xml.gz").unlink(missing_ok=True)
    write(site.folder / "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site.home}sitemap.xml\n".encode())
    write(site.folder / "llms.txt", llms(site, pages).encode())


def in_order(site: Site) -> list[Page]:
    """The pages in the order of the navigation, as the page for a mistyped address lists them."""
    listed = [link for page in site.pages if page.front is None for link in page.links]
    place = {path: number for number, path in enumerate(listed)}
    pages = [page for page in site.pages if page.front]
    return sorted(pages, key=lambda page: place.get(urlsplit(page.address).path, len(place)))


def sitemap(pages: list[Page]) -> bytes:
    """Each page with the day on which its text was last changed, as its front matter says."""
    urlset = Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for page in pages:
        url = SubElement(urlset, "url")
        SubElement(url, "loc").text = page.address
        SubElement(url, "lastmod").text = page.front.updated.isoformat()
    indent(urlset)
    return tostring(urlset, "utf-8", xml_declaration=True) + b"\n"


def llms(site: Site, pages: list[Page]) -> str:
    """The title, what it is about, and the Markdown copies of all pages with their descriptions."""
    home = next(page for page in pages if page.location == "")
    lines = [
        f"- [{page.front.title}]({urljoin(page.address, copy_of(page).name)}): {page.front.description}"
        for page in pages
    ]
    about = "Each page in plain Markdown, with its programs and what they print:"
    return "\n\n".join([f"# {site.project.about.title}", f"> {home.front.description}", about, "\n".join(lines)]) + "\n"
