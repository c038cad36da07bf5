"""The question bank: reads docs/data/questions/, computes the numbers, and writes files for platforms and pages."""

import io
from collections.abc import Callable
from functools import partial

from PIL import Image

from pipeline.content.data import objectives
from pipeline.content.errors import BuildError, Problem
from pipeline.content.front_matter import site_config
from pipeline.content.project import Project
from pipeline.content.questions import quiz_ids
from pipeline.render.question_bank.bank import Bank
from pipeline.render.question_bank.compute import questions
from pipeline.render.question_bank.gift import gift
from pipeline.render.question_bank.moodle import moodle_xml
from pipeline.render.question_bank.pages import fragments
from pipeline.render.question_bank.qti12 import qti12_zip
from pipeline.render.question_bank.qti21 import qti21_zip
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
OF_QUIZ = ("moodle.xml", "qti-1.2.zip", "qti-2.1.zip", "question-sheet.html", "question-key.html")
"""Of these there is a file `quiz-NAME` with the quiz of ten."""
ON_SITE = "questions.json"
"""What the self-test reads, on the site itself."""
PICTURE_WIDTH, PICTURE_COLORS = 960, 64
"""Of the figures inside the exports."""
TITLE = 54
"""The pixels at the top of a figure's PNG that its title takes. It is cut off, because it often tells the answer."""


def build(project: Project, address: str) -> dict[str, bytes]:
    """All exports and the fragments of pages, by path below docs/; none where there are no questions.

    `address` is the site's.

    Raises:
        BuildError: a question or one of its programs is wrong.
    """
    if not questions(project):
        return {}
    whole = bank(project, address)
    files = exports(whole)
    pages = fragments(project, whole, {name: len(content) for name, content in files.items()})
    return {f"generated/questions/{name}": content for name, content in files.items()} | {
        f"generated/{name}": content for name, content in pages.items()
    }


def exports(whole: Bank) -> dict[str, bytes]:
    """The files for other platforms, by name: the whole, its variants, the quiz, and each objective for Moodle."""
    told = whole.elsewhere
    return {
        **{name: export(whole if name == ON_SITE else told) for name, export in EXPORTS.items()},
        **{f"variants-{name}": EXPORTS[name](told.variants) for name in WITH_VARIANTS},
        **{f"quiz-{name}": EXPORTS[name](told.quiz) for name in OF_QUIZ if told.quiz_ids},
        **{f"moodle-{name}.xml": moodle_xml(told.only(found)) for name, found in told.by_objective.items()},
    }


def bank(project: Project, address: str) -> Bank:
    """The whole bank. The figures must have been drawn."""
    site, found = site_config(project), tuple(questions(project))
    figures = dict.fromkeys(question.figure for question in found if question.figure)
    pictures = {name: smaller(read_figure(project, name)) for name in figures}
    told = (site.title, site.author, project.version, address)
    return Bank(*told, objectives(project), found, pictures, quiz_ids=quiz_ids(project))


def read_figure(project: Project, name: str) -> bytes:
    """The PNG of a snippet. Raises BuildError where it was not drawn."""
    path = project.generated / f"{name}.png"
    if not project.files.exists(path):
        message, hint = "a question shows its figure, which was not drawn", "Fix the program."
        raise BuildError(Problem(f"snippets/{name}.py", None, message, hint))
    return project.files.read_bytes(path)


def smaller(png: bytes) -> bytes:
    """A figure without its title, in the size and with the colors that a question needs."""
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    picture = whole.crop((0, TITLE, whole.width, whole.height))
    height = round(picture.height * PICTURE_WIDTH / picture.width)
    reduced, buffer = picture.resize((PICTURE_WIDTH, height)).quantize(PICTURE_COLORS), io.BytesIO()
    reduced.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
