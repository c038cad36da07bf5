"""Under `mkdocs serve --dirty` MkDocs builds the pages whose own file changed, and those that are not there.

A page that shows something that changed is removed here, so that MkDocs builds it again too.
"""

import os
from pathlib import Path

from pipeline.cache import Cache, code_hash
from pipeline.content.files import hash_of
from pipeline.content.includes import images, includes
from pipeline.content.project import Project
from pipeline.finish.page import FinishedPage, location_of, page_files

CODE_CHANGED = 75
"""The exit status of `mkdocs serve` when the pipeline's own code changed: it has to begin again."""
CODE_VARIABLE = "PIPELINE_CODE"
"""The variable of the environment with the hash of the code that began to serve."""
SHARED = (("theme", "**/*.*"), ("docs/assets", "**/*.*"))
"""What MkDocs reads for every page, besides mkdocs.yml and hooks.py."""


def prepare_folder(project: Project, folder: Path) -> None:
    """Removes the built pages that are not what they would be now, and sees what MkDocs will read before it does.

    Raises:
        SystemExit: with CODE_CHANGED, where the pipeline is not the one that began to serve.
    """
    code = code_of_server(project)
    if os.environ.get(CODE_VARIABLE, code) != code:
        raise SystemExit(CODE_CHANGED)
    cache = Cache[FinishedPage](project, "served pages")
    for file in page_files(folder):
        record = cache.load(location_of(folder, file))
        if record is None or not cache.unchanged(record):
            file.unlink()
    for source in project.sources():
        read_what_mkdocs_reads(project, source)


def code_of_server(project: Project) -> str:
    """A hash of the code that a server loads once: the pipeline, and the hooks, which MkDocs does not load again."""
    return hash_of(f"{code_hash()} {project.files.read_text(project.root / 'hooks.py')}".encode())


def read_what_mkdocs_reads(project: Project, source: Path | None) -> None:
    """Reads the files from which MkDocs builds a page, so that its record names them."""
    shared = [file for folder, pattern in SHARED for file in project.files.glob(project.root / folder, pattern)]
    for file in (project.root / "mkdocs.yml", project.root / "hooks.py", *shared):
        project.files.read_bytes(file)
    if source is None:
        return
    markdown = project.files.read_text(source)
    if source.suffix == ".py":
        project.files.read_bytes(source.with_suffix(".ipynb"))
    for name in (include.name for include in includes(markdown)):
        project.files.read_bytes(project.generated / name)
    for image in images(markdown):
        project.files.exists(project.docs / image.address.lstrip("/"))
