"""What search engines and catalogs of courses read: JSON-LD with the words of schema.org.

A page is a LearningResource in the form of Bioschemas TrainingMaterial 1.0. Zotero does not read this: it reads the
citation_* tags in the head.
"""

import json
from typing import Any

from pipeline.content.citation import version_address
from pipeline.content.data import objectives
from pipeline.content.front_matter import FrontMatter, site_config
from pipeline.content.licenses import CONTENT_ADDRESS
from pipeline.content.references import references
from pipeline.finish.page import BuiltPage, Site, attribute, parse_element, resolve, select_one
from pipeline.finish.text import text_of

CONFORMS_TO = "https://bioschemas.org/profiles/TrainingMaterial/1.0-RELEASE"
LEVELS = {"start here": "Beginner", "deeper": "Intermediate", "expert": "Advanced", "reference": "Beginner"}
PREREQUISITES = {
    "start here": "Linear regression, as in a first course",
    "deeper": "Linear regression, gradient descent, and a little Python",
    "expert": "Calculus, linear algebra, probability, and Python",
    "reference": "Linear regression, as in a first course",
}
"""What a reader should know before, by the level of the page."""
Node = dict[str, Any]


def add_structured_data(site: Site, page: BuiltPage) -> None:
    """Ends the page with its description. A data block is no script: the security policy does not rule it."""
    if page.front is None:
        return
    graph = [learning_resource(site, page, page.front), breadcrumbs(site, page)]
    if defined := page.article.select("dl dfn[id]"):
        graph.append(defined_terms(site, page, [(attribute(tag, "id"), text_of(tag)) for tag in defined]))
    if quiz := quiz_of(site, page, page.front):
        graph.append(quiz)
    block = parse_element('<script type="application/ld+json"></script>')
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    block.string = text.replace("</", "<\\/")
    select_one(page.soup, "body").append(block)


def learning_resource(site: Site, page: BuiltPage, front: FrontMatter) -> Node:
    about, known = site_config(site.project), objectives(site.project)
    address = version_address(site.address)
    return {
        "@type": ["TechArticle", "LearningResource"],
        "@id": address + page.location,
        "http://purl.org/dc/terms/conformsTo": {"@id": CONFORMS_TO},
        "name": front.title,
        "description": front.description,
        "keywords": "parameter, hyperparameter, machine learning",
        "inLanguage": "en",
        "learningResourceType": "lab" if page.is_lab else "reference" if front.level == "reference" else "lesson",
        "educationalLevel": LEVELS[front.level],
        "timeRequired": f"PT{front.minutes}M",
        "teaches": [known[name] for name in front.objectives],
        "competencyRequired": PREREQUISITES[front.level],
        "isAccessibleForFree": True,
        "license": CONTENT_ADDRESS,
        "author": {"@type": "Organization", "name": about.author},
        "version": site.project.version,
        "dateModified": front.updated.isoformat(),
        "isPartOf": {"@type": "WebSite", "@id": address, "name": about.title},
        **({"citation": cited} if (cited := cited_works(site, page)) else {}),
    }


def cited_works(site: Site, page: BuiltPage) -> list[str]:
    """The addresses of the works that the text cites, each once."""
    keys = (attribute(link, "href").partition("#ref-")[2] for link in page.article.select("a.citation"))
    return list(dict.fromkeys(references(site.project)[key].address for key in keys))


def breadcrumbs(site: Site, page: BuiltPage) -> Node:
    """The way in the menu: home, the first page of the section, the page."""
    here = select_one(page.soup, ".menu [aria-current]")
    section = here.find_parent("li", class_="part")
    ways = [(site.address, site_config(site.project).title)]
    if section and (first := select_one(section, "a")) is not here:
        ways.append((site.address + resolve(site, page.location, attribute(first, "href")), text_of(first)))
    if page.location:
        ways.append((site.address + page.location, text_of(here)))
    places = [
        {"@type": "ListItem", "position": number, "item": address, "name": name}
        for number, (address, name) in enumerate(ways, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": places}


def defined_terms(site: Site, page: BuiltPage, terms: list[tuple[str, str]]) -> Node:
    """The glossary; its definitions are in terms.json."""
    address = version_address(site.address) + page.location
    named = [{"@type": "DefinedTerm", "@id": f"{address}#{name}", "name": word} for name, word in terms]
    return {"@type": "DefinedTermSet", "@id": f"{address}#terms", "hasDefinedTerm": named}


def quiz_of(site: Site, page: BuiltPage, front: FrontMatter) -> Node | None:
    """The questions of a page, or the pages of questions that it leads to. The texts are on the pages."""
    address, known = version_address(site.address), objectives(site.project)
    here = address + page.location
    parts: list[Node] = [
        {"@type": "Question", "@id": f"{here}#{attribute(tag, 'id')}", "name": question_name(attribute(tag, "id"))}
        for tag in page.article.select(".quiz > [id]")
    ]
    parts += [
        {"@type": "Quiz", "@id": address + resolve(site, page.location, attribute(link, "href")), "name": text_of(link)}
        for link in page.article.select(".topics a")
    ]
    assessed = [known[name] for name in front.objectives]
    return (
        {"@type": "Quiz", "url": here, "name": front.title, "assesses": assessed, "hasPart": parts} if parts else None
    )


def question_name(name: str) -> str:
    """A question is called by its anchor: 'q-dense-layer' -> 'Dense layer'."""
    return name.removeprefix("q-").replace("-", " ").capitalize()
