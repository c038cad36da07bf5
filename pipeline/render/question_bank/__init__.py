"""The question bank: reads docs/data/questions/, computes the numbers, and writes a file for each platform."""

import io
from collections.abc import Callable
from functools import partial

from PIL import Image

from pipeline.content.errors import Collector
from pipeline.content.front_matter import site_config
from pipeline.content.project import Project
from pipeline.content.questions import (
    Asked,
    Classify,
    Numeric,
    Order,
    ReadFigure,
    TrueFalse,
    add_problem,
    address_below,
    objectives,
    right_choices,
    written_questions,
)
from pipeline.render.question_bank.bank import Bank
from pipeline.render.question_bank.gift import gift
from pipeline.render.question_bank.moodle import moodle_xml
from pipeline.render.question_bank.numbers import ROWS, Columns, filled, number_faults, run_program, shown
from pipeline.render.question_bank.qti12 import qti12_zip
from pipeline.render.question_bank.qti21 import qti21_zip
from pipeline.render.question_bank.question import Answer, Question
from pipeline.render.question_bank.self_test import as_json
from pipeline.render.question_bank.sheet import sheet
from pipeline.render.question_bank.tables import anki, as_csv

EXPORTS: dict[str, Callable[[Bank], bytes]] = {
    "moodle.xml": moodle_xml,
    "gift.txt": gift,
    "qti-1.2.zip": qti12_zip,
    "qti-2.1.zip": qti21_zip,
    "anki.txt": anki,
    "questions.csv": as_csv,
    "questions.json": as_json,
    "question-sheet.html": partial(sheet, key=False),
    "question-key.html": partial(sheet, key=True),
}
"""By the name of the file in docs/generated/questions/."""
WITH_VARIANTS = ("moodle.xml", "gift.txt", "qti-1.2.zip", "qti-2.1.zip", "questions.csv")
"""Of these there is a second file, `variants-NAME`, with the variants of the numeric questions."""
PICTURE_WIDTH, PICTURE_COLORS = 960, 64
"""Of the figures inside the exports."""


def build(project: Project, address: str) -> dict[str, bytes]:
    """All exports, by path below docs/; nothing where there are no questions. `address` is the site's.

    Raises:
        BuildError: a question or one of its programs is wrong.
    """
    if not questions(project):
        return {}
    whole = bank(project, address)
    files = {name: export(whole) for name, export in EXPORTS.items()}
    files |= {f"variants-{name}": EXPORTS[name](whole.variants) for name in WITH_VARIANTS}
    return {f"generated/questions/{name}": content for name, content in files.items()}


def bank(project: Project, address: str) -> Bank:
    """The whole bank. The figures must have been drawn."""
    site, found = site_config(project), tuple(questions(project))
    figures = dict.fromkeys(question.figure for question in found if question.figure)
    pictures = {name: smaller(project.files.read_bytes(project.generated / f"{name}.png")) for name in figures}
    return Bank(site.title, site.author, project.version, address, objectives(project), found, pictures)


def smaller(png: bytes) -> bytes:
    """A figure in the size and with the colors that a question needs."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    height = round(picture.height * PICTURE_WIDTH / picture.width)
    reduced, buffer = picture.resize((PICTURE_WIDTH, height)).quantize(PICTURE_COLORS), io.BytesIO()
    reduced.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


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
    )


def numeric(one: Asked, written: Numeric, columns: Columns, row: int) -> Question:
    """A numeric question with the numbers of a row. Row 0 is the question itself, the others have ids of their own."""
    wrong = [Answer(shown(columns[each.value][row]), False, filled(each.why, columns, row)) for each in written.wrong]
    right = Answer(shown(columns[written.answer][row]), True, filled(written.why, columns, row))
    return Question(
        id=f"{written.id}-v{row:02}" if row else written.id,
        objective=one.objective,
        difficulty=written.difficulty,
        kind=written.kind,
        text=filled(written.question, columns, row),
        answers=(right, *wrong),
        paragraph=address_below(written.paragraph),
        within=written.within,
    )
