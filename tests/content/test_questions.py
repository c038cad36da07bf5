"""docs/data/questions/: what does not fit is named with its file, its line and its question."""

import pytest

from pipeline.content.data import objectives
from pipeline.content.project import Project
from pipeline.content.questions import address_below, quiz_ids, written_questions
from tests.support.question_bank import CHOICE, FIGURE, NUMERIC, OTHERS, write_question_project
from tests.support.small_project import add, problems_of


@pytest.fixture
def project(tmp_path) -> Project:
    return write_question_project(tmp_path)


def said_of(project: Project, text: str) -> str:
    """What is said of a file of questions."""
    add(project, "docs/data/questions/02_know.yml", text)
    return problems_of(lambda: written_questions(Project(project.root)))


def test_all_questions_in_the_order_of_their_files(project):
    found = written_questions(project)
    assert [one.written.id for one in found[:3]] == ["layer", "share", "gradient"] and len(found) == 8
    assert [one.objective for one in found] == ["count"] * 2 + ["know"] * 6
    assert objectives(project) == {"count": "Count parameters.", "know": "Know <both> & more."}


def test_a_project_without_questions_has_none(tmp_path):
    assert written_questions(Project(tmp_path)) == [] and objectives(Project(tmp_path)) == {}


def test_the_quiz_lists_questions_by_their_ids(project):
    assert quiz_ids(project) == ("line", "layer")
    add(project, "docs/data/quiz.yml", "- line\n- lines\n")
    said = problems_of(lambda: quiz_ids(Project(project.root)))
    assert "docs/data/quiz.yml:2" in said and "there is no question 'lines'" in said


TEXT = f"objective: know\nquestions:{CHOICE}{FIGURE}{OTHERS}"
LAST = "/page.md#layers\n  - id: alpha"
CASES = [  # what is replaced, by what, a text on the line that is named, what is said
    # structure
    ("{right: up, why: It ends at 1.}", "{right: up}", "{right: up}", "'line': answers.1.why: Field required"),
    (
        "right: up, why: It ends at 1.",
        "right: up, why: ''",
        "why: ''",
        "'line': answers.1.why: String should have at least",
    ),
    ("wrong: down", "right: down", "id: line", "'line': Value error, 2 answers are right, and one must be"),
    ("right: up", "wrong: up", "id: line", "'line': Value error, 0 answers are right, and one must be"),
    ("wrong: down", "wrong: nowhere", "id: line", "'line': Value error, two answers are the same"),
    ("wrong: down", "wrong: down, right: in", "wrong: down", "'line': answers.0: Value error, an answer is either"),
    (
        "      - {wrong: nowhere, why: It moves.}\n",
        "",
        "wrong: down",
        "'line': answers: List should have at least 3 items",
    ),
    ('    alt: A line that rises from 0 to "1" & on.\n', "", "id: line", "'line': alt: Field required"),
    ("id: line", "id: A line", "id: A line", "'A line': id: String should match pattern"),
    ("  - id: line\n", "  - name: line\n", "name: line", "question '3': id: Field required"),
    (
        "difficulty: 2\n    question: A",
        "difficulty: 4\n    question: A",
        "difficulty: 4",
        "'statement': difficulty: Input",
    ),
    ("right: false", "right: perhaps", "right: perhaps", "'statement': right: Input should be a valid boolean"),
    ("    if_true: It is given to `fit`.\n", "", "id: statement", "'statement': if_true: Field required"),
    ("kind: true-false", "kind: essay", "id: statement", "'statement': Input tag 'essay' found using 'kind'"),
    ("      neither: It does change the model.\n", "", "id: alpha", "choices and reasons differ in: neither"),
    ("neither]", "knob]", "knob]", "'alpha': choices.2: Input should be 'parameter'"),
    ("do: Average the errors.", "do: Fit `k` times.", "id: steps", "'steps': Value error, two steps are the same"),
    (f"    paragraph: {LAST}", "  - id: alpha", "id: statement", "'statement': paragraph: Field required"),
    (
        LAST,
        LAST.replace("/page.md", "https://a.org"),
        "https://",
        "'statement': paragraph: String should match pattern",
    ),
    # what it names
    ("objective: know", "objective: knowing", "knowing", "there is no objective 'knowing'"),
    (LAST, LAST.replace("page", "no"), "/no.md#layers", "'statement': there is no page /no.md"),
    (LAST, LAST.replace("layers", "no"), "/page.md#no", "'statement': /page.md has no anchor #no"),
    (
        LAST,
        LAST.replace("page.md#layers", "page.md#gone"),
        "/page.md#gone",
        "'statement': /page.md has no anchor #gone",
    ),
    ("figure: adds", "figure: nothing", "figure: nothing", "'line': no snippet draws a figure 'nothing'"),
    ("row: ridge-alpha", "row: ridge-beta", "ridge-beta", "'alpha': the lookup has no row 'ridge-beta'"),
    # texts that some target cannot show
    (r"$\nabla L$", r"$\nabla \bogus$", r"\bogus", r"'gradient': the formula '\nabla \bogus' has \bogus, which not"),
    (r"$\nabla L$", r"$\frac{1}{2$", r"\frac{1}{2$", r"'gradient': the formula '\frac{1}{2' is not valid LaTeX"),
    (r"$\nabla L$", r"$\left( L$", r"\left( L", r"'gradient': the formula '\left( L' is not valid LaTeX"),
    (r"$\nabla L$", r"\nabla L$", "In `w", "'gradient': it has a `, $ or * without its partner"),
    ("Which way", "Which *way", "Which *way", "'line': it has a `, $ or * without its partner"),
    ("why: It moves.", "why: 'It `moves.'", "It `moves", "'line': it has a `, $ or * without its partner"),
    ("Which way", "Which <b>way</b>", "Which <b>", "'line': it has HTML"),
    ("Which way", "Which [way](/a.md)", "Which [way]", "'line': it has a link, which no export can follow"),
    ("Which way", "Which way [@ali2019]", "Which way [", "'line': it has a footnote or a citation"),
    ("Which way", "Which coef_ way", "Which coef_", "'line': it has a _ outside of code and formulas"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), CASES, ids=[case[3][:60] for case in CASES])
def test_a_question_that_does_not_fit(project, old, new, line, message):
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    (number,) = (number for number, content in enumerate(text.splitlines(), 1) if line in content)
    said = said_of(project, text)
    assert f"docs/data/questions/02_know.yml:{number}: " in said and message in said


def test_an_id_that_is_in_two_files(project):
    add(project, "docs/data/questions/03_more.yml", f"objective: know\nquestions:{FIGURE}")
    said = problems_of(lambda: written_questions(project))
    assert "docs/data/questions/03_more.yml:3: the id 'line' is here twice" in said


def test_a_category_that_no_choice_names_or_two_do(project):
    told = "question 'alpha': the row 'ridge-alpha' is a training hyperparameter, and of the choices"
    assert f"{told} 0 are right" in said_of(project, TEXT.replace("hyperparameter", "chosen setting"))
    assert f"{told} 2 are right" in said_of(project, TEXT.replace("neither", "training hyperparameter"))


def test_a_category_of_its_own_is_found(project):
    text = TEXT.replace(" hyperparameter, ", " training hyperparameter, ").replace("  hyper", "  training hyper")
    add(project, "docs/data/questions/02_know.yml", text)
    assert len(written_questions(project)) == 8


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A net has 3 layers. Is that right?", "A net  has 12.5 layers. Is that right?"),
        ("Is 1,000 more than 2?", "Is 7 more than 22?"),
    ],
)
def test_two_questions_that_differ_in_numbers_only(project, first, second):
    entry = OTHERS.split("  - id: alpha")[0].replace("A hyperparameter is found by `fit`.", first)
    other = entry.replace(first, second).replace("id: statement", "id: other")
    said = said_of(project, f"objective: know\nquestions:{entry}{other}")
    assert "question 'other': it differs from 'statement' in numbers only" in said


def test_a_numeric_question_with_other_columns_differs_in_numbers_only(project):
    add(project, "docs/data/questions/02_know.yml", TEXT)
    entry = NUMERIC.split("  - id: share")[0]
    other = entry.replace("id: layer", "id: other").replace("{inputs} inputs", "{outputs:.0f} inputs")
    add(project, "docs/data/questions/01_count.yml", f"objective: count\nquestions:{entry}{other}")
    said = problems_of(lambda: written_questions(project))
    assert "question 'other': it differs from 'layer' in numbers only" in said


def test_the_same_question_about_other_answers_is_another_question(project):
    entry = FIGURE.replace("id: line", "id: other").replace("right: up", "right: upward")
    add(project, "docs/data/questions/02_know.yml", f"objective: know\nquestions:{FIGURE}{entry}")
    assert len(written_questions(Project(project.root))) == 4


def test_a_program_that_is_not_there_or_has_no_data(project):
    (project.snippets / "exercises" / "layer.py").unlink()
    said = problems_of(lambda: written_questions(project))
    assert "01_count.yml:7: question 'layer': snippets/exercises/layer.py is not there, or has no data cell" in said


def test_all_problems_are_named_together(project):
    text = (
        TEXT.replace("right: up, why: It ends at 1.", "right: up")
        .replace("row: ridge-alpha", "row: no")
        .replace("/page.md#layers", "/page.md#no")
    )
    said = said_of(project, text)
    assert all(name in said for name in ("'line'", "'alpha'", "'gradient'", "'statement'", "'steps'"))


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/index.md#a", "#a"),
        ("/rule.md#a-b", "rule/#a-b"),
        ("/lookup/linear.md#a", "lookup/linear/#a"),
        ("/lookup/index.md#a", "lookup/#a"),
        ("/labs/01_lab.ipynb#a", "labs/01_lab/#a"),
    ],
)
def test_a_link_becomes_an_address(link, address):
    assert address_below(link) == address
