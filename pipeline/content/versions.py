"""Which of the published versions is built. mike has a folder for each, and tells the build its name."""

import os

VARIABLE = "MIKE_DOCS_VERSION"
"""In the environment while mike publishes, and nowhere else."""
BRANCH = "gh-pages"
"""The branch of the repository that is published, with all versions."""
LATEST = "latest"
"""The folder with a copy of the newest version. The canonical address of each page is there."""


def version_folder() -> str:
    """The folder of the version that is built, such as 'v0.9'; an empty text where mike does not publish it."""
    return os.environ.get(VARIABLE, "")
