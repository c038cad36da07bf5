"""What a figure shows, in words and numbers: a fold below it, made from the CSV of its `data`."""

import csv
from collections.abc import Iterator
from html import escape
from itertools import combinations, groupby, pairwise

from pipeline.finish.page import BuiltPage, Site, attribute, docs_file, parse_element, select_one

ROWS = 7
"""So many rows of the data are in the page; all are in the file."""
Column = list[float]


def describe_figures(site: Site, page: BuiltPage) -> None:
    """Adds the fold to each figure with data, and names it as the picture's description.

    The figure of an explorable has its fold where its program stands, and on no other page.
    """
    for figure in page.article.select("figure:has(picture)"):
        source = attribute(select_one(figure, "img"), "src").replace(".svg", ".csv")
        file, figure_name = docs_file(site, page, source), attribute(figure, "id").removeprefix("fig-")
        elsewhere = figure.select_one(".explorable") and not page.article.select_one(f"#program-{figure_name}")
        if site.project.files.exists(file) and not elsewhere:
            name = f"data-{figure_name}"
            markup = description_details(site.project.files.read_text(file), name)
            select_one(figure, "figcaption").append(parse_element(markup))
            for image in figure.select("img"):
                image["aria-describedby"] = name


def description_details(table: str, name: str) -> str:
    """The fold for a CSV table."""
    head, *rows = csv.reader(table.splitlines())
    described = (sentence for part in column_groups(head, rows) for sentence in description(*part))
    sentences = "".join(f"<p>{escape(sentence)}</p>" for sentence in described)
    shown = sample_rows(len(rows))
    body = "".join(f"<tr>{''.join(f'<td>{escape(format_cell(cell))}</td>' for cell in rows[i])}</tr>" for i in shown)
    part = "" if len(shown) == len(rows) else f"<p>{len(shown)} of {len(rows):,} rows; the CSV has all.</p>"
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    return (
        f'<details class="figure-data"><summary>In words and numbers</summary><div id="{name}">{sentences}</div>'
        f'<div class="numbers" role="region" aria-label="Numbers: {name.removeprefix("data-")}"><table class="numbers">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>{part}</details>"
    )


def sample_rows(number: int) -> list[int]:
    """The places of the rows to be shown: the first, the last, and between them as evenly as whole numbers allow."""
    return (
        sorted({round(step * (number - 1) / (ROWS - 1)) for step in range(ROWS)})
        if number > ROWS
        else list(range(number))
    )


def format_cell(cell: str) -> str:
    """Three significant digits; integers below a billion in full; text unchanged."""
    try:
        value = float(cell)
    except ValueError:
        return cell
    whole = value == round(value) or abs(value) >= 1000
    return f"{value:,.0f}" if whole and abs(value) < 1e9 else f"{value:.3g}"


def column_groups(head: list[str], rows: list[list[str]]) -> Iterator[tuple[list[str], list[list[str]]]]:
    """The columns of the same length that stand side by side, each time as a table of their own."""
    lengths = [sum(cell != "" for cell in column) for column in zip(*rows, strict=True)]
    for length, group in groupby(range(len(head)), lengths.__getitem__):
        places = list(group)
        yield [head[i] for i in places], [[row[i] for i in places] for row in rows[:length]]


def description(head: list[str], rows: list[list[str]]) -> list[str]:
    """A sentence a column: how a curve runs, or over what range points lie; then where two curves cross."""
    columns = {name: numbers([row[place] for row in rows]) for place, name in enumerate(head)}
    along, *others = head
    curves = {name: columns[name] for name in others if columns[name]}
    steps = columns[along]
    if not steps:
        return [f"{name}: {list_values(rows, head.index(name))}." for name in curves]
    if any(b <= a for a, b in pairwise(steps)):
        return [
            f"{len(rows)} points. "
            + " ".join(describe_range(name, values) for name, values in columns.items() if values)
        ]
    sentences = [f"{name}: {describe_curve(values, steps, along)}." for name, values in curves.items()]
    pairs = combinations(curves, 2) if len(curves) <= 3 else ()
    return sentences + [sentence for pair in pairs if (sentence := crossing(*pair, curves, steps, along))]


def numbers(cells: list[str]) -> Column:
    """The cells as numbers; nothing where one of them is a text. A shorter column ends in empty cells."""
    try:
        return [float(cell) for cell in cells if cell]
    except ValueError:
        return []


def list_values(rows: list[list[str]], place: int) -> str:
    return ", ".join(f"{row[0]} {format_cell(row[place])}" for row in rows)


def describe_range(name: str, values: Column) -> str:
    return f"{name} from {format_cell(str(min(values)))} to {format_cell(str(max(values)))}."


def describe_curve(values: Column, steps: Column, along: str) -> str:
    """From where to where a curve goes, and its extremes where they are not at its ends."""
    first, last = (
        f"{format_cell(str(values[end]))} at {along} {format_cell(str(steps[: len(values)][end]))}" for end in (0, -1)
    )
    if all(b >= a for a, b in pairwise(values)):
        return f"rises from {first} to {last}" if values[-1] > values[0] else f"stays at {first}"
    if all(b <= a for a, b in pairwise(values)):
        return f"falls from {first} to {last}"
    extremes = []
    for word, value in (("lowest", min(values)), ("highest", max(values))):
        if value not in (values[0], values[-1]):
            extremes.append(f"{word} {format_cell(str(value))} at {format_cell(str(steps[values.index(value)]))}")
    return ", ".join([f"from {first} to {last}", *extremes])


def crossing(one: str, other: str, curves: dict[str, Column], steps: Column, along: str) -> str:
    """Where one curve passes the other, if it does so once; an empty text otherwise."""
    apart = [a - b for a, b in zip(curves[one], curves[other], strict=False)]
    places = [i for i, (a, b) in enumerate(pairwise(apart)) if a * b < 0]
    if len(places) != 1 or 0 in apart:
        return ""
    before, after = (format_cell(str(steps[places[0] + i])) for i in (0, 1))
    return f"{one} and {other} cross between {along} {before} and {after}."
