import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import DocumentError
from index.documents.files import file_states, read_documents, resolve_paths
from index.documents.patterns import is_pattern, matches


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "notes"
    for name in ("a.md", "b.md", "c.txt", ".hidden.md", "sub/d.md", "sub/deep/e.md", ".off/f.md"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"This is {name}.", encoding="utf-8")
    return folder


def ids(*patterns):
    return [document.id for document in read_documents(patterns).documents]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.md", ["a.md", "b.md"]),
        ("[ac].*", ["a.md", "c.txt"]),
        ("[!a].md", ["b.md"]),
        ("?.txt", ["c.txt"]),
        ("**/*.md", ["a.md", "b.md", "d.md", "e.md"]),
        ("**/deep/*", ["e.md"]),
        ("*/*.md", ["d.md"]),
        ("sub/**/e.md", ["e.md"]),
        (".off/*.md", ["f.md"]),
        # Folders that match are read as if they had been named.
        ("s*", ["d.md", "deep/e.md"]),
        ("**", ["a.md", "b.md", "c.txt", "sub/d.md", "sub/deep/e.md"]),
    ],
)
def test_a_pattern_stands_for_what_matches_it(folder, pattern, expected):
    assert ids(folder / pattern) == expected


def test_a_pattern_may_be_relative_or_of_the_home_folder(folder, monkeypatch):
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(folder))
    assert ids("*.md") == ids("~/*.md") == ["a.md", "b.md"]
    assert matches(Path("sub/*.md")) == [Path("sub/d.md")]


def test_files_of_one_name_are_told_apart(folder):
    (folder / "sub" / "a.md").write_text("Another one.", encoding="utf-8")
    assert ids(folder / "**" / "a.md") == ["notes/a.md", "sub/a.md"]
    assert ids(folder / "a.md", folder / "*.md") == ["a.md", "b.md"]


def test_what_matches_and_is_not_read_is_told(folder):
    (folder / "x.bin").write_bytes(b"1")
    (folder / "y.md").write_bytes(b"")
    loaded = read_documents(folder / "*.*")
    assert [document.id for document in loaded.documents] == ["a.md", "b.md", "c.txt"]
    assert [(Path(it.path).name, it.reason) for it in loaded.skipped] == [
        ("x.bin", "'x.bin' is of an unknown kind (.bin)."),
        ("y.md", "'y.md' is empty (0 bytes, all blank)."),
    ]
    with pytest.raises(DocumentError, match="unknown kind"):
        read_documents(folder / "x.bin")


def test_a_pattern_without_documents_is_named(folder):
    with pytest.raises(DocumentError, match=r"No document matches the pattern '.*\*\.pdf'\. Check"):
        read_documents(folder / "*.pdf")
    (folder / "x.bin").write_bytes(b"1")
    with pytest.raises(DocumentError, match=r"\(1 other files, such as x\.bin: 'x\.bin' is of an"):
        read_documents(folder / "x.*")
    with pytest.raises(DocumentError, match="No document matches"):
        read_documents(folder / "nowhere" / "*.md")
    with pytest.raises(DocumentError, match=r"no file or folder '.*z\.md'"):
        read_documents(folder / "z.md")


def test_a_file_whose_name_has_the_signs_is_that_file(folder):
    (folder / "[ab].md").write_text("Brackets.", encoding="utf-8")
    (folder / "what?.md").write_text("A question.", encoding="utf-8")
    assert ids(folder / "[ab].md") == ["[ab].md"]
    assert ids(folder / "what?.md") == ["what?.md"]
    (folder / "100*").mkdir()
    (folder / "100*" / "g.md").write_text("Stars.", encoding="utf-8")
    assert ids(folder / "100*") == ["g.md"]
    assert ids(folder / "100*" / "*.md") == ["g.md"]
    (folder / "[2026]").mkdir()
    (folder / "[2026]" / "h.md").write_text("A year.", encoding="utf-8")
    assert ids(folder / "[2026]" / "*.md") == ["h.md"]


def test_links_to_folders_are_not_followed_at_any_depth(folder):
    (folder / "sub" / "above").symlink_to(folder)
    (folder / "sub" / "again").symlink_to(folder)
    (folder / "sub" / "loop.md").symlink_to("loop.md")
    loaded = read_documents(folder / "**" / "*.md")
    assert [document.id for document in loaded.documents] == ["a.md", "b.md", "d.md", "e.md"]
    told = {Path(it.path).name: it.reason for it in loaded.skipped}
    assert (
        told["above"]
        == told["again"]
        == ("It is a link to a folder: name that folder to have it read.")
    )
    assert "Too many levels of symbolic links" in told["loop.md"]


def test_a_path_that_is_too_long_is_told(folder, monkeypatch):
    monkeypatch.chdir(folder)
    for _ in range(25):
        Path("x" * 200).mkdir()
        os.chdir("x" * 200)
    loaded = read_documents(folder / "**" / "*.txt")
    assert [document.id for document in loaded.documents] == ["c.txt"]
    assert [it.reason for it in loaded.skipped] == [
        "The folder cannot be read: File name too long."
    ]


def test_new_files_that_match_are_seen(folder):
    before = file_states(folder / "*.md")
    assert len(before) == 2
    (folder / "new.txt").write_text("Other.", encoding="utf-8")
    assert file_states(folder / "*.md") == before
    (folder / "new.md").write_text("New.", encoding="utf-8")
    assert len(file_states(folder / "*.md")) == 3
    (folder / "new.md").unlink()
    assert file_states(folder / "*.md") == before
    assert len(file_states(folder / "s*")) == 2
    assert file_states(folder / "nowhere" / "*") == ()


def test_a_pattern_is_the_same_set_of_documents_whatever_matches(folder):
    before = resolve_paths(folder / "*.md")
    (folder / "new.md").write_text("New.", encoding="utf-8")
    assert resolve_paths([folder / "*.md"]) == before == [str(folder / "*.md")]


@given(st.text("ab*?[]!.-", min_size=1, max_size=8))
def test_any_pattern_can_be_looked_for(tmp_path_factory, name):
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    for file in ("a", "ab", "a.b", ".ab"):
        (folder / file).touch()
    if is_pattern(Path(name)):
        names = {path.name for path in matches(folder / name)}
        assert names <= {"a", "ab", "a.b"} or name == "**"
