"""What every export is made of: the questions with their pictures, and whom they come from."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape

from pipeline.content.licenses import CONTENT, CONTENT_ADDRESS
from pipeline.content.question_text import html
from pipeline.render.question_bank.question import Question

PLACES = "Give each step its place, from first to last."
"""What is asked where a platform cannot let students move the steps."""
QUIZ, TEN = "quiz-of-ten", "Ten questions, from easy to middle."
"""The quiz, which platforms get as an objective of its own."""
THIS_SITE = re.compile(r"\b([Tt])his\s+site\b")
Formula = Callable[[str], str] | None


@dataclass(frozen=True)
class Bank:
    """`title`, `author`, `version` and `address` (with a slash at its end) are the site's."""

    title: str
    author: str
    version: str
    address: str
    objectives: dict[str, str]
    questions: tuple[Question, ...]
    pictures: dict[str, bytes]
    """The figures as PNG, by name."""
    part: str = ""
    """What part of the bank it is; the whole has no name."""
    quiz_ids: tuple[str, ...] = ()
    """The questions of the quiz, in their order."""

    @property
    def variants(self) -> "Bank":
        """The same bank with the variants of its numeric questions alone."""
        variants = tuple(variant for question in self.questions for variant in question.variants)
        return replace(self.only(variants), part="Variants")

    @property
    def quiz(self) -> "Bank":
        """The same bank with the questions of the quiz alone, under one heading."""
        by_id = {one.id: one for one in self.questions}
        asked = (replace(by_id[name], objective=QUIZ) for name in self.quiz_ids)
        return replace(self.only(asked), objectives={QUIZ: TEN})

    @property
    def elsewhere(self) -> "Bank":
        """The same bank for platforms, where "this site" needs its name."""
        return replace(self, questions=tuple(map(self.named, self.questions)))

    def named(self, question: Question) -> Question:
        """The question with the name of the site in place of "this site"."""

        def named(text: str) -> str:
            return THIS_SITE.sub(rf"\1he site “{self.title}”", text)

        answers = (replace(one, text=named(one.text), why=named(one.why)) for one in question.answers)
        variants = tuple(map(self.named, question.variants))
        return replace(question, text=named(question.text), answers=tuple(answers), variants=variants)

    def only(self, questions: Iterable[Question]) -> "Bank":
        """The same bank with these questions and their figures."""
        found = tuple(questions)
        pictures = {one.figure: self.pictures[one.figure] for one in found if one.figure in self.pictures}
        return replace(self, questions=found, pictures=pictures)

    @property
    def by_objective(self) -> dict[str, list[Question]]:
        """The questions of each objective that has any."""
        found = {name: [one for one in self.questions if one.objective == name] for name in self.objectives}
        return {name: questions for name, questions in found.items() if questions}

    @property
    def credit(self) -> str:
        """What this is, and what one may do with it, in one line."""
        return f"{self.title} {self.author}, version {self.version}. {self.address} {CONTENT}: {CONTENT_ADDRESS}"

    def path(self, objective: str) -> list[str]:
        """The names of the folders of a learning platform in which the questions of an objective are."""
        return [name for name in (self.title, self.part, objective.replace("-", " ").capitalize()) if name]

    def link(self, question: Question) -> str:
        """The address of the paragraph that answers it."""
        return self.address + question.paragraph

    def picture(self, question: Question) -> str:
        """The address of its figure; an empty text where it has none."""
        return f"{self.address}generated/{question.figure}.png" if question.figure else ""

    def source_html(self, question: Question) -> str:
        """Where to read more, and the license, as a paragraph."""
        return (
            f'<p>Read more: <a href="{self.link(question)}">{escape(self.title)}</a> '
            f'({escape(self.author)}, version {self.version}, <a href="{CONTENT_ADDRESS}">{CONTENT}</a>)</p>'
        )


def text_html(question: Question, formula: Formula = None) -> str:
    """The text of the question as blocks of HTML."""
    text = (
        html(question.text, formula)
        .replace(" <pre>", "<pre>")
        .replace("<pre>", "</p><pre>")
        .replace("</pre>", "</pre><p>")
    )
    return f"<p>{text}</p>".replace("<p></p>", "")


def question_html(question: Question, picture: str, formula: Formula = None, places: str = PLACES) -> str:
    """The text, then the figure from the address `picture`, then what is to be done with steps."""
    figure = f'<p><img src="{picture}" alt="{escape(question.alt)}"/></p>' if question.figure else ""
    task = f"<p>{places}</p>" if places and question.kind == "order" else ""
    return text_html(question, formula) + figure + task


def steps_html(question: Question, formula: Formula = None) -> str:
    """The steps in their order, each with its reason."""
    steps = (f"<li>{html(step.text, formula)}: {html(step.why, formula)}</li>" for step in question.answers)
    return f"<ol>{''.join(steps)}</ol>"


def numbers_html(question: Question, formula: Formula = None) -> str:
    """The right number and the wrong ones, each with its reason, where a platform has no reason for each number."""
    numbers = (f"<li>{answer.text}: {html(answer.why, formula)}</li>" for answer in question.answers)
    return f"<ul>{''.join(numbers)}</ul>"
