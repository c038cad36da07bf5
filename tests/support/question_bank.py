"""A small bank that has a question of each kind, with all that an export could spoil."""

from pathlib import Path

from PIL import Image

from pipeline.content.project import Project
from tests.support.small_project import SNIPPET, TERMS, add

ADDRESS = "https://example.org/course/"
PROGRAM = '''"""A layer has a weight for each pair of input and output, and a bias for each output."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
inputs = np.arange(3, 23)
outputs = rng.integers(2, 9, 20)
print(inputs[0] * outputs[0] + outputs[0])

# %% data
data = {
    "inputs": inputs,
    "outputs": outputs,
    "parameters": inputs * outputs + outputs,
    "no_biases": inputs * outputs,
    "share": outputs / (inputs * outputs + outputs),
    "share_of_weights": 1 - outputs / (inputs * outputs + outputs),
}
'''
NUMERIC = r"""
  - id: layer
    kind: numeric
    difficulty: 1
    question: A layer has {inputs} inputs and $n = {outputs}$ outputs. How many parameters has it?
    program: layer
    answer: parameters
    why: "Each of the {outputs} outputs has {inputs} weights and a bias: $\\sum_{i=1}^{n} {inputs}$ and {outputs}."
    wrong:
      - {value: no_biases, why: "It counts {no_biases} weights and no bias."}
    paragraph: /page.md#layers
  - id: share
    kind: numeric
    difficulty: 3
    question: Which share of its parameters are biases, $\\frac{{outputs}}{{parameters}}$ or what?
    program: layer
    answer: share
    within: 0.01
    why: "It is {share:.2f}."
    wrong:
      - {value: share_of_weights, why: "That is the share of the weights."}
    paragraph: /page.md#layers
""".replace("\\\\frac", "\\frac")
CHOICE = r"""
  - id: gradient
    kind: choice
    difficulty: 2
    question: 'In `w -= lr * g`, with {a: 1} ~ #3 = 50%: what is $\nabla L$, not $\neq \nu \{1\}$?'
    answers:
      - {wrong: "the *learning rate*, `lr`", why: 'No: $\eta < 1$ is `lr = {"a": 1}`. C:\new\table'}
      - {right: 'the **gradient**, -> $\frac{\partial L}{\partial w}$', why: "It is `g` & no *step*."}
      - {wrong: "[0, 1] // a < b && b > c", why: "#### That \"is\" a 'comparison'."}
    paragraph: /page.md#layers
  - id: program
    kind: mistake
    difficulty: 3
    question: |
      What is wrong here?
      ```python
      if a < b:
          print("$5 *x* {a} \n")

      model.fit(X)  # ~ `now` = 1
      ```
    answers:
      - {right: nothing, why: It runs.}
      - {wrong: the indent, why: It is right.}
      - {wrong: the print, why: It prints.}
    paragraph: /labs/01_lab.ipynb#a-lab
"""
FIGURE = """
  - id: line
    kind: figure
    difficulty: 1
    figure: adds
    alt: A line that rises from 0 to "1" & on.
    question: Which way does the line go?
    answers:
      - {wrong: down, why: It ends higher.}
      - {right: up, why: It ends at 1.}
      - {wrong: nowhere, why: It moves.}
    paragraph: /lookup/linear.md#ridge-alpha
"""
OTHERS = """
  - id: statement
    kind: true-false
    difficulty: 2
    question: A hyperparameter is found by `fit`.
    right: false
    if_true: It is given to `fit`.
    if_false: Right, it is *given*.
    paragraph: /page.md#layers
  - id: alpha
    kind: classify
    difficulty: 1
    row: ridge-alpha
    question: "Ridge regression: what is `alpha`, in the words of this site?"
    choices: [parameter, hyperparameter, neither]
    why:
      parameter: The run does not find it.
      hyperparameter: You give it, and $\\alpha$ changes the model. This site calls it so.
      neither: It does change the model.
    paragraph: /lookup/linear.md#ridge-alpha
  - id: steps
    kind: order
    difficulty: 2
    question: Put the steps of a $k$-fold search in order.
    steps:
      - {do: "Split the rows -> $k$ parts.", why: Rows are needed.}
      - {do: Fit `k` times., why: Each part is left out once.}
      - {do: Average the errors., why: "There are $k$ of them."}
      - {do: Choose the smallest = best., why: It is the last step.}
    paragraph: /page.md#layers
"""
HEAD = f"""---
title: A <page>
description: {"What the page of a small bank says. " * 3}
updated: 2026-11-28
minutes: 5
objectives: [count]
---

# A page
"""
FILES = {
    "01_count.yml": f"objective: count\nquestions:{NUMERIC}",
    "02_know.yml": f"objective: know\nquestions:{CHOICE}{FIGURE}{OTHERS}",
}
OBJECTIVES = "- {id: count, objective: Count parameters.}\n- {id: know, objective: 'Know <both> & more.'}\n"
ANCHORS = "# Ids.\n/page/#layers\n/labs/01_lab/#a-lab\n/lookup/linear/#ridge-alpha\n/old/#gone -> /page/#layers\n"


def lab_head(text: str) -> str:
    """The head of a page as a lab has it."""
    return text.replace("\n", "\n# ").removesuffix("\n# ")


def write_question_project(root: Path) -> Project:
    """A project of a few files that has the small bank."""
    project = Project(root)
    for name, text in FILES.items():
        add(project, f"docs/data/questions/{name}", text)
    add(project, "docs/data/objectives.yml", OBJECTIVES)
    add(project, "docs/data/ids.txt", ANCHORS)
    add(project, "docs/data/quiz.yml", "- line\n- layer\n")
    add(project, "docs/data/terms/01_linear.yml", TERMS)
    add(project, "snippets/exercises/layer.py", PROGRAM)
    add(project, "snippets/adds.py", SNIPPET)
    add(project, "site.yml", "title: Small?\nauthor: The <authors> & more\n")
    add(project, "pyproject.toml", '[project]\nname = "small"\nversion = "1.2.0"\n')
    picture = Image.linear_gradient("L").resize((1600, 900)).convert("RGB")
    project.generated.mkdir(parents=True)
    picture.save(project.generated / "adds.png")
    for page in ("page.md", "lookup/linear.md", "labs/01_lab.py"):
        add(project, f"docs/{page}", lab_head(HEAD) if page.endswith(".py") else HEAD)
    return Project(root)
