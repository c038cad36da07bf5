"""What a page includes or shows is there before MkDocs reads it."""

import pytest

from pipeline.content.project import Project
from pipeline.render.check_includes import check_includes
from pipeline.render.snippets import read_snippets
from tests.support.small_project import add, edit, problems_of

PAGE = "docs/difference.md"
LINE = 11
"""The line at which the edits of these tests stand."""


def check(project: Project) -> None:
    fresh = Project(project.root)
    check_includes(fresh, read_snippets(fresh))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('--8<-- "nothing.md"', "the page includes 'nothing.md', which no snippet makes"),
        ('!!! note\n\n    --8<-- "gone.md"', "the page includes 'gone.md', which no snippet makes"),
        ("![a drawing](/generated/nothing.svg)", "the image '/generated/nothing.svg' does not exist"),
        ("![a drawing](missing.png)", "the image 'missing.png' does not exist"),
        ("![](/generated/adds.svg)", "the image '/generated/adds.svg' has no alt text"),
        ('![ ](/generated/adds.svg "A caption")', "the image '/generated/adds.svg' has no alt text"),
        ("![a drawing](/generated/plain.svg)", "the page shows a figure of 'plain', which draws none"),
    ],
)
def test_a_bad_line_of_a_page_is_named(project, line, message):
    add(project, "snippets/plain.py", '"""Plain."""\n\n# %% numbers\nprint("plain")\n')
    edit(project, PAGE, "--8<--", f"{line}\n\n--8<--")
    said = problems_of(lambda: check(project))
    number = LINE + line.count("\n")
    assert said.startswith(f"{PAGE}:{number}: {message}") and said.count("\n") == 1, said


def test_all_bad_lines_of_all_pages_are_named_together(project):
    for name in (PAGE, "docs/other.md"):
        add(project, name, (project.root / name).read_text("utf-8") + '\n![](a.svg)\n\n--8<-- "gone.md"\n')
    said = problems_of(lambda: check(project))
    assert said.count("has no alt text") == said.count("does not exist") == said.count("includes 'gone.md'") == 2


def test_code_and_other_hosts_are_nothing_to_look_for(project):
    text = (
        '```text\n--8<-- "nothing.md"\n![](gone.svg)\n```\n\n![x](https://host.example/x.png) ![x](data:image/gif,)\n'
    )
    edit(project, PAGE, "--8<--", f"{text}\n--8<--")
    check(project)


def test_an_image_is_looked_for_beside_its_page_or_below_docs(project):
    head = (project.root / PAGE).read_text("utf-8").partition("--8<--")[0]
    add(
        project, "docs/deep/page.md", f"{head}![A drawing](drawing.svg) ![It](../assets/it.svg) ![It](/assets/it.svg)\n"
    )
    add(project, "docs/deep/drawing.svg", "<svg/>")
    add(project, "docs/assets/it.svg", "<svg/>")
    check(project)
    (project.docs / "deep" / "drawing.svg").unlink()
    assert f"docs/deep/page.md:{LINE}: the image 'drawing.svg' does not exist" in problems_of(lambda: check(project))
