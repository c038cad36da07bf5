"""What readers take home: each program and notebook says where it comes from, and its links work anywhere."""

import json
import re
from typing import Any
from urllib.parse import urljoin

from pipeline.content.citation import version_address
from pipeline.content.files import write_atomically
from pipeline.content.front_matter import site_config
from pipeline.content.licenses import BOTH, CODE, RIGHTS
from pipeline.finish.page import FinishedPage, Site
from pipeline.render.lab_editions import ABOUT

SUFFIXES = (".py", ".ipynb", ".student.ipynb", ".teacher.ipynb")
"""Of a program there is a notebook, and of a lab there are two editions."""
LINK_TARGET = re.compile(r"(?<=\]\()[^)\s]+")


def write_downloads(site: Site, pages: list[FinishedPage]) -> None:
    """Adds the address of its page to every program and notebook that a page offers.

    It begins with what render wrote: in a folder that is served, the file may have its address already.
    """
    pages_of = {name: page for page in reversed(pages) for name in programs_on(page)}
    for name, page in pages_of.items():
        for suffix in SUFFIXES:
            write_with_origin(site, f"{name}{suffix}", version_address(site.address) + page.location)


def write_with_origin(site: Site, name: str, address: str) -> None:
    """Writes one of them into the site, if render made it."""
    files, made = site.project.files, site.project.generated / name
    if files.exists(made):
        text = files.read_text(made)
        if made.suffix == ".py":
            content = program_with_origin(site, text, address).encode()
        else:
            content = notebook_with_origin(site, json.loads(text), address)
        write_atomically(site.folder / "generated" / name, content)


def programs_on(page: FinishedPage) -> list[str]:
    """The names of the snippets that a page shows, or of the lab that it is."""
    if page.source and page.source.suffix == ".py":
        return [page.source.stem]
    shown = (name.removeprefix("program-") for name in sorted(page.public_ids) if name.startswith("program-"))
    return [name.replace("-", "_") for name in shown]


def notebook_with_origin(site: Site, notebook: dict[str, Any], address: str) -> bytes:
    """The notebook with absolute links. Its first cell and its metadata name its page; a lab's first cell says more."""
    about = site_config(site.project)
    text = f"From [{about.title}]({version_address(site.address)}), {address}. {RIGHTS}"
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            source = "".join(cell["source"])
            cell["source"] = with_absolute_links(source, address).splitlines(keepends=True)
    if notebook["cells"][0]["id"] == ABOUT:
        notebook["cells"][0]["source"] += ["\n\n", text]
    else:
        notebook["cells"].insert(0, {"cell_type": "markdown", "id": "origin", "metadata": {}, "source": [text]})
    notebook["metadata"] |= {"authors": [{"name": about.author}], "license": BOTH, "source": address}
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def program_with_origin(site: Site, program: str, address: str) -> str:
    """The program with absolute links in its comments, and two last lines with its page and its license."""
    lines = [with_absolute_links(line, address) if line.startswith("#") else line for line in program.splitlines()]
    origin = [f"# From: {site_config(site.project).title}, {address}", f"# SPDX-License-Identifier: {CODE}"]
    return "\n".join([*lines, "", *origin]) + "\n"


def with_absolute_links(markdown: str, address: str) -> str:
    return LINK_TARGET.sub(lambda target: urljoin(address, target[0]), markdown)
