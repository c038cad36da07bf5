"""`python -m benchmarks [KIND ...]`: measures, prints a table of each kind, and keeps it as the last of that kind."""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks import PAGES, ROOT, builds, explorables, lighthouse, peers, report, running
from benchmarks.server import serving
from benchmarks.weight import weigh
from pipeline.content.errors import BuildError
from pipeline.content.project import Project
from tests.support import browser

KINDS = ("bytes", "running", "explorables", "lighthouse", "peers", "builds")
KEPT = ROOT / "benchmarks" / "README.md"
OURS, QUERY = "this site", "learning rate"
WEIGHTS = {"html": "HTML kB", "before_paint": "before paint kB", "first_view": "first view kB"}
Target = tuple[str, str]
"""A kind of page, and a site."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"one or more of {', '.join(KINDS)}; none is all")
    kinds = parser.parse_args().kinds or KINDS
    if unknown := set(kinds) - set(KINDS):
        parser.error(f"unknown: {', '.join(unknown)}")
    try:
        measure(kinds)
    except BuildError as found:
        print(f"\n{found}\n\nbench: stopped", file=sys.stderr)
        return 1
    return 0


def keep(title: str, text: str, where: str) -> None:
    """Prints a table and puts it in the place of the last one, at once: what fails later does not take it away."""
    print(f"\n## {title}\n\n{text}", flush=True)
    sections = report.sections(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    sections[title] = f"{report.stamp(where)}\n\n{text}"
    KEPT.write_text(report.report(sections), "utf-8")


def measure(kinds: list[str]) -> None:
    """Makes and keeps a table for each kind."""
    sites = {OURS: ROOT / "site"} | (peers.build() if "peers" in kinds else {})
    targets = [(kind, site) for kind in PAGES for site in sites if site == OURS or kind in peers.KINDS]
    path = browser.find()
    where, weights, played = weigh_all(sites, targets, "explorables" in kinds)
    if "bytes" in kinds:
        keep("Bytes", bytes_table(weights), where)
    if "running" in kinds:
        with browser.opened() as chromium:
            keep("Programs in the page", running_table(running.measure(chromium, ROOT / "site")), where)
    if played:
        keep("Explorables", explorables_table(played), where)
    painted = lighthouse.PROGRAM and {"lighthouse", "peers"} & set(kinds)
    scores = paint_all(sites, targets, path) if painted else {}
    if "lighthouse" in kinds:
        keep("Lighthouse", lighthouse_table(scores), where)
    if "peers" in kinds:
        keep("Peers with the same content", peers_table(weights, scores), where)
    if "builds" in kinds:
        keep("Builds", builds_table(builds.measure()), where)


def weigh_all(
    sites: dict[str, Path], targets: list[Target], play: bool
) -> tuple[str, dict[Target, dict[str, int]], dict[str, dict[str, float]]]:
    """The machine, the weights of each target (only ours are searched), and, if asked for, the explorables."""
    with browser.opened() as chromium:
        weights = {
            (kind, site): weigh(chromium, sites[site], PAGES[kind], QUERY if site == OURS else "")
            for kind, site in targets
        }
        played = explorables.measure(chromium, ROOT / "site", Project(ROOT)) if play else {}
        return report.machine(chromium.version, lighthouse.version()), weights, played


def paint_all(sites: dict[str, Path], targets: list[Target], path: str) -> dict[Target, lighthouse.Scores]:
    """Lighthouse's medians for each target."""
    with ExitStack() as stack:
        addresses = {site: stack.enter_context(serving(folder)).address for site, folder in sites.items()}
        return lighthouse.measure({(kind, site): addresses[site] + PAGES[kind] for kind, site in targets}, path)


def weight_cells(weight: dict[str, int], *more: str) -> list[str]:
    return [f"{weight[name] / 1000:.1f}" for name in (*WEIGHTS, *more)] + [
        str(weight["requests"]),
        str(weight["off_origin"]),
    ]


def score_cells(scores: lighthouse.Scores | None) -> list[str]:
    """A cell for each column; dashes where nothing was measured."""
    return [f"{scores[name]:.{2 if name == 'CLS' else 0}f}" if scores else "-" for name in lighthouse.COLUMNS]


def bytes_table(weights: dict[Target, dict[str, int]]) -> str:
    head = ["page", *WEIGHTS.values(), "after search kB", "requests", "off-origin"]
    return report.table(head, [[kind, *weight_cells(weights[kind, OURS], "after_search")] for kind in PAGES])


def running_table(measured: dict[str, float]) -> str:
    return report.table(["what", "measured"], [[what, f"{value:.2f}"] for what, value in measured.items()])


def explorables_table(played: dict[str, dict[str, float]]) -> str:
    head = ["explorable", "code kB", "with data kB", "ready ms", "frames of a run", "script ms a frame", "longest ms"]
    rows = []
    for name, told in played.items():
        run = (
            [f"{told['frames']}", f"{told['typical']:.1f}", f"{told['longest']:.1f}"] if "frames" in told else ["-"] * 3
        )
        rows.append([name, f"{told['code'] / 1000:.1f}", f"{told['all'] / 1000:.1f}", f"{told['ready']:.0f}", *run])
    return report.table(head, rows)


def lighthouse_table(scores: dict[Target, lighthouse.Scores]) -> str:
    if not lighthouse.PROGRAM:
        return "**LIGHTHOUSE IS NOT INSTALLED, NOTHING WAS MEASURED.** Install it with npm, or name it in `LIGHTHOUSE`."
    rows = [[kind, *score_cells(scores.get((kind, OURS)))] for kind in PAGES]
    return report.table(["page", *lighthouse.COLUMNS], rows)


def peers_table(weights: dict[Target, dict[str, int]], scores: dict[Target, lighthouse.Scores]) -> str:
    head = ["page, site", *WEIGHTS.values(), "requests", "off-origin", *lighthouse.COLUMNS, "LCP / Furo"]
    rows = []
    for kind, site in (target for target in weights if target[0] in peers.KINDS):
        own, furo = scores.get((kind, site)), scores.get((kind, "Furo"))
        ratio = f"{own['LCP ms'] / furo['LCP ms']:.2f}" if own and furo else "-"
        rows.append([f"{kind}, {site}", *weight_cells(weights[kind, site]), *score_cells(own), ratio])
    return report.table(head, rows)


def builds_table(seconds: dict[str, list[float]]) -> str:
    """The medians, their runs, and their ratio to the first, the cold build."""
    cold = median(next(iter(seconds.values())))
    rows = [
        [kind, f"{median(runs):.1f}", ", ".join(f"{run:.1f}" for run in runs), f"{median(runs) / cold:.2f}"]
        for kind, runs in seconds.items()
    ]
    return report.table(["build", "median s", "runs", "to cold"], rows)


if __name__ == "__main__":
    sys.exit(main())
