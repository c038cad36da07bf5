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
            if scores := run(address, chromium):
                found[target].append(scores)
            else:
                print(f"LIGHTHOUSE FAILED, run left out: {target}", flush=True)
    return {target: medians(scores) for target, scores in found.items() if scores}


def medians(scores: list[Scores]) -> Scores:
    return {name: median(run[name] for run in scores) for name in scores[0]} | {"runs": len(scores)}


def run(address: str, chromium: str) -> Scores | None:
    """The categories in percent and the audits of one run; None where it failed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [PROGRAM, address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
        command.append(f"--only-categories={','.join(CATEGORIES)}")
        subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True)
        result = json.loads(report.read_text("utf-8")) if report.exists() else {"runtimeError": {}}
    if "runtimeError" in result:
        return None
    values = {short: result["categories"][name]["score"] for name, short in CATEGORIES.items()}
    if None in values.values():
        return None
    audits = {short: result["audits"][name]["numericValue"] for name, short in AUDITS.items()}
    return {short: 100 * score for short, score in values.items()} | audits
