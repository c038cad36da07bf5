"""How others find and take the pages: sitemap, descriptions, previews and cards, Markdown copies, llms.txt."""

import json
import re
import subprocess
import warnings
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from pipeline.finish.checks import dead
from pipeline.finish.site import text_of
from pipeline.problems import Problems
from pipeline.project import Project
from pipeline.render.programs import read_programs

from pipeline.finish import markdown
from pipeline.render import cards
from tests.conftest import ROOT
from tests.test_finish import site_of
from tests.test_site import nav_pages

HOME = "https://example.org/course/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SAYS_NOTHING = {
    *("click here", "click this", "go", "here", "right here", "this", "that", "start", "link"),
    *("information", "more", "more info", "more information", "learn more", "read more", "see more"),
}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$]+\$", re.DOTALL)


def pages_of(site):
    return [page for page in site.pages if page.front]


def copy_of(page) -> str:
    return markdown.copy_of(page).read_text("utf-8")


def prose_of(text: str) -> str:
    """A copy without its code."""
    return re.sub(r"`[^`]+`", "CODE", FENCE.sub("", text))


def test_sitemap_has_each_page_of_the_nav_and_its_own_date(site):
    urls = ElementTree.parse(site.folder / "sitemap.xml").getroot().findall(f"{MAP}url")
    listed = {url.find(f"{MAP}loc").text: url.find(f"{MAP}lastmod").text for url in urls}
    assert len(listed) == len(urls)
    assert listed == {page.address: page.front.updated.isoformat() for page in pages_of(site)}
    assert set(listed) == {HOME + location for location in nav_pages()}
    assert not (site.folder / "sitemap.xml.gz").exists(), "the one that MkDocs wrote has other dates"


def test_robots_may_read_all_and_are_told_the_sitemap(site):
    robots = (site.folder / "robots.txt").read_text("utf-8")
    assert robots == f"User-agent: *\nAllow: /\n\nSitemap: {HOME}sitemap.xml\n"


def test_each_page_names_its_one_address(site):
    for page in site.pages:
        named = [link["href"] for link in page.soup.select('link[rel="canonical"]')]
        assert named == ([HOME + page.location] if page.front else []), page.location


def test_titles_and_descriptions_are_different(site):
    described = [page.soup.select_one('meta[name="description"]')["content"] for page in pages_of(site)]
    assert all(70 <= len(text) <= 160 for text in described)
    assert len(set(described)) == len({page.front.title for page in pages_of(site)}) == len(nav_pages())


def test_a_link_says_where_it_leads_also_when_read_alone(site):
    said = {(page.location, link.get_text().strip().lower()) for page in site.pages for link in page.soup.find_all("a")}
    assert len(said) > 500 and not {one for one in said if one[1] in SAYS_NOTHING}


def test_each_page_has_a_preview(site):
    for page in pages_of(site):
        tags = {meta["property"]: meta["content"] for meta in page.soup.select('head meta[property^="og:"]')}
        assert len(tags) == len(page.soup.select("head meta[property]")) == 9
        assert tags["og:type"] == ("article" if page.location else "website")
        assert (tags["og:title"], tags["og:description"]) == (page.front.title, page.front.description)
        assert (tags["og:url"], tags["og:site_name"]) == (page.address, site.project.about.title)
        assert page.soup.select_one('meta[name="twitter:card"]')["content"] == "summary_large_image"
        assert page.front.title in tags["og:image:alt"]
        card = site.folder / tags["og:image"].removeprefix(HOME)
        with Image.open(card) as image:
            assert image.format == "PNG"
            assert image.size == (int(tags["og:image:width"]), int(tags["og:image:height"])) == (1200, 630)
        assert card.stat().st_size < 80_000
    assert page.soup is not None and not [
        page for page in site.pages if not page.front and page.soup.select("[property]")
    ]


def test_no_two_pages_have_the_same_card(site):
    made = [(site.project.docs / card).read_bytes() for card in cards.cards(site.project)]
    assert len(set(made)) == len(made) == len(nav_pages())


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Claims", ["Claims"]),
        ("Hard cases: networks", ["Hard cases:", "networks"]),
        ("Is it a parameter or a hyperparameter?", ["Is it a parameter", "or a hyperparameter?"]),
        ("Lab 2: overfitting and early stopping", ["Lab 2:", "overfitting", "and early stopping"]),
    ],
)
def test_a_title_is_broken_where_a_reader_would(title, lines):
    broken, size = cards.broken(title)
    assert broken == lines
    assert max(cards.letters(line, 0, 0, size).get_extents().width for line in lines) <= cards.TITLE_WIDTH


def project_with(folder: Path, *titles: str) -> Project:
    project = Project(folder)
    project.docs.mkdir(exist_ok=True)
    (folder / "site.yml").write_text("title: A site\nauthor: We\nlicense: CC-BY-4.0\n", "utf-8")
    for number, title in enumerate(titles):
        head = f"title: {title}\ndescription: {'d' * 80}\nupdated: 2026-11-23"
        (project.docs / f"page{number}.md").write_text(f"---\n{head}\n---\n\n# A heading\n", "utf-8")
    return project


def test_a_card_changes_with_its_title_and_the_others_stay(tmp_path):
    project = project_with(tmp_path, "One", "Two")
    before, source = cards.make(project), cards.source(project)
    assert cards.make(project) == before and cards.source(project) == source
    project_with(tmp_path, "One", "Three")
    after = cards.make(project)
    assert [after[card] == before[card] for card in cards.cards(project)] == [True, False]
    assert cards.source(project) != source
    (project.docs / "page0.md").write_text((project.docs / "page0.md").read_text("utf-8") + "More.\n", "utf-8")
    assert cards.source(project_with(tmp_path, "One", "Two")) == source


def test_a_title_too_long_for_a_card_is_named_with_its_page(tmp_path):
    project = project_with(tmp_path, "Short", "Hyper" * 9)
    with pytest.raises(Problems, match=r"docs/page1.md: the title 'Hyper.* does not fit the page's card"):
        cards.make(project)


def test_each_page_has_a_copy_in_markdown_and_says_so(site):
    for page in pages_of(site):
        link = page.soup.select_one('head link[rel="alternate"][type="text/markdown"]')
        assert page.file.parent / link["href"] == markdown.copy_of(page)
        text = copy_of(page)
        assert text.startswith(f"# {text_of(page.article.h1).removesuffix('#').strip()}\n\n"), page.location
        last = text.splitlines()[-1]
        for part in (
            page.address,
            site.project.version,
            f"{page.front.updated:%B} {page.front.updated.day}",
            "CC BY 4.0",
        ):
            assert part in last
    assert len(list(site.folder.rglob("*.md"))) == len(nav_pages())


def test_programs_in_a_copy_are_those_that_are_tested(site):
    programs = {program.name: program for program in read_programs(site.project)}
    for page in pages_of(site):
        found = [code for language, code in FENCE.findall(copy_of(page)) if language == "python"]
        if page.is_lab:
            cells = json.loads(page.source.with_suffix(".ipynb").read_text("utf-8"))["cells"]
            expected = ["".join(cell["source"]) + "\n" for cell in cells if cell["cell_type"] == "code"]
            assert all(cell.strip() in page.source.read_text("utf-8") for cell in expected)
        else:
            shown = re.findall(r'^--8<-- "(\w+)\.md"$', page.source.read_text("utf-8"), re.MULTILINE)
            expected = []
            for program in (programs[name] for name in shown if name in programs):
                expected.append(program.cells["numbers"].source)
                expected += [program.source] if program.has_picture else []
        assert found == expected, page.location


def test_outputs_in_a_copy_are_those_on_the_page(site):
    for page in pages_of(site):
        printed = [code for language, code in FENCE.findall(copy_of(page)) if language == "text"]
        named = page.article.select(".language-text:not(.cite *) code")
        assert printed == [block.get_text() for block in named], page.location


@pytest.mark.parametrize(
    "remnant",
    [
        r"</?[a-z][\w-]*[ >/]",
        r"\{ ?[:#.]",
        r"--8<--",
        r"\[@",
        r"\?\?\?",
        r"\]\((?!https?://)",
        r"[\ue000\ue001]",
        r"\\[(\[]",
    ],
)
def test_nothing_is_left_in_a_copy_that_only_this_site_understands(site, remnant):
    for page in pages_of(site):
        left = re.search(remnant, FORMULA.sub("", prose_of(copy_of(page))))
        assert not left, (page.location, left and left.string[left.start() - 40 : left.end() + 40])


def test_a_copy_has_every_formula_and_figure_of_its_page(site):
    for page in pages_of(site):
        text = prose_of(copy_of(page))
        assert len(FORMULA.findall(text)) == len(page.article.select("math")), page.location
        images = re.findall(r"!\[[^\]]+\]\((\S+)\)", text)
        shown = [image["src"].split("/")[-1] for image in page.article.select("picture.only-light > img")]
        assert [image.split("/")[-1] for image in images] == shown
        assert all((site.folder / image.removeprefix(HOME)).is_file() for image in images)


APART = ("pre", "math", "form", "script", "thead", "button")


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def test_a_copy_has_every_word_of_its_page(site):
    def aside(tag):
        classes = {
            "cite",
            "figure-data",
            "moved",
            "headerlink",
            "figure-files",
            "filename",
            "downloads",
            "lookup-form",
            "more",
        }
        return tag.name in APART or not classes.isdisjoint(tag.get("class", []))

    for page in pages_of(site):
        missing = words(text_of(page.article, aside)) - words(copy_of(page))
        assert missing == set(), page.location


def test_all_links_of_the_copies_lead_somewhere(site):
    home = next(page for page in site.pages if page.location == "")
    for text in [*map(copy_of, pages_of(site)), (site.folder / "llms.txt").read_text("utf-8")]:
        links = set(re.findall(r"\]\((https?://[^)\s]+)\)", FENCE.sub("", text)))
        for link in (link for link in links if link.startswith(HOME)):
            assert dead(site, home, link.removeprefix("https://example.org")) == "", link
        assert any(link.startswith(HOME) for link in links) or "# Corrections" in text


def test_llms_txt_lists_the_copies_in_the_order_of_the_nav(site):
    text = (site.folder / "llms.txt").read_text("utf-8")
    assert len(text.encode()) < 12_000
    assert text.startswith(f"# {site.project.about.title}\n\n> ")
    described = {page.location: page.front.description for page in pages_of(site)}
    listed = re.findall(rf"^- \[.+\]\({HOME}(.*)index\.md\): (.+)$", text, re.MULTILINE)
    assert listed == [(location, described[location]) for location in nav_pages()]


MARKED = """\
<div class="rule" markdown>

A <dfn id="d">word</dfn>, see [it](difference.md#row-a) and
[lab](labs/01_three_ways.ipynb) &amp; `<b> { #x }`.
{: #rule .lead }

</div>

<form action="lookup/"><label>Is … one? <input name="name"></label><button>Look it up</button></form>

## Two { #two }

<p class="ask">Is $a < b$ [@kingma2014; @duchi2011]?</p><ul><li>Yes</li></ul>

![A "line"](/generated/line.svg "It rises.")

```python title="a.py"
x = "</div> {: .x }"  # [it](difference.md)
```

??? note "Open me"

    ```text title="Output"
    1

    2
    ```

<dfn id="w">Word</dfn>, *term*
:   What it means.
"""
PLAIN = """\
A **word**, see [it](https://host.example/x/difference/#row-a) and
[lab](https://host.example/x/labs/01/) & `<b> { #x }`.

## Two

Is $a < b$ ([Kingma and Ba 2014](https://host.example/x/references/#ref-kingma2014); \
[Duchi et al. 2011](https://host.example/x/references/#ref-duchi2011))?

- Yes

![A "line"](https://host.example/x/generated/line.svg)

*It rises.*

a.py:

```python
x = "</div> {: .x }"  # [it](difference.md)
```

**Open me**

Output:

```text
1

2
```

**Word**, *term*: What it means."""


def copy(tmp_path) -> markdown.Copy:
    docs = ROOT / "docs"
    site, page = site_of(tmp_path, "", "", docs / "index.md")
    addresses = {docs / "difference.md": "difference/", docs / "labs" / "01_three_ways.py": "labs/01/"}
    site.addresses = {file: f"https://host.example/x/{place}" for file, place in addresses.items()}
    return markdown.Copy(site, page)


def test_what_only_this_site_understands_becomes_plain_markdown(tmp_path):
    assert copy(tmp_path).plain(MARKED) == PLAIN


def test_an_element_without_a_form_in_markdown_stops_the_build(tmp_path):
    with pytest.raises(Problems, match=r"docs/index\.md.*the element <video> has no form in Markdown"):
        copy(tmp_path).plain("Look: <video src='x'></video>")


# The dates under `updated:`, which sitemap and citations repeat


def git(*words: str) -> subprocess.CompletedProcess:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)


@cache
def history_begins() -> set[str]:
    """The commits of a shallow clone whose parents are not there: nobody can say what they changed."""
    file = ROOT / git("rev-parse", "--git-path", "shallow").stdout.strip()
    return set(file.read_text("utf-8").split()) if file.is_file() else set()


def commits_after(updated: date, file: str) -> list[str]:
    """The commits that touch the file and are dated after `updated`."""
    log = git("log", "--no-merges", "--format=%H %as", "--", file).stdout.splitlines()
    return [line.split()[0] for line in log if date.fromisoformat(line.split()[1]) > updated]


def body(commit: str, file: str) -> str:
    """The file as it was then, without its front matter; empty where it was not there."""
    return git("show", f"{commit}:{file}").stdout.split("---\n", 2)[-1]


def test_updated_is_not_older_than_the_last_change_of_the_text(project):
    if git("rev-parse", "HEAD").returncode:
        warnings.warn("no git history here: the dates under `updated:` are not checked", stacklevel=1)
    unknown = []
    for page in [*project.pages(), *project.labs()]:
        file = project.shown(page)
        later = commits_after(project.front_matter(page).updated, file)
        unknown += [file] if history_begins().intersection(later) else []
        changed = [commit for commit in later if body(commit, file) != body(f"{commit}^", file)]
        assert set(changed) <= history_begins(), f"{file}: its text was changed later: set `updated:` to that day"
    if unknown:
        warnings.warn(f"a shallow clone cannot tell whether `updated:` is right on {', '.join(unknown)}", stacklevel=1)


def test_updated_is_not_in_the_future(project):
    latest = datetime.now(timezone(timedelta(hours=14))).date()
    for page in [*project.pages(), *project.labs()]:
        assert project.front_matter(page).updated <= latest, project.shown(page)
