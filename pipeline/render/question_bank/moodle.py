"""Moodle XML, which keeps more than any other format: reasons, tolerances, figures, tags, ids."""

import base64
from html import escape
from xml.etree.ElementTree import Element

from pipeline.content.question_text import html
from pipeline.render.question_bank.bank import Bank, question_html, steps_html
from pipeline.render.question_bank.question import Question
from pipeline.render.question_bank.xml import add, xml_bytes

TYPES = {"true-false": "truefalse", "order": "matching", "numeric": "numerical"}
"""The others are multichoice. Not every Moodle has a type for putting steps in order."""


def moodle_xml(bank: Bank) -> bytes:
    """The questions in a category for each objective."""
    quiz = Element("quiz")
    for objective, questions in bank.by_objective.items():
        entry = add(quiz, "question", type="category")
        add(add(entry, "category"), "text", category_path(bank, objective))
        add_html(entry, "info", f"<p>{html(bank.objectives[objective])}</p><p>{escape(bank.credit)}</p>")
        for question in questions:
            add_question(quiz, bank, question)
    return xml_bytes(quiz)


def category_path(bank: Bank, objective: str) -> str:
    return "/".join(["$course$", "top", *(name.replace("/", "//") for name in bank.path(objective))])


def add_question(quiz: Element, bank: Bank, question: Question) -> None:
    kind, picture = TYPES.get(question.kind, "multichoice"), f"{question.figure}.png"
    entry = add(quiz, "question", type=kind)
    add(add(entry, "name"), "text", question.id)
    text = add_html(entry, "questiontext", question_html(question, f"@@PLUGINFILE@@/{picture}"))
    if question.figure:
        content = base64.b64encode(bank.pictures[question.figure]).decode()
        add(text, "file", content, name=picture, path="/", encoding="base64")
    steps = steps_html(question) if kind == "matching" else ""
    add_html(entry, "generalfeedback", steps + bank.source_html(question))
    for name, value in {"defaultgrade": "1", "penalty": "0.3333333", "hidden": "0", "idnumber": question.id}.items():
        add(entry, name, value)
    add_steps(entry, question) if kind == "matching" else add_answers(entry, question, kind)
    tags = add(entry, "tags")
    for tag in question.tags:
        add(add(tags, "tag"), "text", tag)


def add_answers(entry: Element, question: Question, kind: str) -> None:
    if kind == "multichoice":
        add(entry, "single", "true")
        add(entry, "shuffleanswers", "false" if question.kind == "classify" else "true")
        add(entry, "answernumbering", "abc")
    for answer in question.shown:
        form = "html" if kind == "multichoice" else "moodle_auto_format"
        element = add(entry, "answer", fraction="100" if answer.right else "0", format=form)
        add(element, "text", html(answer.text) if kind == "multichoice" else answer.text.lower())
        add_html(element, "feedback", f"<p>{html(answer.why)}</p>")
        if kind == "numerical":
            add(element, "tolerance", f"{question.within:g}")


def add_steps(entry: Element, question: Question) -> None:
    """Pairs of a step and its place."""
    add(entry, "shuffleanswers", "true")
    for place, step in enumerate(question.answers, 1):
        pair = add_html(entry, "subquestion", f"<p>{html(step.text)}</p>")
        add(add(pair, "answer"), "text", str(place))


def add_html(parent: Element, tag: str, text: str) -> Element:
    element = add(parent, tag, format="html")
    add(element, "text", text)
    return element
