"""QTI 1.2 as a zip, in the form that Canvas reads and writes, and other platforms read."""

from xml.etree.ElementTree import Element

from pipeline.content.question_text import html
from pipeline.render.question_bank.bank import Bank, numbers_html, question_html, steps_html
from pipeline.render.question_bank.package import Resource, package
from pipeline.render.question_bank.question import Question
from pipeline.render.question_bank.xml import add, xml_bytes

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
TYPES = {
    "true-false": "true_false_question",
    "order": "matching_question",
    "numeric": "numerical_question",
}
"""What Canvas calls them; the others are multiple_choice_question."""
ALWAYS = "general_fb"
"""The feedback that does not depend on the answer."""


def qti12_zip(bank: Bank) -> bytes:
    """A zip with an assessment for each objective, and the figures."""
    found = {
        objective: Resource("imsqti_xmlv1p2", assessment(bank, objective, questions), tuple(questions))
        for objective, questions in bank.by_objective.items()
    }
    return package(bank, "IMS Content", "1.1.3", found)


def assessment(bank: Bank, objective: str, questions: list[Question]) -> bytes:
    root = Element("questestinterop", xmlns=NAMESPACE)
    top = add(root, "assessment", ident=f"assessment-{objective}", title=": ".join(bank.path(objective)))
    add(top, "qticomment", f"{bank.objectives[objective]} {bank.credit}")
    section = add(top, "section", ident="root_section")
    for question in questions:
        add_item(section, bank, question)
    return xml_bytes(root)


def add_item(section: Element, bank: Bank, question: Question) -> None:
    item = add(section, "item", ident=question.id, title=question.id)
    fields = add(add(item, "itemmetadata"), "qtimetadata")
    known = {"question_type": TYPES.get(question.kind, "multiple_choice_question"), "points_possible": "1"}
    tags = {"objective": question.objective, "difficulty": str(question.difficulty), "kind": question.kind}
    tags |= {"words": "site-words"} if question.site_words else {}
    for label, value in {**known, **tags}.items():
        field = add(fields, "qtimetadatafield")
        add(field, "fieldlabel", label)
        add(field, "fieldentry", value)
    presentation = add(item, "presentation")
    add_material(presentation, question_html(question, f"images/{question.figure}.png"))
    processing = add(item, "resprocessing")
    add(add(processing, "outcomes"), "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    add(add_condition(processing, ALWAYS), "other")
    feedback = {ALWAYS: bank.source_html(question)}
    if question.kind == "order":
        add_steps(presentation, processing, question)
        feedback[ALWAYS] = steps_html(question) + feedback[ALWAYS]
    elif question.kind == "numeric":
        add_number(presentation, processing, question)
        feedback[ALWAYS] = numbers_html(question) + feedback[ALWAYS]
    else:
        feedback |= add_choices(presentation, processing, question)
    for ident, text in feedback.items():
        add_material(add(add(item, "itemfeedback", ident=ident), "flow_mat"), text)


def add_choices(presentation: Element, processing: Element, question: Question) -> dict[str, str]:
    """Adds the answers, and which of them is right. Returns the reason for each, by the id of the feedback."""
    choices = add_response(presentation, "response1")
    for ident, answer in enumerate(question.shown, 1):
        add_label(choices, f"{ident}", html(answer.text))
        add(add_condition(processing, f"{ident}_fb"), "varequal", f"{ident}", respident="response1")
    right = str(question.shown.index(question.right) + 1)
    add(add_condition(processing, score="100"), "varequal", right, respident="response1")
    return {f"{ident}_fb": f"<p>{html(answer.why)}</p>" for ident, answer in enumerate(question.shown, 1)}


def add_number(presentation: Element, processing: Element, question: Question) -> None:
    response = add(presentation, "response_str", ident="response1", rcardinality="Single")
    add(add(response, "render_fib", fibtype="Decimal"), "response_label", ident="answer1")
    value, within = float(question.right.text), question.within
    either = add(add_condition(processing, score="100"), "or")
    add(either, "varequal", question.right.text, respident="response1")
    both = add(either, "and")
    add(both, "vargte", f"{value - within:.10g}", respident="response1")
    add(both, "varlte", f"{value + within:.10g}", respident="response1")


def add_steps(presentation: Element, processing: Element, question: Question) -> None:
    """Each step is asked for its place, and is worth its share of the points."""
    share = f"{100 / len(question.answers):.2f}"
    for step in question.shown:
        ident, place = f"response_{question.shown.index(step) + 1}", question.answers.index(step) + 1
        choices = add_response(presentation, ident, html(step.text))
        for number in range(1, len(question.answers) + 1):
            add_label(choices, f"place{number}", str(number))
        right = add_condition(processing, score=share, action="Add")
        add(right, "varequal", f"place{place}", respident=ident)


def add_response(presentation: Element, ident: str, text: str = "") -> Element:
    response = add(presentation, "response_lid", ident=ident, rcardinality="Single")
    if text:
        add_material(response, text)
    return add(response, "render_choice")


def add_label(choices: Element, ident: str, text: str) -> None:
    add_material(add(choices, "response_label", ident=ident), text)


def add_condition(processing: Element, feedback: str = "", score: str = "", action: str = "Set") -> Element:
    """A condition with what follows from it. Returns the part to which its tests are added."""
    condition = add(processing, "respcondition", **{"continue": "No" if action == "Set" and score else "Yes"})
    tests = add(condition, "conditionvar")
    if score:
        add(condition, "setvar", score, action=action, varname="SCORE")
    if feedback:
        add(condition, "displayfeedback", feedbacktype="Response", linkrefid=feedback)
    return tests


def add_material(parent: Element, text: str) -> None:
    add(add(parent, "material"), "mattext", text, texttype="text/html")
