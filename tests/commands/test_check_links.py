"""The check of external links."""

from pipeline.commands.check_links import link_error


def test_it_names_what_does_not_answer(address):
    assert link_error(address) == ""
    assert link_error("http://127.0.0.1:9/") != ""
    assert link_error("http://not a host/") != ""
