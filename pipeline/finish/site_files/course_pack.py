"""course-pack.zip, which has all that a class needs, and ro-crate-metadata.json, which describes what was published."""

import json
import mimetypes
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.content.citation import version_address
from pipeline.content.files import hash_of, write_atomically, zip_bytes
from pipeline.content.front_matter import site_config
from pipeline.content.licenses import CONTENT_ADDRESS, RIGHTS
from pipeline.content.project import PLACEHOLDER
from pipeline.finish.page import FinishedPage, Site
from pipeline.finish.site_files.offline_copy import NAME as OFFLINE
from pipeline.finish.site_files.offline_copy import packed

PACK, CRATE = "course-pack.zip", "ro-crate-metadata.json"
CONTENTS = {
    "plans": "teach*/index.md",
    "handout": "generated/handout/*.pdf",
    "slides": "generated/slides/*",
    "questions": "generated/questions/*",
    "labs": "generated/*.student.ipynb",
    "labs with solutions": "generated/*.teacher.ipynb",
    "figures": "generated/*.slide.png",
    "programs": "generated/*.py",
    "citation": "site.*",
    "terms": "terms.json",
}
"""The folders of the pack, and what of the site is in them."""
README = """\
{title}, version {version}
{address}

plans                the pages for teachers: plans, exams, and other courses, as Markdown
handout              two pages for each student, a key for you, and cards to sort, for A4 and Letter paper
slides               a deck for 45 minutes of its own, with notes
questions            for Moodle, Canvas, Blackboard, Anki, spreadsheets, and paper, each with its reasons
labs                 notebooks for students
labs with solutions  the same for teachers, with a rubric
figures              a slide of each figure
programs             what computes the figures and the numbers
terms                the glossary and the lookup for other programs
citation             how to cite the whole

{rights} SHA256SUMS has the hash of each file.
"""
SIZE = "<span data-size-of=course-pack.zip>zip</span>"
OFFLINE_COPY = "<span data-offline-copy>a part of each release</span>"
"""What stands on pages for the size of the pack, and for a link to the offline copy, until both are there."""


def write_packs(site: Site, pages: list[FinishedPage]) -> None:
    """The last files but the manifest. The offline copy, which takes a while, is made where the site is published."""
    pack = zip_bytes({f"course-pack/{name}": content for name, content in pack_contents(site).items()})
    write_atomically(site.folder / PACK, pack)
    write_atomically(site.folder / CRATE, ro_crate(site, max(page.front.updated for page in pages if page.front)))
    replace_on_pages(site, pages, SIZE, SIZE.replace("zip</", f"{megabytes(len(pack))}</"))
    if site.address != PLACEHOLDER:
        copy = packed(site.project, site.folder)
        write_atomically(site.folder / f"{OFFLINE}.zip", copy)
        link = f'<a href="{{up}}{OFFLINE}.zip" download>zip, {megabytes(len(copy))}</a>'
        replace_on_pages(site, pages, OFFLINE_COPY, link)


def replace_on_pages(site: Site, pages: list[FinishedPage], mark: str, text: str) -> None:
    """Writes the pages that have the mark, with the text instead; `{up}` in it leads to the site's root."""
    for page in (page for page in pages if mark in page.html):
        file = site.folder / page.name
        shown = text.replace("{up}", "../" * page.location.count("/"))
        write_atomically(file, file.read_text("utf-8").replace(mark, shown).encode())


def megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def pack_contents(site: Site) -> dict[str, bytes]:
    """The files of the pack by name, with their hashes in SHA256SUMS."""
    told = {"title": site_config(site.project).title, "version": site.project.version, "rights": RIGHTS}
    files = dict(files_of_site(site.folder))
    files["README.txt"] = README.format(address=version_address(site.address), **told).encode()
    for path in (site.project.root / name for name in ("LICENSE", "LICENSE-CONTENT")):
        if site.project.files.exists(path):
            files[f"{path.name}.txt"] = site.project.files.read_bytes(path)
    sums = "".join(f"{hash_of(files[name])}  {name}\n" for name in sorted(files))
    return {**files, "SHA256SUMS": sums.encode()}


def files_of_site(folder: Path) -> Iterator[tuple[str, bytes]]:
    for target, pattern in CONTENTS.items():
        for file in sorted(folder.glob(pattern)):
            name = f"{file.parent.name}.md" if file.name == "index.md" else file.name
            yield f"{target}/{name}", file.read_bytes()


def ro_crate(site: Site, updated: date) -> bytes:
    """The release in the form of RO-Crate 1.1: what it is, whose, under which license, and its main files."""
    about, address = site_config(site.project), version_address(site.address)
    files = [file for _, pattern in CONTENTS.items() for file in sorted(site.folder.glob(pattern))]
    names = [*(file.relative_to(site.folder).as_posix() for file in files), PACK]
    author: dict[str, Any] = {"@id": "#authors", "@type": "Organization", "name": about.author}
    dataset = {
        "@id": "./",
        "@type": "Dataset",
        "name": about.title,
        "description": f"{about.title} The site, with programs, figures, questions, notebooks and handouts.",
        "url": address,
        "version": site.project.version,
        "datePublished": updated.isoformat(),
        "license": {"@id": CONTENT_ADDRESS},
        "author": {"@id": "#authors"},
        "hasPart": [{"@id": name} for name in names],
    }
    descriptor = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    license_ = {"@id": CONTENT_ADDRESS, "@type": "CreativeWork", "name": "CC BY 4.0"}
    parts = [described_file(site.folder / name, name) for name in names]
    graph = [descriptor, dataset, author, license_, *parts]
    crate = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    return f"{json.dumps(crate, ensure_ascii=False, indent=1)}\n".encode()


def described_file(file: Path, name: str) -> dict[str, Any]:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {
        "@id": name,
        "@type": "File",
        "name": file.name,
        "encodingFormat": kind,
        "contentSize": str(file.stat().st_size),
    }
