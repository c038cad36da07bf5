"""Run buttons: where Pyodide is here, and where it is not."""

import json
import zipfile

from bs4 import BeautifulSoup

from pipeline.commands.fetch_run_assets import fetch_run_assets
from pipeline.content.project import Project
from pipeline.content.run_assets import assets_folder
from pipeline.finish import finish
from pipeline.finish.site_files.run_files import BUTTON, FOLDER, SCRIPTS
from tests.support.fake_pyodide import FILES, LOCK, from_desk


def finished(built) -> list[BeautifulSoup]:
    """The pages with programs or labs, after finish."""
    finish(Project(built.project.root), built.folder, built.address)
    soups = [BeautifulSoup(file.read_bytes(), "html.parser") for file in sorted(built.folder.rglob("index.html"))]
    return [soup for soup in soups if soup.select(".program, details.solution")]


def get_pyodide(built) -> None:
    (built.project.root / "run-assets.yml").write_text(LOCK)
    project = Project(built.project.root)
    fetch_run_assets(project, (from_desk,))
    with zipfile.ZipFile(assets_folder(project) / "numpy-1.whl", "w") as wheel:
        wheel.writestr("numpy-1.dist-info/LICENSE.txt", "Do what you like.")


def test_without_pyodide_no_page_has_a_button_and_the_build_says_so(built, capsys):
    pages = finished(built)
    assert pages and not [soup for soup in pages if soup.select(f'.run, script[src$="{BUTTON}"]')]
    assert not (built.folder / FOLDER).exists()
    assert "no Run buttons, because Pyodide is not here: `make run-assets` gets it" in capsys.readouterr().out


def test_with_it_each_program_has_a_place_for_them_and_the_folder_has_all_parts(built, capsys):
    get_pyodide(built)
    pages = finished(built)
    for soup in pages:
        places = soup.select(".run")
        assert len(places) == len(soup.select(".program")) + bool(soup.select("details.solution"))
        assert [script["src"].endswith(f"{FOLDER}/{BUTTON}") for script in soup.select("script[defer]")].count(
            True
        ) == 1
    assert {place["data-name"] for soup in pages for place in soup.select(".program .run")} == {"adds"}
    folder = built.folder / FOLDER
    names = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    theirs = {"python.wasm.bin", "python.js", "numpy-1.bin", "pyodide-lock.json", "licenses.txt"}
    assert names == {
        *(f"{name}.js" for name in SCRIPTS),
        *("parts.json", "mistakes.json", "labs.json"),
        *(f"pyodide-1/{name}" for name in theirs),
    }
    parts = json.loads((folder / "parts.json").read_text("utf-8"))
    assert parts["core"] == ["python.wasm"] and parts["packages"] == {"numpy": ["numpy-1.whl"]}
    assert parts["files"]["python.wasm"]["gzip"] and "gzip" not in parts["files"]["numpy-1.whl"]
    assert (folder / "pyodide-1" / "python.js").read_bytes() == FILES["python.mjs"]
    assert "Do what you like." in (folder / "pyodide-1" / "licenses.txt").read_text("utf-8")
    assert "Run buttons" not in capsys.readouterr().out
    assert "wasm-unsafe-eval" in (built.folder / "_headers").read_text("utf-8")
