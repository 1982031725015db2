"""Folders as people have them: each file is read, or it is said why not."""

import os
from pathlib import Path

import pytest

from index.documents.file_system import A_LINK_OUT
from index.documents.files import file_states, read_documents
from index.opening import open_index

FERRY, HARBOUR = "The ferry sails at nine.", "The harbour closes at ten."
LEVELS, NAME = 25, "x" * 200


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "odd"
    (folder / "sub").mkdir(parents=True)
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return folder


def reasons(loaded):
    return {Path(it.path).name: it.reason for it in loaded.skipped}


def test_links_that_lead_nowhere_or_to_themselves_are_skipped(folder):
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "one.txt").symlink_to("other.txt")
    (folder / "other.txt").symlink_to("one.txt")
    (folder / "broken.txt").symlink_to("nowhere.txt")
    (folder / "sub" / "above").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    loaded = read_documents(folder)
    assert [document.id for document in loaded.documents] == ["ferry.txt"]
    told = reasons(loaded)
    links = {"loop.txt", "one.txt", "other.txt", "broken.txt", "above"}
    assert told.keys() == {*links, "pipe.txt"}
    assert told["above"].startswith("It is a link to a folder")
    assert "Too many levels of symbolic links" in told["loop.txt"]
    assert "No such file" in told["broken.txt"]
    assert "not a regular file" in told["pipe.txt"]
    assert len(file_states(folder)) == 2  # the file and the pipe


def test_a_link_to_a_file_is_that_file(folder):
    (folder / "again.txt").symlink_to("ferry.txt")
    assert len(read_documents(folder).documents) == 1


def test_a_link_to_a_file_outside_is_not_followed_but_told(folder, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("The key lies under the mat.", encoding="utf-8")
    (folder / "sub" / "out.txt").symlink_to(secret)
    before = file_states(folder)
    loaded = read_documents(folder)
    assert [document.id for document in loaded.documents] == ["ferry.txt"]
    assert reasons(loaded) == {"out.txt": A_LINK_OUT}
    assert len(read_documents([folder, folder / "sub" / "out.txt"]).documents) == 2
    secret.write_text("It was moved.", encoding="utf-8")
    assert file_states(folder) == before


def test_names_that_are_no_utf_8_are_shown_as_they_can_be(folder, embedder, capsys):
    for number, name in enumerate((b"n\xe4me.txt", b"n\xe5me.txt")):
        (folder / os.fsdecode(name)).write_text(f"{HARBOUR} {number}.", encoding="utf-8")
    (folder / os.fsdecode(b"\xff.bin")).write_bytes(b"\0\0")
    index = open_index(folder, embedder)
    assert sorted(document.id for document in index.documents) == [
        "ferry.txt",
        "n\ufffdme (1).txt",
        "n\ufffdme (2).txt",
    ]
    assert "\ufffd.bin" in capsys.readouterr().err
    lines: list[str] = []
    kept = open_index(folder, embedder, lines.append)
    assert not any("passages" in line for line in lines)  # it is loaded, not built
    assert [d.source for d in kept.documents] == [d.source for d in index.documents]


def test_a_path_that_is_too_long_is_told(folder, monkeypatch):
    monkeypatch.chdir(folder)
    for _ in range(LEVELS):
        Path(NAME).mkdir()
        os.chdir(NAME)
    Path("deep.txt").write_text(HARBOUR, encoding="utf-8")
    loaded = read_documents(folder)
    assert [document.id for document in loaded.documents] == ["ferry.txt"]
    (skipped,) = loaded.skipped
    assert skipped.reason == "The folder cannot be read: File name too long."


def test_thousands_of_files_are_read(folder):
    for number in range(2000):
        (folder / "sub" / f"{number}.txt").write_text(f"{FERRY} {number}", encoding="utf-8")
    assert len(read_documents(folder).documents) == 2001
