"""One style sheet for the site: the theme's and ours, without the rules that no page can use.

A rule stays if every name in one of its selectors (tag, class, id, attribute) occurs on a page or is made by a script.
States such as :hover or :checked are no names, and so never a reason to drop a rule.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from pipeline.finish import policy, scripts
from pipeline.finish.site import Page, Site
from pipeline.render.outputs import write

SHEET, SEARCH = "assets/site.css", "assets/search.css"
"""For every page; for the search box when it is open, and what it finds."""
FEW = 3
"""The rules for names on fewer pages than this are written into these pages: no further file is waited for."""
WHEN_OPEN = re.compile(r"toggle=.?search|md-search__(output|scrollwrap|overlay|suggest|options)|md-search-result")
MADE_BY_THE_SEARCH = {
    *("article", "aside", "details", "em", "hidden", "li", "mark", "ol", "p", "summary", "h1", "h2", "md-typeset"),
    *("md-search-result__article", "md-search-result__article--document", "md-search-result__icon", "md-icon"),
    *("md-search-result__item", "md-search-result__link", "md-search-result__more", "md-search-result__terms"),
    *("md-tags",),
}
"""The names that the theme's script gives to what it finds."""
OF_OUR_OWN = re.compile(
    r"\.md-typeset[^,]* ?(details|summary)|\.(example|question)>|\.md-tag|-scrollbar|\.md-(top|skip)"
    r"|table:not\(\[class\]\)|#gh-|#only-|\.md-footer|\.md-copyright|(?<!-result )\.md-typeset (fig|h[123]$)"
    r"|[ou]l ol|\[type\]|\.md-nav \.md-nav \.md-nav|nav__container|a\[id\]|__comments"
    r"|--shadow|content__inner ?> ?(\.highlight|pre)|\.md-header\[hidden"
    r"|nav__link[^,]* code|__topic ?\+"
)
"""What the theme has styles for and this site its own or none: folds, tags, scroll bars, plain tables, headings,
figures, the foot, lists in lists, what hides the header."""
ICON = re.compile(r"--md-search-result-icon:url\(\"[^\"]*\"\);?")
"""What the theme states for all pages and only results of a search show."""
MADE = re.compile(r"""(?:<|class(?:Name)?[=:] ?["'`]|(?:add|toggle)\(["'`])([\w -]+)""")
"""Tags and classes that a script makes."""
CONDITIONS = ("container", "media", "supports")
"""The at-rules that hold rules. Any other (@page, @keyframes) is stated once, in the sheet for every page."""
BRANCHES = {"is", "where", "has"}
FEW_VALUES = {"dir", "for", "data-md-color-scheme", "data-md-color-primary", "data-md-color-accent", "role"}
"""Attributes of which a page says all values that there will ever be."""


def link(site: Site, page: Page) -> None:
    """The page links to the sheet. Its name is written in when it is there."""
    first, *others = page.soup.select('link[rel="stylesheet"]')
    first["href"] = f"{page.soup.html['data-base']}/{SHEET}"
    for other in others:
        other.decompose()


def write_purged(site: Site) -> None:
    """Writes the sheets under names that change with their content, and rules of a page's own into it.

    What they replace is removed.
    """
    theme = sorted((site.folder / "assets" / "stylesheets").glob("*.css"))
    sources = ["\n".join(file.read_text("utf-8") for file in theme), ours(site)]
    spoken_of = words("".join(sources))
    pages = Counter(name for page in site.pages for name in page.names if name.split("=")[0] in spoken_of)
    common = {name for name, number in pages.items() if number >= FEW} | {"data-md-color-scheme=slate", "no-js"}
    common |= words(scripts.ours("page.js")) & spoken_of | {"open"}
    own = {
        page.location: ((page.names & set(pages)) | scripted(site, page) & spoken_of) - common for page in site.pages
    }
    texts = remembered(site, *sources, common, {location: names for location, names in own.items() if names})
    addresses = {sheet: publish(site, sheet, texts[sheet]) for sheet in (SHEET, SEARCH)}
    for page in site.pages:
        for sheet, address in addresses.items():
            page.finished = page.finished.replace(f"/{sheet}", f"/{address}")
        if own_rules := texts.get(page.location):
            page.finished = page.finished.replace("</head>", f"<style>{own_rules}</style></head>", 1)
            page.finished, page.policy = (policy.allowing(text, own_rules) for text in (page.finished, page.policy))
    for file in (*site.folder.glob("assets/**/*.map"), *theme, site.folder / SHEET):
        file.unlink()


def ours(site: Site) -> str:
    """Our own style, that of the explorables included."""
    files = (site.folder / SHEET, site.project.docs / "explorables" / "explorables.css")
    return "\n".join(file.read_text("utf-8") for file in files if file.exists())


def tightened(css: str) -> str:
    """The same sheet without comments and spare white space."""
    return "".join(written(parsed(css)))


def fitting(css: str, names: set[str]) -> str:
    """The rules of a sheet for these names alone."""
    return without_idle({"": "".join(written(parsed(css), lambda selector: fits(selector, names)))})[""]


def scripted(site: Site, page: Page) -> set[str]:
    """What may be a name in the scripts that the page loads; in those of explorables, what they name as they should."""
    loaded = re.findall(r"<script[^>]* src=([^ >]+)", page.finished)
    played = " ".join(re.findall(r'data-scripts="([^"]+)"', page.finished)).split()
    said, made = (
        "".join(site.file_at(page, script).read_text("utf-8") for script in each) for each in (loaded, played)
    )
    return words(said) | words(" ".join(match[1] for match in MADE.finditer(made)))


def publish(site: Site, name: str, text: str) -> str:
    """Writes a sheet and says at which address."""
    address = name.replace(".css", f".{hashlib.sha256(text.encode()).hexdigest()[:8]}.css")
    write(site.folder / address, text.encode())
    return address


def words(text: str) -> set[str]:
    """All that may be a name in a sheet or a script."""
    return set(re.findall(r"[a-z_][\w-]*", text))


def remembered(site: Site, theme: str, ours: str, common: set[str], own: dict[str, set[str]]) -> dict[str, str]:
    """The purged sheets, from .build/sheets.json if they were made before from the same."""
    names = [sorted(common), {location: sorted(own[location]) for location in sorted(own)}]
    made_from = [Path(__file__).read_text("utf-8"), theme, ours, json.dumps(names)]
    key, file = hashlib.sha256("\0".join(made_from).encode()).hexdigest(), site.project.build / "sheets.json"
    before = json.loads(file.read_text("utf-8")) if file.exists() else {}
    if key not in before:
        before = {key: purged(theme, ours, common, own)}
        write(file, json.dumps(before).encode())
    return before[key]


def purged(theme: str, ours: str, common: set[str], own: dict[str, set[str]]) -> dict[str, str]:
    """The sheet for the `common` names, that of the search, and by its location what else a page needs for its own.

    Custom properties that no sheet reads are left out, and animations that none runs.
    """
    theme = theme.replace(".focus-visible", ":focus-visible")
    if icon := ICON.search(theme):
        theme = f"{theme.replace(icon[0], '')}.md-search-result{{{icon[0]}}}"
    theme = theme.replace(
        "[data-md-toggle=drawer]:checked~", "body:has(#__drawer:checked) "
    )  # see controls.menu_switch
    rules = parsed(theme, lambda s: not OF_OUR_OWN.search(s)) + parsed(ours)
    more = [rule for rule in rules if getattr(rule, "at_keyword", "media") in CONDITIONS]
    open_too = common | MADE_BY_THE_SEARCH
    texts = {
        SHEET: written(rules, lambda s: fits(s, common) and not of_the_search(s)),
        SEARCH: written(more, lambda s: fits(s, open_too) and (of_the_search(s) or not fits(s, common))),
    }
    left = "".join(written(more, lambda s: not of_the_search(s) and not fits(s, common)))
    rest, spoken_of = parsed(left), words(left)
    for location, names in own.items():
        if names & spoken_of:
            texts[location] = written(rest, lambda s, names=names: fits(s, common | names))
    return without_idle({of: "".join(text) for of, text in texts.items()})


def of_the_search(selector: list[Node]) -> bool:
    return bool(WHEN_OPEN.search(tinycss2.serialize(selector)))


def without_idle(texts: dict[str, str]) -> dict[str, str]:
    """The sheets without custom properties and animations that none of them uses, until there are none."""
    whole = "".join(texts.values())
    used = set(re.findall(r"var\(\s*(--[\w-]+)", whole))
    animations = " ".join(re.findall(r"animation[\w-]*:[^;}]*", whole))

    def wanted(name: str) -> bool:
        return not name.startswith("--") or name in used

    fewer = {of: "".join(written(parsed(text), always, wanted, animations)) for of, text in texts.items()}
    return fewer if fewer == texts else without_idle(fewer)


def parsed(css: str, keep: Callable[[str], bool] = lambda selector: True) -> list[Node]:
    return kept_of(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), keep)


def kept_of(rules: list[Node], keep: Callable[[str], bool]) -> list[Node]:
    """The rules with those of their selectors that `keep` says yes to; at-rules with those in them."""
    for rule in rules:
        if getattr(rule, "at_keyword", "") in CONDITIONS:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            rule.content = tinycss2.parse_component_value_list(tinycss2.serialize(kept_of(inner, keep)))
        elif rule.type == "qualified-rule":
            rule.prelude = joined([part for part in split(rule.prelude) if keep(tinycss2.serialize(part).strip())])
    return [rule for rule in rules if rule.type != "qualified-rule" or rule.prelude]


def joined(parts: list[list[Node]]) -> list[Node]:
    """The parts with commas between them."""
    return tinycss2.parse_component_value_list(",".join(map(tinycss2.serialize, parts)))


def always(anything: object) -> bool:
    return True


def written(rules: list[Node], keep=always, wanted=always, animations: str | None = None) -> Iterator[str]:
    """Each rule that still has a selector and a declaration, as text without spare white space."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [tight(part) for part in split(rule.prelude) if keep(part)]
            if selectors and (body := declarations(rule.content, wanted)):
                yield f"{','.join(selectors)}{{{body}}}"
        elif isinstance(rule, AtRule) and rule.content is not None:
            prelude = tight(rule.prelude)
            if rule.at_keyword in CONDITIONS:
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                body = "".join(written(inner, keep, wanted))
            elif animations is None or "keyframes" not in rule.at_keyword or prelude in animations:
                body = tight(rule.content)
            else:
                body = ""
            if body:
                yield f"@{rule.at_keyword} {prelude}{{{body}}}"


def declarations(content: list[Node], wanted: Callable[[str], bool]) -> str:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    stated = [item for item in found if isinstance(item, Declaration) and wanted(item.name)]
    stated = [item for item in stated if not item.name.startswith("-webkit-mask")]  # all know `mask` since 2023
    return ";".join(f"{d.name}:{tight(d.value)}{'!important' if d.important else ''}" for d in stated)


def tight(tokens: list[Node]) -> str:
    """The tokens as text, each white space one space, no zero before a point."""
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"]).strip()
    return re.sub(r"(?<=[\s,(-])0(?=\.\d)|^0(?=\.\d)", "", re.sub(r"\s+", " ", text))


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
