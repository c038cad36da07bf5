"""Makes what comes from docs/data/ and the pages alone: tables, lists, downloads."""

from pipeline.content.changelog import releases
from pipeline.content.claims import check_claims
from pipeline.content.front_matter import check_front_matter, front_matter
from pipeline.content.project import Project
from pipeline.content.references import references
from pipeline.render import (
    claims_and_references,
    comparison_table,
    corrections_page,
    credit_examples,
    lookup_pages,
    sort_it,
)
from pipeline.render.lab_editions import rubric_points


def build(project: Project) -> dict[str, bytes]:
    """The files, by path below docs/.

    Raises:
        BuildError: a file of docs/data/ or the changelog is wrong, or names what is not there.
    """
    check_front_matter(project)
    releases(project)  # the feed is made from them
    cited = references(project)
    check_claims(project, cited)
    return {
        **comparison_table.build(project),
        **lookup_pages.build(project),
        **claims_and_references.build(project, cited),
        **sort_it.build(project),
        **corrections_page.build(project),
        **credit_examples.build(project),
        "generated/rubric_points.md": points_of_labs(project).encode(),
    }


def points_of_labs(project: Project) -> str:
    """A sentence with the points of each lab that has a rubric."""
    points = {lab: sum(rubric_points(project.files.read_text(lab))) for lab in project.labs()}
    links = (
        f"[{front_matter(project, lab).title.partition(':')[0]}: {total}](/labs/{lab.stem}.ipynb)"
        for lab, total in points.items()
        if total
    )
    return f"The points of each lab are these: {', '.join(links)}.\n"
