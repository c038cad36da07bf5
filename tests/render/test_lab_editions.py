"""The two editions of a lab: what is in them, and what a student must not find."""

import json

import nbformat

from pipeline.render.lab_editions import packages, student_edition, teacher_edition

SOLUTION, RUBRIC = {"tags": ["solution"]}, {"tags": ["rubric"]}
PRINTED = {"output_type": "stream", "name": "stdout", "text": "seen\n"}


def text(name, source, metadata=None):
    return {"cell_type": "markdown", "id": name, "metadata": metadata or {}, "source": source}


def code(name, source, metadata=None):
    run = {"outputs": [PRINTED], "execution_count": 1}
    return {"cell_type": "code", "id": name, "metadata": metadata or {}, "source": source} | run


LAB = [
    text("cell-1", "# A lab"),
    code("cell-2", "import numpy as np\nfrom sklearn.svm import SVC\nx = 1"),
    text("cell-3", "First?"),
    code("cell-4", "secret = 1", SOLUTION),
    code("cell-5", "import os, scipy\nsecret = 2", SOLUTION),
    text("cell-6", "The secret.", SOLUTION),
    text("rubric-1", "- 1 point: a secret.", RUBRIC),
    text("cell-7", "Second?"),
    text("cell-8", "The other secret.", SOLUTION),
    text("rubric-2", "- 1 point: no secret.", RUBRIC),
    code("cell-9", "y = x"),
]


def cells_of(edition: bytes):
    read = nbformat.reads(edition.decode(), as_version=4)
    nbformat.validate(read)
    return read.cells


def test_a_student_finds_an_empty_cell_of_each_kind_where_a_solution_was():
    cells = cells_of(student_edition("A lab", LAB))
    assert [(cell.id, cell.cell_type) for cell in cells[2:]] == [
        ("cell-1", "markdown"),
        ("cell-2", "code"),
        ("cell-3", "markdown"),
        ("answer-4", "code"),
        ("answer-6", "markdown"),
        ("cell-7", "markdown"),
        ("answer-8", "markdown"),
        ("cell-9", "code"),
    ]
    assert [cell.source for cell in cells if "answer" in cell.id] == [
        "# Your answer",
        "*Your answer:*",
        "*Your answer:*",
    ]


def test_a_student_finds_no_solution_no_rubric_and_no_output():
    edition = student_edition("A lab", LAB)
    assert not [word for word in ("secret", "point", "seen", "solution", "rubric") if word in edition.decode()]
    run = [(cell.outputs, cell.execution_count) for cell in cells_of(edition) if cell.cell_type == "code"]
    assert run and set(map(str, run)) == {"([], None)"}


def test_a_teacher_finds_all_cells_as_they_were_run():
    cells = json.loads(teacher_edition("A lab", LAB))["cells"]
    assert cells_of(teacher_edition("A lab", LAB))
    assert [{**cell, "source": "".join(cell["source"])} for cell in cells[2:]] == LAB


def test_a_teacher_is_told_how_many_points_there_are():
    rubrics = [text(f"rubric-{points}", f"**Rubric for exercise 1: {points} points**", RUBRIC) for points in (4, 3)]
    teacher, student = (cells_of(edition("A lab", rubrics))[0].source for edition in (teacher_edition, student_edition))
    assert "7 points in all: 4 + 3." in teacher and "points" not in student


def test_the_first_cells_say_what_it_is_and_what_to_install():
    for edition, words in ((student_edition, "the student edition"), (teacher_edition, "with solutions")):
        about, install = cells_of(edition("A lab", LAB))[:2]
        assert about.id == "about" and about.source.startswith("**A lab.**") and words in about.source
        assert "numpy, scikit-learn" in about.source
        assert (install.cell_type, install.source) == ("code", "# %pip install numpy scikit-learn")


def test_what_is_to_be_installed_is_what_the_imports_need_and_python_has_not():
    assert packages(
        [text("a", "import no"), code("b", "import os\n    from numpy.x import y\nimport numpy as np")]
    ) == ["numpy"]
    [about] = cells_of(student_edition("A lab", [code("cell-1", "import json")]))[:-1]
    assert "packages" not in about.source
