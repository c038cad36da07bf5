"""`make publish`: builds this version and has mike put it beside the earlier ones, on the branch that is published."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from subprocess import CalledProcessError

from mike import commands
from mike.git_utils import Commit, FileInfo, GitEmptyCommit, GitError, push_branch
from mike.versions import Versions

from pipeline.commands.build_site import build_site, check_release
from pipeline.content.errors import BuildError, Problem
from pipeline.content.project import Project
from pipeline.content.versions import BRANCH, LATEST, VARIABLE
from pipeline.finish.site_files.manifest import git, git_state

REMOTE = "origin"
AT_THE_ROOT = ("404.html", "robots.txt")
"""What hosts and robots look for above all versions, as the latest version has it."""


def publish(project: Project, if_new: bool = False) -> None:
    """Builds into site/, adds that to the branch under /vX.Y/ and /latest/, and pushes the branch.

    Raises:
        BuildError: the version is not newer than all that are published (with `if_new` this is no fault), the build
            failed, or git refused something. What is published is as it was.
    """
    check_release(project)
    with named_problems():
        check_repository(project)
        take_over_branch(project)
        published = commands.list_versions(BRANCH)
        if if_new and not is_new(project.version, published):
            print(f"Version {project.version} is published already.")
            return
        check_new(project.version, published)
        add_version(project)
        add_root(project)
        push_branch(REMOTE, BRANCH)
    print(f"Version {project.version} is on the branch {BRANCH}, in {folder_of(project.version)}/ and in {LATEST}/.")


@contextmanager
def named_problems() -> Iterator[None]:
    """Raises BuildError where git, or mike on behalf of it, did not do what it was asked for."""
    try:
        yield
    except (GitError, CalledProcessError) as error:
        said = error.stderr.strip() if isinstance(error, CalledProcessError) else str(error)
        hint = f"Nothing was pushed. Does {REMOTE} answer, may you push there, and does git know who you are?"
        raise BuildError(Problem("git", None, said, hint)) from None


def check_repository(project: Project) -> None:
    if git_state(project) is None or REMOTE not in git(project, "remote").split():
        hint = f"Without a repository `make release` builds the site into site/, for any host. mike pushes to {REMOTE}."
        raise BuildError(Problem("git", None, f"publishing needs a repository with a remote {REMOTE}", hint))


def take_over_branch(project: Project) -> None:
    """Makes the local branch what the remote one is: there it is published. What was not pushed is left out."""
    branch = f"refs/heads/{BRANCH}"
    if git(project, "ls-remote", REMOTE, branch):
        git(project, "fetch", "--quiet", REMOTE, f"+{branch}:{branch}")
    else:
        git(project, "update-ref", "-d", branch)


def numbers(version: str) -> tuple[int, ...]:
    """What versions are compared by: '0.9.1' -> (0, 9, 1)."""
    return tuple(map(int, re.findall(r"\d+", version)))


def folder_of(version: str) -> str:
    """The folder of a version. Its patches share it: '0.9.1' -> 'v0.9'."""
    return "v" + ".".join(version.split(".")[:2])


def is_new(version: str, published: Versions) -> bool:
    """Whether the version is newer than all that are published. mike keeps the whole version as the title."""
    return all(numbers(version) > numbers(info.title) for info in published)


def check_new(version: str, published: Versions) -> None:
    """Raises BuildError where a published version would be built again."""
    if not is_new(version, published):
        newest = max((info.title for info in published), key=numbers)
        hint = "What is published stays as it is. Raise the last number for a correction, or else the middle one."
        raise BuildError(Problem("pyproject.toml", None, f"version {version} is not newer than {newest}", hint))


def add_version(project: Project) -> None:
    """Commits the site to the branch, in a folder of its own and as the latest."""
    version, folder = project.version, folder_of(project.version)
    os.environ[VARIABLE] = folder
    about = {"site_dir": str(project.site), "use_directory_urls": True}
    told = {"branch": BRANCH, "message": f"Publish version {version}, built from {git(project, 'rev-parse', 'HEAD')}"}
    with commands.deploy(about, folder, version, [LATEST], True, commands.AliasType.copy, **told):
        build_site(project, release=True)


def add_root(project: Project) -> None:
    """Commits what leads from above all versions to the latest."""
    with suppress(GitEmptyCommit):
        commands.set_default(LATEST, branch=BRANCH)
    with suppress(GitEmptyCommit), Commit(BRANCH, f"Lead to version {project.version}") as commit:
        for name in AT_THE_ROOT:
            commit.add_file(FileInfo(name, (project.site / name).read_bytes()))
