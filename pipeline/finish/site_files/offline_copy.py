"""The built site as a zip to be read from a folder, search included, without a server or a network."""

import json
import re
from pathlib import Path, PurePosixPath
from posixpath import join, normpath
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from pipeline.content.files import zip_bytes
from pipeline.content.project import Project
from pipeline.finish.page import attribute
from pipeline.finish.site_files.manifest import NAME as MANIFEST
from pipeline.finish.site_files.run_files import BUTTON, FOLDER
from pipeline.frame.minify import HTML_FORMATTER, minify_js

NAME = "site-offline"
FOR_SERVERS = {"404.html", "_headers", "robots.txt", "sitemap.xml", "sitemap.xml.gz", MANIFEST, f"{NAME}.zip"}
INDEX = "search/search_index.json"
REPLACEMENT = "assets/offline.js"
"""What stands in for workers, and for fetching JSON."""
SCRIPTS = ("assets/scripts/search.js", "assets/scripts/lookup.js", "assets/scripts/self-test.js")
"""Before these it must run."""
FETCHED = re.compile(r"search/search_index|generated/(names|lookup_[a-z-]+|questions/questions)")
"""The JSON that scripts fetch, without its suffix."""


def packed(project: Project, folder: Path) -> bytes:
    """The zip of a finished site."""
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    files = {name: content for name, content in files.items() if name not in FOR_SERVERS and not runs_programs(name)}
    replacement = minify_js((project.docs / REPLACEMENT).read_text("utf-8"))
    files |= {name: f"{replacement};\n".encode() + files[name] for name in SCRIPTS}
    return zip_bytes({f"{NAME}/{name}": content for name, content in without_server(files).items()})


def runs_programs(name: str) -> bool:
    """Whether a file is for running programs, which needs a server. Without one, the button says so."""
    return name.startswith(f"{FOLDER}/") and name != f"{FOLDER}/{BUTTON}"


def without_server(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files with links that name a file, and what scripts fetch as scripts, which a page may read."""
    changed = {name: for_file_urls(name, content, files) for name, content in files.items() if name.endswith(".html")}
    index = json.loads(files[INDEX])
    for entry in index["docs"]:
        entry["location"] = file_href(entry["location"], "", files)
    files = files | changed | {INDEX: json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()}
    stems = {name: name.removesuffix(".json") for name in files if name.endswith(".json")}
    return files | {f"{stem}.js": b"__json=" + files[name] for name, stem in stems.items() if FETCHED.fullmatch(stem)}


def for_file_urls(page: str, content: bytes, files: dict[str, bytes]) -> bytes:
    """A page without the policy that no file:// address can meet, its links with the names of files."""
    soup, folder = BeautifulSoup(content, "html.parser"), str(PurePosixPath(page).parent)
    for policy in soup.select('meta[http-equiv="Content-Security-Policy"]'):
        policy.decompose()
    for name in ("href", "action", "src"):
        for tag in soup.select(f'[{name}]:not([href^="#"])'):
            tag[name] = file_href(attribute(tag, name), folder, files)
    return str(soup.decode(formatter=HTML_FORMATTER)).encode()


def file_href(href: str, folder: str, files: dict[str, bytes]) -> str:
    """The address with `index.html` where it names a folder of the site; any other as it is."""
    parts = urlsplit(href)
    inside = not (parts.scheme or parts.netloc or parts.path.startswith("/"))
    target = normpath(join(folder, parts.path, "index.html"))
    if not inside or target not in files:
        return href
    return parts._replace(path=join(parts.path, "index.html").removeprefix("./")).geturl()
