"""Finds a Chromium for the tests, or installs one: with apt when root, else with Playwright's own installer.

Run as a program it makes sure that there is one, or says the one command to type.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of a Chromium that starts, or None."""
    for candidate in (*map(shutil.which, NAMES), playwrights_own()):
        if candidate and os.access(candidate, os.X_OK):
            return candidate
    return None


def playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


@contextmanager
def opened() -> Iterator:
    """A headless Chromium, until the block ends."""
    from playwright.sync_api import sync_playwright

    path = find()
    assert path, "There is no Chromium: run `make test`, which installs one, or python tests/support/browser.py."
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=path, args=FLAGS) as browser:
        yield browser


def install() -> None:
    """Tries the ways that need no question; each may fail, what counts is what `find` finds afterwards."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Chromium with apt-get.", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], env=environment, **quiet)
    if not find():
        print("Installing Chromium with Playwright.", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], **quiet)


def main() -> int:
    if not find():
        install()
    if not find():
        print("The tests need Chromium, and none could be installed. Type:  sudo apt-get install chromium")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
