"""Takes out of the page what nobody sees."""

from minify_html import minify

from pipeline.finish.site import Page, Site

PLAIN = ", ".join(f".highlight .{token}" for token in ("n", "nn", "o", "p", "w"))


def plain_code(site: Site, page: Page) -> None:
    """Names, operators and punctuation of a program have the color of the text, and so need no element of their own."""
    for token in page.article.select(PLAIN):
        token.unwrap()
    for code in page.article.select("pre > code"):
        code.smooth()


def script(text: str) -> str:
    """The same script without comments, in fewer characters."""
    return minify(f"<script>{text}</script>", minify_js=True).removeprefix("<script>").removesuffix("</script>")
