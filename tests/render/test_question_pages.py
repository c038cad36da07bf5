"""What pages show of the question bank: each question with its reasons, its anchor and its link."""

import pytest
from bs4 import BeautifulSoup

from pipeline.render import question_bank
from pipeline.render.question_bank.pages import fragments
from tests.support.question_bank import ADDRESS, write_question_project
from tests.support.question_importers import visible, written

PARTS = {"": tuple(question_bank.EXPORTS), "variants-": question_bank.WITH_VARIANTS, "quiz-": question_bank.OF_QUIZ}
OF_OBJECTIVES = ("moodle-count.xml", "moodle-know.xml")
SIZES = dict.fromkeys((*(part + name for part in PARTS for name in PARTS[part]), *OF_OBJECTIVES), 12_345_678)
KB = "12,346\N{NO-BREAK SPACE}kB"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return write_question_project(tmp_path_factory.mktemp("questions"))


@pytest.fixture(scope="module")
def bank(project):
    return question_bank.bank(project, ADDRESS)


@pytest.fixture(scope="module")
def made(project, bank):
    return {name: content.decode() for name, content in fragments(project, bank, SIZES).items()}


@pytest.fixture(scope="module")
def shown(bank, made):
    """The sections by the id of their question."""
    sections = {}
    for objective in bank.by_objective:
        for section in BeautifulSoup(made[f"questions_{objective}.md"], "html.parser").select("section.quiz"):
            sections[section.h2["id"]] = section
    return sections


def told(tag) -> str:
    """The words of an element, its formulas as the LaTeX between \\( and \\)."""
    return visible(str(tag), True)


def test_each_question_has_an_anchor_a_number_and_its_difficulty(bank, shown):
    assert list(shown) == [f"q-{one.id}" for one in bank.questions]
    heads = [section.h2.get_text() for section in shown.values()]
    assert heads == [
        *("Question 1: easy#", "Question 2: hard#"),
        *("Question 1: middle#", "Question 2: hard#", "Question 3: easy#", "Question 4: middle#"),
        *("Question 5: easy#", "Question 6: middle#"),
    ]
    assert all(section.h2.a["href"] == f"#{name}" for name, section in shown.items())


def test_the_answer_is_folded_and_has_a_reason_for_every_answer(bank, shown):
    for one in bank.questions:
        section = shown[f"q-{one.id}"]
        fold = section.details.extract()
        assert fold.summary.get_text() == "Answer" and "open" not in fold.attrs
        assert all(written(answer.why, True) in told(fold) for answer in one.answers), one.id
        assert not any(written(answer.why, True) in told(section) for answer in one.answers), one.id
        assert fold.select("a")[-1]["href"] == f"../../{one.paragraph}"
        assert fold.select("a")[-1].get_text() == "A <page>"
        assert fold.small.get_text().endswith(f" {one.id}")
        assert written(one.text, True) in told(section)
        letters = [item.b.get_text() for item in section.select(".options > li")]
        assert letters == ([] if one.kind == "numeric" else [f"{letter}." for letter in "ABCD"[: len(one.shown)]])
        if one.kind == "order":
            steps = [section.select(".options > li")["ABCD".index(at)] for at in fold.strong.get_text().split(", ")]
            assert [told(step)[3:] for step in steps] == [written(step.text, True) for step in one.answers]
        elif one.kind == "numeric":
            assert fold.strong.get_text() == one.right.text
        else:
            right = section.select(".options > li")["ABCD".index(fold.strong.get_text()[0])]
            assert told(right) == told(fold.strong) and told(right)[3:] == written(one.right.text, True)


def test_code_formulas_and_figures_are_in_the_form_that_pages_take(bank, shown):
    program = shown["q-program"]
    assert program.pre.code.get_text().startswith("if a < b:\n")
    formula = shown["q-gradient"].select_one(".arithmatex")
    assert formula.get_text() == r"\(\nabla L\)"
    image = shown["q-line"].img
    assert image["src"] == "../../generated/adds.svg" and image["alt"] == 'A line that rises from 0 to "1" & on.'
    assert image.parent.name == "p" and image.parent.get_text() == ""


def test_nothing_of_markdown_is_left(shown):
    for name, section in shown.items():
        for part in section.select(".arithmatex, code"):
            part.decompose()
        assert not set(section.get_text()) & set("`$*\\"), name


def test_the_lists_count_and_link(bank, made):
    topics = BeautifulSoup(made["questions_list.md"], "html.parser").select(".topics a")
    assert [topic["href"] for topic in topics] == ["../questions/count/", "../questions/know/"]
    assert topics[1].get_text() == "Know <both> & more. (6 questions)"
    assert "| All objectives | 3 | 3 | 2 | 8 |  |" in made["question_counts.md"]
    assert "| Calculate a number | 2 |" in made["question_counts.md"]
    for name in SIZES:
        kept = "" if name.endswith(".html") else "{ download }"
        title, table = ("Moodle", "counts") if name in OF_OBJECTIVES else (name, "files")
        assert f"[{title}](/generated/questions/{name}){kept}, {KB}" in made[f"question_{table}.md"]
    assert made["question_files.md"].count(KB) == len(SIZES) - len(OF_OBJECTIVES)
    assert "<output>1</output>" in made["question_words.md"]
