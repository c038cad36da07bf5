"""The check of the words finds what it is there for, and the words of the site pass it."""

from pathlib import Path

import pytest

from tools.check_words import faults, main, sentences

LONG = " ".join(["word"] * 31)
CASES = {
    "a long sentence": ("a.md", f"First.\n\nThen a {LONG}.", "3: 33 words in a sentence"),
    "a long sentence over two lines": ("a.md", f"A short one. Then a\n{LONG}.", "1: 33 words in a sentence"),
    "in a list": ("a.md", f"- one\n- a {LONG}.", "2: 32 words in a sentence"),
    "in a cell": ("a.md", f"| a | b |\n| - | - |\n| c | {LONG} |", "3: 31 words in a sentence"),
    "in a caption": ("a.md", f'![{LONG}](/generated/x.svg "A caption.")', "1: "),
    "in YAML": ("a.yml", f"- id: a\n  reason: >-\n    {LONG}.\n", "2: 31 words in a sentence"),
    "in a lab": ("a.py", f"# %% [markdown]\n# {LONG}.\n\n# %%\nx = 1\n", "2: 31 words in a sentence"),
    "below a formula": ("a.md", f"$$x^2$$\n\nA {LONG}.", "3: 32 words in a sentence"),
    "below a formula of several lines": ("a.md", f"$$\nx^2\n$$\n\nA {LONG}.", "5: 32 words in a sentence"),
    "semicolons": ("a.md", "One; two; three.", "1: 2 semicolons in 3 words"),
    "a tic": ("a.md", "A seed is no hyperparameter.", "1: 'is no hyperparameter': write is not a"),
    "a second word for an idea": ("a.md", "It is in the same bin.", "1: 'bin': write category"),
    "a hyphen for a minus": ("a.md", "The slope is -0.13 here.", "a true minus sign"),
    "a blank before the percent sign": ("a.md", "It is 22 % of them.", "a percent sign"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_planted_fault_is_found(tmp_path: Path, case: str):
    name, text, message = CASES[case]
    (tmp_path / name).write_text(text, "utf-8")
    found = faults(tmp_path / name)
    assert len(found) == 1 and message in found[0]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", "---\ntitle: Not read\n---\nA *word* and `x = 1`. `y` too.", ["A word and X.", "X too."]),
        ("a.md", "It is 9. One more [link](b.md#c), see [@key2020].", ["It is 9.", "One more link, see ."]),
        ("a.md", "```python\nx = 1; y = 2; z = 3\n```\nText.\n", ["Text."]),
        ("a.md", "Some cases, e.g. Ridge, pass. {: .lead }", ["Some cases, eg Ridge, pass. "]),
    ],
)
def test_sentences_are_those_that_a_reader_reads(tmp_path: Path, name: str, text: str, expected: list[str]):
    (tmp_path / name).write_text(text, "utf-8")
    assert [one.text for one in sentences(tmp_path / name)] == expected


def test_the_words_of_the_site_pass(capsys):
    assert main([]) == 0, capsys.readouterr().out
