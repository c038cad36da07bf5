"""Checks the words of the site: short sentences, few semicolons, one word per idea.

`make check` runs it on all texts; with paths as arguments it looks at these only. Its rules are in plain_words.yml.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
RULES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("plain_words.yml").read_text("utf-8"))

Block = tuple[int, str]
"""A paragraph, a list item, a table cell or a caption, and the line where it begins."""
FENCE = re.compile(r"\s*(```|~~~|\$\$(?!.*\$\$))")
"""What opens or closes a program, or a formula of several lines."""
ITEM = re.compile(r"^\s*([-*+:]|\d+\.|#+)\s+")
INLINE_TAGS = "a|b|em|strong|code|span|kbd|dfn|sub|sup"
NEW_BLOCK = re.compile(rf"\s*[#|{{]|\s*</?(?!({INLINE_TAGS})\b)|--8<--")
MARKS = [
    (r"<[^>]+>", " "),
    (r'!\[([^\]]*)\]\([^)"]*"?([^)"]*)"?\)', r"\1 \2"),  # a figure: what is to be seen, and its caption
    (r"\[([^\]]*)\]\([^)]*\)", r"\1"),
    (r"\[@[^\]]*\]|\{[^}]*\}", ""),  # citations and attributes
    (r"\$\$.+?\$\$|\$[^$]+\$|`[^`]+`", "X"),  # a formula and a name in code count as one word
    (r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}", ""),
    (r"\s+", " "),
]
WORD = re.compile(r"[\w'’.,%/^=+−-]*\w[\w'’.,%/^=+−-]*")
ABBREVIATION = re.compile(r"\b(e\.g|i\.e|et al|vs|cf|approx)\.")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“‘(]?[A-Z`0-9])")


@dataclass(frozen=True)
class Sentence:
    line: int
    text: str

    @property
    def length(self) -> int:
        """In words."""
        return len(WORD.findall(self.text))


def markdown_blocks(text: str) -> Iterator[Block]:
    """The blocks of a Markdown file, without its front matter, programs and formulas."""
    head = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    skipped = head.group().count("\n") if head else 0
    block: list[str] = []
    first, fenced = 1, False
    for number, line in enumerate([*text.split("\n")[skipped:], ""], skipped + 1):
        fence = FENCE.match(line)
        starts = bool(ITEM.match(line) or NEW_BLOCK.match(line))
        if block and (fence or fenced or starts or not line.strip()):
            yield first, "\n".join(block)
            block = []
        if fence:
            fenced = not fenced
        elif line.lstrip().startswith("|"):
            cells = line.strip().strip("|").split("|")
            yield from ((number, part) for cell in cells for part in cell.split("<br>"))
        elif not fenced and line.strip() and not line.startswith(("--8<--", "{")):
            first = first if block else number
            block.append(ITEM.sub("", line))


def yaml_blocks(text: str) -> Iterator[Block]:
    """The values of a YAML file that are texts: those of more than four words."""
    return ((node.start_mark.line + 1, node.value) for node in values(yaml.compose(text)) if node.value.count(" ") > 3)


def values(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """The plain values below a node of YAML. A literal block is code, and not read."""
    if isinstance(node, yaml.ScalarNode):
        if node.style != "|":
            yield node
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from values(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from values(value)


def lab_blocks(text: str) -> Iterator[Block]:
    """The blocks in the Markdown cells of a lab: comments below `# %% [markdown]`."""
    lines, inside = [], False
    for line in text.split("\n"):
        inside = "[markdown]" in line if line.startswith("# %%") else inside
        shown = inside and line.startswith("#") and not line.startswith("# %%")
        lines.append(re.sub(r"^# ?", "", line) if shown else "")
    return markdown_blocks("\n".join(lines))


BLOCKS = {".md": markdown_blocks, ".yml": yaml_blocks, ".py": lab_blocks}


def sentences(path: Path) -> list[Sentence]:
    """The sentences of a file, as a reader reads them."""
    found = []
    for line, block in BLOCKS[path.suffix](path.read_text("utf-8")):
        for pattern, replacement in MARKS:
            block = re.sub(pattern, replacement, block)
        block = ABBREVIATION.sub(lambda match: match.group().replace(".", ""), block)
        found += [Sentence(line, text) for text in SENTENCE_END.split(block) if text.strip()]
    return found


def faults(path: Path) -> list[str]:
    """What is wrong with a file, in the order of its lines: `line: what, and what to write`."""
    found, wrong = sentences(path), []
    limit, semicolons = RULES["longest_sentence"], RULES["semicolons_per_1000_words"]
    for one in found:
        if one.length > limit:
            wrong.append((one.line, f"{one.length} words in a sentence, at most {limit}: {one.text.strip()[:70]} ..."))
        for rule in RULES["instead"]:
            said = re.finditer(rule["pattern"], one.text, re.IGNORECASE)
            wrong += [(one.line, f"'{match.group()}': write {rule['write']}") for match in said]
    words, count = sum(one.length for one in found), sum(one.text.count(";") for one in found)
    if count > max(1, words * semicolons / 1000):
        wrong.append((1, f"{count} semicolons in {words} words, at most {semicolons} in 1,000: make two sentences"))
    return [f"{line}: {what}" for line, what in sorted(wrong)]


def main(arguments: list[str]) -> int:
    paths = [Path(name).resolve() for name in arguments]
    paths = paths or [path for pattern in RULES["files"] for path in sorted(ROOT.glob(pattern))]
    found = [(path.relative_to(ROOT).as_posix(), fault) for path in paths for fault in faults(path)]
    allowed = RULES["exceptions"]
    wrong = [
        f"{name}:{fault}"
        for name, fault in found
        if not any(name == entry["file"] and entry["text"] in fault for entry in allowed)
    ]
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
