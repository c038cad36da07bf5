"""QTI 2.1 as a zip: a file for each question, a test for each objective. The standard has formulas as MathML."""

from functools import partial
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pipeline.content.question_text import MATHML, html, mathml
from pipeline.render.question_bank.bank import Bank, numbers_html, question_html, steps_html
from pipeline.render.question_bank.package import Resource, package
from pipeline.render.question_bank.question import Question
from pipeline.render.question_bank.xml import add, xml_bytes

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
ElementTree.register_namespace("m", MATHML)
document = partial(xml_bytes, pretty=False)
"""Blanks between the marks of a text count."""


def qti21_zip(bank: Bank) -> bytes:
    """A zip with an item for each question, a test for each objective, and the figures."""
    items = {item_name(one): Resource("imsqti_item_xmlv2p1", item(bank, one), (one,)) for one in bank.questions}
    tests = {}
    for objective, found in bank.by_objective.items():
        content, needs = assessment_test(bank, objective, found), tuple(map(item_name, found))
        tests[f"test-{objective}"] = Resource("imsqti_test_xmlv2p1", content, needs=needs)
    return package(bank, "QTIv2.1 Package", "1.0.0", tests | items)


def item_name(question: Question) -> str:
    return f"item-{question.id}"


def assessment_test(bank: Bank, objective: str, questions: list[Question]) -> bytes:
    title = ": ".join(bank.path(objective))
    root = Element("assessmentTest", xmlns=NAMESPACE, identifier=f"test-{objective}", title=title)
    part = add(root, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="individual")
    section = add(part, "assessmentSection", identifier="section", title=bank.objectives[objective], visible="true")
    for question in questions:
        add(section, "assessmentItemRef", identifier=item_name(question), href=f"{item_name(question)}.xml")
    return document(root)


def item(bank: Bank, question: Question) -> bytes:
    root = Element("assessmentItem", xmlns=NAMESPACE, identifier=item_name(question), title=question.id)
    root.attrib |= {"adaptive": "false", "timeDependent": "false"}
    declare(root, question)
    body = add(root, "itemBody")
    add_html(body, question_html(question, f"images/{question.figure}.png", mathml, places=""))
    add_interaction(body, question)
    processing = add(root, "responseProcessing")
    add_score(processing, question)
    for ident, text in feedback(question).items():
        shown = add(root, "modalFeedback", outcomeIdentifier="FEEDBACK", showHide="show", identifier=ident)
        add_html(shown, text + bank.source_html(question))
    return document(root)


def declare(root: Element, question: Question) -> None:
    """The response with what is right, then the outcomes."""
    cardinality = "ordered" if question.kind == "order" else "single"
    kind = "float" if question.kind == "numeric" else "identifier"
    response = add(root, "responseDeclaration", identifier="RESPONSE", cardinality=cardinality, baseType=kind)
    right = add(response, "correctResponse")
    for value in right_values(question):
        add(right, "value", value)
    outcome = add(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    add(add(outcome, "defaultValue"), "value", "0")
    add(root, "outcomeDeclaration", identifier="FEEDBACK", cardinality="single", baseType="identifier")


def right_values(question: Question) -> list[str]:
    if question.kind == "numeric":
        return [question.right.text]
    return [choice(question, question.shown.index(answer)) for answer in question.answers if answer.right]


def choice(question: Question, number: int) -> str:
    """The identifier of an answer, which says nothing about it."""
    return f"choice-{number + 1}"


def add_interaction(body: Element, question: Question) -> None:
    if question.kind == "numeric":
        add(add(body, "p"), "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="12")
        return
    shuffled = "false" if question.kind in ("true-false", "classify") else "true"
    name, limit = ("orderInteraction", {}) if question.kind == "order" else ("choiceInteraction", {"maxChoices": "1"})
    interaction = add(body, name, responseIdentifier="RESPONSE", shuffle=shuffled, **limit)
    for number, answer in enumerate(question.shown):
        add_html(add(interaction, "simpleChoice", identifier=choice(question, number)), html(answer.text, mathml))


def add_score(processing: Element, question: Question) -> None:
    """One point for what is right. FEEDBACK becomes what was chosen, or ALWAYS where no choice has its own reason."""
    condition = add(add(processing, "responseCondition"), "responseIf")
    if question.kind == "numeric":
        within = f"{question.within:g}"
        test = add(condition, "equal", toleranceMode="absolute", tolerance=f"{within} {within}")
    else:
        test = add(condition, "match")
    add(test, "variable", identifier="RESPONSE")
    add(test, "correct", identifier="RESPONSE")
    add(add(condition, "setOutcomeValue", identifier="SCORE"), "baseValue", "1", baseType="float")
    told = add(processing, "setOutcomeValue", identifier="FEEDBACK")
    if question.kind in ("order", "numeric"):
        add(told, "baseValue", "ALWAYS", baseType="identifier")
    else:
        add(told, "variable", identifier="RESPONSE")


def feedback(question: Question) -> dict[str, str]:
    """What readers are told, by the value of FEEDBACK."""
    if question.kind in ("order", "numeric"):
        return {"ALWAYS": (steps_html if question.kind == "order" else numbers_html)(question, mathml)}
    return {choice(question, n): f"<p>{html(one.why, mathml)}</p>" for n, one in enumerate(question.shown)}


def add_html(parent: Element, text: str) -> None:
    """Appends HTML that is well-formed XML."""
    inside = ElementTree.fromstring(f"<div>{text}</div>")
    parent.text = inside.text
    parent.extend(inside)
