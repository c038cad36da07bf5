"""The bank as tables of text: CSV for spreadsheets, and notes for Anki."""

import csv
import io

from pipeline.content.question_text import html, plain
from pipeline.render.question_bank.bank import Bank, numbers_html, question_html, steps_html
from pipeline.render.question_bank.question import Question

MOST_WRONG = 4
"""No question has more wrong answers."""
CSV_HEAD = ["id", "objective", "difficulty", "kind", "question", "figure", "right", "why", "within"]
CSV_TAIL = ["paragraph", "license"]
ANKI_HEAD = "#separator:tab\n#html:true\n#notetype:Basic\n#guid column:1\n#tags column:4\n"


def as_csv(bank: Bank) -> bytes:
    """A row for each question, all as plain text."""
    wrong = [name for number in range(1, MOST_WRONG + 1) for name in (f"wrong_{number}", f"why_{number}")]
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(
        [[*CSV_HEAD, *wrong, *CSV_TAIL], *(csv_row(bank, question) for question in bank.questions)]
    )
    return text.getvalue().encode("utf-8-sig")  # so that spreadsheets know that it is UTF-8


def csv_row(bank: Bank, question: Question) -> list[str]:
    right, why = plain(question.right.text), plain(question.right.why)
    if question.kind == "order":
        right = " ".join(f"{place}) {plain(step.text)}" for place, step in enumerate(question.answers, 1))
        why = " ".join(f"{place}) {plain(step.why)}" for place, step in enumerate(question.answers, 1))
    wrong = [text for one in question.shown if not one.right for text in (plain(one.text), plain(one.why))]
    wrong += [""] * (2 * MOST_WRONG - len(wrong))
    within = f"{question.within:g}" if question.kind == "numeric" else ""
    head = [question.id, question.objective, str(question.difficulty), question.kind, plain(question.text)]
    return [*head, bank.picture(question), right, why, within, *wrong, bank.link(question), bank.credit]


def anki(bank: Bank) -> bytes:
    """Notes in Anki's own form of text: its id lets a later import renew a note instead of doubling it."""
    text = io.StringIO()
    text.write(f"{ANKI_HEAD}#deck:{bank.title}\n")
    rows = ([f"poh-{one.id}", front(bank, one), back(bank, one), " ".join(one.tags)] for one in bank.questions)
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def front(bank: Bank, question: Question) -> str:
    choices = "".join(f"<li>{html(answer.text)}</li>" for answer in question.shown)
    return question_html(question, bank.picture(question), places="") + (
        f"<ul>{choices}</ul>" if question.kind != "numeric" else ""
    )


def back(bank: Bank, question: Question) -> str:
    """What is right, then why each of the others is not."""
    if question.kind == "order":
        told = steps_html(question)
    elif question.kind == "numeric":
        told = numbers_html(question)
    else:
        wrong = (f"<li>{html(one.text)}: {html(one.why)}</li>" for one in question.shown if not one.right)
        right = question.right
        told = f"<p><b>{html(right.text)}</b></p><p>{html(right.why)}</p><ul>{''.join(wrong)}</ul>"
    return told + bank.source_html(question)
