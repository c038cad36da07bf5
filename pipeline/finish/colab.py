"""Where Colab opens a notebook of the published site."""

import re

BRANCH = "gh-pages"
"""The branch of the repository in which the site is published: Colab reads a notebook from there."""
FOLDER = ""
"""The folder of the site in that branch, with a slash at its end; empty where the site is at the root."""
GITHUB = re.compile(r"https://github\.com/(?P<project>[\w-]+/[\w.-]+?)(\.git)?/?")


def colab_address(repository: str, file: str) -> str | None:
    """The address that opens a file of the site in Colab, which it can for a repository on GitHub."""
    if found := GITHUB.fullmatch(repository):
        return f"https://colab.research.google.com/github/{found['project']}/blob/{BRANCH}/{FOLDER}{file}"
    return None
