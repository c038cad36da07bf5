"""The question bank as readers get it: what it holds, where it leads, and the files for other platforms."""

import csv
import io
import json
from collections import Counter
from xml.etree import ElementTree

import lxml.html
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from pipeline.content import data
from pipeline.content.data import objectives
from pipeline.content.questions import Classify, quiz_ids, written_questions
from pipeline.render.question_bank import OF_QUIZ, TITLE, questions
from pipeline.render.question_bank.bank import Bank
from tests.support import question_importers
from tests.support.built_site import FOLDER
from tests.support.question_checks import check_import
from tests.support.question_importers import remnants

IMPORTERS = {
    "moodle.xml": question_importers.moodle_xml,
    "gift.txt": question_importers.gift,
    "qti-1.2.zip": question_importers.qti12,
    "qti-2.1.zip": question_importers.qti21,
}
OFFERED = FOLDER / "generated" / "questions"


@pytest.fixture(scope="module")
def bank(project, site) -> Bank:
    (home,) = (page for page in site.pages if not page.location)
    told, found = (site.about.title, site.about.author, project.version, home.address), tuple(questions(project))
    return Bank(*told, objectives(project), found, pictures={}, quiz_ids=quiz_ids(project))


# what it holds


def test_every_objective_has_questions_of_each_difficulty(bank):
    assert len(bank.questions) >= 120 and bank.by_objective.keys() == bank.objectives.keys()
    for objective, asked in bank.by_objective.items():
        assert len(asked) >= 8, objective
        assert {question.difficulty for question in asked} == {1, 2, 3}, objective
    kinds = Counter(question.kind for question in bank.questions)
    assert kinds.keys() == {"choice", "mistake", "figure", "true-false", "classify", "order", "numeric"}
    assert min(kinds.values()) >= 5, kinds


def test_the_right_answer_cannot_be_guessed_from_its_place_or_its_length(bank):
    choices = [one for one in bank.questions if one.kind in ("choice", "mistake", "figure")]
    lengths = [[len(answer.text) for answer in one.shown] for one in choices]
    places = [one.shown.index(one.right) for one in choices]
    for chosen in (max, min):
        hits = sum(place == of.index(chosen(of)) for place, of in zip(places, lengths, strict=True))
        assert hits < 0.45 * len(choices), f"the {chosen.__name__} of the lengths is right too often"
    assert max(Counter(places).values()) < 0.45 * len(choices)
    truths = Counter(one.right.text for one in bank.questions if one.kind == "true-false")
    assert min(truths["True"], truths["False"]) >= 0.25 * truths.total()


def test_the_key_of_a_row_is_its_category_in_the_lookup(project, bank):
    by_id = {one.id: one for one in bank.questions}
    rows = [one.written for one in written_questions(project) if isinstance(one.written, Classify)]
    for written in rows:
        category, right = data.terms(project)[written.row][1].bin, by_id[written.id].right.text
        word = category if category == "parameter" else "hyperparameter" if "hyperparameter" in category else "neither"
        assert right in (category, word), written.id
    assert len(rows) >= 20


def test_every_paragraph_and_figure_is_on_the_site(site, bank):
    pages = {page.location: lxml.html.parse(page.file) for page in site.pages}
    ids = {location: set(page.xpath("//@id")) for location, page in pages.items()}
    for question in bank.questions:
        location, _, anchor = question.paragraph.partition("#")
        assert anchor in ids[location], question.id
    shown = {address.split("/")[-1] for page in pages.values() for address in page.xpath("//img/@src")}
    assert {f"{question.figure}.svg" for question in bank.questions if question.figure} <= shown


def test_a_figure_is_cut_between_its_title_and_the_rest(project, bank):
    for name in {question.figure for question in bank.questions if question.figure}:
        picture = Image.open(project.generated / f"{name}.png").convert("L")
        title, gap, rest = (
            picture.crop((0, top, picture.width, bottom)).getextrema()
            for top, bottom in ((0, TITLE - 8), (TITLE - 8, TITLE + 8), (TITLE + 8, picture.height))
        )
        assert gap[0] == gap[1] and title[0] < 100 and rest[0] < 100, name


# the files


@pytest.mark.parametrize("name", IMPORTERS)
def test_a_platform_reads_what_was_written(bank, name):
    told = bank.elsewhere
    check_import(told, name, IMPORTERS[name]((OFFERED / name).read_bytes()))
    check_import(told.variants, name, IMPORTERS[name]((OFFERED / f"variants-{name}").read_bytes()))
    if name in OF_QUIZ:
        check_import(told.quiz, name, IMPORTERS[name]((OFFERED / f"quiz-{name}").read_bytes()))


def test_the_quiz_is_ten_questions_from_easy_to_middle_in_usual_words(bank):
    asked = bank.quiz.questions
    levels = [question.difficulty for question in asked]
    assert len(set(bank.quiz_ids)) == len(asked) == 10
    assert levels == sorted(levels) and set(levels) == {1, 2}
    assert len({question.kind for question in asked}) >= 5
    assert not any("site-words" in question.tags for question in asked)


def test_a_teacher_can_take_one_objective(bank):
    told = bank.elsewhere
    for objective, asked in told.by_objective.items():
        file = OFFERED / f"moodle-{objective}.xml"
        check_import(told.only(asked), "moodle.xml", question_importers.moodle_xml(file.read_bytes()))


def test_tables_have_every_question(bank):
    for name, asked in (("questions.csv", bank.questions), ("variants-questions.csv", bank.variants.questions)):
        rows = list(csv.DictReader(io.StringIO((OFFERED / name).read_text("utf-8-sig"))))
        assert [row["id"] for row in rows] == [question.id for question in asked]
        assert all(row["right"] and row["why"] and "CC BY 4.0" in row["license"] for row in rows)
    notes = (OFFERED / "anki.txt").read_text("utf-8").split("\n")
    rows = list(csv.reader(io.StringIO("\n".join(notes[6:])), delimiter="\t"))
    assert [row[0] for row in rows] == [f"poh-{question.id}" for question in bank.questions]
    assert all(len(row) == 4 and remnants(row[1]) == remnants(row[2]) == [] for row in rows)


def test_the_self_test_has_every_question_in_html_that_is_well_formed(bank):
    found = json.loads((OFFERED / "questions.json").read_text("utf-8"))
    assert [one["id"] for one in found] == [question.id for question in bank.questions]
    for one in found:
        for html in (one["question"], *(text for pair in one["answers"] for text in pair)):
            ElementTree.fromstring(f"<div>{html}</div>")
            assert remnants(html) == [], one["id"]


@pytest.mark.parametrize("name", ["question-sheet.html", "question-key.html"])
def test_the_sheets_need_no_other_file(bank, name):
    page = BeautifulSoup((OFFERED / name).read_bytes(), "html.parser")
    assert len(page.select("article")) == len(bank.questions)
    assert page.select("script, link, iframe, [style]") == []
    assert all(image["src"].startswith("data:") and image["alt"] for image in page.select("img"))


# the pages


def test_every_question_is_on_the_page_of_its_objective_and_links_to_what_answers_it(site, bank):
    pages = {page.location: page for page in site.pages}
    for objective, asked in bank.by_objective.items():
        page = pages[f"questions/{objective}/"]
        sections = page.article.select("section.quiz")
        assert [section.h2["id"] for section in sections] == [f"q-{one.id}" for one in asked]
        assert page.front.objectives == [objective]
        for section, one in zip(sections, asked, strict=True):
            links = [link["href"] for link in section.select("details a")]
            assert links == [f"../../{one.paragraph}"], one.id
            assert len(section.select("details li")) == len(one.answers)
            assert len(section.select("picture.only-light")) == bool(one.figure)
            assert not section.select(".arithmatex, .title, figure")


def test_the_anchors_of_questions_are_public(site, project, bank):
    ledger = (project.data / "ids.txt").read_text("utf-8").splitlines()
    assert {f"/questions/{one.objective}/#q-{one.id}" for one in bank.questions} <= set(ledger)


def test_the_page_for_teachers_links_to_every_file_and_states_its_size(site, bank):
    page = next(page for page in site.pages if page.location == "question-bank/")
    offered = {file.name: f"{round(file.stat().st_size / 1000):,}\N{NO-BREAK SPACE}kB" for file in OFFERED.iterdir()}
    links = page.article.select("[id^=table-question] a[href*=generated]")
    assert {link["href"].rpartition("/")[2]: link.next_sibling.removeprefix(", ") for link in links} == offered
    assert all(link.has_attr("download") != link["href"].endswith(".html") for link in links)
    last = page.article.select("#table-question-objectives tr")[-1].get_text(" ", strip=True)
    assert last.endswith(f" {len(bank.questions)}")
    told = sum("site-words" in question.tags for question in bank.questions)
    assert [output.get_text() for output in page.article.select("output")] == [str(told)]
