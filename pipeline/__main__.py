"""The verbs: `python -m pipeline VERB`. The Makefile calls them, and so does hooks.py."""

import argparse
import sys
from pathlib import Path

from pipeline.problems import Problems
from pipeline.project import Project


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m pipeline", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    render = verbs.add_parser("render", help="run what changed in snippets/ and labs, write docs/generated/")
    render.add_argument("--seconds", type=float, help="how long one snippet may run")
    render.add_argument("folder", type=Path, nargs="?", help="where MkDocs will build")
    render.add_argument("--serving", action="store_true", help="the folder is served: its stale pages go")
    finish = verbs.add_parser("finish", help="complete the HTML that MkDocs wrote, and check it")
    finish.add_argument("folder", type=Path)
    finish.add_argument("--serving", action="store_true", help="most pages may be finished; a script reloads them")
    site = verbs.add_parser("site", help="build the whole site into site/, or leave the old one untouched")
    site.add_argument("--release", action="store_true", help="refuse the placeholder address")
    serve = verbs.add_parser("serve", help="show the site and follow every change")
    serve.add_argument("--dev-addr", default="127.0.0.1:8000", help="the address to show it at")
    verbs.add_parser("links", help="ask every external link of the built site whether it answers")
    verbs.add_parser("offline", help="pack the built site into site-offline.zip, to be read without a server")
    ids = verbs.add_parser("ids", help="enter the new ids of a built site into docs/data/ids.txt")
    ids.add_argument("folder", type=Path, nargs="?", default=Path("site"))
    told = parser.parse_args(words)
    project = Project(Path(__file__).resolve().parents[1])
    try:
        return run(told, project) or 0
    except Problems as found:
        print(f"\n{found}\n\n{told.verb}: stopped, problems: {len(found.problems)}", file=sys.stderr)
        return 1


def run(told: argparse.Namespace, project: Project) -> int | None:
    """Does what was told. Returns an exit status where there is one besides that of a Problem."""
    if told.verb == "render":
        from pipeline.render import SECONDS, render

        render(project, told.seconds or SECONDS)
        if told.serving:
            from pipeline.serving import forget_stale

            forget_stale(project, told.folder)
    elif told.verb == "finish":
        from pipeline.finish import finish

        finish(project, told.folder, told.serving)
    elif told.verb == "serve":
        from pipeline.warm import serve

        return serve(told.dev_addr)
    elif told.verb == "ids":
        from pipeline.finish.ids import enter

        enter(project, told.folder)
    elif told.verb == "links":
        from pipeline.links import check

        check(project)
    elif told.verb == "offline":
        from pipeline.offline import pack

        pack(project)
    else:
        from pipeline.site import build

        build(project, told.release)


if __name__ == "__main__":
    sys.exit(main())
