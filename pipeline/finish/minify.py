"""Takes out of the page what nobody sees."""

import re

from minify_html import minify

PLAIN = re.compile(r'<span class="(?:n|nn|o|p|w)">([^<]*)</span>')


def plain_code(html: str) -> str:
    """The page without the elements of names, operators and punctuation, which have the color of the text."""
    return PLAIN.sub(r"\1", html)


def script(text: str) -> str:
    """The same script without comments, in fewer characters."""
    code = re.sub(r"^ *//.*\n", "", text, flags=re.MULTILINE)  # the minifier keeps some
    return minify(f"<script>{code}</script>", minify_js=True).removeprefix("<script>").removesuffix("</script>")
