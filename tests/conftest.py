"""What the tests share: the variables of a snippet, the built site, a server for it, and a browser."""

import contextlib
import functools
import http.server
import io
import os
import re
import sys
import threading
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
os.environ["MPLBACKEND"] = "Agg"
for library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

BELOW = "/course/"
"""The path of the placeholder address: the site is tested as it will be served, not at the root of a host."""

FOLDER = ROOT / "site"
LOCATIONS = sorted(file.relative_to(FOLDER).as_posix().removesuffix("index.html") for file in FOLDER.rglob("*.html"))
LOCATIONS = [location for location in LOCATIONS if not location.startswith("embed/")]
LOCATIONS = LOCATIONS or [""]
"""All pages of the built site. Where there is none, the fixture `site` says so."""


@functools.cache
def printed(name: str) -> list[str]:
    """The lines that a snippet's numbers cell prints on the page's own draw."""
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        variables.__wrapped__(name)
    return text.getvalue().splitlines()


@functools.cache
def variables(name: str, seed: int | None = None) -> dict:
    """The variables of a snippet's numbers cell after a run, with another seed where one is named."""
    from pipeline.render.programs import read_program

    cell = read_program(ROOT / "snippets" / f"{name}.py", name).cells["numbers"].source
    if seed is not None:
        cell, seeds = re.subn(r"default_rng\(\d+\)", f"default_rng({seed})", cell)
        assert seeds == 1, f"{name} has {seeds} seeds"
    namespace: dict = {"__name__": "__main__"}
    exec(compile(cell, name, "exec"), namespace)
    return namespace


def until(page, expression: str, seconds: float = 10) -> None:
    """Waits until the expression is true on the page. Playwright's own waiting needs eval, which the policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"not within {seconds} s: {expression}"
        page.wait_for_timeout(50)


@pytest.fixture(scope="session")
def project():
    from pipeline.project import Project

    return Project(ROOT)


@pytest.fixture(scope="session")
def site(project):
    """The built site, parsed. `make test` builds it first."""
    from pipeline.finish.site import load

    folder = ROOT / "site"
    assert folder.exists(), "There is no built site: run `make test`, or `make site` before pytest."
    return load(project, folder)


@pytest.fixture(scope="session")
def address(site):
    """Serves the built site below /course/ and yields its address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path):
            clean = path.split("?")[0].split("#")[0]
            if not clean.startswith(BELOW):
                return str(site.folder / "outside")
            return super().translate_path(clean.removeprefix(BELOW[:-1]))

        def send_error(self, code, *rest):
            if code != 404:
                return super().send_error(code, *rest)
            body = (site.folder / "404.html").read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            """Keeps quiet."""

    handler = functools.partial(Handler, directory=str(site.folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BELOW}"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium():
    from tests.browser import opened

    with opened() as browser:
        yield browser


@pytest.fixture
def visit(chromium, address):
    """Opens a page in a fresh context; at the end nothing may have gone to the console or to another host."""
    contexts, complaints = [], []

    def open_page(location: str = "", **options):
        options = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light", **options}
        context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"], **options)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith((address, "data:")) else complaints.append(r.url))
        page.goto(address + location)
        contexts.append(context)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
