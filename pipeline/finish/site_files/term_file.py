"""terms.json: the glossary and the lookup for other courses to import, as concepts of SKOS in JSON-LD."""

import json
from typing import Any

from bs4 import BeautifulSoup

from pipeline.content import data
from pipeline.content.citation import version_address
from pipeline.content.files import write_atomically
from pipeline.content.front_matter import site_config
from pipeline.content.licenses import CONTENT_ADDRESS
from pipeline.finish.page import FinishedPage, Site, attribute
from pipeline.finish.text import text_of

NAME, GLOSSARY = "terms.json", "glossary/"
CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "id": "@id",
    "type": "@type",
    "title": "dct:title",
    "creator": "dct:creator",
    "license": {"@id": "dct:license", "@type": "@id"},
    "version": "schema:version",
    "concepts": {"@reverse": "skos:inScheme"},
    "label": "skos:prefLabel",
    "also": {"@id": "skos:altLabel", "@container": "@set"},
    "definition": "skos:definition",
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "notation": {"@id": "skos:notation", "@container": "@set"},
    "model": "skos:scopeNote",
}
Concept = dict[str, Any]


def write_terms(site: Site, pages: list[FinishedPage]) -> None:
    about, address = site_config(site.project), version_address(site.address)
    html = next((page.html for page in pages if page.location == GLOSSARY), "")
    glossary = glossary_concepts(address + GLOSSARY, html)
    scheme = {
        "@context": CONTEXT,
        "id": f"{address}{NAME}",
        "type": "skos:ConceptScheme",
        "title": about.title,
        "creator": about.author,
        "license": CONTENT_ADDRESS,
        "version": site.project.version,
        "concepts": [*glossary, *lookup_concepts(site, address, {concept["label"].lower() for concept in glossary})],
    }
    text = json.dumps(scheme, ensure_ascii=False, indent=1)
    write_atomically(site.folder / NAME, f"{text}\n".encode())


def glossary_concepts(address: str, html: str) -> list[Concept]:
    """The words that the glossary defines. Two words of one entry share its definition."""
    concepts = []
    for head in BeautifulSoup(html, "html.parser").select("dl > dt"):
        definition = head.find_next_sibling("dd")
        also = [word.strip() for tag in head.select("em") for word in text_of(tag).split(",")]
        for word in head.select("dfn[id]"):
            concept = {
                "id": f"{address}#{attribute(word, 'id')}",
                "type": "skos:Concept",
                "label": text_of(word),
                **({"also": also} if also else {}),
                "definition": text_of(definition) if definition else "",
            }
            concepts.append(concept)
    return concepts


def lookup_concepts(site: Site, address: str, words: set[str]) -> list[Concept]:
    """The values of the models. The broader concept of each is its category, where the glossary has the word."""
    return [
        {
            "id": f"{address}lookup/{family}/#{data.term_anchor(model, term)}",
            "type": "skos:Concept",
            "label": term.term,
            **({"also": term.also} if term.also else {}),
            "definition": term.reason,
            **({"broader": f"{address}{GLOSSARY}#{term.bin.replace(' ', '-')}"} if term.bin in words else {}),
            **({"notation": codes} if (codes := [code for name in term.names for code in term.codes(name)]) else {}),
            "model": model.model,
        }
        for family, entry in data.families(site.project).items()
        for model in entry.models
        for term in model.terms
    ]
