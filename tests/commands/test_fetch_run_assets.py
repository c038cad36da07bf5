"""`make run-assets`: only files with the right hash are kept, from the first source that has them."""

import gzip
import urllib.error

import pytest

from pipeline.commands.fetch_run_assets import fetch_run_assets, from_package
from pipeline.content.errors import BuildError
from pipeline.content.project import Project
from pipeline.content.run_assets import assets_folder, present_assets, ready_mark, run_assets
from tests.support.built_site import ROOT
from tests.support.fake_pyodide import FILES, LOCK, from_desk


@pytest.fixture
def small(tmp_path) -> Project:
    (tmp_path / "run-assets.yml").write_text(LOCK)
    return Project(tmp_path)


def from_nowhere(lock, scratch):
    raise urllib.error.URLError("no network")


def from_liar(lock, scratch):
    return lambda asset: b"something else"


def test_all_files_are_kept_as_they_are_served(small):
    fetch_run_assets(small, (from_desk,))
    kept = {file.name: file.read_bytes() for file in assets_folder(small).iterdir()}
    assert gzip.decompress(kept.pop("python.wasm.gz")) == FILES["python.wasm"]
    assert kept.pop("ready") and kept == {name: FILES[name] for name in ("python.mjs", "numpy-1.whl")}
    lock = present_assets(small)
    assert [asset.served_as for asset in lock.all] == ["python.wasm.bin", "python.js", "numpy-1.bin"]


def test_where_one_source_fails_the_next_is_asked(small, capsys):
    fetch_run_assets(small, (from_nowhere, from_liar, from_desk))
    assert present_assets(small) and "3 files" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "said"), [(from_liar, "python.wasm does not match its hash"), (from_nowhere, "no network")]
)
def test_what_no_source_has_is_named_and_nothing_wrong_is_kept(small, source, said):
    with pytest.raises(BuildError, match=said) as caught:
        fetch_run_assets(small, (source,))
    assert "run-assets.yml" in str(caught.value) and "without Run buttons" in str(caught.value)
    assert present_assets(small) is None and not list(assets_folder(small).glob("*"))


def test_what_is_there_and_right_is_not_asked_for_again(small):
    fetch_run_assets(small, (from_desk,))
    fetch_run_assets(small, (from_nowhere,))
    (assets_folder(small) / "python.wasm.gz").write_bytes(b"damaged")
    asked = []

    def only(lock, scratch):
        return lambda asset: asked.append(asset.name) or FILES[asset.name]

    fetch_run_assets(small, (only,))
    assert asked == ["python.wasm"]


def test_after_a_change_of_the_lock_the_old_files_do_not_count(small):
    fetch_run_assets(small, (from_desk,))
    lock = small.root / "run-assets.yml"
    lock.write_text(LOCK.replace("origin: https://example.org/", "origin: https://example.org/new", 1))
    assert present_assets(Project(small.root)) is None
    lock.unlink()
    assert run_assets(Project(small.root)) is None
    with pytest.raises(BuildError, match=r"run-assets\.yml: there is no such file"):
        fetch_run_assets(Project(small.root))


def test_a_package_that_pip_does_not_find_is_told_in_its_words(small, tmp_path):
    with pytest.raises(OSError, match=r"holder==1|ERROR"):
        from_package(run_assets(small), tmp_path)


def test_the_lock_of_the_project_fits_what_is_served():
    project = Project(ROOT)
    lock = run_assets(project)
    assert ready_mark(project).exists(), "run `make run-assets`"
    for asset in lock.all:
        kept = (assets_folder(project) / asset.kept_as).read_bytes()
        content = asset.content_of(kept)
        assert asset.is_same(content) and len(content) == asset.size
        if asset.compressed:
            assert len(gzip.compress(content, 9)) == pytest.approx(asset.compressed, rel=0.02)
    assert {needed.package for needed in lock.needed_for("scikit-learn")} == set(lock.names)
    assert [needed.package for needed in lock.needed_for("numpy")] == ["numpy"]
