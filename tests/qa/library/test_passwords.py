"""Encrypted files: which are told, and opened when their password is given."""

import zipfile

import pytest

from qa.library.library import Library
from tests.pdf_files import column, locked, pdf

OPEN = pdf([column(["The harbour opens at nine."])])
LOCKED = locked(OPEN, "gull")


@pytest.fixture
def library(tmp_path, embedder):
    (tmp_path / "a.txt").write_text("The ferry waits at the quay.")
    return Library(tmp_path / "library", tmp_path / "a.txt", embedder, "none")


def added(library, tmp_path, name, data, password=""):
    (tmp_path / "sent").write_bytes(data)
    return library.add(library.collections()[0].folder, [(name, tmp_path / "sent")], password)


def texts(library):
    read = library.read(library.collections()[0].folder)
    return {document.id: document.text for document in read.documents}


def test_an_encrypted_file_is_told_and_opened_by_its_password(library, tmp_path):
    without = added(library, tmp_path, "b.pdf", LOCKED)
    assert (without.documents, without.encrypted) == ((), ("b.pdf",))
    (refused,) = without.refused
    assert (refused.reason, refused.next_step) == ("'b.pdf' is encrypted.", "Give its password.")
    wrong = added(library, tmp_path, "b.pdf", LOCKED, "tern")
    assert (wrong.documents, wrong.encrypted) == ((), ("b.pdf",))
    assert "the password does not open it" in wrong.refused[0].reason
    right = added(library, tmp_path, "b.pdf", LOCKED, "gull")
    assert (right.documents, right.decrypted, right.encrypted) == (("b.pdf",), ("b.pdf",), ())
    assert texts(library)["b.pdf"].strip() == "The harbour opens at nine."


def test_the_password_is_kept_nowhere(library, tmp_path):
    added(library, tmp_path, "b.pdf", LOCKED, "gull")
    library.open(library.collections()[0].folder)
    files = [file for file in library.home.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if b"gull" in file.read_bytes()]


def test_files_in_an_archive_are_opened_by_the_password_given_for_it(library, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("b.pdf", LOCKED)
        archive.writestr("c.txt", "Gulls cry.")
    data = (tmp_path / "all.zip").read_bytes()
    first = added(library, tmp_path, "all.zip", data)
    assert (first.documents, first.encrypted) == (("all.zip/c.txt",), ("all.zip",))
    second = added(library, tmp_path, "all.zip", data, "gull")
    assert (second.decrypted, second.refused) == (("all.zip/b.pdf",), ())


def test_an_archive_that_is_there_already_is_told_once(library, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("b.txt", "Gulls cry.")
        archive.writestr("c.txt", "Terns dive.")
    data = (tmp_path / "all.zip").read_bytes()

    def refused(name):
        return [(it.path, it.advice) for it in added(library, tmp_path, name, data).refused]

    assert refused("all.zip") == []
    assert refused("all.zip") == [
        ("all.zip", "All 2 documents in 'all.zip' are there already. Nothing to do.")
    ]
    assert refused("copy.zip") == [
        (
            "copy.zip",
            "All 2 documents in 'copy.zip' are there already, such as 'copy.zip/b.txt' as"
            " 'all.zip/b.txt'. Nothing to do.",
        )
    ]
    with zipfile.ZipFile(tmp_path / "all.zip", "a") as archive:
        archive.writestr("d.txt", "Auks swim.")
    data = (tmp_path / "all.zip").read_bytes()
    assert added(library, tmp_path, "all.zip", data).documents == ("all.zip/d.txt",)
    with zipfile.ZipFile(tmp_path / "all.zip", "a") as archive:
        archive.writestr("e.txt", "Kites soar.")
    data = (tmp_path / "all.zip").read_bytes()
    assert refused("all.zip") == []


def test_which_kinds_are_read_is_told_once(library, tmp_path):
    (tmp_path / "sent").write_text("Words.")
    files = [(name, tmp_path / "sent") for name in ("a.xyz", "b.xyz", "c.doc")]
    refused = library.add(library.collections()[0].folder, files).refused
    assert [it.reason for it in refused] == [
        "'a.xyz' is of an unknown kind (.xyz).",
        "'b.xyz' is of an unknown kind (.xyz).",
        "'c.doc' is of a kind that is not read (.doc).",
    ]
    assert refused[0].next_step.startswith("Save it as one that is read, such as PDF")
    assert [it.next_step for it in refused[1:]] == ["", "Save it as .docx."]


@pytest.mark.parametrize("data", [OPEN, locked(OPEN, "")])
def test_a_file_without_a_password_stays_as_it_is(library, tmp_path, data):
    (file,) = added(library, tmp_path, "b.pdf", data, "gull").documents
    collection = library.collections()[0]
    kept = library.home / collection.folder / "documents" / collection.documents[file]
    assert kept.read_bytes() == data


def test_a_damaged_file_waits_for_no_password(library, tmp_path):
    for password in ("", "gull"):
        damaged = added(library, tmp_path, "b.pdf", b"%PDF-1.4 nothing", password)
        assert (damaged.documents, damaged.encrypted) == ((), ())
        assert "is damaged" in damaged.refused[0].reason
