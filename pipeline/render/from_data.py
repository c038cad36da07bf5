"""Writes what is made from docs/data/ alone: tables, ledgers, downloads."""

from pipeline import claims
from pipeline.project import Project
from pipeline.references import references
from pipeline.render import comparison, ledgers, lookup
from pipeline.render.outputs import Outputs, key_of

NAME = "from_data"


def render_data(project: Project, outputs: Outputs) -> None:
    """Raises Problems with the first file of docs/data/ that is wrong, or that names what is not there."""
    cited = references(project)
    claims.check(project, cited)
    made = {**comparison.files(project), **lookup.files(project), **ledgers.files(project, cited)}
    outputs.keep(NAME, key_of(b"".join(made.values())), made)
