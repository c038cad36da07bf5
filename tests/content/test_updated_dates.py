"""The dates under `updated:`, which sitemap and citations repeat."""

import subprocess
import warnings
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from pipeline.content.front_matter import front_matter

ROOT = Path(__file__).parents[2]


def git(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)


@cache
def history_begins() -> set[str]:
    """The commits of a shallow clone whose parents are not there: nobody can say what they changed."""
    file = ROOT / git("rev-parse", "--git-path", "shallow").stdout.strip()
    return set(file.read_text("utf-8").split()) if file.is_file() else set()


def commits_after(updated: date, file: str) -> list[str]:
    """The commits that touch the file and are dated after `updated`."""
    log = git("log", "--no-merges", "--format=%H %as", "--", file).stdout.splitlines()
    return [line.split()[0] for line in log if date.fromisoformat(line.split()[1]) > updated]


def body(commit: str, file: str) -> str:
    """The file as it was then, without its front matter; empty where it was not there."""
    return git("show", f"{commit}:{file}").stdout.split("---\n", 2)[-1]


def test_updated_is_not_older_than_the_last_change_of_the_text(project):
    if git("rev-parse", "HEAD").returncode:
        warnings.warn("no git history here: the dates under `updated:` are not checked", stacklevel=1)
    unknown = []
    for page in project.sources():
        file = project.display_path(page)
        later = commits_after(front_matter(project, page).updated, file)
        unknown += [file] if history_begins().intersection(later) else []
        changed = [commit for commit in later if body(commit, file) != body(f"{commit}^", file)]
        assert set(changed) <= history_begins(), f"{file}: its text was changed later: set `updated:` to that day"
    if unknown:
        warnings.warn(f"a shallow clone cannot tell whether `updated:` is right on {', '.join(unknown)}", stacklevel=1)


def test_updated_is_not_in_the_future(project):
    latest = datetime.now(timezone(timedelta(hours=14))).date()
    for page in project.sources():
        assert front_matter(project, page).updated <= latest, project.display_path(page)
