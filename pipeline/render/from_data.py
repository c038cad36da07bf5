"""Makes what comes from docs/data/ and the pages alone: tables, ledgers, downloads."""

from pathlib import Path

from pipeline.problems import Problems
from pipeline.project import Project

CODE = Path(__file__).parents[1]


def source(project: Project) -> bytes:
    """All that `make` reads, with the code that reads it; of the snippets only the names."""
    read = [
        *sorted((project.docs / "data").rglob("*.*")),
        *project.pages(),
        *project.labs(),
        *sorted(CODE.glob("*.py")),
    ]
    names = [path.stem for path in sorted(project.snippets.glob("*.py"))]
    return repr([names, *((path.name, path.read_bytes()) for path in read)]).encode()


def make(project: Project) -> dict[str, bytes]:
    """The files, by path below docs/.

    Raises Problems with the first file of docs/data/ that is wrong, or that names what is not there.
    """
    from pipeline import claims
    from pipeline.references import references
    from pipeline.render import comparison, ledgers, lookup, sorting

    check_heads(project)
    cited = references(project)
    claims.check(project, cited)
    return {
        **comparison.files(project),
        **lookup.files(project),
        **ledgers.files(project, cited),
        **sorting.files(project),
    }


def check_heads(project: Project) -> None:
    """Raises Problems with the front matter of all pages and labs."""
    problems = []
    for page in [*project.pages(), *project.labs()]:
        try:
            project.front_matter(page)
        except Problems as found:
            problems += found.problems
    if problems:
        raise Problems(*problems)
