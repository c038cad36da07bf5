"""What learning platforms make of a file of questions, told after their importers.

Each importer here returns what a student would meet: the texts, what each answer scores, what is said about it.
"""

import base64
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

QTI12 = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
QTI21 = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
PACKAGE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
MATH = "{http://www.w3.org/1998/Math/MathML}math"
FORMULA = "□"
"""What stands for a formula where its LaTeX is gone."""


@dataclass
class Imported:
    """All texts are HTML. `answers` has the score and the reason of each, `steps` the place of each."""

    id: str
    text: str
    answers: dict[str, tuple[float, str]] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    always: str = ""
    score: Callable[[float], float] | None = None
    """Of a number that is typed."""
    tags: list[str] = field(default_factory=list)
    files: dict[str, bytes | str] = field(default_factory=dict)


def visible(html: str, keep_latex: bool = True) -> str:
    """What a reader sees of HTML, which must be well-formed: without blanks too many and without ` and *."""
    apart = re.sub("</(p|pre|li)>", r"</\1> ", html)
    root = ElementTree.fromstring(f"<div>{apart}</div>")
    text = "".join(texts(root))
    if not keep_latex:
        text = re.sub(r"\\\(.+?\\\)", FORMULA, text)
    return " ".join(re.sub("[`*]", "", text).split())


def remnants(html: str) -> list[str]:
    """Marks of Markdown and LaTeX that a reader would see, outside of code and formulas."""
    root = ElementTree.fromstring(f"<div>{html}</div>")
    for element in [element for element in root.iter() if element.tag in ("code", "pre")]:
        element[:], element.text = [], ""
    text = re.sub(r"\\\(.+?\\\)", FORMULA, "".join(texts(root)))
    return re.findall(r"[$`]|\*\S|\S\*|\\(?:frac|nabla|eta|hat|sum|lambda)|\]\(", text)


def texts(element: Element):
    """The texts of an element, in order, with a sign for each formula."""
    if element.tag == MATH or element.tag == "math":
        yield FORMULA
        return
    yield element.text or ""
    for child in element:
        yield from texts(child)
        yield child.tail or ""


def written(text: str, keep_latex: bool = True) -> str:
    """The same of the small Markdown of the authors."""
    text = re.sub(r"```\w*", "", text)
    text = re.sub(r"\$([^$]+)\$", (lambda match: rf"\({match[1]}\)") if keep_latex else FORMULA, text)
    return " ".join(re.sub("[`*]", "", text).split())


# Moodle


def moodle_xml(content: bytes) -> dict[str, list[Imported]]:
    """The questions by category."""
    found: dict[str, list[Imported]] = {}
    for entry in ElementTree.fromstring(content):
        if entry.get("type") == "category":
            questions = found.setdefault(entry.findtext("category/text"), [])
        else:
            questions.append(moodle_question(entry))
    return found


def moodle_question(entry: Element) -> Imported:
    question = Imported(entry.findtext("name/text"), moodle_text(entry.find("questiontext")))
    assert entry.findtext("idnumber") == question.id
    question.always = moodle_text(entry.find("generalfeedback"))
    question.tags = [tag.text for tag in entry.iterfind("tags/tag/text")]
    question.files = {file.get("name"): file.text for file in entry.iterfind("questiontext/file[@encoding='base64']")}
    kind = entry.get("type")
    if kind == "matching":
        pairs = entry.findall("subquestion")
        question.steps = {moodle_text(pair): int(pair.findtext("answer/text")) for pair in pairs}
        return question
    answers = entry.findall("answer")
    scores = [float(answer.get("fraction")) / 100 for answer in answers]
    assert kind != "multichoice" or (entry.findtext("single") == "true" and sum(scores) == 1)
    for answer, score in zip(answers, scores, strict=True):
        text = answer.findtext("text")
        assert kind != "multichoice" or answer.get("format") == "html"
        text = text.capitalize() if kind == "truefalse" else text
        question.answers[text] = (score, moodle_text(answer.find("feedback")))
    if kind == "numerical":
        ranges = [(float(answer.findtext("text")), float(answer.findtext("tolerance"))) for answer in answers]
        question.score = first_in_range(ranges, scores)
    return question


def decoded(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def moodle_text(element: Element) -> str:
    assert element.get("format") == "html"
    return element.findtext("text").strip()


def first_in_range(ranges: list[tuple[float, float]], scores: list[float]) -> Callable[[float], float]:
    """Moodle takes the first answer that a number is near enough to."""

    def score(number: float) -> float:
        near = (worth for (value, within), worth in zip(ranges, scores, strict=True) if abs(number - value) <= within)
        return next(near, 0)

    return score


# GIFT

PROTECTED = {f"\\{mark}": f"&&{ord(mark):03};" for mark in ":#={}~"} | {"\\n": "&&010;"}


def protect(text: str) -> str:
    """Moodle's first step: what is escaped becomes a sign of its own, and a doubled backslash a single one."""
    text = text.replace("\\\\", "&&092;")
    for escaped, sign in PROTECTED.items():
        text = text.replace(escaped, sign)
    return text.replace("&&092;", "\\")


def unprotect(text: str) -> str:
    """Its last step: each sign becomes its character."""
    for sign in PROTECTED.values():
        text = text.replace(sign, chr(int(sign[2:5])))
    return text.strip()


def gift(content: bytes) -> dict[str, list[Imported]]:
    """The questions by category. An empty line ends a question, a line that begins with // is a comment."""
    found: dict[str, list[Imported]] = {}
    for block in re.split(r"\n\s*\n", content.decode()):
        lines = block.split("\n")
        comments = [line for line in lines if line.strip().startswith("//")]
        text = protect("\n".join(line for line in lines if line not in comments).strip())
        if text.startswith("$CATEGORY:"):
            questions = found.setdefault(text.removeprefix("$CATEGORY:").strip(), [])
        elif text:
            questions.append(gift_question(text, " ".join(comments)))
    return found


def gift_question(text: str, comment: str) -> Imported:
    _, name, text = text.split("::", 2)
    start, end = text.index("{"), text.index("}")
    body, answers = text[:start] + text[end + 1 :], text[start + 1 : end].strip()
    assert text.endswith("}") and body.strip().startswith("[html]")
    answers, _, always = answers.rpartition("####")
    question = Imported(unprotect(name), unprotect(body.strip().removeprefix("[html]")), always=unprotect(always))
    assert re.search(r"\[id:(.*?)\]", comment)[1] == question.id
    question.tags = re.findall(r"\[tag:(.*?)\]", comment)
    answers = answers.strip()
    if answers.startswith("#"):
        read_gift_numbers(question, answers[1:])
    elif "~" in answers:
        for answer in filter(None, map(str.strip, answers.replace("=", "~=").split("~"))):
            text, _, reason = answer.removeprefix("=").partition("#")
            question.answers[unprotect(text)] = (float(answer.startswith("=")), unprotect(reason))
    elif "=" in answers and "->" in answers:
        for pair in filter(None, map(str.strip, answers.split("="))):
            step, _, place = pair.partition("->")
            question.steps[unprotect(step)] = int(place)
    else:
        told, wrong, right = answers.split("#")
        assert told in ("TRUE", "FALSE")
        question.answers = {
            said: (1.0, unprotect(right)) if said.upper() == told else (0.0, unprotect(wrong))
            for said in ("True", "False")
        }
    return question


def read_gift_numbers(question: Imported, text: str) -> None:
    ranges, scores = [], []
    for answer in filter(None, map(str.strip, text.split("="))):
        weight, number, reason = re.fullmatch(r"%(\d+)%([^#]*)#(.*)", answer, re.DOTALL).groups()
        value, within = number.split(":")
        ranges.append((float(value), float(within)))
        scores.append(int(weight) / 100)
        question.answers[value] = (scores[-1], unprotect(reason))
    question.score = first_in_range(ranges, scores)


# QTI packages


def package(content: bytes, prefix: str) -> tuple[dict[str, bytes], dict[str, Element]]:
    """The files of a zip, and the entries of its manifest by identifier; it must list exactly the files."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    entries = {entry.get("identifier"): entry for entry in manifest.iter(f"{PACKAGE}resource")}
    listed = [file.get("href") for entry in entries.values() for file in entry.iter(f"{PACKAGE}file")]
    assert sorted([*listed, "imsmanifest.xml"]) == sorted(files)
    needed = {needs.get("identifierref") for entry in entries.values() for needs in entry.iter(f"{PACKAGE}dependency")}
    assert needed <= entries.keys()
    assert {entry.get("type") for entry in entries.values()} <= {prefix, "imsqti_test_xmlv2p1", "webcontent"}
    return files, entries


def qti12(content: bytes) -> dict[str, list[Imported]]:
    """The questions by the title of their assessment."""
    files, entries = package(content, "imsqti_xmlv1p2")
    found = {}
    for entry in entries.values():
        if entry.get("type") == "imsqti_xmlv1p2":
            (assessment,) = ElementTree.fromstring(files[entry.get("href")])
            items = assessment.iter(f"{QTI12}item")
            found[assessment.get("title")] = [qti12_question(item, files) for item in items]
    return found


def qti12_question(item: Element, files: dict[str, bytes]) -> Imported:
    def text_in(element: Element, path: str) -> str:
        found = element.find("/".join(f"{QTI12}{step}" for step in (*path.split(), "material", "mattext")))
        assert found.get("texttype") == "text/html"
        return found.text

    assert [part.tag.removeprefix(QTI12) for part in item][:4] == [
        *("itemmetadata", "presentation", "resprocessing", "itemfeedback"),
    ]
    presentation = item.find(f"{QTI12}presentation")
    feedback = {one.get("ident"): text_in(one, "flow_mat") for one in item.iter(f"{QTI12}itemfeedback")}
    fields = {field[0].text: field[1].text for field in item.iter(f"{QTI12}qtimetadatafield")}
    question = Imported(item.get("ident"), text_in(item, "presentation"), always=feedback["general_fb"])
    question.tags = [fields["objective"], f"difficulty-{fields['difficulty']}", fields["kind"]]
    question.tags += [fields["words"]] if "words" in fields else []
    question.files = {name: files[name] for name in re.findall(r'src="(images/[^"]*)"', question.text)}
    labels = {
        response.get("ident"): {
            label.get("ident"): text_in(label, "") for label in response.iter(f"{QTI12}response_label") if len(label)
        }
        for response in presentation.iter(f"{QTI12}response_lid")
    }
    if fields["question_type"] == "numerical_question":
        question.score = lambda number: qti12_score(item, {"response1": str(number)})[0]
        return question
    if fields["question_type"] == "matching_question":
        for response in presentation.iter(f"{QTI12}response_lid"):
            ident, share = response.get("ident"), 100 / len(labels)
            (right,) = (
                text
                for label, text in labels[ident].items()
                if abs(qti12_score(item, {ident: label})[0] * 100 - share) < 0.01
            )
            question.steps[text_in(response, "")] = int(right)
        all_right = dict(zip(labels, (f"place{place}" for place in question.steps.values()), strict=True))
        assert abs(qti12_score(item, all_right)[0] - 1) < 0.001
        return question
    for label, text in labels["response1"].items():
        score, shown = qti12_score(item, {"response1": label})
        (reason,) = (feedback[ident] for ident in shown if ident != "general_fb")
        question.answers[text] = (score, reason)
    return question


def qti12_score(item: Element, responses: dict[str, str]) -> tuple[float, list[str]]:
    """The share of the points, and the feedback that is shown, by the conditions one after the other."""
    score, shown = 0.0, []
    for condition in item.iter(f"{QTI12}respcondition"):
        tests, *consequences = condition
        if not all(qti12_holds(test, responses) for test in tests):
            continue
        for consequence in consequences:
            if consequence.tag == f"{QTI12}setvar":
                score = float(consequence.text) + (score if consequence.get("action") == "Add" else 0)
            else:
                shown.append(consequence.get("linkrefid"))
        if condition.get("continue") == "No":
            break
    return score / 100, shown


def qti12_holds(test: Element, responses: dict[str, str]) -> bool:
    name, given = test.tag.removeprefix(QTI12), responses.get(test.get("respident"), "")
    if name in ("or", "and"):
        return {"or": any, "and": all}[name](qti12_holds(inside, responses) for inside in test)
    if name == "other":
        return True
    if name == "varequal":
        return given == test.text
    return {"vargte": float(given) >= float(test.text), "varlte": float(given) <= float(test.text)}[name]


def qti21(content: bytes) -> dict[str, list[Imported]]:
    """The questions by the title of their test."""
    files, entries = package(content, "imsqti_item_xmlv2p1")
    found = {}
    for entry in entries.values():
        if entry.get("type") == "imsqti_test_xmlv2p1":
            test = ElementTree.fromstring(files[entry.get("href")])
            names = [reference.get("href") for reference in test.iter(f"{QTI21}assessmentItemRef")]
            needed = [needs.get("identifierref") for needs in entry.iter(f"{PACKAGE}dependency")]
            assert names == [f"{need}.xml" for need in needed]
            found[test.get("title")] = [qti21_question(ElementTree.fromstring(files[one]), files) for one in names]
    return found


QTI21_PARTS = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"]
"""The parts of an item, in the order that the schema wants."""


def qti21_question(item: Element, files: dict[str, bytes]) -> Imported:
    tags = [part.tag.removeprefix(QTI21) for part in item]
    assert tags == sorted(tags, key=QTI21_PARTS.index) and {*tags} == {*QTI21_PARTS}
    body = item.find(f"{QTI21}itemBody")
    interaction = next(part for part in body.iter() if part.tag.endswith("Interaction"))
    asked = "".join(map(markup, (part for part in body if interaction not in part.iter())))
    question = Imported(item.get("title"), asked)
    question.files = {image.get("src"): files[image.get("src")] for image in body.iter(f"{QTI21}img")}
    assert all(image.get("alt") for image in body.iter(f"{QTI21}img"))
    choices = {one.get("identifier"): inside(one) for one in interaction.iter(f"{QTI21}simpleChoice")}
    if interaction.tag == f"{QTI21}textEntryInteraction":
        question.score = lambda number: qti21_score(item, [str(number)])[0]
        question.always = qti21_score(item, ["0"])[1]
    elif interaction.tag == f"{QTI21}orderInteraction":
        right = [
            value.text for value in item.iterfind(f"{QTI21}responseDeclaration/{QTI21}correctResponse/{QTI21}value")
        ]
        assert qti21_score(item, right)[0] == 1 and qti21_score(item, right[::-1])[0] == 0
        assert sorted(right) == sorted(choices)
        question.steps = {choices[name]: place for place, name in enumerate(right, 1)}
        question.always = qti21_score(item, right)[1]
    else:
        question.answers = {text: qti21_score(item, [name]) for name, text in choices.items()}
    return question


def inside(element: Element) -> str:
    """What is in an element, as HTML."""
    return (element.text or "").replace("&", "&amp;").replace("<", "&lt;") + "".join(map(markup, element))


def markup(element: Element) -> str:
    text = ElementTree.tostring(element, "unicode")
    return re.sub(r"(</?)ns\d+:|(</?)html:", r"\1\2", re.sub(r' xmlns:ns\d+="[^"]*v2p1"', "", text))


def qti21_score(item: Element, response: list[str]) -> tuple[float, str]:
    """The outcomes of a response: the score, and the feedback that is shown."""
    declared = {one.get("identifier") for one in item.iterfind(f"{QTI21}outcomeDeclaration")}
    values = {"RESPONSE": response, "SCORE": ["0"]}
    for rule in item.find(f"{QTI21}responseProcessing"):
        if rule.tag == f"{QTI21}responseCondition":
            test, *settings = rule[0]
            settings = settings if qti21_holds(test, item, response) else []
        else:
            settings = [rule]
        for setting in settings:
            assert setting.get("identifier") in declared
            source = setting[0]
            values[setting.get("identifier")] = (
                values[source.get("identifier")] if source.tag == f"{QTI21}variable" else [source.text]
            )
    (told,) = (one for one in item.iterfind(f"{QTI21}modalFeedback") if [one.get("identifier")] == values["FEEDBACK"])
    return float(values["SCORE"][0]), inside(told)


def qti21_holds(test: Element, item: Element, response: list[str]) -> bool:
    right = [value.text for value in item.iterfind(f"{QTI21}responseDeclaration/{QTI21}correctResponse/{QTI21}value")]
    if test.tag == f"{QTI21}match":
        return response == right
    below, above = map(float, test.get("tolerance").split())
    assert test.get("toleranceMode") == "absolute"
    return float(right[0]) - below <= float(response[0]) <= float(right[0]) + above
