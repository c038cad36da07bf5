"""The check of external links."""

from pipeline import links


def test_it_names_what_does_not_answer(address):
    assert links.fault(address) == ""
    assert links.fault("http://127.0.0.1:9/") != ""
    assert links.fault("http://not a host/") != ""
