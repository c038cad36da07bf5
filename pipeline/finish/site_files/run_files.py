"""assets/run/: what the Run buttons load, where `make run-assets` has got it. Without it the site has no buttons."""

import json
import shutil
import zipfile
from pathlib import Path

from pipeline.content.errors import BuildError, Problem
from pipeline.content.files import write_atomically
from pipeline.content.lab_exercises import lab_exercises
from pipeline.content.mistakes import mistakes
from pipeline.content.run_assets import PackageAsset, RunAssets, assets_folder, present_assets
from pipeline.finish.page import FinishedPage, Site
from pipeline.frame.minify import minify_css, minify_js

FOLDER = "assets/run"
BUTTON = "button.js"
"""The script that pages load; all others are fetched when somebody presses a button."""
SCRIPTS = ("button", "run", "program", "lab", "sliders", "messages", "chart", "worker")
"""The scripts in docs/assets/run/. The word STYLE in one of them stands for the style sheet."""
STYLE = "panel.css"
LICENSES = "licenses.txt"


def write_run_files(site: Site, pages: list[FinishedPage]) -> None:
    """Raises BuildError where a file has vanished since `make run-assets`."""
    if (lock := present_assets(site.project)) is None:
        shutil.rmtree(site.folder / FOLDER, ignore_errors=True)
        print("The site has no Run buttons, because Pyodide is not here: `make run-assets` gets it.")
        return
    folder, cache = site.folder / FOLDER, assets_folder(site.project)
    for asset in lock.all:
        if not (file := cache / asset.kept_as).is_file():
            raise BuildError(Problem(str(file), None, "this file has vanished", "Get it again: `make run-assets`."))
        write_atomically(folder / lock.folder / asset.served_as, file.read_bytes())
    exercises = lab_exercises(site.project).items()
    labs = {lab: [one.model_dump(exclude={"lab"}) for one in its] for lab, its in exercises}
    own = {
        **{f"{name}.js": script(site, name) for name in SCRIPTS},
        "parts.json": json.dumps(parts(lock)),
        "mistakes.json": json.dumps({name: one.model_dump() for name, one in mistakes(site.project).items()}),
        "labs.json": json.dumps(labs),
        f"{lock.folder}/pyodide-lock.json": json.dumps(pyodide_lock(lock)),
        f"{lock.folder}/{LICENSES}": licenses(lock, cache),
    }
    for name, text in own.items():
        write_atomically(folder / name, text.encode())
    (folder / STYLE).unlink(missing_ok=True)


def script(site: Site, name: str) -> str:
    source = site.project.docs / "assets" / "run"
    text = minify_js(site.project.files.read_text(source / f"{name}.js"))
    style = minify_css(site.project.files.read_text(source / STYLE))
    return text.replace("(STYLE)", f"({json.dumps(style)})", 1)


def megabytes(lock: RunAssets, packages: list[str]) -> float:
    """What a first run loads, in millions of bytes, where the server compresses scripts."""
    return sum(asset.sent for asset in [*lock.core, *lock.needed_for(*packages)]) / 1e6


def parts(lock: RunAssets) -> dict[str, object]:
    """What the worker is told: each file's name, size on the way and hash, and which of them a package needs."""
    fetched = [asset for asset in lock.all if not asset.is_script]
    return {
        "folder": f"{lock.folder}/",
        "files": {
            asset.name: {
                "file": asset.served_as,
                "bytes": asset.sent,
                "sha256": asset.sha256,
                **({"gzip": True} if asset.is_packed else {}),
            }
            for asset in fetched
        },
        "core": [asset.name for asset in lock.core if asset in fetched],
        "packages": {name: [asset.name for asset in lock.needed_for(name)] for name in lock.names},
    }


def pyodide_lock(lock: RunAssets) -> dict[str, object]:
    """What Pyodide has to know of its packages, in the form of its own lock."""
    return {
        "info": {
            "abi_version": lock.abi,
            "arch": "wasm32",
            "platform": lock.platform,
            "python": lock.python,
            "version": lock.pyodide,
        },
        "packages": {asset.package: package_entry(asset) for asset in lock.packages},
    }


def package_entry(asset: PackageAsset) -> dict[str, object]:
    is_library = not asset.imports
    return {
        "name": asset.package,
        "version": asset.version,
        "file_name": asset.name,
        "sha256": asset.sha256,
        "depends": asset.depends,
        "imports": asset.imports,
        "install_dir": "dynlib" if is_library else "site",
        "package_type": "shared_library" if is_library else "package",
        "unvendored_tests": False,
    }


def licenses(lock: RunAssets, cache: Path) -> str:
    """Whose each file is, and the texts of the licenses that the packages bring with them."""
    heading = "These files are not ours. They are served as they were published, each under its own license.\n"
    lines = [f"{asset.served_as}: {asset.license}; source: {asset.origin}" for asset in lock.all]
    wheels = [cache / asset.kept_as for asset in lock.packages if asset.name.endswith(".whl")]
    texts = [text for wheel in wheels for text in license_texts(wheel)]
    return "\n".join([heading, *lines, "", "MPL-2.0: https://www.mozilla.org/MPL/2.0/", *texts]) + "\n"


def license_texts(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as opened:
        names = [name for name in opened.namelist() if ".dist-info/" in name and "LICENSE" in name.upper()]
        return [f"\n{'=' * 40}\n{name}\n\n{opened.read(name).decode('utf-8', 'replace')}" for name in names]
