"""Pages, scripts and style sheets in fewer bytes, with the same meaning."""

import re
from functools import cache

from bs4 import BeautifulSoup
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter
from minify_html import minify
from pygments.lexers.javascript import JavascriptLexer
from pygments.token import Comment, is_token_subtype

HTML_FORMATTER = HTMLFormatter(entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix="")
"""Writes HTML with as few entities as it needs, as it was read."""
PLAIN_TOKEN = re.compile(r'<span class="(?:n|nn|o|p|w)">([^<]*)</span>')


def strip_plain_tokens(html: str) -> str:
    """The page without the elements of names, operators and punctuation, which have the color of the text."""
    return PLAIN_TOKEN.sub(r"\1", html)


def minify_page(soup: BeautifulSoup) -> str:
    """The page without the white space and the quotes that nobody needs; its scripts and styles stay as they are."""
    written = soup.decode(formatter=HTML_FORMATTER)
    return minify(written, keep_closing_tags=True, keep_html_and_head_opening_tags=True)


@cache
def minify_js(script: str) -> str:
    tokens = JavascriptLexer(stripnl=False, ensurenl=False).get_tokens(script)
    code = "".join(text for kind, text in tokens if not is_token_subtype(kind, Comment))  # the minifier keeps some
    return minify(f"<script>{code}</script>", minify_js=True).removeprefix("<script>").removesuffix("</script>")


@cache
def minify_css(text: str) -> str:
    return minify(f"<style>{text}</style>", minify_css=True).removeprefix("<style>").removesuffix("</style>")
