"""A lock of three small files that stand for Pyodide, and what gives them."""

import hashlib

FILES = {"python.wasm": b"\0asm" * 99, "python.mjs": b"export {}", "numpy-1.whl": b"PK numpy"}


def entry(name: str) -> str:
    content = FILES[name]
    told = f"- name: {name}\n  size: {len(content)}\n  sha256: {hashlib.sha256(content).hexdigest()}\n"
    return told + "  license: MIT\n  origin: https://example.org/\n"


LOCK = (
    'pyodide: "1"\npython: "3.12"\nplatform: p\nabi: a\nrelease: http://127.0.0.1:1/\n'
    f"package: {{name: holder, version: '1', sha256: {'a' * 64}, folder: inside}}\ncore:\n"
    + entry("python.wasm").replace("  sha256", "  compressed: 30\n  sha256")
    + f"{entry('python.mjs')}packages:\n{entry('numpy-1.whl')}"
    + "  package: numpy\n  version: '1'\n  imports: [numpy]\n"
)


def from_desk(lock, scratch):
    return lambda asset: FILES[asset.name]
