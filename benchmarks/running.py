"""What it costs to run programs in the page: bytes, the time to the first output, the time of later runs, memory."""

from pathlib import Path
from statistics import median
from typing import Any

from bs4 import BeautifulSoup

from benchmarks.server import serving

PAGE, PROGRAM = "learned/", "line_descent"
FIRST_RUNS = 5
MEMORY = "import pyodide_js\nprint(pyodide_js._module.HEAP8.length)"
SECONDS_MOST = 120
ORDER = """([worker, order]) => new Promise((resolve) => {
  const begin = performance.now();
  let printed = "";
  worker.onmessage = ({ data }) => {
    if (data.stream === "stdout") printed += data.text;
    if (data.type === "end") resolve([(performance.now() - begin) / 1000, printed]);
  };
  worker.postMessage(order);
})"""


def measure(chromium: Any, folder: Path) -> dict[str, float]:
    """The figures of the table, by their names."""
    with serving(folder) as server:
        firsts = [first_run(chromium, server) for _ in range(FIRST_RUNS)]
        runs, memory = later_runs(chromium, server.address, folder)
    return {
        "bytes before the click (button.js), kB": firsts[0][0] / 1e3,
        "bytes of the first run, MB": firsts[0][1] / 1e6,
        f"click to output, first time, median of {FIRST_RUNS}, s": median(seconds for _, _, seconds, _ in firsts),
        "click to output, next page of the visit, s": median(again for _, _, _, again in firsts),
        f"run of a program, median of {len(runs)}, s": median(runs.values()),
        f"run of the slowest ({max(runs, key=lambda name: runs[name])}), s": max(runs.values()),
        "memory of Python after all of them, MB": memory / 1e6,
    }


def first_run(chromium: Any, server: Any) -> tuple[int, int, float, float]:
    """Bytes before and after the click, and seconds to the output: with an empty cache, and on the page loaded anew."""
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(SECONDS_MOST * 1000)
    before = len(server.sent)
    page.goto(server.address + PAGE)
    page.wait_for_load_state("networkidle")
    loaded = len(server.sent)
    seconds = click(page)
    sent = [size for path, size in server.sent[loaded:] if path.startswith("assets/run/")]
    button = sum(size for path, size in server.sent[before:loaded] if path.startswith("assets/run/"))
    page.goto(server.address + PAGE)
    again = click(page)
    context.close()
    return button, sum(sent), seconds, again


def click(page: Any) -> float:
    """Seconds from the click to the end of the run."""
    page.evaluate("window.clicked = 0; document.addEventListener('click', () => (window.clicked = performance.now()))")
    page.locator(f"[data-name={PROGRAM}] [name=run]").click()
    page.wait_for_function(f"() => document.querySelector('[data-name={PROGRAM}]').textContent.includes('It finished')")
    return float(page.evaluate("(performance.now() - window.clicked) / 1000"))


def later_runs(chromium: Any, address: str, folder: Path) -> tuple[dict[str, float], int]:
    """Seconds of each program that pages show, in a worker that has started, and the bytes of memory after all."""
    page = chromium.new_page()
    page.set_default_timeout(SECONDS_MOST * 1000)
    page.goto(address + "404.html")
    worker = page.evaluate_handle("new Worker('assets/run/worker.js', { type: 'module' })")

    def run(program: str, needs: list[str]) -> list[Any]:
        return page.evaluate(ORDER, [worker, {"program": program, "name": "program.py", "needs": needs}])

    for needs in (["numpy"], ["numpy", "scikit-learn"]):
        run("", needs)
    seconds = {name: run(code, needs)[0] for name, (code, needs) in programs(folder).items()}
    memory = int(run(MEMORY, ["numpy"])[1])
    page.close()
    return seconds, memory


def programs(folder: Path) -> dict[str, tuple[str, list[str]]]:
    """The code that pages show, and the packages that it needs, by name."""
    found = {}
    for file in sorted(folder.rglob("*.html")):
        for program in BeautifulSoup(file.read_bytes(), "html.parser").select(".program:has(.run)"):
            place, code = program.select_one(".run"), program.select_one(".language-python code")
            found[str(place["data-name"])] = (code.get_text(), ["numpy", *str(place.get("data-needs", "")).split()])
    return found
