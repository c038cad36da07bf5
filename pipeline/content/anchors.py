"""The anchors that follow from names."""


def anchor(name: str) -> str:
    """The anchor of a snippet or a figure: 'line_fit' -> 'line-fit'."""
    return name.replace("_", "-")
