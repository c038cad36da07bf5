"""What the tests share: the project, the built site, a server for it, and one browser with few contexts."""

import contextlib
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
os.environ["MPLBACKEND"] = "Agg"
for library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")


@pytest.fixture(scope="session")
def project():
    from pipeline.content.project import Project

    return Project(ROOT)


@pytest.fixture(scope="session")
def site(project):
    """The built site. `make test` builds it first."""
    from tests.support.built_site import published_site

    return published_site(project)


@pytest.fixture(scope="session")
def address():
    """The address of the built site on a server of our own, below the path /course/."""
    from benchmarks.server import serving

    with serving(ROOT / "site") as server:
        yield server.address


@pytest.fixture(scope="session")
def chromium():
    from tests.support.browser import opened

    with opened() as browser:
        yield browser


@pytest.fixture(scope="session")
def pages(chromium):
    """Opens pages, in few contexts for the whole session."""
    from tests.support.pages import Pages

    opened = Pages(chromium)
    yield opened
    opened.close_all()


@pytest.fixture
def visit(pages, address):
    """Opens pages of the site. At the end none may have complained in its console or asked another host."""
    from tests.support.pages import watched

    visits, complaints = contextlib.ExitStack(), []

    def open_page(location: str = "", **options):
        page = pages.open(**options)
        visits.callback(pages.close, page)
        complaints.append(visits.enter_context(watched(page, address)))
        page.goto(address + location)
        return page

    with visits:
        yield open_page
    assert [complaint for found in complaints for complaint in found] == []


def pytest_collection_modifyitems(items):
    """Files of few long tests first, or the last of them would keep one worker while the others have nothing left."""
    long = ("tests/commands/", "tests/test_cache.py", "tests/site/test_every_page.py", "tests/site/test_weight.py")
    long += ("tests/site/test_running.py", "tests/site/test_working_on_labs.py")
    items.sort(key=lambda item: not item.nodeid.startswith(long))
