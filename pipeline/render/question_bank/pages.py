"""What pages show of the bank: the questions of each objective with folded answers, and the tables for teachers."""

from collections import Counter
from html import escape
from string import ascii_uppercase

from pipeline.content.front_matter import front_matter
from pipeline.content.project import Project
from pipeline.content.question_text import html
from pipeline.content.questions import Kind
from pipeline.render.markdown_table import table_region
from pipeline.render.question_bank.bank import Bank, text_html
from pipeline.render.question_bank.question import Answer, Question
from pipeline.render.question_bank.sheet import LEVELS

TO_ROOT = "../../"
"""From the page of an objective, questions/NAME/, to the site's root."""
KINDS: dict[Kind, str] = {
    "choice": "Choice of three to five answers",
    "mistake": "Find the mistake",
    "figure": "Read a figure",
    "true-false": "True or false",
    "classify": "Parameter, hyperparameter, or neither?",
    "order": "Put steps in order",
    "numeric": "Calculate a number",
}
FORMATS = {
    "moodle.xml": "Moodle XML",
    "gift.txt": "GIFT",
    "qti-1.2.zip": "QTI 1.2",
    "qti-2.1.zip": "QTI 2.1",
    "anki.txt": "Anki",
    "questions.csv": "CSV",
    "questions.json": "JSON",
    "question-sheet.html": "Paper, without key",
    "question-key.html": "Paper, with key",
}


def fragments(project: Project, bank: Bank, sizes: dict[str, int]) -> dict[str, bytes]:
    """The fragments that pages include, by name. `sizes` are those of the exports in bytes, by name."""
    asked = {f"questions_{name}.md": questions_html(project, found) for name, found in bank.by_objective.items()}
    others = {
        "questions_list.md": topics_html(bank),
        "question_files.md": files_table(sizes),
        "question_counts.md": counts_tables(bank, sizes),
        "question_words.md": site_words(bank),
    }
    return {name: f"{text}\n".encode() for name, text in (asked | others).items()}


def questions_html(project: Project, questions: list[Question]) -> str:
    """The questions of an objective, each a section of its own."""
    return "\n".join(question_section(project, number, one) for number, one in enumerate(questions, 1))


def question_section(project: Project, number: int, question: Question) -> str:
    head = f"Question {number}: {LEVELS[question.difficulty]}"
    link = f'<a class="headerlink" href="#q-{question.id}" title="Link to this question">#</a>'
    answer = f"<details><summary>Answer</summary>{key_html(question)}{source_html(project, question)}</details>"
    return (
        f'<section class="quiz"><h2 id="q-{question.id}">{head}{link}</h2>'
        f"{text_html(question, formula)}{figure_html(question)}{choices_html(question)}{answer}</section>"
    )


def formula(latex: str) -> str:
    """A formula in the form that the Markdown of pages becomes. The page's steps turn it into MathML."""
    return rf'<span class="arithmatex">\({escape(latex, quote=False)}\)</span>'


def figure_html(question: Question) -> str:
    """The figure alone: its title may tell the answer."""
    source = f"{TO_ROOT}generated/{question.figure}.svg"
    return f'<p><img src="{source}" alt="{escape(question.alt)}"></p>' if question.figure else ""


def choices_html(question: Question) -> str:
    if question.kind == "numeric":
        return ""
    return f'<ul class="options">{"".join(lettered(question, answer, answer.text) for answer in question.shown)}</ul>'


def lettered(question: Question, answer: Answer, text: str) -> str:
    return f"<li><b>{letter(question, answer)}.</b> {html(text, formula)}</li>"


def letter(question: Question, answer: Answer) -> str:
    return ascii_uppercase[question.shown.index(answer)]


def key_html(question: Question) -> str:
    """The right answer, then a reason for every answer."""
    if question.kind == "numeric":
        others = "".join(f"<li><b>{answer.text}:</b> {html(answer.why, formula)}</li>" for answer in question.answers)
        return f"<p><strong>{question.right.text}</strong>{tolerance(question)}</p><ul>{others}</ul>"
    if question.kind == "order":
        right = ", ".join(letter(question, step) for step in question.answers)
        reasons = "".join(lettered(question, step, step.why) for step in question.answers)
        return f'<p>The right order is <strong>{right}</strong>.</p><ul class="options">{reasons}</ul>'
    right = f"{letter(question, question.right)}. {html(question.right.text, formula)}"
    reasons = "".join(lettered(question, answer, answer.why) for answer in question.shown)
    return f'<p><strong>{right}</strong></p><ul class="options">{reasons}</ul>'


def tolerance(question: Question) -> str:
    """How far a number may be from the right one."""
    return f" (it may be off by {question.within:g})" if question.within else ""


def source_html(project: Project, question: Question) -> str:
    """The link to the paragraph that answers it, named by its page, and the id, by which files name the question."""
    page = project.source_of(question.paragraph.partition("#")[0])
    title = front_matter(project, page).title if page else question.paragraph
    link = f'<a href="{TO_ROOT}{question.paragraph}">{escape(title, quote=False)}</a>'
    return f"<p>Read more: {link}</p><p><small>In the files: {question.id}</small></p>"


def topics_html(bank: Bank) -> str:
    """Links to the questions by objective, from a page of the site's root."""
    links = (
        f'<li><a href="../questions/{name}/">{html(bank.objectives[name])} ({len(found)} questions)</a></li>'
        for name, found in bank.by_objective.items()
    )
    return f'<ul class="topics">{"".join(links)}</ul>'


def files_table(sizes: dict[str, int]) -> str:
    """The files for platforms, with the quiz and the variants of numeric questions where there are any."""
    body = [
        [title, *(download(sizes, f"{part}{name}") for part in ("", "quiz-", "variants-"))]
        for name, title in FORMATS.items()
    ]
    head = ["Format", "All questions", "A quiz of ten", "Variants"]
    return table_region("question-files", head, body, "ledger compact")


def download(sizes: dict[str, int], name: str, title: str = "") -> str:
    """The link to a file, and its size; an empty text where there is no such file. A sheet opens, to be printed."""
    if name not in sizes:
        return ""
    kept = "" if name.endswith(".html") else "{ download }"
    return f"[{title or name}](/generated/questions/{name}){kept}, {round(sizes[name] / 1000):,}\N{NO-BREAK SPACE}kB"


def site_words(bank: Bank) -> str:
    number = sum(one.site_words for one in bank.questions)
    return f"The tag `site-words` marks the <output>{number}</output> questions that ask for this site's own words."


def counts_tables(bank: Bank, sizes: dict[str, int]) -> str:
    """How many questions there are: by objective and difficulty, with a file of each objective, and by kind."""
    levels = list(LEVELS)
    rows = []
    for name, found in bank.by_objective.items():
        by_level = Counter(one.difficulty for one in found)
        link = f"[{bank.objectives[name]}](/questions/{name}.md)"
        file = download(sizes, f"moodle-{name}.xml", "Moodle")
        rows.append([link, *(str(by_level[level]) for level in levels), str(len(found)), file])
    totals = Counter(one.difficulty for one in bank.questions)
    rows.append(["All objectives", *(str(totals[level]) for level in levels), str(len(bank.questions)), ""])
    head = ["Objective", *(LEVELS[level].capitalize() for level in levels), "Together", "File"]
    kinds = Counter[str](one.kind for one in bank.questions)
    by_kind = [[title, str(kinds[kind])] for kind, title in KINDS.items()]
    return "\n".join(
        [
            table_region("question-objectives", head, rows, "ledger compact"),
            table_region("question-kinds", ["Kind", "Questions"], by_kind, "ledger compact"),
        ]
    )
