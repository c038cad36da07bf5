"""The handout and the sorting cards: what is in the PDF files, for eyes, for screen readers, and for archives."""

import math
import re
import shutil
from functools import partial
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from pypdf import PdfReader

from pipeline.content.project import Project
from pipeline.processes import Task, run_tasks
from pipeline.render import handout, run_snippet
from pipeline.render.snippets import read_snippets
from tests.support.small_project import HEAD, ROOT, add, copy_of, edit, problems_of, render_quietly

ADDRESS = "https://school.example/poh/"
FIGURES = ("two_kinds", "ridge")
WORDS_FROM = (*("docs/data", handout.TEMPLATES), "docs/index.md", "docs/rule.md", "docs/glossary.md", "site.yml")
PAPERS = {"a4": (595.28, 841.89), "letter": (612, 792)}
DATA = ROOT / "docs" / "data"
FILES = [f"{name}-{paper}" for name in handout.DOCUMENTS for paper in PAPERS]


def result(work):
    """What a task returns. Each has a process of its own, as in the pipeline: a fork must not find threads of typst."""
    ((_, made),) = run_tasks([Task("the task", "the task", work)], 60)
    return made


def write_source(root: Path) -> Project:
    """The part of the real project that the handout is made of, with its two figures."""
    for name in (*WORDS_FROM, "pyproject.toml", "docs/hyperparameters.md", "docs/regularization.md"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, root / name)
    for name in FIGURES:
        add(Project(root), f"snippets/{name}.py", (ROOT / "snippets" / f"{name}.py").read_text("utf-8"))
    project = Project(root)
    tasks = [Task(each.name, each.name, partial(run_snippet.build, project, each)) for each in read_snippets(project)]
    for _, files in run_tasks(tasks, 60):
        for name, content in files.items():
            project.files.write(project.docs / name, content)
    return project


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Project:
    return write_source(tmp_path_factory.mktemp("handout"))


@pytest.fixture(scope="module")
def made(source) -> dict[str, bytes]:
    """The files by their name."""
    files = result(partial(handout.build, source, ADDRESS))
    return {Path(name).stem: content for name, content in files.items()}


@pytest.fixture(scope="module")
def pdfs(made) -> dict[str, PdfReader]:
    return {name: PdfReader(BytesIO(made[name])) for name in FILES}


@pytest.fixture(scope="module")
def texts(pdfs) -> dict[str, list[str]]:
    """The text of each page, with single spaces."""
    return {name: [plain(page.extract_text()) for page in pdf.pages] for name, pdf in pdfs.items()}


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("`", "").split())


def said_of(value: dict) -> str:
    """What the key says: students mark the neither, so it comes before the finer word."""
    return value["bin"] if "parameter" in value["bin"] else f"neither: {value['bin']}"


def asked() -> list[dict]:
    """The twenty values and their models, straight from the files."""
    texts = [path.read_text("utf-8") for path in sorted((DATA / "terms").glob("*.yml"))]
    families = [yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) for text in texts]
    known = {
        f"{model['id']}-{term['id']}": {**term, "model": model["model"]}
        for family in families
        for model in family["models"]
        for term in model["terms"]
    }
    return [known[name] for name in yaml.safe_load((DATA / "sort.yml").read_text("utf-8"))[0]["terms"]]


@pytest.fixture(scope="module")
def values() -> list[dict]:
    return asked()


def elements(pdf: PdfReader) -> list[dict]:
    """All elements of the structure that screen readers follow."""
    found, waiting = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        entry = waiting.pop().get_object()
        if isinstance(entry, list):
            waiting += entry
        elif isinstance(entry, dict):
            found += [entry] if "/S" in entry else []
            waiting += [entry["/K"]] if "/K" in entry else []
    return found


def tags(pdf: PdfReader) -> list[str]:
    return [element["/S"] for element in elements(pdf)]


@pytest.mark.parametrize("name", FILES)
def test_the_files_have_their_pages_and_sizes(pdfs, made, name):
    document, paper = name.rsplit("-", 1)
    pages = pdfs[name].pages
    assert len(pages) == {"handout": 2, "handout-key": 2, "sorting-cards": 3}[document]
    for page in pages:
        assert (page.mediabox.width, page.mediabox.height) == pytest.approx(PAPERS[paper], abs=0.1)
    assert 20_000 < len(made[name]) <= 300_000


@pytest.mark.parametrize("name", FILES)
def test_the_files_conform_to_the_standards_for_screen_readers_and_archives(pdfs, name):
    root = pdfs[name].trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-US" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    xmp = ElementTree.fromstring(root["/Metadata"].get_data().decode())
    said = {tag.tag: tag.text for tag in xmp.iter()}
    ids = "http://www.aiim.org/pdf{}/ns/id/"
    assert said[f"{{{ids.format('ua')}}}part"] == "1"
    assert (said[f"{{{ids.format('a')}}}part"], said[f"{{{ids.format('a')}}}conformance"]) == ("2", "A")


@pytest.mark.parametrize("name", FILES)
def test_the_files_say_what_they_are_whose_and_under_which_license(pdfs, name):
    site = yaml.safe_load((ROOT / "site.yml").read_text("utf-8"))
    about = pdfs[name].metadata
    assert about.title.startswith(site["title"]) and about.author == site["author"]
    assert ADDRESS in about.subject and "https://creativecommons.org/licenses/by/4.0/" in about.subject
    assert about.creation_date.hour == about.creation_date.minute == 0, "a day, not the time of the build"


def test_readers_that_hear_it_find_headings_tables_and_figures_with_words(pdfs):
    for paper in PAPERS:
        found = tags(pdfs[f"handout-{paper}"])
        assert found.count("/Title") == 1 and found.count("/H1") == 4
        assert found.count("/Table") == 4 and found.count("/TH") == 2 * 5 + 3 + 3
        figures = [element for element in elements(pdfs[f"handout-{paper}"]) if element["/S"] == "/Figure"]
        pages = [(ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("hyperparameters", "regularization")]
        alts = {figure["/Alt"] for figure in figures}
        assert len(alts) == 2 and all(any(f"![{alt}]" in page for page in pages) for alt in alts)
        key = tags(pdfs[f"handout-key-{paper}"])
        assert [key.count(tag) for tag in ("/Title", "/H1", "/Table", "/TH")] == [1, 3, 2, 6]
        assert "/Figure" not in [*key, *tags(pdfs[f"sorting-cards-{paper}"])], "the signs are ornaments"


def test_all_fonts_are_in_the_files_and_none_is_the_machines(pdfs):
    for pdf in pdfs.values():
        fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()]
        descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
        assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in descriptors)
        names = {descriptor["/FontName"].split("+")[1] for descriptor in descriptors}
        assert names and all(name.startswith(("LibertinusSerif", "DejaVuSansMono")) for name in names)


def test_no_text_is_smaller_than_nine_points_but_exponents(pdfs):
    small = []

    def look(text, matrix, text_matrix, font, size):
        scale = math.hypot(*text_matrix[:2]) * math.hypot(*matrix[:2])
        if text.strip() and size * scale < 8.99:
            small.append(text.strip())

    for pdf in pdfs.values():
        for page in pdf.pages:
            page.extract_text(visitor_text=look)
    assert {character for text in small for character in text} <= set("−0123456789"), small
    assert sum(map(len, small)) < 40


def test_the_sheet_of_students_has_the_definitions_the_questions_and_the_values_without_answers(texts, values):
    home = BeautifulSoup((ROOT / "docs" / "index.md").read_text("utf-8"), "html.parser")
    meanings = [
        plain(home.select_one(f"#def-{word}").next_sibling.split("{:")[0]) for word in ("parameter", "hyperparameter")
    ]
    rule = BeautifulSoup((ROOT / "docs" / "rule.md").read_text("utf-8"), "html.parser")
    questions = [plain(ask.get_text()) for ask in rule.select("#figure-three-questions .ask")]
    assert len(questions) == 3 and len(values) == 20
    for paper in PAPERS:
        front, back = texts[f"handout-{paper}"]
        assert all(words in front for words in (*meanings, *questions))
        for number, value in enumerate(values, 1):
            assert f"{number} {value['term']} {value['model']}" in front
        for each in (front, back):
            assert not any(value["bin"] in each for value in values if value["bin"] != "parameter")
        assert not any(question in back for question in questions)
        assert not any(value["reason"][:40] in back for value in values)


def test_the_back_has_the_rows_and_the_key_the_answers_with_their_questions(texts, values):
    rows = [row for row in yaml.safe_load((DATA / "comparison.yml").read_text("utf-8")) if "short" in row]
    given = {"structural hyperparameter": "1 no 3 yes", "training hyperparameter": "1 no 3 yes"}
    given |= {"run setting": "1 no 3 no", "inference setting": "1 no 3 no"}
    found = {"parameter": "1 yes 2 yes", "result": "1 yes 2 no", "fitted statistic": "1 yes 2 no"}
    found["stored data"] = "1 yes 2 no"
    for paper in PAPERS:
        back = texts[f"handout-{paper}"][1]
        for row in rows:
            assert plain(f"{row['question']} {row['short']['parameter']} {row['short']['hyperparameter']}") in back
        answers, reasons = texts[f"handout-key-{paper}"]
        for number, value in enumerate(values, 1):
            assert f"{number} {value['term']} {said_of(value)} {(given | found)[value['bin']]}" in answers
            assert f"{said_of(value)}. {plain(value['reason'])}" in reasons
        for word in {value["bin"] for value in values} - {"parameter"}:
            assert f"{word.capitalize()}. " in answers, f"what {word} means"


def test_there_is_a_card_for_each_value_and_the_key_gives_the_reasons(texts, values):
    for paper in PAPERS:
        *sheets, key = texts[f"sorting-cards-{paper}"]
        cards = " ".join(sheets)
        for number, value in enumerate(values, 1):
            assert f"{number} {value['term']} {value['model']}" in cards
            reason = plain(value["reason"])
            assert f"{number} {value['term']}, {value['model']}: {said_of(value)}. {reason}" in key
        for pile in ("Parameter A value", "Hyperparameter A setting", "Neither A value"):
            assert pile in cards


def test_every_link_leads_to_a_place_of_the_site_or_to_the_license(pdfs):
    ledger = (DATA / "ids.txt").read_text("utf-8").splitlines()
    places = {line.split(" -> ")[0] for line in ledger}
    for name, pdf in pdfs.items():
        notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
        links = {note["/A"]["/URI"] for note in notes if note["/Subtype"] == "/Link"}
        assert len(links) > (6 if name in ("handout-a4", "handout-letter") else 20), "answers are links to their rows"
        for link in links - {ADDRESS, "https://creativecommons.org/licenses/by/4.0/"}:
            assert link.startswith(ADDRESS) and f"/{link.removeprefix(ADDRESS)}" in places, f"{name}: {link}"


def test_the_page_gets_links_with_the_sizes(made):
    text = made["handout"].decode()
    for name in FILES:
        paper = "A4" if name.endswith("a4") else "Letter"
        assert f"[{paper}, {round(len(made[name]) / 1000)} kB](/generated/handout/{name}.pdf)" in text


def test_another_build_elsewhere_gives_the_same_bytes(source, made, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    again = result(partial(handout.build, copy_of(source.root, tmp_path / "again"), ADDRESS))
    assert {Path(name).stem: content for name, content in again.items()} == made


RULE = """<figure id="figure-three-questions">
<p class="ask"><b>1</b> Would it change?</p>
<div class="way"><p class="answer">Yes</p><p class="ask"><b>2</b> Fitted and needed?</p>
<ul><li>Yes parameter</li><li>No neither</li></ul></div>
<div class="way"><p class="answer">No</p><p class="ask"><b>3</b> A setting?</p>
<ul><li>Yes hyperparameter</li><li>No neither</li></ul></div>
<figcaption>Two questions each.</figcaption>
</figure>
"""
BOXES = """<div class="rule" markdown>

<dfn>Parameter</dfn>
Found.
{: .found }

<dfn>Hyperparameter</dfn>
Given.
{: .chosen }

</div>

"""


@pytest.fixture
def small(project) -> Project:
    """The small project with a handout."""
    shutil.copytree(ROOT / handout.TEMPLATES, project.root / handout.TEMPLATES)
    edit(project, "docs/index.md", "It adds.", f"{BOXES}It adds.")
    add(project, "docs/rule.md", HEAD.format(title="Rule") + RULE)
    add(project, "docs/glossary.md", HEAD.format(title="Glossary") + "<dfn>Result</dfn>\n:   It is *read*.\n")
    shown = "{figure: adds, page: index.md}"
    add(project, "docs/data/handout.yml", f"front: {shown}\nback: {shown}\n")
    return project


def tasks_said(project: Project, **options) -> set[str]:
    return {line.split("  ")[0] for line in render_quietly(project, **options)}


@pytest.mark.slow
def test_it_is_made_after_its_figures_and_again_only_if_something_changed(small):
    pdf = small.generated / "handout" / "handout-a4.pdf"
    assert "handout" in tasks_said(small) and pdf.read_bytes().startswith(b"%PDF")
    assert "handout" not in tasks_said(small)
    before = pdf.read_bytes()
    edit(small, "snippets/adds.py", "[0, 1]", "[0, 2]")
    assert {"handout", "snippets/adds.py"} <= tasks_said(small) and pdf.read_bytes() != before, "another figure"
    edit(small, f"{handout.TEMPLATES}/common.typ", "size: 11pt", "size: 10pt")
    assert tasks_said(small) & {"handout", "snippets/adds.py"} == {"handout"}
    assert "handout" in tasks_said(small, address=ADDRESS) and ADDRESS.encode() in pdf.read_bytes()
    (small.data / "handout.yml").unlink()
    render_quietly(small)
    assert not pdf.exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("data/sort.yml", "unit-c", "unit-z", "docs/data/sort.yml: the round 'first' asks for unit-z"),
        ("data/sort.yml", "- {id", "[] # {id", "docs/data/sort.yml: the handout needs a round"),
        ("data/handout.yml", "adds", "subtracts", "docs/data/handout.yml:1: there is no figure 'subtracts'"),
        ("data/handout.yml", "index", "home", "docs/data/handout.yml:1: there is no page 'home.md'"),
        ("data/handout.yml", "index", "rule", "docs/data/handout.yml:1: 'rule.md' does not show the figure 'adds'"),
        ("data/handout.yml", "back:", "behind:", "docs/data/handout.yml:1: back: Field required"),
        ("index.md", "{: .found }", "", "docs/index.md: the handout takes 1 elements '.rule > .found"),
        ("rule.md", "figcaption", "p", "docs/rule.md: the handout takes 1 elements '#figure-three-questions fig"),
        ("data/terms/02_networks.yml", "parameter", "input", "docs/glossary.md: the handout needs the word 'input'"),
    ],
)
def test_what_is_missing_is_named(small, file, old, new, complaint):
    edit(small, f"docs/{file}", old, new)
    assert complaint in problems_of(lambda: handout.build(Project(small.root), ADDRESS))


def test_words_that_do_not_fit_the_page_or_a_card_are_refused(small):
    edit(small, "docs/index.md", "Found.", "Found. " * 999)
    said = problems_of(lambda: result(partial(handout.build, Project(small.root), ADDRESS)))
    assert f"{handout.TEMPLATES}/handout.typ: assertion failed: it has " in said
    edit(small, str(handout.TEMPLATES / "handout.typ"), "#check-pages(2)", "")
    said = problems_of(lambda: result(partial(handout.build, Project(small.root), ADDRESS)))
    assert re.search(r"sorting-cards\.typ: assertion failed: the words of a card need \d+", said)


def test_the_placeholder_is_that_of_the_site():
    from pipeline.render import PLACEHOLDER

    assert f'"{PLACEHOLDER}"' in (ROOT / "mkdocs.yml").read_text("utf-8")
