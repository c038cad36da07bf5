"""The questions on paper: a sheet for students, and the same with the key. A file of its own, without scripts."""

import base64
from html import escape
from string import ascii_uppercase

from pipeline.content.question_text import html, mathml
from pipeline.render.question_bank.bank import Bank, question_html
from pipeline.render.question_bank.question import Question

STYLE = """\
body{font:11pt/1.4 Georgia,"Times New Roman",serif;max-width:42em;margin:1.5em auto;padding:0 1em;background:#fff}
body,a{color:#000}h1,h2{font-family:Arial,Helvetica,sans-serif;line-height:1.2}h1{font-size:18pt}
h2{font-size:13pt;break-after:avoid}section+section{break-before:page}article{break-inside:avoid;margin:0 0 1.4em}
p,ol,pre{margin:.3em 0}ol.choices{list-style:upper-alpha}img{max-width:100%;max-height:9cm}
pre{font-size:9.5pt;border-left:2pt solid #999;padding-left:.8em;white-space:pre-wrap}.head,.why{font-size:9.5pt}
.blank{border-bottom:.5pt solid #000;display:inline-block;width:8em}@page{margin:2cm}
@media print{body{max-width:none;margin:0;padding:0}a{text-decoration:none}}
"""
HEAD = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
<h1>{title}</h1>
<p class="head">{credit}</p>
"""
LEVELS = {1: "easy", 2: "middle", 3: "hard"}


def sheet(bank: Bank, key: bool) -> bytes:
    """The sheet by objective, with the answers and reasons if it is the key."""
    title = escape(f"{bank.title} {'Questions with key' if key else 'Questions'}")
    parts = [HEAD.format(title=title, style=STYLE, credit=escape(bank.credit))]
    for objective, questions in bank.by_objective.items():
        parts.append(f"<section>\n<h2>{html(bank.objectives[objective])}</h2>\n")
        parts += [article(bank, number, question, key) for number, question in enumerate(questions, 1)]
        parts.append("</section>\n")
    return "".join(parts).encode()


def article(bank: Bank, number: int, question: Question, key: bool) -> str:
    picture = base64.b64encode(bank.pictures[question.figure]).decode() if question.figure else ""
    text = question_html(question, f"data:image/png;base64,{picture}", mathml)
    name = f", {question.id}" if key else ""  # it may give a hint
    head = f'<p class="head">{number}, {LEVELS[question.difficulty]}{name}</p>'
    return f"<article>{head}{text}{key_html(bank, question) if key else choices_html(question)}</article>\n"


def choices_html(question: Question) -> str:
    if question.kind == "numeric":
        return '<p>Answer: <span class="blank">&nbsp;</span></p>'
    choices = (f"<li>{html(answer.text, mathml)}</li>" for answer in question.shown)
    return f'<ol class="choices">{"".join(choices)}</ol>'


def key_html(bank: Bank, question: Question) -> str:
    """Each answer with its reason, what is right in bold; of steps, the letters in the right order."""
    rows = []
    for answer in question.shown:
        mark = "b" if answer is question.right and question.kind != "order" else "span"
        text, why = html(answer.text, mathml), html(answer.why, mathml)
        rows.append(f'<li><{mark}>{text}</{mark}> <span class="why">{why}</span></li>')
    letters = [ascii_uppercase[question.shown.index(answer)] for answer in question.answers if answer.right]
    right = question.right.text if question.kind == "numeric" else ", ".join(letters)
    within = f" Within {question.within:g}." if question.within else ""
    link = f'<a href="{bank.link(question)}">{escape(question.paragraph)}</a>'
    return f'<ol class="choices">{"".join(rows)}</ol><p class="head">Right: {right}.{within} Read more: {link}</p>'
