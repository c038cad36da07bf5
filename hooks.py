"""Joins the pipeline to MkDocs, so that plain `mkdocs build` and `mkdocs serve` do the right thing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page

from pipeline.content.citation import version_address
from pipeline.content.errors import BuildError
from pipeline.content.project import Project
from pipeline.finish import finish
from pipeline.finish.live_reload import prepare_folder
from pipeline.frame.context import page_context, site_context
from pipeline.render import render


def is_serving() -> bool:
    return click.get_current_context().info_name == "serve"


@contextmanager
def named_problems() -> Iterator[None]:
    try:
        yield
    except BuildError as error:
        raise Abort(f"\n{error}\n\nstopped, problems: {len(error.problems)}") from None


def on_config(config: MkDocsConfig) -> None:
    config.extra["project"] = Project(Path(config.config_file_path).resolve().parent)
    if config.site_url:
        config.site_url = f"{config.site_url.rstrip('/')}/"  # mike leaves the slash out


def on_pre_build(config: MkDocsConfig) -> None:
    with named_problems():
        render(config.extra["project"], version_address(config.site_url or ""))
        if is_serving():
            prepare_folder(config.extra["project"], Path(config.site_dir))


def on_env(env: Any, config: MkDocsConfig, files: Any) -> None:
    with named_problems():
        env.globals.update(site_context(config.extra["project"]))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Any) -> None:
    page.meta["search"] = {"exclude": True}  # finish writes the index, from the finished pages


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    with named_problems():
        context.update(page_context(config.extra["project"], page.url.removeprefix("./"), config.site_url or ""))
    return context


def on_post_build(config: MkDocsConfig) -> None:
    with named_problems():
        address, repository = config.site_url or "", config.repo_url or ""
        finish(config.extra["project"], Path(config.site_dir), address, is_serving(), repository)
