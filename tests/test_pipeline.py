"""The pipeline by itself: small projects with one thing wrong, and what is said about it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from pipeline.finish.ids import read_ids
from pipeline.finish.site import Page, Site
from pipeline.problems import Problems
from pipeline.project import Project
from pipeline.render.outputs import write
from pipeline.render.programs import read_programs
from pipeline.validation import FrontMatter

from pipeline.finish import checks, citations, cite, finish, formulas
from pipeline.render import outputs, render
from tests.conftest import ROOT

GOOD = '''"""It adds."""

# %% numbers
import numpy as np

total = np.arange(4).sum()
print(f"total {total}")

# %% picture
import matplotlib.pyplot as plt

plt.plot([0, total], [0, 1], color="C1")
plt.title("A line")
plt.show()

# %% data
data = {"x": [0, total], "y": [0.5, 1]}
'''

LONG = "A description of a page is between seventy and one hundred and sixty characters long."

BOOK = """\
@book{hastie2009,
  author = {Hastie, Trevor and Tibshirani, Robert and Friedman, Jerome},
  title = {The Elements of Statistical Learning},
  year = {2009},
  doi = {10.1007/978-0-387-84858-7},
}
"""

TERMS = """\
family: Linear models
models:
- id: ridge
  model: Ridge regression
  terms:
    - id: alpha
      term: penalty strength
      bin: training hyperparameter
      reason: Given to the fit.
      route: By validation.
      names: {scikit-learn: Ridge.alpha}
    - id: coef
      term: coefficients
      bin: parameter
      reason: Worked out, and needed.
      route: In closed form.
"""

MODELS = TERMS.split("models:\n")[1]

LAB = f"""# ---
# title: A lab
# description: {LONG}
# updated: 2026-11-23
# ---

# %% [markdown]
# # A lab

# %%
print(1 + 1)
"""


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A project with one good snippet, one page, no labs and no data."""
    files = {
        "snippets/adds.py": GOOD,
        "docs/index.md": "---\ntitle: T\ndescription: "
        + LONG
        + '\nupdated: 2026-11-23\n---\n\n# T\n\n--8<-- "adds.md"\n',
        "docs/data/claims.yml": "[]\n",
        "docs/data/comparison.yml": "[]\n",
        "docs/data/ids.txt": "",
        "docs/data/libraries.yml": "[]\n",
        "docs/data/references.bib": BOOK,
        "site.yml": "title: T\nauthor: A\nlicense: CC-BY-4.0\n",
        "pyproject.toml": '[project]\nversion = "0"\n',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Project(tmp_path)


def add(project: Project, name: str, text: str) -> None:
    (project.root / name).parent.mkdir(parents=True, exist_ok=True)
    (project.root / name).write_text(text, "utf-8")


def told(project: Project, **options) -> str:
    """The problems that render finds."""
    with pytest.raises(Problems) as found:
        render(project, say=lambda words: None, **options)
    return str(found.value)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# what goes well


def test_render_writes_the_fragment_the_figure_and_the_numbers(small):
    render(small, say=lambda words: None)
    made = tree(small.generated)
    kinds = {name.removeprefix("adds") for name in made if name.startswith("adds")}
    assert kinds == {
        *(".md", ".py", ".ipynb", ".txt", ".csv", ".json", ".png", ".pdf"),
        *(".svg", ".dark.svg", ".narrow.svg", ".narrow.dark.svg"),
    }
    assert made["adds.txt"] == b"total 6\n"
    assert made["adds.csv"] == b"x,y\n0,0.5\n6,1\n"
    assert made["adds.py"].decode() == GOOD
    taken_home = nbformat.reads(made["adds.ipynb"].decode(), as_version=4)
    nbformat.validate(taken_home)
    assert [cell.cell_type for cell in taken_home.cells] == ["markdown", "code", "code", "code"]
    assert all(cell.source in GOOD for cell in taken_home.cells)
    assert made["adds.png"].startswith(b"\x89PNG") and made["adds.pdf"].startswith(b"%PDF")
    assert b"#0072b2" in made["adds.svg"] and b"#0072b2" not in made["adds.dark.svg"]


def test_two_renders_are_byte_identical(small, tmp_path_factory):
    render(small, say=lambda words: None)
    first = tree(small.generated)
    other = Project(tmp_path_factory.mktemp("other"))
    for name, content in tree(small.root).items():
        if "generated" not in name and ".build" not in name:
            write(other.root / name, content)
    render(other, say=lambda words: None)
    assert tree(other.generated) == first


def test_only_what_changed_runs_again(small):
    ran = []
    add(small, "snippets/other.py", '"""Other."""\n\n# %% numbers\nprint("other")\n')
    render(small, say=ran.append)
    stamps = {path: path.stat().st_mtime_ns for path in small.generated.iterdir()}
    ran.clear()
    render(small, say=ran.append)
    assert [line for line in ran if "snippets/" in line] == []
    assert {path: path.stat().st_mtime_ns for path in small.generated.iterdir()} == stamps
    add(small, "snippets/other.py", '"""Other."""\n\n# %% numbers\nprint("another")\n')
    ran.clear()
    render(small, say=ran.append)
    assert [line.split()[0] for line in ran if "snippets/" in line] == ["snippets/other.py"]
    assert (small.generated / "other.txt").read_text() == "another\n"


def test_nothing_heavy_is_loaded_where_nothing_is_stale(small):
    render(small, say=lambda words: None)
    code = (
        "import sys\nfrom pathlib import Path\nfrom pipeline.project import Project\n"
        "from pipeline.render import render\n"
        f"render(Project(Path({str(small.root)!r}))); print(sorted(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "render: snippets 1" in ran.stdout and "'pipeline.render'" in ran.stdout
    for module in ("numpy", "matplotlib", "IPython", "pydantic", "yaml", "pybtex"):
        assert f"'{module}'" not in ran.stdout


def test_the_data_is_made_again_when_a_page_or_a_test_changes_and_not_with_a_program(small):
    ran = []
    render(small, say=lambda words: None)
    for name, text, expected in (
        ("docs/index.md", (small.docs / "index.md").read_text() + "\nMore.\n", ["docs/data"]),
        ("docs/data/comparison.yml", "[]\n\n", ["docs/data"]),
        ("tests/test_a.py", "", ["docs/data"]),
        ("snippets/adds.py", GOOD + "\n", ["snippets/adds.py"]),
    ):
        ran.clear()
        add(small, name, text)
        render(small, say=ran.append)
        assert [line.split()[0] for line in ran[:-1]] == expected, name


def test_a_picture_can_be_shown_where_there_is_a_screen(small, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":7")
    render(small, say=lambda words: None)
    assert (small.generated / "adds.svg").exists()


def test_a_spoiled_output_is_made_again_and_a_gone_snippet_leaves_nothing(small):
    render(small, say=lambda words: None)
    (small.generated / "adds.txt").write_text("tampered")
    render(small, say=lambda words: None)
    assert (small.generated / "adds.txt").read_text() == "total 6\n"
    (small.snippets / "adds.py").rename(small.snippets / "sums.py")
    add(small, "docs/index.md", (small.docs / "index.md").read_text().replace("adds.md", "sums.md"))
    render(small, say=lambda words: None)
    assert [path.name for path in small.generated.glob("adds*")] == []


def test_a_lost_output_is_made_again_and_one_that_is_made_no_more_goes(small):
    render(small, say=lambda words: None)
    (small.generated / "adds.txt").unlink()
    render(small, say=lambda words: None)
    assert (small.generated / "adds.txt").read_text() == "total 6\n"
    add(small, "snippets/adds.py", GOOD.split("# %% picture")[0])
    render(small, say=lambda words: None)
    assert list(small.generated.glob("*.svg")) == []


def test_write_replaces_in_one_step_and_only_when_needed(tmp_path, monkeypatch):
    file = tmp_path / "file"
    assert write(file, b"one") and not write(file, b"one") and write(file, b"two")
    assert file.read_bytes() == b"two" and list(tmp_path.iterdir()) == [file]

    def breaks_off(path, content):
        with path.open("wb") as half:
            half.write(content[:1])
        raise OSError("disk full")

    monkeypatch.setattr(Path, "write_bytes", breaks_off)
    with pytest.raises(OSError, match="disk full"):
        write(file, b"three")
    assert file.read_bytes() == b"two"


def test_the_key_covers_program_pipeline_libraries_and_python(tmp_path, monkeypatch):
    def key(source: bytes = b"program") -> str:
        outputs.environment.cache_clear()
        return outputs.key_of(source)

    keys = [key(), key(), key(b"other")]
    (tmp_path / "module.py").write_text("one")
    monkeypatch.setattr(outputs, "RENDER", tmp_path)
    keys.append(key())
    (tmp_path / "module.py").write_text("two")
    keys.append(key())
    for library in ("numpy", "matplotlib"):
        monkeypatch.setattr(outputs, "version", lambda name, other=library: "0" if name == other else "1")
        keys.append(key())
    monkeypatch.setattr(outputs.platform, "python_version", lambda: "3.99")
    keys.append(key())
    assert keys[0] == keys[1] and len(set(keys)) == len(keys) - 1
    outputs.environment.cache_clear()


def test_cells_are_what_stands_between_their_marks(small):
    (program,) = read_programs(small)
    assert {name: (cell.line, cell.source) for name, cell in program.cells.items()} == {
        "numbers": (4, 'import numpy as np\n\ntotal = np.arange(4).sum()\nprint(f"total {total}")\n'),
        "picture": (10, GOOD.split("# %% picture\n")[1].split("\n# %% data")[0]),
        "data": (17, 'data = {"x": [0, total], "y": [0.5, 1]}\n'),
    }


def test_a_snippet_runs_in_an_empty_folder_of_its_own(small):
    code = 'import os\n\nopen("left", "w").close()\nprint(os.listdir())\n'
    add(small, "snippets/looks.py", f'"""It looks."""\n\n# %% numbers\n{code}')
    render(small, say=lambda words: None)
    assert (small.generated / "looks.txt").read_text() == "['left']\n"
    assert list(small.root.rglob("left")) == [] and not Path("left").exists()


def test_an_interrupted_render_leaves_no_half_written_file(small):
    """Killed while it works, render leaves whole files and no others, and the next one completes them."""
    slow = "import time\ntime.sleep(0.3)\nprint('x' * 100_000)\n"
    for number in range(6):
        add(small, f"snippets/slow_{number}.py", f'"""Slow."""\n\n# %% numbers\n{slow}')
    code = (
        "from pathlib import Path; from pipeline.project import Project; from pipeline.render import render;"
        f"render(Project(Path({str(small.root)!r})))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
    )
    deadline = time.monotonic() + 30
    while not list(small.generated.glob("slow_*.txt")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    sizes = {path.name: path.stat().st_size for path in small.generated.glob("slow_*.txt")}
    assert 0 < len(sizes) < 6, "it was to be killed in the middle"
    assert set(sizes.values()) == {100_001}
    render(small, say=lambda words: None)
    assert len(list(small.generated.glob("slow_*.txt"))) == 6


# bad snippets


@pytest.mark.parametrize(
    ("change", "place", "what"),
    [
        (("total = ", "total = 1 / 0  # "), "adds.py:6", "ZeroDivisionError"),
        (("print(", "str("), "adds.py:4", "prints nothing"),
        (('plt.plot([0, total], [0, 1], color="C1")\nplt.title("A line")\n', ""), "adds.py:10", "0 figures"),
        (("plt.show()", "plt.figure()\nplt.show()"), "adds.py:10", "2 figures"),
        (('"A line"', '"A line that goes on and on " * 4'), "adds.py:10", "leaves the figure"),
        (("print(", "print(' ') or str("), "adds.py:4", "prints nothing"),
        (("total = np.arange(4).sum()", "def f():\n    1 / 0\n\n\ntotal = f()"), "adds.py:7:", "ZeroDivisionError"),
        (("np.arange(4).sum()", "np.zeros(3) @ np.zeros(4)"), "adds.py:6:", "ValueError: matmul"),
        (("# %% picture", "# %% image"), "adds.py:9", "unknown cell 'image'"),
        (("# %% picture", "# %% numbers"), "adds.py:9", "here twice"),
        (("# %% numbers\n", ""), "adds.py:8", "first cell is not 'numbers'"),
        (('"""It adds."""\n', ""), "adds.py:1", "no docstring"),
        (("total = np", "total == = np"), "adds.py:6", "not valid Python"),
        (("plt.show()\n", ""), "adds.py:10", "does not end with plt.show()"),
        (("data = {", "numbers = {"), "adds.py:17", "no dict named `data`"),
        (('"y": [0.5, 1]', '"y": [[0.5, 1]]'), "adds.py:17", "one-dimensional"),
        (("total = ", "import warnings; warnings.warn('old'); total = "), "adds.py:6", "UserWarning: old"),
        (("total = ", "import sys; sys.exit(3); total = "), "adds.py:6", "SystemExit"),
        (("total = ", "import os; os._exit(3); total = "), "adds.py", "status 3"),
    ],
)
def test_a_bad_snippet_is_named_with_its_line_and_a_remedy(small, change, place, what):
    assert change[0] in GOOD
    add(small, "snippets/adds.py", GOOD.replace(*change, 1))
    said = told(small)
    assert f"snippets/{place}" in said and what in said
    assert said.splitlines()[1].startswith("    "), "the remedy stands under the problem"


def test_numbers_come_first(small):
    add(small, "snippets/adds.py", '"""It adds."""\n\n# %% data\ndata = {}\n\n# %% numbers\nprint(1)\n')
    assert "snippets/adds.py:3: the first cell is not 'numbers'" in told(small)


def test_names_that_differ_only_in_case(small):
    add(small, "snippets/Adds.py", GOOD)
    if len(list(small.snippets.glob("*.py"))) == 1:
        pytest.fail("this file system cannot hold the case; run the tests on one that can")
    assert "differs from Adds.py only in case" in told(small)


def test_a_snippet_that_never_ends_is_stopped(small):
    add(small, "snippets/adds.py", GOOD.split("# %% picture")[0])
    add(small, "snippets/endless.py", '"""Endless."""\n\n# %% numbers\nwhile True:\n    pass\n')
    started = time.monotonic()
    said = told(small, seconds=4)
    assert "snippets/endless.py: still running after 4 s, and stopped" in said
    assert time.monotonic() - started < 60
    assert (small.generated / "adds.txt").exists(), "the others are kept"


def test_all_bad_snippets_are_told_together(small):
    add(small, "snippets/a.py", '"""A."""\n\n# %% numbers\nraise ValueError("one")\n')
    add(small, "snippets/b.py", '"""B."""\n\n# %% numbers\nraise ValueError("two")\n')
    said = told(small)
    assert "a.py:4: ValueError: one" in said and "b.py:4: ValueError: two" in said
    add(small, "snippets/a.py", "x = 1\n")
    add(small, "snippets/b.py", "x = = 1\n")
    said = told(small)
    assert "a.py:1: the snippet has no docstring" in said and "b.py:1: not valid Python" in said


# bad pages and data


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('--8<-- "nothing.md"', "includes 'nothing.md', which no snippet makes"),
        ("![a drawing](/generated/nothing.svg)", "the image '/generated/nothing.svg' does not exist"),
        ("![a drawing](missing.png)", "the image 'missing.png' does not exist"),
        ("![](/generated/adds.svg)", "has no alt text"),
        ("![a drawing](/generated/plain.svg)", "shows a figure of 'plain', which draws none"),
    ],
)
def test_a_bad_line_of_a_page_is_named(small, line, what):
    add(small, "snippets/plain.py", '"""Plain."""\n\n# %% numbers\nprint("plain")\n')
    page = small.docs / "index.md"
    page.write_text(page.read_text() + f"\n{line}\n", "utf-8")
    said = told(small)
    assert "docs/index.md:11: " in said and what in said


def test_code_in_a_page_is_no_include_and_what_follows_is_looked_at(small):
    page = small.docs / "index.md"
    page.write_text(
        page.read_text() + '\n```text\n--8<-- "nothing.md"\n```\n\n![x](https://e.example/x.png)\n', "utf-8"
    )
    render(small, say=lambda words: None)
    page.write_text(page.read_text() + "\n![ ](/generated/adds.svg)\n\n!!! note\n\n    --8<-- 'gone.md'\n", "utf-8")
    said = told(small)
    assert "docs/index.md:17: the image '/generated/adds.svg' has no alt text" in said
    assert "docs/index.md:21: the page includes 'gone.md'" in said


def test_an_image_beside_its_page_is_found(small):
    page = (small.docs / "index.md").read_text()
    add(small, "docs/deep/page.md", page + "\n![A drawing](drawing.svg)\n")
    add(small, "docs/deep/drawing.svg", "<svg/>")
    render(small, say=lambda words: None)
    (small.docs / "deep/drawing.svg").unlink()
    assert "docs/deep/page.md:11: the image 'drawing.svg' does not exist" in told(small)


def test_front_matter_that_is_missing_or_wrong(small):
    add(small, "docs/bare.md", "# Bare\n")
    assert "docs/bare.md:1: the page has no front matter" in told(small)
    add(small, "docs/bare.md", "---\ntitle: T\ndescription: D\nupdated: soon\n---\n\n# Bare\n")
    said = told(small)
    assert "docs/bare.md:3: description: String should have at least 70 characters" in said
    assert "docs/bare.md:4: updated: Input should be a valid date" in said


def test_claims_that_lead_nowhere(small):
    claim = "- id: sums\n  statement: It adds.\n  snippet: nothing\n  references: [nobody2000]\n"
    add(small, "docs/data/claims.yml", claim + claim)
    assert "claims.yml:5: the id 'sums' is here twice" in told(small)
    add(small, "docs/data/claims.yml", claim)
    said = told(small)
    for fault in ("the snippet 'nothing' does not exist", "no page carries its anchor", "no test is marked"):
        assert f"claims.yml:1: claim 'sums': {fault}" in said
    assert "claims.yml:1: claim 'sums': docs/data/references.bib has no 'nobody2000'" in said
    add(small, "docs/data/claims.yml", claim.replace("nobody2000", ""))
    assert "claims.yml:1: claim 'sums': it has no reference" in told(small)


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (BOOK.replace("doi = {10.1007/978-0-387-84858-7},", ""), "1: 'hastie2009' has no DOI, arXiv id or address"),
        (BOOK.replace("year = {2009},", ""), "1: 'hastie2009' has no year"),
        (BOOK.replace("author", "editor"), "1: 'hastie2009' has no author"),
        (BOOK + "\n" + BOOK, "8: the key 'hastie2009' is here twice"),
        (BOOK.replace("title =", "title"), "3: syntax error in line 3"),
    ],
)
def test_references_that_cannot_be_followed(small, broken, what):
    add(small, "docs/data/references.bib", broken)
    assert f"docs/data/references.bib:{what}" in told(small)


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (TERMS.replace("bin: parameter", "bin: knob"), "14: models.0.terms.1.bin: Input should be 'parameter', "),
        (TERMS.replace("      route: In closed form.\n", ""), "12: models.0.terms.1.route: Field required"),
        (TERMS.replace("names:", "labels:"), "11: models.0.terms.0.labels: Extra inputs are not permitted"),
        (
            TERMS.replace("scikit-learn", "sklearn"),
            "11: models.0.terms.0.names.sklearn.[key]: Input should be 'scikit-learn', ",
        ),
        (TERMS.replace("id: coef", "id: alpha"), "12: the id 'ridge-alpha' is here twice"),
        (TERMS + MODELS, "17: the id 'ridge' is here twice"),
        (TERMS + "  - [", "17: not valid YAML"),
        (TERMS.replace("family: Linear models\n", ""), "1: family: Field required"),
        (MODELS, "1: : Input should be a valid dictionary"),
    ],
)
def test_terms_that_do_not_fit(small, broken, what):
    add(small, "docs/data/terms/linear.yml", broken)
    assert f"docs/data/terms/linear.yml:{what}" in told(small)


def test_one_id_in_two_files_of_terms(small):
    add(small, "docs/data/terms/a.yml", TERMS)
    add(small, "docs/data/terms/b.yml", TERMS)
    assert "docs/data/terms/b.yml:3: the id 'ridge' is here twice" in told(small)


def test_terms_become_a_table_for_each_family_and_json(small):
    add(small, "docs/data/terms/01_linear_models.yml", TERMS.replace("Worked out, and", "Worked out as `a < b`, and"))
    render(small, say=lambda words: None)
    page = (small.generated / "lookup.md").read_text()
    assert "## Linear models { #family-linear-models }" in page
    assert '<div data-generated="lookup_linear-models.html"></div>' in page
    table = BeautifulSoup((small.generated / "lookup_linear-models.html").read_text(), "html.parser").div
    assert (table["id"], table["role"], table["tabindex"]) == ("table-linear-models", "region", "0")
    assert table["aria-label"] == "Table: Linear models"
    alpha, coef = table.select("tbody tr")
    assert (alpha["id"], alpha.th["scope"], alpha.th.a["href"]) == ("ridge-alpha", "row", "#ridge-alpha")
    assert [code.text for code in alpha.select("code")] == ["alpha", "Ridge.alpha"]
    assert alpha.select_one(".bin")["class"] == ["bin", "chosen"] and coef.select_one(".bin")["class"] == [
        "bin",
        "found",
    ]
    assert coef.select("td")[1].text == "Worked out as a < b, and needed. In closed form." and coef.code.text == "a < b"
    first, second = json.loads((small.generated / "lookup.json").read_text())
    assert (first["id"], first["family"], first["model"], first["names"]) == (
        "ridge-alpha",
        "Linear models",
        "Ridge regression",
        {"scikit-learn": "Ridge.alpha"},
    )
    assert (second["id"], second["bin"], second["names"]) == ("ridge-coef", "parameter", {})


def test_the_list_of_references_names_the_pages_that_cite_them(small):
    page = (small.docs / "index.md").read_text()
    add(small, "docs/index.md", page + "\nAs they say [@hastie2009].\n")
    render(small, say=lambda words: None)
    assert (small.generated / "references.md").read_text() == (
        "Hastie, T., Tibshirani, R. and Friedman, J. (2009). The Elements of Statistical Learning. "
        "[doi:10.1007/978-0-387-84858-7](https://doi.org/10.1007/978-0-387-84858-7) "
        '<span class="cited">Cited on: [T](/index.md)</span>\n{: #ref-hastie2009 .reference }\n'
    )
    assert (small.generated / "references.bib").read_text().startswith("@book{hastie2009,")


def test_rows_that_do_not_fit(small):
    row = "- id: r\n  question: Q\n  parameter: P\n  hyperparameter: H\n  bends: B\n  programs: [nothing]\n"
    add(small, "docs/data/comparison.yml", row)
    assert "comparison.yml:1: row 'r' names the program 'nothing'" in told(small)
    add(small, "docs/data/comparison.yml", row.replace("bends", "exceptions"))
    assert "comparison.yml" in told(small) and "Field required" in told(small)
    add(small, "docs/data/comparison.yml", "- id: [\n")
    assert "comparison.yml:2: not valid YAML" in told(small)


def test_an_id_that_is_entered_twice(small):
    add(small, "docs/data/ids.txt", "/#one\n/a/#two\n/#one -> /b/#three\n")
    with pytest.raises(Problems, match=r"docs/data/ids.txt:3: the id '/#one' is here twice"):
        read_ids(small)


def test_ids_ledger_reads_successors(small):
    add(small, "docs/data/ids.txt", "# comment\n/#one\n/a/#two -> /b/#three\n")
    assert read_ids(small) == {"/#one": None, "/a/#two": "/b/#three"}


# labs


def test_a_lab_is_run_and_its_home_copy_has_no_outputs(small):
    add(small, "docs/labs/01_a.py", LAB)
    render(small, say=lambda words: None)
    ran = json.loads((small.docs / "labs/01_a.ipynb").read_text())
    clean = json.loads((small.generated / "01_a.ipynb").read_text())
    assert [cell.get("outputs", [{}])[0].get("text") for cell in ran["cells"]] == [None, ["2\n"]]
    assert [cell["id"] for cell in ran["cells"]] == ["cell-1", "cell-2"]
    assert clean["cells"][1]["outputs"] == []


def test_a_lab_shows_what_jupyter_shows_in_the_same_order(small):
    code = """\
# %% figure="line" alt="A line"
import matplotlib.pyplot as plt

print("before")
plt.plot([0, 1])
plt.show()
print("after", end="")
print(".")
[0.1 + 0.2] * 2

# %%
6 * 7;

# %% figure="open" alt="A line that nobody showed"
plt.plot([1, 0])
_
"""
    add(small, "docs/labs/01_a.py", LAB.replace("# %%\nprint(1 + 1)\n", code))
    render(small, say=lambda words: None)
    cells = json.loads((small.docs / "labs/01_a.ipynb").read_text())["cells"][1:]
    kinds = [[output["output_type"] for output in cell["outputs"]] for cell in cells]
    assert kinds[:2] == [["stream", "display_data", "stream", "execute_result"], []]
    before, image, after, result = cells[0]["outputs"]
    assert (before["text"], after["text"]) == (["before\n"], ["after.\n"])
    assert 'src="../../generated/01_a_line.svg"' in "".join(image["data"]["text/html"])
    assert result["data"]["text/plain"] == ["[0.30000000000000004, 0.30000000000000004]"]
    assert [cell["execution_count"] for cell in cells] == [1, 2, 3]
    again, _ = cells[2]["outputs"]
    assert (result["execution_count"], again["execution_count"]) == (1, 3) and again["data"] == result["data"]
    assert "<svg" in (small.generated / "01_a_open.svg").read_text()


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("print(", "SyntaxError"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("import warnings; warnings.warn('old')", "UserWarning: old"),
        ("import sys; print('oops', file=sys.stderr)", "an output of the kind stream stderr"),
        ("from IPython.display import HTML; HTML('<b>x</b>')", "an output of the kind text/plain, text/html"),
        ("import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()", "no name or no alt text"),
    ],
)
def test_a_bad_lab_cell_is_named_with_its_line(small, code, what):
    add(small, "docs/labs/01_a.py", LAB.replace("print(1 + 1)", code))
    said = told(small)
    assert "docs/labs/01_a.py:10: " in said and what in said


# finish


def page_of(body: str, given: list | None = None) -> tuple[Site, Page]:
    """A site of one page with this article, whose source is nowhere."""
    front = FrontMatter(title="T", description=LONG, updated="2026-11-23", given=given or [])
    html = f"<html><head></head><body><article>{body}</article></body></html>"
    page = Page(ROOT / "site" / "index.html", "", None, front, html)
    return Site(Project(ROOT), ROOT / "site", [page], None), page


OUTPUT = (
    '<div class="highlight"><span class="filename">Output</span><pre><code>m = 2.84 in 3000 steps</code></pre></div>'
)


@pytest.mark.parametrize(
    ("prose", "unknown"),
    [
        ("It found 2.84 in 3,000 steps.", []),
        ("It found 2.85.", ["2.85"]),
        ("After 40 rounds, 12 of them good.", ["40"]),
        ("In <code>range(99)</code> and <a href='#'>note 77</a>.", []),
        ('<img alt="It peaks at 0.91" src="x.svg">', ["0.91"]),
        ("Since 1972 and version 1.26.4.", ["1972"]),
        ("1,500 rows", ["1,500"]),
        ("from 4 to -0.5", ["0.5"]),
    ],
)
def test_numbers_in_prose_need_a_source(prose, unknown):
    found = checks.numbers(*page_of(f"<h1>T</h1><p>{prose}</p>{OUTPUT}"))
    assert sorted(problem.what.split()[2] for problem in found) == sorted(unknown)


def test_numbers_that_are_given():
    assert checks.numbers(*page_of("<p>Since 1972.</p>", given=[1972])) == []


@pytest.mark.parametrize(
    ("body", "check", "what"),
    [
        ("<h1>A</h1><h1>B</h1>", checks.headings, "2 headings of level 1"),
        ("<h1>A</h1><h3>C</h3>", checks.headings, "jumps from level 1 to 3"),
        ('<img src="x.png" alt=" " width="1" height="1">', checks.images, "has no alt text"),
        ('<img src="x.png" alt="A line" width="1" height="1">', checks.images, "does not exist"),
        ('<img src="assets/mark.svg" alt="A mark">', checks.images, "no width and height"),
        ('<a href="nowhere/">x</a>', checks.links, "there is no such file"),
        ('<a href="#nothing">x</a>', checks.links, "there is no id 'nothing'"),
        ("<pre>Traceback (most recent call last):</pre>", checks.tracebacks, "shows a traceback"),
    ],
)
def test_checks_of_a_finished_page(body, check, what):
    assert what in " ".join(problem.what for problem in check(*page_of(body)))


@pytest.mark.parametrize("latex", [r"\notacommand{x}", r"\boldsymbol{x}", r"\begin{aligned} a &= b \end{aligned}"])
def test_a_formula_that_cannot_be_converted_stops(latex):
    with pytest.raises(Problems, match="cannot be converted"):
        formulas.to_mathml(*page_of(rf'<span class="arithmatex">\({latex}\)</span>'))


def test_a_formula_keeps_its_latex():
    site, page = page_of(r'<span class="arithmatex">\(\frac{a}{b}\)</span>')
    formulas.to_mathml(site, page)
    assert page.article.select_one("math mfrac") is not None
    assert page.article.select_one("annotation").text == r"\frac{a}{b}"


def test_citations_become_links():
    site, page = page_of("<p>See [@hastie2009; @bergstra2012], not <code>[@hastie2009]</code>.</p>")
    citations.link(site, page)
    assert page.article.p.decode_contents() == (
        'See [<a class="citation" href="references/#ref-hastie2009">Hastie et al. 2009</a>; '
        '<a class="citation" href="references/#ref-bergstra2012">Bergstra and Bengio 2012</a>], '
        "not <code>[@hastie2009]</code>."
    )


def test_a_citation_of_nothing_stops():
    with pytest.raises(Problems, match="no reference has the key 'nobody2000'"):
        citations.link(*page_of("<p>See [@nobody2000].</p>"))


def test_bibtex_escapes_what_latex_would_trip_over():
    _, page = page_of("")
    page.front.title = "50% of a_b & {c}"
    page.soup.head.append(page.soup.new_tag("link", rel="canonical", href="https://example.org/a_b/"))
    site = Site(Project(ROOT), ROOT / "site", [page], None)
    assert r"{50\% of a\_b \& \{c\}}" in cite.bibtex(site, page)
    assert "{https://example.org/a_b/}" in cite.bibtex(site, page)


def test_finish_refuses_what_is_no_site_and_leaves_a_finished_one(project, tmp_path, capsys):
    with pytest.raises(Problems, match="not a built site"):
        finish(project, tmp_path)
    before = tree(ROOT / "site")
    finish(project, ROOT / "site")
    assert "finished already" in capsys.readouterr().out
    assert tree(ROOT / "site") == before


def test_reading_all_snippets_of_the_project(project):
    assert len(read_programs(project)) >= 15


def test_the_whole_project_rendered_again_elsewhere_is_byte_identical(project, tmp_path):
    for room in ("snippets", "docs", "tests"):
        ignore = shutil.ignore_patterns("generated", "*.ipynb", "__pycache__")
        shutil.copytree(ROOT / room, tmp_path / room, ignore=ignore)
    for file in ("site.yml", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path / file)
    again = Project(tmp_path)
    render(again, say=lambda words: None)
    assert tree(again.generated) == tree(project.generated)
    assert tree(again.docs / "labs") == tree(project.docs / "labs")
