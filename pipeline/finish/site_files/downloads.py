"""What readers take home: each program and notebook says where it comes from, and its links work anywhere."""

import json
import re
from typing import Any
from urllib.parse import urljoin

from pipeline.content.citation import version_address
from pipeline.content.files import write_atomically
from pipeline.content.front_matter import site_config
from pipeline.content.licenses import CODE, RIGHTS
from pipeline.finish.page import FinishedPage, Site

LINK_TARGET = re.compile(r"(?<=\]\()[^)\s]+")


def write_downloads(site: Site, pages: list[FinishedPage]) -> None:
    """Adds the address of its page to every program and notebook that a page offers.

    It begins with what render wrote: in a folder that is served, the file may have its address already.
    """
    pages_of = {name: page for page in reversed(pages) for name in programs_on(page)}
    for name, page in pages_of.items():
        address, files = version_address(site.address) + page.location, site.project.files
        program, notebook = (site.project.generated / f"{name}{suffix}" for suffix in (".py", ".ipynb"))
        if files.exists(notebook):
            cells = notebook_with_origin(site, json.loads(files.read_text(notebook)), address)
            text = program_with_origin(site, files.read_text(program), address).encode()
            write_atomically(site.folder / "generated" / notebook.name, cells)
            write_atomically(site.folder / "generated" / program.name, text)


def programs_on(page: FinishedPage) -> list[str]:
    """The names of the snippets that a page shows, or of the lab that it is."""
    if page.source and page.source.suffix == ".py":
        return [page.source.stem]
    shown = (name.removeprefix("program-") for name in sorted(page.public_ids) if name.startswith("program-"))
    return [name.replace("-", "_") for name in shown]


def notebook_with_origin(site: Site, notebook: dict[str, Any], address: str) -> bytes:
    """The notebook with a first cell that names its page, and absolute links."""
    title = site_config(site.project).title
    text = f"From [{title}]({version_address(site.address)}), {address}. {RIGHTS}"
    origin = {"cell_type": "markdown", "id": "origin", "metadata": {}, "source": [text]}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            source = "".join(cell["source"])
            cell["source"] = with_absolute_links(source, address).splitlines(keepends=True)
    notebook["cells"].insert(0, origin)
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def program_with_origin(site: Site, program: str, address: str) -> str:
    """The program with absolute links in its comments, and a last line that names its page."""
    lines = [with_absolute_links(line, address) if line.startswith("#") else line for line in program.splitlines()]
    return "\n".join([*lines, "", f"# From: {site_config(site.project).title}, {address}, {CODE}"]) + "\n"


def with_absolute_links(markdown: str, address: str) -> str:
    return LINK_TARGET.sub(lambda target: urljoin(address, target[0]), markdown)
