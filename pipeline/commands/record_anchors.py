"""`make anchors`: enters the new public anchors of the built site into the ledger, docs/data/ids.txt."""

from pipeline.content.project import Project
from pipeline.finish.page_steps.anchors import anchors_of, read_ledger
from pipeline.finish.published import published_site


def record_anchors(project: Project) -> None:
    """Appends the anchors that the ledger does not know yet. Raises BuildError where there is no finished site."""
    _, pages = published_site(project)
    new = sorted(anchors_of(pages) - set(read_ledger(project)))
    path = project.data / "ids.txt"
    lines = [*project.files.read_text(path).splitlines(), *new]
    project.files.write(path, "".join(f"{line}\n" for line in lines).encode())
    print(f"anchors: {len(new)} entered into {project.display_path(path)}, to be committed")
