"""An edit is never half seen: after each, the site is byte for byte what a build from nothing makes of the project."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.content.project import Project
from tests.support.build_in_process import build, problems_of_build
from tests.support.small_project import add, edit, tree


@dataclass(frozen=True)
class Edit:
    """The first `old` in a file becomes `new`; where `old` is empty, `new` is added at the end."""

    file: str
    old: str
    new: str

    def apply(self, root: Path) -> None:
        project = Project(root)
        if self.old:
            edit(project, self.file, self.old, self.new)
        else:
            add(project, self.file, (root / self.file).read_text("utf-8") + self.new)


STATEMENT, RULE = "\nwindow.edited = 1;\n", "\n.edited { color: red }\n"
EDITS = (
    # Each line begins with what all pages show. What follows is shown on few, each time on others.
    (
        Edit("docs/assets/mark.svg", "var(--parameter)", "red"),
        Edit("docs/data/terms/02_networks.yml", "reason: Learned", "reason: Found"),
        Edit("docs/labs/01_lab.py", "print(1 + 1)", "print(1 + 2)"),
    ),
    (
        Edit("docs/data/ids.txt", "", "/difference/#an-old-name -> /difference/#difference\n"),
        Edit("docs/data/comparison.yml", "The run.", "The fit."),
        Edit("docs/explorables/rise-up.js", "", STATEMENT),
    ),
    (
        Edit("docs/assets/styles/base.css", "", RULE),
        Edit("snippets/adds.py", '"y": [0.5, 1]', '"y": [0.5, 2]'),
        Edit("docs/data/references.bib", "The Elements", "Some Elements"),
    ),
    (
        Edit("theme/main.html", "Skip to content", "Skip"),
        Edit("docs/data/claims.yml", "statement: It adds.", "statement: It sums up."),
        Edit("docs/explorables/stage.css", "", RULE),
    ),
    (
        Edit("theme/partials/cite.html", "Previous", "Back"),
        Edit("docs/data/libraries.yml", "how: Installed", "how: Read"),
        Edit("docs/explorables/shared.js", "", STATEMENT),
    ),
    (
        Edit("docs/assets/scripts/page.js", "", STATEMENT),
        Edit("docs/assets/styles/lookup-form.css", "", RULE),
        Edit("docs/data/explorables.yml", "title: It rises", "title: It goes up"),
    ),
    (
        Edit("site.yml", "title: Small", "title: Tiny"),
        Edit("docs/difference.md", "", "\nOne more sentence.\n"),
        Edit("docs/data/corrections.yml", "page: other/#deep", "page: difference/"),
        Edit("docs/assets/scripts/search.js", "", STATEMENT),
    ),
    (
        Edit("mkdocs.yml", "  - other.md", "  - Another title: other.md"),
        Edit("docs/explorables/explorables.css", "", RULE),
        Edit("docs/assets/scripts/lookup.js", "", STATEMENT),
        Edit("docs/data/popular.yml", "- unit", "- ridge"),
    ),
    (
        Edit("pyproject.toml", 'version = "1.0.0"', 'version = "1.0.1"'),
        Edit("docs/references.md", "description: A description", "description: Another description"),
        Edit("CHANGELOG.md", "It adds", "It sums"),
        Edit("docs/assets/scripts/lazy-explorables.js", "", STATEMENT),
    ),
    (
        Edit("docs/assets/scripts/color-scheme.js", "", STATEMENT),
        Edit("docs/other.md", "title: Other", "title: Another"),
        Edit("docs/assets/scripts/embed-color-scheme.js", "", STATEMENT),
        Edit("docs/explorables/rise.js", "(x) => x", "(x) => -x"),
    ),
    (
        Edit("docs/data/ids.txt", "", "/claims/#gone -> /difference/#difference\n"),
        Edit("snippets/adds.py", 'color="C1"', 'color="C2"'),
        Edit("docs/data/terms/01_linear_models.yml", "bin: parameter", "bin: result"),
        Edit("docs/assets/scripts/search-worker.js", "", STATEMENT),
        Edit("docs/assets/scripts/names.js", "", STATEMENT),
    ),
)
FIRST = 1
"""So many groups are tried each time, the others in `make proof`."""


def made(project: Project) -> dict[str, bytes]:
    """All that a build makes."""
    generated = {f"generated/{name}": content for name, content in tree(project.generated).items()}
    labs = {lab.name: lab.read_bytes() for lab in project.docs.glob("labs/*.ipynb")}
    return tree(project.build / "site") | generated | labs


def stale_files(rich: Path, folder: Path, edits: tuple[Edit, ...]) -> list[str]:
    """The files that differ between a project that is built after each edit, and one that is built from nothing."""
    one, other = (Project(shutil.copytree(rich, folder / name)) for name in ("incremental", "clean"))
    for each in edits:
        each.apply(one.root)
        build(Project(one.root))
        each.apply(other.root)
    for made_before in (other.build, other.generated):
        shutil.rmtree(made_before)
    for lab in other.docs.glob("labs/*.ipynb"):
        lab.unlink()
    build(Project(other.root))
    files = made(one), made(other)
    return [name for name in sorted(files[0] | files[1]) if files[0].get(name) != files[1].get(name)]


@pytest.mark.parametrize(
    "edits",
    [pytest.param(group, id=str(i), marks=[] if i < FIRST else pytest.mark.proof) for i, group in enumerate(EDITS)],
)
def test_an_edit_is_seen_whole(rich: Path, tmp_path: Path, edits: tuple[Edit, ...]):
    if stale := stale_files(rich, tmp_path / "all", edits):
        alone = {each.file: stale_files(rich, tmp_path / str(number), (each,)) for number, each in enumerate(edits)}
        pytest.fail(f"stale after all edits: {stale[:5]}; after each alone: { {k: v[:5] for k, v in alone.items()} }")


def test_a_file_that_a_page_shows_by_its_own_markup_is_missed_when_it_goes(rich_copy):
    """MkDocs does not look into HTML, and the page itself stays as it was."""
    project = rich_copy("small")
    drawing = project.docs / "drawing.svg"
    shutil.copy(project.docs / "assets/mark.svg", drawing)
    markup = '\n<img src="../drawing.svg" alt="A drawing" width="9" height="9">\n'
    Edit("docs/difference.md", "", markup).apply(project.root)
    build(Project(project.root))
    drawing.unlink()
    assert "docs/difference.md:13: the image 'drawing.svg' does not exist" in problems_of_build(Project(project.root))


def test_what_is_gone_leaves_nothing(rich_copy):
    """A snippet, a lab, a page and an explorable go; the site is as if they had never been."""
    project = rich_copy("small")
    before = made(project)
    new = {
        "docs/new.md": (project.docs / "difference.md").read_text("utf-8").replace("comparison.md", "new.md"),
        "snippets/new.py": (project.snippets / "adds.py").read_text("utf-8"),
        "docs/labs/02_new.py": (project.docs / "labs/01_lab.py").read_text("utf-8"),
    }
    config = (project.root / "mkdocs.yml").read_text("utf-8")
    for name, text in new.items():
        add(project, name, text)
    edit(project, "mkdocs.yml", "  - other.md\n", "  - other.md\n  - new.md\n  - labs/02_new.ipynb\n")
    build(Project(project.root))
    assert {"new/index.html", "labs/02_new/index.html", "generated/new.svg", "02_new.ipynb"} <= made(project).keys()
    for name in new:
        (project.root / name).unlink()
    add(project, "mkdocs.yml", config)
    build(Project(project.root))
    assert made(project) == before
