"""Makes what comes from docs/data/ and the pages alone: tables, lists, downloads."""

from pipeline.content.changelog import releases
from pipeline.content.claims import check_claims
from pipeline.content.front_matter import check_front_matter
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
    }
