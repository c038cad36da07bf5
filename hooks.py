"""Joins the pipeline to MkDocs, so that plain `mkdocs build` and `mkdocs serve` do the right thing."""

from mkdocs.exceptions import Abort

from pipeline.warm import run

SERVING = []


def pipeline(*words: str) -> None:
    if run(words):
        raise Abort(f"pipeline {words[0]} found problems; they are named above.")


def on_startup(command: str, dirty: bool) -> None:
    SERVING[:] = ["--serving"] if command == "serve" else []


def on_pre_build(config) -> None:
    pipeline("render", config.site_dir, *SERVING)


def on_page_markdown(markdown: str, page, **_) -> None:
    page.meta["search"] = {"exclude": True}  # `finish` writes the index, from the finished pages


def on_post_build(config) -> None:
    pipeline("finish", config.site_dir, *SERVING)
