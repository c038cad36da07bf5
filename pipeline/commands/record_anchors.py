"""`make anchors`: enters the new public anchors of the built site into the ledger, docs/data/ids.txt."""

from pipeline.content.project import Project
from pipeline.finish.page_steps.anchors import anchors_of, read_ledger
from pipeline.finish.published import published_site


def record_anchors(project: Project) -> None:
    """Appends the anchors that the ledger does not know yet. Raises BuildError where there is no finished site."""
    _, pages = published_site(project)
    new = sorted(anchors_of(pages) - set(read_ledger(project)))
    path = project.data / "ids.txt"
    with path.open("a", encoding="utf-8") as ledger:
        ledger.writelines(f"{anchor}\n" for anchor in new)
    print(f"anchors: {len(new)} entered into {project.display_path(path)}, to be committed")
