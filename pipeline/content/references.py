"""docs/data/references.bib: the works that pages and claims cite, each with an address at which it will be found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pybtex.database import BibliographyDataError, Entry, Person, parse_string
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from pipeline.content.errors import BuildError, Collector, Problem, line_of
from pipeline.content.project import Project

NEEDED = ("title", "year")
CITATION_KEY = re.compile(r"(?:(?<=\[)|(?<=; ))@([\w-]+)(?=[\];])")
"""A key as it is cited: `[@key]`, `[@key; @other]`."""


@dataclass(frozen=True)
class Reference:
    key: str
    entry: Entry

    @property
    def authors(self) -> list[Person]:
        return list(self.entry.persons.get("author", []))

    @property
    def label(self) -> str:
        """How the text names it: 'Bergstra and Bengio 2012'."""
        names = [surname(person) for person in self.authors]
        if len(names) > 2 or "others" in names:
            return f"{names[0]} et al. {self.entry.fields['year']}"
        return f"{' and '.join(names)} {self.entry.fields['year']}"

    @property
    def list_page(self) -> str:
        """The page that lists it, by the first letter: 'references' or 'references-l-z'."""
        return "references" if self.label[0].casefold() < "l" else "references-l-z"

    @property
    def address(self) -> str:
        fields = self.entry.fields
        if "doi" in fields:
            return f"https://doi.org/{fields['doi']}"
        return f"https://arxiv.org/abs/{fields['eprint']}" if "eprint" in fields else fields["url"]

    @property
    def identifier(self) -> str:
        """What the link to it says: the DOI, the arXiv id, or the bare address."""
        fields = self.entry.fields
        if "doi" in fields:
            return f"doi:{fields['doi']}"
        return f"arXiv:{fields['eprint']}" if "eprint" in fields else fields["url"].split("://")[-1].rstrip("/")

    @property
    def venue(self) -> str:
        """Where it was published: '*Journal* 13(2), 281–305', '*Proceedings*, 9–50', or the publisher."""
        fields = self.entry.fields
        venue = fields.get("journal") or fields.get("booktitle") or ""
        volume = fields.get("volume", "") + (f"({fields['number']})" if "number" in fields else "")
        pages = fields.get("pages", "").replace("--", "–")
        parts = [
            f"*{latex_to_text(venue)}* {volume}".strip() if venue else "",
            pages,
            latex_to_text(fields.get("publisher", "")),
        ]
        return ", ".join(part for part in parts if part)


def surname(person: Person) -> str:
    return latex_to_text(" ".join([*person.prelast_names, *person.last_names]))


def initials(person: Person) -> str:
    names = [part for name in [*person.first_names, *person.middle_names] for part in latex_to_text(name).split()]
    return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in names)


@cache
def latex_to_text(latex: str) -> str:
    return str(Text.from_latex(latex))


def references(project: Project) -> dict[str, Reference]:
    """All references by key.

    Raises:
        BuildError: the file is not BibTeX, has a key twice, or an entry lacks its author, title, year or address.
    """
    return project.files.remembered("references", lambda: read_references(project))


def read_references(project: Project) -> dict[str, Reference]:
    path = project.data / "references.bib"
    shown, text = project.display_path(path), project.files.read_text(path)
    try:
        entries = parse_string(text, "bibtex").entries
    except BibliographyDataError as error:
        key = str(error).rsplit(" ", 1)[-1]
        line = line_of(text, f"{{{key},", (line_of(text, f"{{{key},") or 0) + 1)
        raise BuildError(Problem(shown, line, f"the key '{key}' is here twice", "Keep one.")) from None
    except PybtexError as error:
        raise BuildError(Problem(shown, getattr(error, "lineno", None), f"{error}", "Fix the BibTeX.")) from None
    found = {key: Reference(key, entry) for key, entry in entries.items()}
    problems = Collector()
    for reference in found.values():
        line = line_of(text, f"{{{reference.key},")
        for message, hint in faults(reference):
            problems.add(shown, line, message, hint)
    problems.raise_any()
    return found


def faults(reference: Reference) -> Iterator[tuple[str, str]]:
    """What an entry lacks, and what to do about it."""
    fields = reference.entry.fields
    missing = [name for name in NEEDED if name not in fields] + ([] if reference.authors else ["author"])
    if missing:
        yield f"'{reference.key}' has no {', '.join(missing)}", "Look it up, or leave the reference out."
    if not {"doi", "eprint", "url"} & set(fields):
        hint = "Give doi, eprint (the arXiv id) or url: a reader must be able to find it."
        yield f"'{reference.key}' has no DOI, arXiv id or address", hint
