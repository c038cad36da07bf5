"""What the page of a lab offers to take home, and where Colab opens it."""

from dataclasses import replace

import pytest

from pipeline.content.versions import VARIABLE
from pipeline.finish.colab import colab_address
from pipeline.finish.page_steps.lab_markup import downloads
from pipeline.finish.page_steps.links import protect_external_links
from pipeline.finish.page_steps.programs import download_notebooks

FILE = "generated/01_lab.student.ipynb"
IN_COLAB = f"https://colab.research.google.com/github/us/it.x/blob/gh-pages/{FILE}"


@pytest.mark.parametrize(
    "repository", ["https://github.com/us/it.x", "https://github.com/us/it.x/", "https://github.com/us/it.x.git"]
)
def test_colab_opens_what_is_published_from_a_repository_on_github(repository):
    assert colab_address(repository, FILE) == IN_COLAB


def test_colab_opens_the_notebook_of_the_version_that_is_published(monkeypatch):
    monkeypatch.setenv(VARIABLE, "v0.9")
    assert colab_address("https://github.com/us/it.x", FILE) == IN_COLAB.replace("gh-pages/", "gh-pages/v0.9/")


@pytest.mark.parametrize(
    "repository",
    [
        *("", "https://gitlab.com/us/it", "https://github.com", "https://github.com/us", "http://github.com/us/it"),
        *("https://github.com.host.example/us/it", "https://host.example/https://github.com/us/it"),
        *("https://github.com/us/it/tree/main", "https://github.com/us/it?x", 'https://github.com/us/it"onclick="x'),
        "git@github.com:us/it.git",
    ],
)
def test_colab_opens_nothing_from_elsewhere(repository):
    assert colab_address(repository, FILE) is None


def links_of(page_of, repository):
    site, page = page_of("", location="labs/01_lab/", source="labs/01_lab.py")
    page.article.append(downloads(replace(site, repository=repository), page))
    download_notebooks(site, page)
    protect_external_links(site, page)
    return page.article.select(".downloads a")


def test_a_lab_offers_two_editions_and_the_program(page_of):
    student, teacher, program = links_of(page_of, "")
    made = {"student": student, "teacher": teacher, "program": program}
    assert {name: link["href"] for name, link in made.items()} == {
        "student": "../../generated/01_lab.student.ipynb",
        "teacher": "../../generated/01_lab.teacher.ipynb",
        "program": "../../generated/01_lab.py",
    }
    assert all(link.has_attr("download") for link in made.values())
    assert "without solutions" in student.next_sibling
    assert "with solutions" in teacher.next_sibling and "with solutions" in program.next_sibling


def test_a_lab_of_a_repository_on_github_opens_in_colab(page_of):
    link = links_of(page_of, "https://github.com/us/it.x")[-1]
    assert (link["href"], link["rel"]) == (IN_COLAB, "noopener")
    assert not link.has_attr("download") and link.select("img") == []
