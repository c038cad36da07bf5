"""A server like those that sites stand on.

It compresses, says how long a file may be kept, answers a wrong address with 404.html, and notes what it sent.
"""

import contextlib
import gzip
import mimetypes
import sys
import threading
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

BELOW = "/course/"
"""The path of the placeholder address: a site is measured as it will be served, not at the root of a host."""
COMPRESSED = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")


class Server(ThreadingHTTPServer):
    request_queue_size = 128  # of five, a browser's connections could wait seconds for an answer

    def __init__(self, folder: Path):
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.origin = f"http://127.0.0.1:{self.server_port}"
        self.address = f"{self.origin}{BELOW}"
        self.sent: list[tuple[str, int]] = []
        """Each answer so far: the path below the site's address, and the bytes of its body."""

    def handle_error(self, request, client_address) -> None:
        """A browser that has gone away is no fault; any other is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.server.folder / path.removeprefix(BELOW)
        file = file / "index.html" if file.is_dir() else file
        found = path.startswith(BELOW) and file.is_file()
        file = file if found else self.server.folder / "404.html"
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        packed = kind.startswith(COMPRESSED)
        body = body_of(file, file.stat().st_mtime_ns, packed) if file.is_file() else b""
        self.server.sent.append((path.removeprefix(BELOW), len(body)))
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if packed else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600" if kind == "text/html" else "max-age=31536000")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words) -> None:
        """Keeps quiet."""


@cache
def body_of(file: Path, changed: int, packed: bool) -> bytes:
    """The bytes of a file as they are sent. `changed` is the time of its last change: a new one is read anew."""
    content = file.read_bytes()
    return gzip.compress(content, 9, mtime=0) if packed else content


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server for the site in `folder`, until the block ends."""
    with Server(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
