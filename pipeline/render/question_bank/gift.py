r"""Moodle's GIFT, as text that teachers can edit.

Its importer takes `\n` for a new line: LaTeX such as \nabla survives, because each backslash is doubled first.
"""

from pipeline.content.question_text import html
from pipeline.render.question_bank.bank import Bank, question_html, steps_html
from pipeline.render.question_bank.moodle import category_path
from pipeline.render.question_bank.question import Answer, Question

ESCAPES = {"\\": "\\\\", **{mark: f"\\{mark}" for mark in ":#={}~"}, "\n": "\\n"}
"""The backslash comes first: those of the others stay single."""


def gift(bank: Bank) -> bytes:
    """The questions in a category for each objective. Comments carry what GIFT has no place for."""
    blocks = [f"// {bank.credit}"]
    for objective, questions in bank.by_objective.items():
        blocks.append(f"$CATEGORY: {category_path(bank, objective)}")
        blocks += [entry(bank, question) for question in questions]
    return ("\n\n".join(blocks) + "\n").encode()


def entry(bank: Bank, question: Question) -> str:
    tags = " ".join(f"[tag:{tag}]" for tag in question.tags)
    text = escaped(question_html(question, bank.picture(question)))
    answers = "\n".join(f"\t{line}" for line in answer_lines(question))
    steps = steps_html(question) if question.kind == "order" else ""
    more = escaped(steps + bank.source_html(question))
    sign = "#" if question.kind == "numeric" else ""
    return f"// [id:{question.id}] {tags}\n::{escaped(question.id)}::[html]{text}{{{sign}\n{answers}\n\t####{more}\n}}"


def answer_lines(question: Question) -> list[str]:
    if question.kind == "order":
        return [f"={escaped(html(step.text))} -> {place}" for place, step in enumerate(question.answers, 1)]
    if question.kind == "true-false":
        wrong = next(answer for answer in question.answers if not answer.right)
        return [question.right.text.upper() + reason(wrong) + reason(question.right)]
    if question.kind == "numeric":
        weights = {True: "%100%", False: "%0%"}
        return [f"={weights[one.right]}{one.text}:{question.within:g}{reason(one)}" for one in question.shown]
    return [f"{'=' if one.right else '~'}{escaped(html(one.text))}{reason(one)}" for one in question.shown]


def reason(answer: Answer) -> str:
    return f"#{escaped(html(answer.why))}"


def escaped(text: str) -> str:
    for mark, escape in ESCAPES.items():
        text = text.replace(mark, escape)
    return text
