"""The verbs: `python -m pipeline VERB`. The Makefile calls them."""

import argparse
import os
import sys
from pathlib import Path

from pipeline.content.errors import BuildError
from pipeline.content.project import PLACEHOLDER, Project


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m pipeline", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    site = verbs.add_parser("site", help="build the whole site into site/, or leave the old one untouched")
    site.add_argument("--release", action="store_true", help="refuse the placeholder address")
    serve = verbs.add_parser("serve", help="show the site and follow every change")
    serve.add_argument("--address", default="127.0.0.1:8000", help="the host and port to show it at")
    render = verbs.add_parser("render", help="run what changed in snippets/ and labs, write docs/generated/")
    render.add_argument("--cpu-seconds", type=float, help="how much CPU time one snippet may use")
    publish = verbs.add_parser("publish", help="build this version and push it beside the earlier ones, by mike")
    publish.add_argument("--if-new", action="store_true", help="do nothing where this version is published already")
    verbs.add_parser("run-assets", help="get what the Run buttons need: Pyodide and its packages")
    verbs.add_parser("offline", help="pack the built site into site-offline.zip, to be read without a server")
    verbs.add_parser("links", help="ask every external link of the built site whether it answers")
    verbs.add_parser("anchors", help="enter the new anchors of the built site into docs/data/ids.txt")
    chosen = parser.parse_args(arguments)
    try:
        return run(chosen, Project(Path(__file__).resolve().parents[1]))
    except BuildError as error:
        print(f"\n{error}\n\n{chosen.verb}: stopped, problems: {len(error.problems)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\n{chosen.verb}: stopped by you", file=sys.stderr)
        return 130


def run(chosen: argparse.Namespace, project: Project) -> int:
    """Runs the verb; each loads only what it needs. Returns the exit status."""
    if chosen.verb == "site":
        from pipeline.commands.build_site import build_site

        build_site(project, chosen.release)
    elif chosen.verb == "serve":
        from pipeline.commands.serve_site import serve_site

        return serve_site(project, chosen.address)
    elif chosen.verb == "render":
        from pipeline.render import CPU_SECONDS, render

        address = f"{os.environ.get('SITE_URL', PLACEHOLDER).rstrip('/')}/"
        render(project, address, chosen.cpu_seconds or CPU_SECONDS)
    elif chosen.verb == "publish":
        from pipeline.commands.publish import publish

        publish(project, chosen.if_new)
    elif chosen.verb == "run-assets":
        from pipeline.commands.fetch_run_assets import fetch_run_assets

        fetch_run_assets(project)
    elif chosen.verb == "offline":
        from pipeline.commands.pack_offline import pack_offline

        pack_offline(project)
    elif chosen.verb == "links":
        from pipeline.commands.check_links import check_links

        check_links(project)
    else:
        from pipeline.commands.record_anchors import record_anchors

        record_anchors(project)
    return 0


if __name__ == "__main__":
    sys.exit(main())
