"""What was finished before, so that a page that has not changed is not parsed again."""

import hashlib
import pickle
import re
from functools import cached_property
from pathlib import Path

from pipeline.finish.ids import moved
from pipeline.finish.site import Page, Site, is_finished
from pipeline.render.outputs import write

PIPELINE = Path(__file__).parents[1]
READ = (".svg", ".csv", ".html", ".json")
"""Of what a page shows: the files whose content matters to it; of the others it needs to know that they are there."""
FACTS = ("location", "finished", "ids", "links", "names", "policy", "address", "entries", "plain")
"""All that the steps on the whole site ask of a page."""
ASKED_BY_OTHERS = ("ids", "links")
"""What the check of links asks, even of a page with problems of its own."""
DRAWN = re.compile(r'generated[/="]+([\w-]+)')


def facts(page: Page, names: tuple[str, ...] = FACTS) -> dict:
    return {name: getattr(page, name) for name in names}


class Kept:
    """The facts of each page by the key of all that they were made from, in .build/finished, or .build/served."""

    def __init__(self, site: Site):
        self.site, self.path, self.now = site, site.project.build / ("served" if site.serving else "finished"), {}
        self.before = pickle.loads(self.path.read_bytes()) if self.path.exists() else {}
        self.latest = {facts.get("location"): key for key, facts in self.before.items()}

    def recall(self, page: Page) -> bool:
        """Gives the page its facts, if it was finished from just the same. Says whether it did.

        A page that is finished, as those are that MkDocs did not build again, has those of the last time.
        """
        key = self.latest.get(page.location) if is_finished(page) else self.key(page)
        if key in self.before:
            vars(page).update(self.before[key])
            self.now[key] = self.before[key]
        return key in self.before

    def keep(self, page: Page) -> None:
        self.now[self.key(page)] = facts(page)

    def save(self) -> None:
        if self.now.keys() != self.before.keys():
            write(self.path, pickle.dumps(self.now))

    def key(self, page: Page) -> str:
        """A hash of the page, its source, what moved from it, what it shows, and what all pages are made with."""
        digest = hashlib.sha256(self.common + page.html.encode() + repr(moved(self.site, page)).encode())
        if page.source:
            for file in sorted(page.source.parent.glob(f"{page.source.stem}.*")):
                digest.update(file.read_bytes())
        for name in sorted(set(DRAWN.findall(page.html))):
            for file in self.made.get(name, []):
                digest.update(file.name.encode() + (file.read_bytes() if file.suffix in READ else b""))
        return digest.hexdigest()

    @cached_property
    def made(self) -> dict[str, list[Path]]:
        return self.site.project.made()

    @cached_property
    def common(self) -> bytes:
        project = self.site.project
        used = [
            *PIPELINE.rglob("*.py"),
            *PIPELINE.rglob("*.js"),
            project.root / "site.yml",
            project.root / "pyproject.toml",
            project.root / "requirements.txt",
        ]
        used += [project.docs / "data" / "references.bib", *project.docs.glob("explorables/*.*")]
        used += project.docs.glob("data/explorables.yml")
        digest = hashlib.sha256(f"{self.site.serving} {self.site.repo_url}".encode())
        for file in sorted(used):
            digest.update(file.read_bytes())
        return digest.digest()
