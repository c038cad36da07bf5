"""The color scheme: it follows the system until a reader chooses, and what is chosen stays."""

import pytest

from tests.support import frame


def figure_shown(page) -> list[str]:
    """Which drawing of a figure is shown: the one for light, or for dark."""
    return [kind for kind in ("light", "dark") if page.locator(f"#fig-line-fit .only-{kind}").is_visible()]


@pytest.mark.parametrize("system", ["light", "dark"])
def test_it_follows_the_system(visit, system):
    page = visit("parameters/", color_scheme=system)
    assert frame.scheme(page) == system and figure_shown(page) == [system]


def test_what_is_chosen_is_shown_and_stays(visit):
    page = visit("parameters/")
    assert frame.scheme(page) == "light" and figure_shown(page) == ["light"]
    for _ in range(2):  # as the system, light, dark
        page.locator(f"{frame.SCHEME_BUTTON}:visible").click()
    assert frame.scheme(page) == "dark" and figure_shown(page) == ["dark"]
    page.reload()
    assert frame.scheme(page) == "dark" and figure_shown(page) == ["dark"]
