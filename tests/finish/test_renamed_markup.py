"""Where MkDocs, an extension or a template renames what the steps rely on: an error that says so, or the same page."""

import ast
import re
from dataclasses import asdict
from pathlib import Path

import pytest

import pipeline.finish
from pipeline.content.errors import BuildError
from pipeline.finish import file_of, finish_page
from pipeline.finish.page import Site, location_of, page_files

pytestmark = pytest.mark.slow

NEW = "-renamed"
PATTERNS = {"class": r'(\bclass="(?:[^"]* )?)({})(?=[ "])', "id": r'(\bid=")({})(?=["=])', "data": r"(\s)({})(?==)"}
"""Where a class, an id or a data attribute is in a page, by the name that stands for {}."""


def words_of_finish() -> set[str]:
    """All words in texts of the source of finish: whatever a selector may name."""
    words: set[str] = set()
    for file in Path(pipeline.finish.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words |= set(re.findall(r"[A-Za-z_][\w-]*", node.value))
    return words


def names_on(html: str) -> set[tuple[str, str]]:
    """The kinds and names of what can be renamed on a page."""
    without_code = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    words = {"class": re.findall(r'\bclass="([^"]*)"', without_code), "id": re.findall(r'\bid="([\w-]+)', without_code)}
    words["data"] = re.findall(r"\s(data-[\w-]+)=", without_code)
    return {(kind, name) for kind, found in words.items() for name in " ".join(found).split()}


def outcome(site: Site, location: str) -> dict[str, str]:
    """All that is published of a page, without the order of sets."""
    facts = asdict(finish_page(site, location)[0])
    return {name: str(sorted(value) if isinstance(value, frozenset) else value) for name, value in facts.items()}


def test_no_renamed_name_is_lost_in_silence(built: Site):
    words, silent, tried = words_of_finish(), [], set()
    for file in sorted(page_files(built.folder), key=lambda file: file.stat().st_size):
        location, html = location_of(built.folder, file), file.read_text("utf-8")
        new_here = {(kind, name) for kind, name in names_on(html) if name in words} - tried
        expected = outcome(built, location) if new_here else {}
        for kind, name in sorted(new_here):
            pattern = PATTERNS[kind].format(re.escape(name))
            file_of(built, location).write_text(re.sub(pattern, rf"\1\2{NEW}", html), "utf-8")
            try:
                published = {field: text.replace(NEW, "") for field, text in outcome(built, location).items()}
            except BuildError:
                continue
            if published != expected:
                silent.append(f"{kind} {name} in {location}")
        file.write_text(html, "utf-8")
        tried |= new_here
    assert {("class", "arithmatex"), ("class", "jp-Notebook"), ("data", "data-explorable")} <= tried
    assert silent == []
