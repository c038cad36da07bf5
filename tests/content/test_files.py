"""The one door to the project's files: what went through it is known afterwards, and what is written is whole."""

from pathlib import Path

import pytest

from pipeline.content.files import ABSENT, Files, fingerprinted, hash_of, write_atomically
from tests.support.small_project import problems_of


@pytest.fixture
def files(tmp_path: Path) -> Files:
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    for name in ("a.md", "b.md", "deep/c.md", "deep/d.txt"):
        (tmp_path / "docs" / name).write_text(name)
    return Files(tmp_path)


def names(files: Files, paths: list[Path]) -> list[str]:
    return [path.relative_to(files.root).as_posix() for path in paths]


def test_whatever_is_asked_is_recorded_with_its_state(files):
    docs = files.root / "docs"
    with files.recording() as reads:
        assert files.read_bytes(docs / "a.md") == b"a.md"
        with pytest.raises(FileNotFoundError):
            files.read_text(docs / "gone.md")
        assert files.exists(docs / "b.md") and not files.exists(docs / "gone.md")
        assert names(files, files.glob(docs, "**/*.md", leave_out=(docs / "deep",))) == ["docs/a.md", "docs/b.md"]
    files.read_bytes(docs / "deep" / "d.txt")
    assert reads == {
        ("content", "docs/a.md"): hash_of(b"a.md"),
        ("content", "docs/gone.md"): ABSENT,
        ("exists", "docs/b.md"): "True",
        ("exists", "docs/gone.md"): "False",
        ("listing", "docs|**/*.md|docs/deep"): hash_of(b"docs/a.md\ndocs/b.md"),
    }
    assert {key: files.state(key) for key in reads} == reads


def test_recordings_within_one_another_each_have_what_is_read_in_them(files):
    with files.recording() as outer:
        files.read_bytes(files.root / "docs" / "a.md")
        with files.recording() as inner:
            files.read_bytes(files.root / "docs" / "b.md")
            files.read_bytes(files.root / "docs" / "a.md")
        files.exists(files.root / "docs" / "gone.md")
    assert [name for _, name in inner] == ["docs/b.md", "docs/a.md"]
    assert [name for _, name in outer] == ["docs/a.md", "docs/b.md", "docs/gone.md"]


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (lambda docs: (docs / "a.md").write_text("other"), {"content a.md"}),
        (lambda docs: (docs / "a.md").unlink(), {"content a.md", "exists a.md", "listing"}),
        (lambda docs: (docs / "new.md").write_text("new"), {"content new.md", "exists new.md", "listing"}),
        (lambda docs: (docs / "a.md").rename(docs / "z.md"), {"content a.md", "exists a.md", "listing"}),
        (lambda docs: (docs / "new.txt").write_text("new"), set()),
        (lambda docs: (docs / "a.md").write_text("a.md"), set()),
    ],
)
def test_a_later_build_sees_every_change_of_what_was_asked(files, change, changed):
    docs = files.root / "docs"
    with files.recording() as reads:
        files.read_bytes(docs / "a.md"), files.exists(docs / "a.md"), files.exists(docs / "new.md")
        with pytest.raises(FileNotFoundError):
            files.read_bytes(docs / "new.md")
        files.glob(docs, "*.md")
    change(docs)
    later = Files(files.root)
    seen = {key for key, state in reads.items() if later.state(key) != state}
    assert {"listing" if kind == "listing" else f"{kind} {Path(name).name}" for kind, name in seen} == changed


def test_within_a_build_a_file_is_what_it_was_when_it_was_first_read(files):
    page = files.root / "docs" / "a.md"
    assert files.read_text(page) == "a.md"
    page.write_text("saved again meanwhile")
    assert files.read_text(page) == "a.md"
    files.write(page, b"written by the build")
    assert files.read_text(page) == "written by the build"
    files.remove(page)
    assert not files.exists(page) and files.state(("content", "docs/a.md")) == ABSENT


def test_listings_know_what_the_build_itself_wrote_and_removed(files):
    docs = files.root / "docs"
    assert len(files.glob(docs, "*.md")) == 2
    files.write(docs / "new.md", b"")
    files.remove(docs / "b.md")
    assert names(files, files.glob(docs, "*.md")) == ["docs/a.md", "docs/new.md"]


def test_a_value_is_computed_once_and_its_files_count_as_read_by_each_who_asks(files):
    computed = []

    def compute() -> str:
        computed.append(1)
        return files.read_text(files.root / "docs" / "a.md").upper()

    assert files.remembered("value", compute) == "A.MD"
    with files.recording() as reads:
        assert files.remembered("value", compute) == "A.MD"
    assert computed == [1] and list(reads) == [("content", "docs/a.md")]


def test_text_is_the_same_from_every_editor(files):
    page = files.root / "docs" / "windows.md"
    page.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    assert files.read_text(page) == "one\ntwo\n"


def test_a_file_that_is_not_utf_8_is_named_with_its_line(files):
    page = files.root / "docs" / "latin.md"
    page.write_bytes("one\ntwo\ncafé\n".encode("latin-1"))
    assert problems_of(lambda: files.read_text(page)).startswith("docs/latin.md:3: this is not UTF-8")


def test_a_file_is_written_in_one_step_and_only_when_its_content_differs(tmp_path, monkeypatch):
    file = tmp_path / "deep" / "file"
    written = [write_atomically(file, content) for content in (b"one", b"one", b"two")]
    assert written == [True, False, True]
    assert file.read_bytes() == b"two" and list(file.parent.iterdir()) == [file]

    def break_off(path: Path, content: bytes) -> None:
        with path.open("wb") as half:
            half.write(content[:1])
        raise OSError("disk full")

    monkeypatch.setattr(Path, "write_bytes", break_off)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(file, b"three")
    assert file.read_bytes() == b"two"


def test_a_fingerprinted_name_changes_with_the_content_and_keeps_its_suffix():
    one, other = fingerprinted("site.min.css", b"a"), fingerprinted("site.min.css", b"b")
    assert one == f"site.min.{hash_of(b'a')[:8]}.css" != other
