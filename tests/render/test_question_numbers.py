"""Numbers of questions come from programs; what does not fit them is named."""

import pytest

from pipeline.content.project import Project
from pipeline.render.question_bank import questions
from pipeline.render.question_bank.numbers import filled, rounded, shown
from tests.support.question_bank import NUMERIC, PROGRAM, write_question_project
from tests.support.small_project import add, problems_of


@pytest.fixture
def project(tmp_path) -> Project:
    return write_question_project(tmp_path)


def said_of(project: Project, text: str = NUMERIC, program: str = PROGRAM) -> str:
    add(project, "docs/data/questions/01_count.yml", f"objective: count\nquestions:{text}")
    add(project, "snippets/exercises/layer.py", program)
    return problems_of(lambda: questions(Project(project.root)))


def test_a_question_and_its_variants_have_the_numbers_of_their_rows(project):
    layer, share, *_ = questions(project)
    assert [layer.id, layer.variants[0].id, layer.variants[-1].id] == ["layer", "layer-v01", "layer-v19"]
    for inputs, one in enumerate([layer, *layer.variants], 3):
        outputs = int(one.text.split("$n = ")[1].split("$")[0])
        assert one.text == f"A layer has {inputs} inputs and $n = {outputs}$ outputs. How many parameters has it?"
        assert [answer.text for answer in one.answers] == [str((inputs + 1) * outputs), str(inputs * outputs)]
        assert one.right.why.endswith(rf"$\sum_{{i=1}}^{{n}} {inputs}$ and {outputs}.")
        assert one.variants == () or one is layer
    for one in (share, *share.variants):
        over, under = map(int, one.text.split(r"\frac{")[1].split("}$")[0].split("}{"))
        assert float(one.right.text) == pytest.approx(over / under, abs=0.00051)
        assert one.right.why == f"It is {over / under:.2f}." and one.within == 0.01


def test_questions_of_other_kinds_are_as_they_were_written(project):
    found = {one.id: one for one in questions(project)}
    assert [answer.right for answer in found["statement"].answers] == [False, True]
    assert [answer.why for answer in found["statement"].answers] == ["It is given to `fit`.", "Right, it is *given*."]
    assert found["alpha"].right.text == "hyperparameter", "the lookup says that it is a training hyperparameter"
    assert next(answer.text for answer in found["gradient"].answers if not answer.right) == "the *learning rate*, `lr`"
    assert found["line"].figure == "adds" and found["line"].paragraph == "lookup/linear/#ridge-alpha"
    assert all(step.right for step in found["steps"].answers) and found["steps"].right.text.startswith("Split")
    assert found["program"].tags == ("know", "difficulty-3", "mistake")


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("answer: parameters", "answer: total", "answer: total", "'layer' has no column 'total' of numbers"),
        ("value: no_biases", "value: none", "value: none", "'layer' has no column 'none' of numbers"),
        ("{inputs} inputs", "{input} inputs", "{input}", "'layer' has no column 'input'"),
        ("$n = {outputs}$", "$n = {m}$", "{m}", "'layer' has no column 'm'"),
        ("$n = {outputs}$", "$n^{outputs}$", "^{outputs}", "LaTeX takes '{outputs}' for its own"),
        ("{share:.2f}", "{share:.2z}", ".2z", "'.2z' is no format of 'share'"),
        ("answer: share\n    within: 0.01\n", "answer: share\n", "answer: share", "'share' is not exact"),
        ("value: no_biases", "value: parameters", "value: parameters", "'parameters' is the same as 'parameters'"),
        ("within: 0.01", "within: 0.5", "share_of_weights,", "'share_of_weights' is the same as 'share'"),
    ],
)
def test_a_question_that_does_not_fit_its_columns(project, old, new, line, message):
    assert old in NUMERIC
    text = NUMERIC.replace(old, new, 1)
    (number,) = (number for number, content in enumerate(text.splitlines(), 2) if line in content)
    said = said_of(project, text)
    assert f"docs/data/questions/01_count.yml:{number}: question '" in said and message in said


def test_two_wrong_values_that_are_the_same(project):
    wrong = '      - {value: no_biases, why: "It counts {no_biases} weights and no bias."}\n'
    said = said_of(project, NUMERIC.replace(wrong, wrong + wrong))
    assert "in row 0 of 'layer', 'no_biases' is the same as 'no_biases'" in said


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("np.arange(3, 23)", "np.arange(3, 22)", "ValueError: operands could not be broadcast"),
        ('"inputs": inputs,', '"inputs": inputs[:9],', "data['inputs'] has 9 rows"),
        ("np.arange(3, 23)", "np.full(20, 3)", "of its data was there before"),
        ("np.arange(3, 23)", "np.arange(3, 23) / 0", "RuntimeWarning: divide by zero"),
        ("print(inputs[0] * outputs[0] + outputs[0])\n", "", "the snippet prints nothing"),
        ("data = {", "rows = {", "the data cell binds no dict named `data`"),
        ("inputs * outputs,", "inputs * outputs + outputs,", "of 'layer', 'no_biases' is the same as 'parameters'"),
    ],
)
def test_a_program_that_does_not_give_twenty_rows(project, old, new, message):
    assert old in PROGRAM
    said = said_of(project, program=PROGRAM.replace(old, new))
    assert message in said
    assert "snippets/exercises/layer.py:" in said or "question 'layer'" in said


def test_a_column_in_code_and_in_a_formula(project):
    columns = {"rate": [0.5], "top": [3], "name": ["adam"]}
    text = r"`lr={rate}` and $\frac{{top}}{n} = {rate:.2f}$ with {name}, {top:,} and $\hat{y}_{i}$"
    assert filled(text, columns, 0) == r"`lr=0.5` and $\frac{3}{n} = 0.50$ with adam, 3 and $\hat{y}_{i}$"


@pytest.mark.parametrize(
    ("value", "format", "text"),
    [(3, None, "3"), (0.1 + 0.2, None, "0.3"), (1e6, None, "1000000"), (12345, ",", "12,345")],
)
def test_how_a_number_is_printed(value, format, text):
    assert shown(value, format) == text


@pytest.mark.parametrize(
    ("value", "within", "text"), [(2 / 3, 0.01, "0.667"), (2 / 3, 0.05, "0.667"), (200 / 3, 1, "66.7"), (7, 0, "7")]
)
def test_an_answer_is_rounded_to_less_than_what_may_be_missing(value, within, text):
    assert rounded(value, within) == text
    assert abs(float(text) - value) <= within / 10
