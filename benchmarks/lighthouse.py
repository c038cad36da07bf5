"""Lighthouse on a simulated phone, where it is installed: `lighthouse` on the PATH, or the path in LIGHTHOUSE."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median

PROGRAM = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
RUNS = 5
CATEGORIES = {"performance": "perf", "accessibility": "a11y", "best-practices": "best", "seo": "SEO"}
AUDITS = {
    "first-contentful-paint": "FCP ms",
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "cumulative-layout-shift": "CLS",
}
COLUMNS = ("runs", *CATEGORIES.values(), *AUDITS.values())
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
Scores = dict[str, float]


def version() -> str:
    if not PROGRAM:
        return "NOT INSTALLED"
    return subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def measure(addresses: dict, chromium: str, runs: int = RUNS) -> dict:
    """The medians of `runs` runs for the address of each target, every target once before any comes again.

    A run that fails is named and left out; a target without any run is missing.
    """
    found: dict = {target: [] for target in addresses}
    for _ in range(runs):
        for target, address in addresses.items():
            try:
                found[target].append(run(address, chromium))
            except ValueError as error:
                print(f"LIGHTHOUSE FAILED, run left out: {', '.join(target)}: {error}", flush=True)
    return {target: medians(scores) for target, scores in found.items() if scores}


def medians(scores: list[Scores]) -> Scores:
    return {name: median(run[name] for run in scores) for name in scores[0]} | {"runs": len(scores)}


def run(address: str, chromium: str) -> Scores:
    """The categories in percent and the audits of one run. Raises ValueError where one of them was not measured."""
    command = [PROGRAM, address, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command += [f"--output-path={report}", f"--chrome-flags={FLAGS}"]
        environment = {**os.environ, "CHROME_PATH": chromium}
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if not report.exists():
            raise ValueError(done.stderr.strip()[-500:])
        result = json.loads(report.read_text("utf-8"))
    scores = {short: result["categories"][name]["score"] for name, short in CATEGORIES.items()}
    audits = {short: result["audits"][name].get("numericValue") for name, short in AUDITS.items()}
    if "runtimeError" in result or None in (*scores.values(), *audits.values()):
        raise ValueError(result.get("runtimeError", {}).get("message", "a category or an audit has no value"))
    return {short: 100 * score for short, score in scores.items()} | audits
