"""A look through the Markdown before MkDocs reads it: what a page includes or shows must be there to be had."""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.problems import Problem, Problems
from pipeline.project import Project
from pipeline.render.programs import Program

INCLUDE = re.compile(r"""^\s*-{1,}8<-{1,}\s+["']([^"']+)["']""")
IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]+)")


def check(project: Project, programs: list[Program]) -> None:
    """Raises Problems with every include and image that cannot work."""
    known = {program.name: program for program in programs}
    problems = []
    for page in project.pages():
        for number, line in prose_lines(page.read_text("utf-8")):
            for what, remedy in wrong(project, page, line, known):
                problems.append(Problem(project.shown(page), number, what, remedy))
    if problems:
        raise Problems(*problems)


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """The numbered lines outside fenced code."""
    fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced:
            yield number, line


def wrong(project: Project, page: Path, line: str, known: dict[str, Program]) -> Iterator[tuple[str, str]]:
    if include := INCLUDE.match(line):
        name = include[1]
        if not (project.generated / name).exists():
            remedy = f"Write snippets/{Path(name).stem}.py, or include one of: {', '.join(sorted(known))}."
            yield f"the page includes '{name}', which no snippet makes", remedy
    for image in IMAGE.finditer(line):
        source, stem = image["src"], Path(image["src"]).stem
        program = known.get(stem)
        if not image["alt"].strip():
            yield f"the image '{source}' has no alt text", "Say between the brackets what is to be seen."
        if source.startswith("/generated/") and program and not program.has_picture:
            remedy = f"Add a cell '# %% picture' to {program.shown}, or take the image out."
            yield f"the page shows a figure of '{stem}', which draws none", remedy
        elif not source.startswith(("http:", "https:", "data:")):
            folder = project.docs if source.startswith("/") else page.parent
            if not (folder / source.lstrip("/")).exists():
                yield f"the image '{source}' does not exist", "Mend the path; figures are /generated/NAME.svg."
