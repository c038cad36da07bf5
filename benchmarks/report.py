"""The tables, and the text of benchmarks/README.md around them."""

import os
import platform
import re
import subprocess
from datetime import date
from pathlib import Path

from benchmarks import ROOT

READ = "How to read this"
NOTES = """\
Bytes are those of response bodies, text in gzip -9, fetched by Chromium with an empty cache in a window of 1280 x 800
from a local server that compresses; 1 kB = 1000 bytes. *Before paint* is the page and what it lets block the first
paint; *first view* all that comes without a touch, workers included; *after search* all that has come when the first
result of a query typed into the box is shown. Off-origin requests are counted, but no such host answers where there is
no network: what it would send (fonts, MathJax) is then in no figure, to the advantage of the peers.

Explorables: code and mathematics in gzip -9, with their data beside it; what they share (shared.js) comes once for all.
*Ready* is the time from a jump to the place, on its page at rest, until it can be used, a local server's answers
included. *Script* is what the explorable itself takes of a frame of a run; it takes a step in every third.

Programs in the page: bytes as above. The time of a first run begins with the click and ends when the panel says that it
has finished, with an empty cache and a local server; a page loaded anew finds the files in the cache and starts Python
again.

Lighthouse simulates a slow phone. Its figures are medians of the runs named; each run takes every page of every site
in turn, so that all meet the same load. The largest contentful paint (LCP) comes in steps of one simulated round trip,
150 ms, and repeats within 10 %. The total blocking time (TBT) follows whatever else the machine does. Read ratios
within one table, and no table against one of another machine.

Builds are `make site` in temporary copies of the project in which nothing is rendered yet, then again as it stands, and
again after one more sentence on a page. Where nothing changed the site's files are compared with their hashes, and
nothing is built. After a change in a snippet its page is
asked for, under `make serve`, until it shows the new output. Ten times the content is every page, snippet and lab ten
times, but not the tables in `docs/data/`.

Not measured: other browsers, a real phone, a real network, Brotli, the peers' search and their builds.
"""


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table with its first column aligned left, the others right."""
    line = ["---", *["--:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, line, *rows])


def machine(chromium: str, lighthouse: str) -> str:
    """Where and with what was measured, in one line."""
    return (
        f"{processor()}, {os.cpu_count()} cores; {platform.system()}; Python {platform.python_version()}; "
        f"Chromium {chromium}; Lighthouse {lighthouse}"
    )


def processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text("utf-8").splitlines() if information.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def stamp(where: str) -> str:
    """The day, the commit (dirty where files differ from it) and the machine."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    commit = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    return f"{date.today()}, commit {commit}; {where}"


def sections(text: str) -> dict[str, str]:
    """The sections of a report by their titles."""
    return {title: body.strip() for title, body in re.findall(r"^## ([^\n]+)\n\n(.*?)(?=^## |\Z)", text, re.M | re.S)}


def report(told: dict[str, str]) -> str:
    """The text of benchmarks/README.md, each section with the day and the place where it was measured."""
    parts = [f"## {title}\n\n{text}\n" for title, text in told.items() if title != READ]
    return "\n".join(["# The last `make bench`\n", *parts, f"## {READ}\n\n{NOTES}"])
