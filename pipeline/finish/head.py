"""What reference managers, search engines and browser tabs read: title, description, and the tags of a book section."""

from pipeline.finish.site import Page, Site, text_of


def complete(site: Site, page: Page) -> None:
    about, head = site.project.about, page.soup.head
    if page.front is None:
        head.title.string = f"{text_of(page.article.h1)} - {about.title}"
        return
    head.title.string = about.title if page.location == "" else f"{page.front.title} - {about.title}"
    for old in head.select('meta[name="description"], meta[name="author"]'):
        old.decompose()
    tags = {
        "description": page.front.description,
        "author": about.author,
        "citation_title": page.front.title,
        "citation_author": about.author,
        "citation_publication_date": page.front.updated.isoformat(),
        "citation_inbook_title": about.title,
        "citation_public_url": page.address,
        "citation_language": "en",
    }
    for name, content in tags.items():
        head.append(page.soup.new_tag("meta", attrs={"name": name, "content": content}))
