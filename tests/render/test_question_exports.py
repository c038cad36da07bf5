"""The exports of the question bank, read back as the platforms read them."""

import csv
import io
import json
import random
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from pipeline.content.project import Project
from pipeline.render import question_bank
from pipeline.render.question_bank.gift import escaped
from tests.support import question_importers
from tests.support.question_bank import ADDRESS, write_question_project
from tests.support.question_checks import check_import
from tests.support.question_importers import protect, unprotect, visible, written

IMPORTERS = {
    "moodle.xml": question_importers.moodle_xml,
    "gift.txt": question_importers.gift,
    "qti-1.2.zip": question_importers.qti12,
    "qti-2.1.zip": question_importers.qti21,
}
NABLA = r"what is \(\nabla L\), not \(\neq \nu \{1\}\)?"
CODE = 'if a < b:\n    print("$5 *x* {a} \\n")\n\nmodel.fit(X)  # ~ `now` = 1'


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    return write_question_project(tmp_path_factory.mktemp("questions"))


@pytest.fixture(scope="module")
def on_site(project):
    return question_bank.bank(project, ADDRESS)


@pytest.fixture(scope="module")
def bank(on_site):
    """As platforms get it."""
    return on_site.elsewhere


@pytest.fixture(scope="module")
def files(on_site):
    """The exports by the name of their file."""
    return question_bank.exports(on_site)


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", IMPORTERS)
def test_a_platform_reads_what_was_written(bank, files, name):
    check_import(bank, name, IMPORTERS[name](files[name]))


@pytest.mark.parametrize("name", IMPORTERS)
def test_variants_are_apart_and_read_in_the_same_way(bank, files, name):
    imported = IMPORTERS[name](files[f"variants-{name}"])
    assert [len(found) for found in imported.values()] == [38], "19 of each of the two numeric questions"
    assert "Variants" in next(iter(imported))
    check_import(bank.variants, name, imported)


@pytest.mark.parametrize("name", [name for name in IMPORTERS if name in question_bank.OF_QUIZ])
def test_the_quiz_has_its_questions_in_their_order_under_one_heading(bank, files, name):
    imported = IMPORTERS[name](files[f"quiz-{name}"])
    assert [[one.id for one in found] for found in imported.values()] == [["line", "layer"]]
    assert next(iter(imported)).endswith("Quiz of ten")
    check_import(bank.quiz, name, imported)


def test_the_quiz_on_paper_has_a_key(files):
    for name in ("sheet", "key"):
        page = BeautifulSoup(files[f"quiz-question-{name}.html"], "html.parser")
        assert len(page.select("article")) == 2 and len(page.select("h2")) == 1


def test_each_objective_has_a_file_of_its_own_with_its_figures(bank, files):
    for objective, found in bank.by_objective.items():
        imported = question_importers.moodle_xml(files[f"moodle-{objective}.xml"])
        check_import(bank.only(found), "moodle.xml", imported)
    assert b"base64" in files["moodle-know.xml"] and b"base64" not in files["moodle-count.xml"]


def test_on_a_platform_this_site_has_its_name_and_the_question_a_tag(on_site, files):
    tagged = [one.id for one in on_site.questions if "site-words" in one.tags]
    assert tagged == ["alpha"]
    for name, content in files.items():
        text = b"".join(unpacked(content).values()) if name.endswith(".zip") else content
        assert (b"his site" in text) == (name == "questions.json"), name
    (alpha,) = (
        one for found in IMPORTERS["gift.txt"](files["gift.txt"]).values() for one in found if one.id == "alpha"
    )
    assert "in the words of the site “Small?”?" in visible(alpha.text)
    assert "The site “Small?” calls it so." in visible(alpha.answers["hyperparameter"][1])


@pytest.mark.parametrize("name", ["moodle.xml", "gift.txt", "qti-1.2.zip"])
def test_code_and_latex_arrive_as_they_were_typed(files, name):
    found = {one.id: one for questions in IMPORTERS[name](files[name]).values() for one in questions}
    assert NABLA in found["gradient"].text
    code = BeautifulSoup(found["program"].text, "html.parser").select_one("pre > code")
    assert code.get_text() == CODE
    assert "C:\\new\\table" in "".join(reason for _, reason in found["gradient"].answers.values())


def test_code_and_formulas_arrive_in_qti_21(files):
    found = {one.id: one for questions in question_importers.qti21(files["qti-2.1.zip"]).values() for one in questions}
    assert BeautifulSoup(found["program"].text, "html.parser").select_one("pre > code").get_text() == CODE
    formulas = ElementTree.fromstring(f"<div>{found['gradient'].text}</div>").iter(question_importers.MATH)
    assert ["".join(one.itertext()) for one in formulas] == ["∇L", "≠ν{1}"]


def test_each_format_takes_its_own_kind_of_question(files):
    kinds = [entry.get("type") for entry in ElementTree.fromstring(files["moodle.xml"])]
    assert kinds == [
        *("category", "numerical", "numerical", "category", "multichoice", "multichoice", "multichoice"),
        *("truefalse", "multichoice", "matching"),
    ]
    fields = re.findall(r"<fieldentry>(\w+_question)<", unpacked(files["qti-1.2.zip"])["know.xml"].decode())
    assert fields == [
        f"{name}_question" for name in (*["multiple_choice"] * 3, "true_false", "multiple_choice", "matching")
    ]
    items = unpacked(files["qti-2.1.zip"])
    wanted = {"layer": "textEntry", "gradient": "choice", "statement": "choice", "alpha": "choice", "steps": "order"}
    for name, interaction in wanted.items():
        assert f"<{interaction}Interaction " in items[f"item-{name}.xml"].decode()


def test_a_figure_comes_with_its_question(bank, files):
    (picture,) = bank.pictures.values()
    assert Image.open(io.BytesIO(picture)).size == (960, 508)
    for name, importer in IMPORTERS.items():
        (line,) = (one for found in importer(files[name]).values() for one in found if one.id == "line")
        image = BeautifulSoup(line.text, "html.parser").img
        assert image["alt"] == 'A line that rises from 0 to "1" & on.', name
        if name == "gift.txt":
            assert image["src"] == f"{ADDRESS}generated/adds.png"
        elif name == "moodle.xml":
            assert image["src"] == "@@PLUGINFILE@@/adds.png"
            assert question_importers.decoded(line.files["adds.png"]) == picture
        else:
            assert line.files == {image["src"]: picture}


def test_answers_are_shuffled_in_one_way_and_those_with_an_order_are_not(bank):
    shown = {one.id: [answer.text for answer in one.shown] for one in bank.questions}
    assert shown["alpha"] == ["parameter", "hyperparameter", "neither"] and shown["statement"] == ["True", "False"]
    steps = [step.text for step in bank.questions[-1].answers]
    assert shown["steps"] != steps and sorted(shown["steps"]) == sorted(steps)
    many = [replace(bank.questions[2], id=f"q{number}") for number in range(60)]
    places = [one.shown.index(one.right) for one in many]
    assert min(map(places.count, range(3))) >= 12, "the right one is first as often as last"
    assert [one.shown for one in many] == [replace(one).shown for one in many]


# GIFT's escapes

LATEX = [
    *(r"\nabla", r"\neq", r"\nu", r"\hat{y}", r"\{x\}", r"\frac{1}{n}", r"\\", r"\:", r"\#", r"\=", r"\~", "\\"),
    *("\n", ":", "#", "=", "{", "}", "~", "n", "//", "->", "$", "%50%", " ", "&amp;", "::", "####", "[html]"),
]


def test_moodles_two_steps_give_back_what_was_escaped():
    rng = random.Random(0)
    for _ in range(2000):
        text = "a" + "".join(rng.choices(LATEX, k=rng.randint(1, 12))) + "b"
        assert unprotect(protect(escaped(text))) == text
        assert not re.search(r"(?<!\\)(\\\\)*[:#={}~]", escaped(text)), "nothing is left that has a meaning"
        assert "\n" not in escaped(text)


def test_latex_that_is_not_escaped_would_be_lost():
    assert unprotect(protect(r"\(\nabla L\)")) != r"\(\nabla L\)"
    assert unprotect(protect(r"\{1\}")) == "{1}"


# tables


def test_a_row_of_the_csv_for_each_question(bank, files):
    text = files["questions.csv"].decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert list(rows) == [one.id for one in bank.questions]
    gradient = rows["gradient"]
    assert gradient["question"] == "In w -= lr * g, with {a: 1} ~ #3 = 50%: what is ∇L, not ≠ ν{1}?"
    assert (gradient["right"], gradient["why"]) == ("the gradient, -> ∂L/∂w", "It is g & no step.")
    wrong = {gradient[f"wrong_{number}"]: gradient[f"why_{number}"] for number in (1, 2)}
    assert wrong["the learning rate, lr"] == 'No: η < 1 is lr = {"a": 1}. C:\\new\\table'
    assert gradient["wrong_3"] == gradient["why_3"] == gradient["within"] == ""
    assert rows["program"]["question"] == f"What is wrong here?\n{CODE}"
    assert rows["steps"]["right"].startswith("1) Split the rows -> k parts. 2) Fit k times. 3) Average")
    assert (rows["share"]["right"], rows["share"]["within"]) == ("0.25", "0.01")
    assert rows["line"]["figure"] == f"{ADDRESS}generated/adds.png"
    for one in bank.questions:
        row = rows[one.id]
        assert row["paragraph"] == f"{ADDRESS}{one.paragraph}" and "CC BY 4.0" in row["license"]
        assert (row["objective"], row["difficulty"], row["kind"]) == (one.objective, str(one.difficulty), one.kind)


def test_a_note_for_anki_for_each_question(bank, files):
    lines = files["anki.txt"].decode().split("\n")
    head = dict(line[1:].split(":", 1) for line in lines if line.startswith("#"))
    assert head == {
        **{"separator": "tab", "html": "true", "notetype": "Basic", "guid column": "1", "tags column": "4"},
        "deck": "Small?",
    }
    rows = list(csv.reader(io.StringIO("\n".join(lines[len(head) :])), delimiter="\t"))
    assert [row[0] for row in rows] == [f"poh-{one.id}" for one in bank.questions]
    for (_, front, back, tags), one in zip(rows, bank.questions, strict=True):
        assert visible(front).startswith(written(one.text)) and tags.split() == list(one.tags)
        assert all(written(answer.why) in visible(back) for answer in one.answers)
        assert f'href="{ADDRESS}{one.paragraph}"' in back and "CC BY 4.0" in back
        choices = [] if one.kind == "numeric" else [written(answer.text) for answer in one.shown]
        assert all(choice in visible(front) for choice in choices)
        if one.kind not in ("numeric", "order"):
            assert visible(re.search("<b>(.*)</b>", back)[1]) == written(one.right.text)


def test_the_json_of_the_self_test_has_all_that_a_page_needs(on_site, files):
    found = json.loads(files["questions.json"])
    for entry, one in zip(found, on_site.questions, strict=True):
        assert (entry["id"], entry["objective"], entry["difficulty"]) == (one.id, one.objective, one.difficulty)
        assert (entry["kind"], entry["paragraph"]) == (one.kind, one.paragraph)
        assert visible(entry["question"]) == written(one.text, False)
        answers = [(visible(text), visible(why)) for text, why in entry["answers"]]
        assert answers == [(written(answer.text, False), written(answer.why, False)) for answer in one.shown]
        if one.kind == "order":
            assert [answers[place][0] for place in entry["right"]] == [
                written(step.text, False) for step in one.answers
            ]
        else:
            assert answers[entry["right"]][0] == written(one.right.text, False)
    line, share = found[4], found[1]
    assert (line["figure"], line["alt"]) == ("adds", 'A line that rises from 0 to "1" & on.')
    assert share["within"] == 0.01 and not {"figure", "alt", "within"} & found[2].keys()
    assert "$" not in re.sub("<pre>.*?</pre>", "", files["questions.json"].decode())


# on paper


def test_the_sheet_asks_and_the_key_answers(bank, files):
    sheet, key = (BeautifulSoup(files[f"question-{name}.html"], "html.parser") for name in ("sheet", "key"))
    for page in (sheet, key):
        assert [head.get_text() for head in page.select("h2")] == ["Count parameters.", "Know <both> & more."]
        assert len(page.select("article")) == len(bank.questions)
        assert page.select("script, link, [style]") == [] and "CC BY 4.0" in page.get_text()
        assert all(image["src"].startswith("data:image/png;base64,") and image["alt"] for image in page.select("img"))
        assert page.html["lang"] == "en" and page.title.get_text().startswith("Small?")
    for one, asked, answered in zip(bank.questions, sheet.select("article"), key.select("article"), strict=True):
        told, said = (" ".join(re.sub("[`*]", "", part.get_text()).split()) for part in (asked, answered))
        plain_why = [answer.why for answer in one.answers if not re.search(r"[$`*]", answer.why)]
        assert all(why not in told and why in said for why in plain_why)
        if one.kind not in ("numeric", "order"):
            letter = "ABC"[one.shown.index(one.right)]
            assert answered.select_one("b").get_text() == answered.select("li")["ABC".index(letter)].b.get_text()
            assert f"Right: {letter}." in said
        assert ADDRESS + one.paragraph == answered.select("a")[-1]["href"]
    assert sheet.select_one("article .blank") and "Right: 28." in key.select_one("article").get_text()


# all together


def test_the_same_bytes_every_time(project, files):
    again = question_bank.build(Project(project.root), ADDRESS)
    folder = "generated/questions/"
    made = {path.removeprefix(folder): content for path, content in again.items() if path.startswith(folder)}
    assert made == files
    for name, content in files.items():
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_another_address_and_version_are_told_everywhere(project):
    made = question_bank.exports(question_bank.bank(project, "https://other.example/v2/"))
    for name, content in made.items():
        texts = unpacked(content).values() if name.endswith(".zip") else [content]
        assert not any(ADDRESS.encode() in text for text in texts), name
        if not name.endswith(".json"):
            assert any(b"https://other.example/v2/" in text and b"1.2.0" in text for text in texts), name


def test_each_file_says_its_license_and_no_file_that_it_is_private(files):
    for name, content in files.items():
        texts = unpacked(content).values() if name.endswith(".zip") else [content]
        text = b"".join(texts)
        assert name.endswith(".json") or b"CC BY 4.0" in text, name
        assert b"opyrighted" not in text and b"Private" not in text, name


def test_a_project_without_questions_has_no_exports(tmp_path):
    assert question_bank.build(Project(tmp_path), ADDRESS) == {}
