"""Where things are in the project."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.content.files import Files

PLACEHOLDER = "https://example.org/course/"
"""The address of a site that nobody has published: mkdocs.yml says it, where SITE_URL does not say another."""


@dataclass(frozen=True)
class Project:
    """The folders and files of the project. One object serves one build."""

    root: Path

    @cached_property
    def files(self) -> Files:
        return Files(self.root)

    @property
    def snippets(self) -> Path:
        return self.root / "snippets"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def data(self) -> Path:
        return self.docs / "data"

    @property
    def generated(self) -> Path:
        return self.docs / "generated"

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def build(self) -> Path:
        """Where a build keeps what the next one can use."""
        return self.root / ".build"

    @property
    def name(self) -> str:
        """The name of the package, which stays when the title of the site changes."""
        return str(self.package["name"])

    @property
    def version(self) -> str:
        return str(self.package["version"])

    @property
    def package(self) -> dict[str, Any]:
        """What pyproject.toml says of the project."""
        package: dict[str, Any] = tomllib.loads(self.files.read_text(self.root / "pyproject.toml"))["project"]
        return package

    def display_path(self, path: Path) -> str:
        """The path as a person would type it from the project's root."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def pages(self) -> list[Path]:
        """The Markdown pages, without the fragments in generated/ and the data."""
        return self.files.glob(self.docs, "**/*.md", leave_out=(self.generated, self.data))

    def labs(self) -> list[Path]:
        return self.files.glob(self.docs / "labs", "*.py")

    def sources(self) -> list[Path]:
        """What becomes a page: the Markdown pages, then the labs."""
        return [*self.pages(), *self.labs()]

    def source_of(self, location: str) -> Path | None:
        """The Markdown page or the lab behind an address below the site's, such as 'labs/01_three_ways/'."""
        stem = location.rstrip("/")
        candidates = [self.docs / f"{stem}.md", self.docs / f"{stem}.py", self.docs / stem / "index.md"]
        return next((path for path in candidates if stem != "404.html" and self.files.exists(path)), None)

    def markdown_link(self, page: Path) -> str:
        """How Markdown links to a page or a lab: '/labs/01_three_ways.ipynb'."""
        return f"/{page.relative_to(self.docs).with_suffix('.ipynb' if page.suffix == '.py' else '.md').as_posix()}"
