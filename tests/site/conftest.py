"""What the tests of the explorables share: a tab in which time stands still, and what opens an explorable in it."""

import pytest

from tests.support.explorables import Tab


@pytest.fixture(scope="module")
def tab(chromium, address):
    tab = Tab(chromium, address)
    yield tab
    tab.close()


@pytest.fixture
def open_explorable(tab):
    """Loads the page of an explorable; at the end nothing may have gone to the console or to another host."""
    tab.complaints.clear()
    yield tab.open
    assert tab.complaints == []
