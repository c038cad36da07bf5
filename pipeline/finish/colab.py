"""Where Colab opens a notebook of the published site."""

import re

from pipeline.content.versions import BRANCH, version_folder

GITHUB = re.compile(r"https://github\.com/(?P<project>[\w-]+/[\w.-]+?)(\.git)?/?")


def colab_address(repository: str, file: str) -> str | None:
    """The address that opens a file of the site in Colab; None if the repository is not on GitHub.

    Colab reads the file from the branch that is published: from the folder of this version, or else from the root.
    """
    found = GITHUB.fullmatch(repository)
    if found is None:
        return None
    place = "/".join(filter(None, (BRANCH, version_folder(), file)))
    return f"https://colab.research.google.com/github/{found['project']}/blob/{place}"
