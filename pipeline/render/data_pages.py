"""Makes what comes from docs/data/ and the pages alone: tables, lists, downloads."""

from pipeline.content.claims import check_claims
from pipeline.content.front_matter import check_front_matter
from pipeline.content.project import Project
from pipeline.content.references import references
from pipeline.render import claims_and_references, comparison_table, lookup_pages, sort_it


def build(project: Project) -> dict[str, bytes]:
    """The files, by path below docs/.

    Raises:
        BuildError: a file of docs/data/ is wrong, or names what is not there.
    """
    check_front_matter(project)
    cited = references(project)
    check_claims(project, cited)
    return {
        **comparison_table.build(project),
        **lookup_pages.build(project),
        **claims_and_references.build(project, cited),
        **sort_it.build(project),
    }
