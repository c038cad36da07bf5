"""Where things are, and the few lines that describe the site."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.problems import Problem, Problems

if TYPE_CHECKING:
    from pipeline.validation import About, FrontMatter


@dataclass(frozen=True)
class Project:
    """The folders and files of the project. YAML is validated only where it is read: that takes longer to load."""

    root: Path

    @property
    def snippets(self) -> Path:
        return self.root / "snippets"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def generated(self) -> Path:
        return self.docs / "generated"

    @property
    def build(self) -> Path:
        return self.root / ".build"

    @cached_property
    def about(self) -> "About":
        from pipeline.validation import About, validated

        return validated(About, self.root / "site.yml", self)

    @cached_property
    def version(self) -> str:
        return tomllib.loads((self.root / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    def shown(self, path: Path) -> str:
        """The path as a person would type it from the project's root."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def made(self) -> dict[str, list[Path]]:
        """What render wrote now, by the name of the snippet, or of the figure of a lab, that it belongs to."""
        files: dict[str, list[Path]] = {}
        for file in sorted(self.generated.glob("*.*")):
            files.setdefault(file.name.split(".")[0], []).append(file)
        return files

    def pages(self) -> list[Path]:
        """The Markdown pages, without the fragments in generated/ and the data."""
        apart = (self.generated, self.docs / "data")
        return sorted(page for page in self.docs.rglob("*.md") if not any(page.is_relative_to(a) for a in apart))

    def labs(self) -> list[Path]:
        return sorted((self.docs / "labs").glob("*.py"))

    def source_of(self, location: str) -> Path | None:
        """The Markdown page or the lab behind an address below the site's, such as 'labs/01_three_ways/'."""
        stem = location.rstrip("/")
        candidates = [self.docs / f"{stem}.md", self.docs / f"{stem}.py", self.docs / stem / "index.md"]
        return next((path for path in candidates if stem != "404.html" and path.is_file()), None)

    def link_to(self, page: Path) -> str:
        """How Markdown links to a page or a lab: '/labs/01_three_ways.ipynb'."""
        return f"/{page.relative_to(self.docs).with_suffix('.ipynb' if page.suffix == '.py' else '.md').as_posix()}"

    def front_matter(self, path: Path) -> "FrontMatter":
        """The YAML head of a Markdown page, or of a lab, where each of its lines starts with `# `."""
        from pipeline.validation import FrontMatter, validated

        text = path.read_text("utf-8")
        if path.suffix == ".py":
            text = "\n".join(line.removeprefix("#").removeprefix(" ") for line in text.splitlines())
        head, closed = text.removeprefix("---\n").split("\n---\n", 1)[0], "\n---\n" in text
        if not text.startswith("---\n") or not closed:
            raise Problems(
                Problem(
                    self.shown(path),
                    1,
                    "the page has no front matter",
                    "Start the file with a block between two lines `---` that gives title, description and updated.",
                )
            )
        return validated(FrontMatter, path, self, head)
