"""A look through the Markdown before MkDocs reads it: what a page includes or shows must be there."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.content.errors import Collector
from pipeline.content.includes import Image, Include, images, includes
from pipeline.content.project import Project
from pipeline.render.snippets import Snippet


def check_includes(project: Project, snippets: list[Snippet]) -> None:
    """Raises BuildError with every include and image that cannot work."""
    known, problems = {snippet.name: snippet for snippet in snippets}, Collector()
    for page in project.pages():
        markdown = project.files.read_text(page)
        for include in includes(markdown):
            for message, hint in faults_of_include(project, include, known):
                problems.add(project.display_path(page), include.line, message, hint)
        for image in images(markdown):
            for message, hint in faults_of_image(project, page, image, known):
                problems.add(project.display_path(page), image.line, message, hint)
    problems.raise_any()


def faults_of_include(project: Project, include: Include, known: dict[str, Snippet]) -> Iterator[tuple[str, str]]:
    """What is wrong, and what to do about it."""
    if not project.files.exists(project.generated / include.name):
        hint = f"Write snippets/{Path(include.name).stem}.py, or include one of: {', '.join(sorted(known))}."
        yield f"the page includes '{include.name}', which no snippet makes", hint


def faults_of_image(project: Project, page: Path, image: Image, known: dict[str, Snippet]) -> Iterator[tuple[str, str]]:
    """What is wrong, and what to do about it."""
    address, stem = image.address, Path(image.address).stem
    snippet = known.get(stem)
    if not image.alt.strip():
        yield f"the image '{address}' has no alt text", "Say between the brackets what is to be seen."
    if address.startswith("/generated/") and snippet and not snippet.has_picture:
        hint = f"Add a cell '# %% picture' to {snippet.display_path}, or take the image out."
        yield f"the page shows a figure of '{stem}', which draws none", hint
    elif not address.startswith(("http:", "https:", "data:")):
        folder = project.docs if address.startswith("/") else page.parent
        if not project.files.exists(folder / address.lstrip("/")):
            yield f"the image '{address}' does not exist", "Fix the path; figures are /generated/NAME.svg."
