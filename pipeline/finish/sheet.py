"""One style sheet for the site: the theme's and ours, without the rules that no page can use.

A rule stays if every name in one of its selectors (tag, class, id, attribute) occurs on a page or is made by a script.
States such as :hover or :checked are no names, and so never a reason to drop a rule.
"""

import hashlib
import re
from collections.abc import Callable, Iterator

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from pipeline.finish.site import Page, Site, new
from pipeline.render.outputs import write

SHEET = "assets/site.css"
MADE_BY_THE_SEARCH = {
    *("data-md-color-scheme=slate",),
    *("article", "aside", "details", "em", "li", "mark", "ol", "p", "summary", "h1", "h2", "hidden", "no-js"),
    *("md-search-result__article", "md-search-result__article--document", "md-search-result__icon"),
    *("md-search-result__item", "md-search-result__link", "md-search-result__more", "md-search-result__teaser"),
    *("md-search-result__terms", "md-tag", "md-tags", "md-typeset", "md-icon"),
}
"""The names that the theme's script gives to what it finds."""
BRANCHES = {"is", "where", "has"}
FEW_VALUES = {"dir", "for", "data-md-color-scheme", "data-md-color-primary", "data-md-color-accent", "role"}
"""Attributes of which a page says all values that there will ever be."""


def link(site: Site, page: Page) -> None:
    """The page links to the one sheet. Its name is written in when the sheet is there."""
    base = page.soup.html["data-base"]
    links = page.soup.select('link[rel="stylesheet"]')
    links[0].insert_before(new(f'<link rel="stylesheet" href="{base}/{SHEET}">'))
    for old in links:
        old.decompose()


def write_purged(site: Site) -> None:
    """Writes the sheet under a name that changes with its content, and removes the sheets that it replaces."""
    theme = sorted((site.folder / "assets" / "stylesheets").glob("*.css"))
    sources = [file.read_text("utf-8") for file in (*theme, site.folder / SHEET)]
    names = MADE_BY_THE_SEARCH.union(*(page.names for page in site.pages), *map(words, site.folder.glob("assets/*.js")))
    css = "\n".join(sources).replace(".focus-visible", ":focus-visible")
    css = css.replace("[data-md-toggle=drawer]:checked~", "body:has(#__drawer:checked) ")  # see controls.menu_switch
    text = remembered(site, css, names)
    name = f"assets/site.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"
    write(site.folder / name, text.encode())
    for page in site.pages:
        page.finished = page.finished.replace(f'/{SHEET}"', f'/{name}"')
    for file in (*site.folder.glob("assets/**/*.map"), *theme, site.folder / SHEET):
        file.unlink()


def words(script) -> set[str]:
    """All that may be a name in a script of ours."""
    return set(re.findall(r"[a-z][\w-]*", script.read_text("utf-8")))


def remembered(site: Site, css: str, names: set[str]) -> str:
    """The purged sheet, from .build/sheets if it was made before from the same."""
    key = hashlib.sha256("\0".join([__file__, css, *sorted(names)]).encode()).hexdigest()
    file = site.project.build / "sheets" / f"{key}.css"
    if not file.exists():
        for old in file.parent.glob("*.css"):
            old.unlink()
        write(file, purged(css, names).encode())
    return file.read_text("utf-8")


def purged(css: str, names: set[str]) -> str:
    """The sheet without the rules, custom properties and animations that are of no use where only `names` occur."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    text = "".join(written(rules, lambda selector: fits(selector, names), lambda declaration: True))
    while True:
        used = set(re.findall(r"var\(\s*(--[\w-]+)", text)) | set(re.findall(r"animation[\w-]*:[^;}]*", text))
        animations = " ".join(name for name in used if name.startswith("animation"))
        rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        rules = [rule for rule in rules if not is_idle(rule, animations)]
        shorter = "".join(written(rules, lambda s: True, lambda d, used=used: d.name[:2] != "--" or d.name in used))
        if shorter == text:
            return text
        text = shorter


def is_idle(rule: Node, animations: str) -> bool:
    """Whether a rule is an animation that nothing runs, or says what the file's encoding is."""
    if not isinstance(rule, AtRule):
        return False
    name = tinycss2.serialize(rule.prelude).strip()
    return rule.at_keyword == "charset" or ("keyframes" in rule.at_keyword and name not in animations)


def written(rules: list[Node], keep: Callable, wanted: Callable) -> Iterator[str]:
    """Each rule that still has a selector and a declaration, as text without spare white space."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [tight(part) for part in split(rule.prelude) if keep(part)]
            body = declarations(rule.content, wanted)
            if selectors and body:
                yield f"{','.join(selectors)}{{{body}}}"
        elif isinstance(rule, AtRule) and rule.content is not None:
            prelude = tight(rule.prelude)
            if "keyframes" in rule.at_keyword or rule.at_keyword in ("font-face", "page"):
                yield f"@{rule.at_keyword} {prelude}{{{tight(rule.content)}}}"
            else:
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                body = "".join(written(inner, keep, wanted))
                if body:
                    yield f"@{rule.at_keyword} {prelude}{{{body}}}"


def declarations(content: list[Node], wanted: Callable[[Declaration], bool]) -> str:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    stated = [item for item in found if isinstance(item, Declaration) and wanted(item)]
    stated = [item for item in stated if not item.name.startswith("-webkit-mask")]  # all know `mask` since 2023
    return ";".join(f"{d.name}:{tight(d.value)}{'!important' if d.important else ''}" for d in stated)


def tight(tokens: list[Node]) -> str:
    """The tokens as text, each white space one space."""
    return re.sub(r"\s+", " ", tinycss2.serialize([token for token in tokens if token.type != "comment"])).strip()


def split(tokens: list[Node]) -> list[list[Node]]:
    """The parts of a list between its commas."""
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def fits(selector: list[Node], names: set[str]) -> bool:
    """Whether all names of a selector are among `names`; what :not() excludes does not count."""
    before = None
    for token in selector:
        if token.type == "ident" and before != ":" and token.value not in names:
            return False
        if token.type == "hash" and token.value not in names:
            return False
        if token.type == "[] block" and not attribute_fits(token.content, names):
            return False
        branches = token.type == "function" and token.lower_name in BRANCHES
        if branches and not any(fits(part, names) for part in split(token.arguments)):
            return False
        before = token
    return True


def attribute_fits(content: list[Node], names: set[str]) -> bool:
    """Whether the attribute occurs, and where `[name=value]` is asked of one with few values, that value too."""
    said = [token.value for token in content if token.type in ("ident", "string")]
    asked_exactly = any(token == "=" for token in content)
    return said[0] in names and (not asked_exactly or said[0] not in FEW_VALUES or f"{said[0]}={said[1]}" in names)
