"""What the tool tells those who write questions."""

import pytest

from tests.support.question_bank import FIGURE, write_question_project
from tests.support.small_project import add
from tools import check_questions


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setattr(check_questions, "ROOT", tmp_path)
    return write_question_project(tmp_path)


def test_it_counts_by_objective_difficulty_and_kind(project, capsys):
    assert check_questions.main([]) == 0
    head, count, know, total = capsys.readouterr().out.splitlines()
    told = dict(zip(head.split(), know.split()[1:], strict=True))
    assert (told["all"], told["easy"], told["figure"], told["numeric"]) == ("6", "2", "1", "0")
    assert count.split()[-1] == "2" and total == "questions: 8"


def test_it_prints_the_questions_of_an_objective(project, capsys):
    check_questions.main(["know"])
    printed = capsys.readouterr().out
    assert "[line] Which way does the line go?" in printed and "  + up\n      It ends at 1." in printed
    assert "[layer]" not in printed


def test_it_names_the_problems_in_the_files_that_are_asked_for(project, capsys):
    add(
        project, "docs/data/questions/02_know.yml", f"objective: know\nquestions:{FIGURE}".replace("why: It moves.", "")
    )
    assert check_questions.main([]) == 1
    assert "02_know.yml:12: question 'line': answers.2.why: Field required" in capsys.readouterr().out
    check_questions.main(["count"])
    assert capsys.readouterr().out == "problems: 1 in all files\n"
