"""The small Markdown of questions: what each export makes of it."""

from xml.etree import ElementTree

import pytest

from pipeline.content.question_text import COMMANDS, faults, formula_faults, html, parts, plain, plain_formula


def test_the_parts_put_together_are_the_text():
    text = "A `code` of $x_1 * 2$, *one* **two**:\n```python\na = `b` * $c$\n```\nand `*` more."
    assert "".join(part.before + part.text + part.after for part in parts(text)) == text
    assert [part.kind for part in parts(text) if part.kind != "plain"] == [
        *("code", "formula", "emphasis", "strong", "block", "code"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b & `c<d` *e* **f**", "a &lt; b &amp; <code>c&lt;d</code> <em>e</em> <strong>f</strong>"),
        (r"$\nabla L < 1$", r"\(\nabla L &lt; 1\)"),
        ("3 * 4 is `a*b*c`", "3 * 4 is <code>a*b*c</code>"),
        ("So:\n```python\nif a:\n    b = 1\n```\n", "So: <pre><code>if a:\n    b = 1</code></pre>"),
        ("two\n  lines", "two lines"),
    ],
)
def test_html(text, expected):
    assert html(text) == expected


def test_a_formula_is_written_as_the_export_wants_it():
    assert html("$a$ and $b$", lambda latex: f"[{latex}]") == "[a] and [b]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` *c* **d** $e$", "a b c d e"),
        ("See:\n```python\na = 1\n  b\n```\nThen `c`.", "See:\na = 1\n  b\nThen c."),
        (r"With $\eta = 0.1$.", "With η = 0.1."),
    ],
)
def test_plain(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\frac{a+1}{b}", "(a + 1)/b"),
        (r"\frac{\partial L}{\partial w}", "∂L/∂w"),
        (r"w - \eta \nabla L", "w − η∇L"),
        (r"\hat{y}_i = w x_i", "ŷᵢ = wxᵢ"),
        (r"\sum_{i=1}^{n} (y_i - \bar{y})^2", "∑ᵢ₌₁ⁿ(yᵢ − ȳ)²"),
        ("10^{-3}", "10⁻³"),
        ("a = -2", "a = −2"),
        ("(-1, 2)", "(−1, 2)"),
        ("e^{-x}", "e^(−x)"),
        (r"w^\top x", "wᵀx"),
        (r"\sqrt{\frac{1}{n}}", "√(1/n)"),
        (r"\lambda \lVert w \rVert^2", "λ‖w‖²"),
        (r"a \neq b \leq c \times d", "a ≠ b ≤ c × d"),
    ],
)
def test_a_formula_in_one_line_of_characters(latex, expected):
    assert plain_formula(latex) == expected


@pytest.mark.parametrize("command", COMMANDS.split())
def test_every_command_that_questions_may_use_can_be_shown(command):
    uses = {
        r"\frac": r"\frac{a}{b}",
        r"\left": r"\left( a \right)",
        r"\right": r"\left( a \right)",
        **{name: f"{name}{{x}}" for name in (r"\sqrt", r"\hat", r"\bar", r"\tilde", r"\mathrm", r"\text")},
    }
    latex = uses.get(command, f"a {command} b")
    assert list(formula_faults(latex)) == []
    shown = plain_formula(latex)
    assert shown and "\\" not in shown and ("a " not in latex or "a" in shown)
    ElementTree.fromstring(f"<p>{html(f'${latex}$')}</p>")


@pytest.mark.parametrize(
    "text", ["`a`, $b$ and *c*", "3 * 4", "a_b", "`a_` and $a_1$", "a < b", "x > 1 <= y", "*a b* c", "snake_case_name"]
)
def test_what_every_export_can_show(text):
    assert list(faults(text)) == []
