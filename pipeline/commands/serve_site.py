"""`make serve`: shows the site while somebody writes, and follows every change."""

import os
import socket
import subprocess
import sys

from pipeline.commands.build_site import MKDOCS_ENV
from pipeline.content.errors import BuildError, Problem
from pipeline.content.project import Project
from pipeline.finish.live_reload import CODE_CHANGED, CODE_VARIABLE, code_of_server


def serve_site(project: Project, address: str) -> int:
    """Runs `mkdocs serve` at this host and port, again when the pipeline itself changed. Returns its exit status.

    Raises:
        BuildError: the address is not one, or something else is served there.
    """
    check_address(address)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--dev-addr", address]
    status = CODE_CHANGED
    while status == CODE_CHANGED:
        try:
            environment = {**os.environ, **MKDOCS_ENV, CODE_VARIABLE: code_of_server(Project(project.root))}
            status = subprocess.run(command, cwd=project.root, env=environment).returncode
        except KeyboardInterrupt:
            return 0
    return status


def check_address(address: str) -> None:
    host, _, port = address.rpartition(":")
    hint = "Choose another one: make serve ADDRESS=127.0.0.1:8001"
    if not host or not port.isdigit():
        raise BuildError(Problem("ADDRESS", None, f"'{address}' is not a host and a port", hint))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except (OSError, OverflowError) as error:  # the port is taken, or no port has such a number
            reason = error.strerror if isinstance(error, OSError) else error
            raise BuildError(Problem("ADDRESS", None, f"cannot serve at {address}: {reason}", hint)) from None
