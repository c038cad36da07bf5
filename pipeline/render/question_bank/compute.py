"""From the questions as they are written to the one form that all exports take."""

from pipeline.content.errors import Collector
from pipeline.content.project import Project
from pipeline.content.questions import (
    Asked,
    Classify,
    Numeric,
    Order,
    ReadFigure,
    TrueFalse,
    Written,
    add_problem,
    address_below,
    right_choices,
    written_questions,
)
from pipeline.render.question_bank.numbers import ROWS, Columns, filled, number_faults, rounded, run_program
from pipeline.render.question_bank.question import Answer, Question


def questions(project: Project) -> list[Question]:
    """All questions, with their numbers and variants, in the order of their files.

    Raises:
        BuildError: with all that is wrong in the files, or in the programs that compute the numbers.
    """
    return project.files.remembered("computed questions", lambda: compute_questions(project))


def compute_questions(project: Project) -> list[Question]:
    problems, found, computed = Collector(), list[Question](), dict[str, Columns]()
    for one in written_questions(project):
        if not isinstance(one.written, Numeric):
            found.append(question(project, one))
            continue
        name = one.written.program
        with problems:
            columns = computed[name] = computed.get(name) or run_program(project, name)
            if faults := list(number_faults(one.written, columns)):
                for fault in faults:
                    add_problem(project, problems, one, fault)
            else:
                first, *others = [numeric(one, one.written, columns, row) for row in range(ROWS)]
                found.append(first.with_variants(others))
    problems.raise_any()
    return found


def question(project: Project, one: Asked) -> Question:
    """The one form of a question that has no numbers to compute."""
    written = one.written
    if isinstance(written, TrueFalse):
        answers = [Answer("True", written.right, written.if_true), Answer("False", not written.right, written.if_false)]
    elif isinstance(written, Classify):
        right = right_choices(project, written)
        answers = [Answer(choice, choice in right, written.why[choice]) for choice in written.choices]
    elif isinstance(written, Order):
        answers = [Answer(step.do, True, step.why) for step in written.steps]
    else:
        assert not isinstance(written, Numeric)
        answers = [Answer(answer.text, answer.right is not None, answer.why) for answer in written.answers]
    return Question(
        id=written.id,
        objective=one.objective,
        difficulty=written.difficulty,
        kind=written.kind,
        text=written.question,
        answers=tuple(answers),
        paragraph=address_below(written.paragraph),
        figure=written.figure if isinstance(written, ReadFigure) else "",
        alt=written.alt if isinstance(written, ReadFigure) else "",
        site_words=asks_for_site_words(written),
    )


def numeric(one: Asked, written: Numeric, columns: Columns, row: int) -> Question:
    """A numeric question with the numbers of a row. Row 0 is the question itself, the others have ids of their own."""
    wrong = [
        Answer(rounded(columns[each.value][row], written.within), False, filled(each.why, columns, row))
        for each in written.wrong
    ]
    right = Answer(rounded(columns[written.answer][row], written.within), True, filled(written.why, columns, row))
    return Question(
        id=f"{written.id}-v{row:02}" if row else written.id,
        objective=one.objective,
        difficulty=written.difficulty,
        kind=written.kind,
        text=filled(written.question, columns, row),
        answers=(right, *wrong),
        paragraph=address_below(written.paragraph),
        within=written.within,
        site_words=asks_for_site_words(written),
    )


def asks_for_site_words(written: Written) -> bool:
    return "this site" in " ".join(written.question.split()).lower()
