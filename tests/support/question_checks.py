"""Whether what a platform imported is what was written."""

from pipeline.render.question_bank.bank import Bank
from pipeline.render.question_bank.question import Question
from tests.support.question_importers import Imported, remnants, visible, written

PER_ANSWER = ("moodle.xml", "gift.txt")
"""Formats that have a reason for each number that is typed. In the others all reasons are shown together."""


def check_import(bank: Bank, name: str, imported: dict[str, list[Imported]]) -> None:
    """Compares all questions, and the categories they are in."""
    latex = name != "qti-2.1.zip"
    for (category, found), (objective, questions) in zip(imported.items(), bank.by_objective.items(), strict=True):
        assert category.replace("$course$/top/", "").replace("/", ": ") == ": ".join(bank.path(objective))
        assert [one.id for one in found] == [question.id for question in questions]
        for one, question in zip(found, questions, strict=True):
            check_question(bank, question, one, latex, name in PER_ANSWER)


def check_question(bank: Bank, question: Question, one: Imported, latex: bool, per_answer: bool) -> None:
    told, places = visible(one.text, latex), " Give each step its place, from first to last."
    expected = written(question.text, latex)
    assert told in (expected, expected + places * (question.kind == "order")), question.id
    assert one.tags in ([], list(question.tags))
    for html in (one.text, one.always, *one.answers, *one.steps, *(reason for _, reason in one.answers.values())):
        assert remnants(html) == [], question.id
    more = visible(one.always + "".join(reason for _, reason in one.answers.values()), latex)
    assert bank.version in more and "CC BY 4.0" in more, "the license"
    assert f'href="{bank.address}{question.paragraph}"' in one.always + next(iter(one.answers.values()), (0, ""))[1]
    if question.kind == "order":
        steps = {visible(step, latex): place for step, place in one.steps.items()}
        assert steps == {written(step.text, latex): place for place, step in enumerate(question.answers, 1)}
        assert all(written(step.why, latex) in more for step in question.answers)
        return
    if question.kind == "numeric":
        check_scores(question, one)
        assert all(written(answer.why, latex) in more for answer in question.answers)
        if not per_answer:
            return
    answers = {visible(text, latex): (score, visible(why, latex)) for text, (score, why) in one.answers.items()}
    assert list(answers) == [written(answer.text, latex) for answer in question.shown]
    for answer in question.answers:
        score, why = answers[written(answer.text, latex)]
        assert (score == 1, score == 0) == (answer.right, not answer.right), question.id
        assert why.startswith(written(answer.why, latex)), question.id


def check_scores(question: Question, one: Imported) -> None:
    """The right number scores, and so does what is near enough; the wrong ones do not, nor what is a little too far."""
    assert one.score
    right, within = float(question.right.text), question.within
    assert one.score(right) == 1
    assert one.score(right + 0.9 * within) == one.score(right - 0.9 * within) == 1
    for number in (right + 1.1 * within + 1e-6, right - 1.1 * within - 1e-6, *wrong_numbers(question)):
        assert one.score(number) == 0, (question.id, number)


def wrong_numbers(question: Question) -> list[float]:
    return [float(answer.text) for answer in question.answers if not answer.right]
