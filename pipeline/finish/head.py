"""What reference managers, search engines, feeds and browser tabs read: title, description, book section, preview."""

from pipeline.finish.markdown import copy_of
from pipeline.finish.site import Page, Site, text_of
from pipeline.render.cards import HEIGHT, WIDTH, card_of


def complete(site: Site, page: Page) -> None:
    about, head = site.project.about, page.soup.head
    if page.front is None:
        head.title.string = f"{text_of(page.article.h1)} - {about.title}"
        return
    head.title.string = about.title if page.location == "" else f"{page.front.title} - {about.title}"
    for old in head.select('meta[name="description"], meta[name="author"]'):
        old.decompose()
    for name, content in citation(site, page).items():
        head.append(page.soup.new_tag("meta", attrs={"name": name, "content": content}))
    for name, content in preview(site, page).items():
        head.append(page.soup.new_tag("meta", attrs={"property": name, "content": content}))
    copy = {"rel": "alternate", "type": "text/markdown", "href": copy_of(page).name, "title": "This page in Markdown"}
    head.append(page.soup.new_tag("link", attrs=copy))


def citation(site: Site, page: Page) -> dict[str, str]:
    """The tags of a section of a book, and the picture's kind, which has a name and no property."""
    about = site.project.about
    return {
        "description": page.front.description,
        "author": about.author,
        "citation_title": page.front.title,
        "citation_author": about.author,
        "citation_publication_date": page.front.updated.isoformat(),
        "citation_inbook_title": about.title,
        "citation_public_url": page.address,
        "citation_language": "en",
        "twitter:card": "summary_large_image",
    }


def preview(site: Site, page: Page) -> dict[str, str]:
    """Open Graph: what is shown beside a link to the page."""
    about = site.project.about
    return {
        "og:type": "website" if page.location == "" else "article",
        "og:title": page.front.title,
        "og:description": page.front.description,
        "og:url": page.address,
        "og:site_name": about.title,
        "og:image": site.home + card_of(site.project, page.source),
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": f"{page.front.title}. {about.title} A blue dot: found. A vermilion key: chosen.",
    }
