"""The examples of docs/license.md: a good credit line for each kind of thing that readers take."""

from pipeline.content.front_matter import site_config
from pipeline.content.licenses import CODE, CONTENT, CONTENT_ADDRESS, credit_line
from pipeline.content.project import Project
from pipeline.render.markdown_table import table

LINKED = f"[{CONTENT}]({CONTENT_ADDRESS})"


def build(project: Project) -> dict[str, bytes]:
    """What the page includes, by path below docs/."""

    def line(title: str, source: str, license: str = LINKED) -> str:
        return credit_line(title, site_config(project).author, source, project.version, license)

    figure = line("More rows, more nodes", "[address of the figure](/hard-cases.md#fig-tree-size)")
    program = line("tree_size.py", "[address of the program](/hard-cases.md#program-tree-size)", CODE)
    rows = [
        ["A figure", figure],
        ["A figure that you changed", f"{figure}. Changed: German labels, gray lines."],
        ["A page, or a paragraph of it", line("The rule", "[address of the page](/rule.md)")],
        ["A program", f"No line is needed. If you want one: {program}"],
        [
            "The whole site",
            line(site_config(project).title, "[address of the site](/index.md)", f"{LINKED} and {CODE}"),
        ],
    ]
    text = table(["What you use", "A good credit line"], rows)
    return {"generated/credit_examples.md": f"{text}\n".encode()}
