"""The questions as JSON for the page on which readers test themselves: no larger than it must be."""

import json
from typing import Any

from pipeline.content.question_text import MATHML, html, mathml
from pipeline.render.question_bank.bank import Bank, text_html
from pipeline.render.question_bank.question import Question


def as_json(bank: Bank) -> bytes:
    """A list of questions. Their texts are HTML with MathML, so that no script has to set formulas."""
    found = [entry(question) for question in bank.questions]
    return (json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def entry(question: Question) -> dict[str, Any]:
    """`answers` are pairs of a text and its reason, as they are shown; `right` is the place of the right one.

    Of steps to be put in order, `right` lists their places in the right order. `within` is there for numbers that are
    not exact, `figure` and `alt` for questions about a figure.
    """
    places = [question.shown.index(answer) for answer in question.answers if answer.right]
    extra = {"within": question.within, "figure": question.figure, "alt": question.alt}
    return {
        "id": question.id,
        "objective": question.objective,
        "difficulty": question.difficulty,
        "kind": question.kind,
        "question": text_html(question, formula),
        "answers": [[html(answer.text, formula), html(answer.why, formula)] for answer in question.shown],
        "right": places if question.kind == "order" else places[0],
        "paragraph": question.paragraph,
        **{name: value for name, value in extra.items() if value},
    }


def formula(latex: str) -> str:
    """MathML without what a browser knows anyway."""
    return mathml(latex).replace(f' xmlns="{MATHML}"', "").replace(' display="inline"', "")
