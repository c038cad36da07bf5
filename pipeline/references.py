"""docs/data/references.bib: the works that pages and claims cite, each with an address at which it will be found."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pybtex.database import BibliographyDataError, Entry, Person, parse_string
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from pipeline.problems import Problem, Problems, line_of
from pipeline.project import Project

NEEDED = ("title", "year")
CITATION = re.compile(r"(?:(?<=\[)|(?<=; ))@([\w-]+)(?=[\];])")
"""A key as it is cited: `[@key]`, `[@key; @other]`."""


@dataclass(frozen=True)
class Reference:
    key: str
    entry: Entry

    @property
    def authors(self) -> list[Person]:
        return self.entry.persons.get("author", [])

    @property
    def label(self) -> str:
        """How the text names it: 'Bergstra and Bengio 2012'."""
        names = [surname(person) for person in self.authors]
        if len(names) > 2 or "others" in names:
            return f"{names[0]} et al. {self.entry.fields['year']}"
        return f"{' and '.join(names)} {self.entry.fields['year']}"

    @property
    def listed_on(self) -> str:
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
    def place(self) -> str:
        """Where it was published: '*Journal* 13(2), 281–305', '*Proceedings*, 9–50', or the publisher."""
        fields = self.entry.fields
        venue = fields.get("journal") or fields.get("booktitle") or ""
        volume = fields.get("volume", "") + (f"({fields['number']})" if "number" in fields else "")
        pages = fields.get("pages", "").replace("--", "–")
        parts = [f"*{plain(venue)}* {volume}".strip() if venue else "", pages, plain(fields.get("publisher", ""))]
        return ", ".join(part for part in parts if part)


def surname(person: Person) -> str:
    return plain(" ".join([*person.prelast_names, *person.last_names]))


def initials(person: Person) -> str:
    names = [part for name in [*person.first_names, *person.middle_names] for part in plain(name).split()]
    return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in names)


@cache
def plain(latex: str) -> str:
    return str(Text.from_latex(latex))


def references(project: Project) -> dict[str, Reference]:
    """All references by key.

    Raises:
        Problems: the file is no BibTeX, has a key twice, or an entry lacks its author, title, year or address.
    """
    path = project.docs / "data" / "references.bib"
    text = path.read_text("utf-8")
    try:
        entries = parse_string(text, "bibtex").entries
    except BibliographyDataError as error:
        key = str(error).rsplit(" ", 1)[-1]
        line = line_of(text, f"{{{key},", line_of(text, f"{{{key},") + 1)
        raise Problems(Problem(project.shown(path), line, f"the key '{key}' is here twice", "Keep one.")) from None
    except PybtexError as error:
        raise Problems(Problem(project.shown(path), error.lineno, f"{error}", "Mend the BibTeX.")) from None
    found = {key: Reference(key, entry) for key, entry in entries.items()}
    problems = [problem for reference in found.values() for problem in faults(project, path, text, reference)]
    if problems:
        raise Problems(*problems)
    return found


def faults(project: Project, path: Path, text: str, reference: Reference) -> list[Problem]:
    line, fields = line_of(text, f"{{{reference.key},"), reference.entry.fields
    missing = [name for name in NEEDED if name not in fields]
    if not reference.authors:
        missing.append("author")
    problems = []
    if missing:
        what = f"'{reference.key}' has no {', '.join(missing)}"
        problems.append(Problem(project.shown(path), line, what, "Look it up, or leave the reference out."))
    if not {"doi", "eprint", "url"} & set(fields):
        what = f"'{reference.key}' has no DOI, arXiv id or address"
        remedy = "Give doi, eprint (the arXiv id) or url: a reader must be able to find it."
        problems.append(Problem(project.shown(path), line, what, remedy))
    return problems
