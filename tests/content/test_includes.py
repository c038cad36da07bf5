"""What a page takes from elsewhere is read from its text, and not from code that it shows."""

from pipeline.content.anchors import anchor
from pipeline.content.includes import Image, Include, images, includes, prose_lines, snippets_included

PAGE = """\
# T

--8<-- "adds.md"

!!! note

    --8<-- 'plain.md'

```text
--8<-- "shown.md"
![a](shown.svg)
```

Text --8<-- "inline.md" and ![two](a.svg "A caption") and ![ ](/generated/b.svg){ data-explorable="c" }
-8<- "short.md"
"""


def test_includes_are_lines_of_their_own_outside_code():
    assert includes(PAGE) == [Include(3, "adds.md"), Include(7, "plain.md"), Include(15, "short.md")]
    assert snippets_included(PAGE) == ["adds", "plain", "short"]


def test_images_are_found_with_their_lines_outside_code():
    assert images(PAGE) == [Image(14, "two", "a.svg"), Image(14, " ", "/generated/b.svg")]


def test_prose_goes_on_after_code():
    assert [number for number, _ in prose_lines("a\n  ```\nb\n  ```\nc\n```python\nd")] == [1, 5]


def test_the_anchor_of_a_snippet_has_hyphens():
    assert anchor("two_kinds_more") == "two-kinds-more"
