"""A question as all exports take it: one form for all kinds, with its numbers filled in."""

import random
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.content.questions import Kind


@dataclass(frozen=True)
class Answer:
    """`text` is small Markdown, or the number itself; `why` is what readers are told who chose it."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True)
class Question:
    """Of the `answers` one is right. A numeric question has numbers as answers; kind `order` has its steps in order."""

    id: str
    objective: str
    difficulty: int
    kind: Kind
    text: str
    answers: tuple[Answer, ...]
    paragraph: str
    """Where the site answers it, as an address below the site's: 'rule/#the-rule'."""
    within: float = 0
    """How far a number may be from the right one."""
    figure: str = ""
    alt: str = ""
    variants: tuple["Question", ...] = ()
    """The same question with other numbers."""
    site_words: bool = False
    """Whether it asks for words as this site uses them."""

    @cached_property
    def right(self) -> Answer:
        """The right answer; of steps, the first."""
        return next(answer for answer in self.answers if answer.right)

    @cached_property
    def shown(self) -> tuple[Answer, ...]:
        """The answers as readers see them: shuffled by the id, so that a question looks the same in each export."""
        if self.kind in ("true-false", "classify", "numeric"):
            return self.answers
        shuffled = list(self.answers)
        random.Random(self.id).shuffle(shuffled)
        if self.kind == "order" and tuple(shuffled) == self.answers:
            shuffled.reverse()
        return tuple(shuffled)

    @property
    def tags(self) -> tuple[str, ...]:
        words = ("site-words",) if self.site_words else ()
        return self.objective, f"difficulty-{self.difficulty}", self.kind, *words

    def with_variants(self, variants: "list[Question]") -> "Question":
        return replace(self, variants=tuple(variants))
