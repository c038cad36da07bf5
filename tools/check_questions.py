"""Checks the question bank while it is written: what is wrong, and how many questions there are of each kind.

`python -m tools.check_questions` looks at all files, `python -m tools.check_questions count` prints only the problems
in files whose names have that word, and shows these questions as readers will see them.
"""

import sys
from collections import Counter
from pathlib import Path

from pipeline.content.errors import BuildError
from pipeline.content.project import Project
from pipeline.content.question_text import plain
from pipeline.render.question_bank import questions
from pipeline.render.question_bank.question import Question

ROOT = Path(__file__).parents[1]


def table(found: list[Question]) -> str:
    """How many questions each objective has, by kind and by difficulty."""
    kinds = sorted({one.kind for one in found})
    head = f"{'':16}" + "".join(f"{name:>11}" for name in ("easy", "middle", "hard", *kinds, "all"))
    lines = [head]
    for objective in dict.fromkeys(one.objective for one in found):
        mine = [one for one in found if one.objective == objective]
        counts = Counter[str | int](one.kind for one in mine) + Counter[str | int](one.difficulty for one in mine)
        lines.append(
            f"{objective:16}" + "".join(f"{counts[name]:>11}" for name in (1, 2, 3, *kinds)) + f"{len(mine):>11}"
        )
    return "\n".join([*lines, f"questions: {len(found)}"])


def as_text(one: Question) -> str:
    """A question with its answers and reasons."""
    marks = {True: "+", False: "-"}
    answers = [f"  {marks[each.right]} {plain(each.text)}\n      {plain(each.why)}" for each in one.shown]
    return "\n".join([f"[{one.id}] {plain(one.text)}", *answers])


def main(arguments: list[str]) -> int:
    word = arguments[0] if arguments else ""
    try:
        found = questions(Project(ROOT))
    except BuildError as error:
        for one in error.problems:
            if word in str(one.path) or "exercises" in str(one.path):
                print(one)
        print(f"problems: {len(error.problems)} in all files")
        return 1
    if word:
        print("\n\n".join(as_text(one) for one in found if word in one.objective), end="\n\n")
    print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
