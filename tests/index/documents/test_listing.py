import zipfile

import pytest

from index.documents.file_reader import FileReader
from index.documents.files import read_documents
from index.documents.listing import list_files, read_listed
from index.errors import DocumentError


@pytest.fixture
def folder(tmp_path):
    for name in ("a/readme.md", "b/readme.md", "b/c/deep.txt", "notes.txt", ".hidden.txt"):
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"This is {name}.", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "docs" / "more.zip", "w") as archive:
        archive.writestr("x/inside.txt", "It is inside.")
        archive.writestr("y/inside.txt", "It is inside as well.")
    (tmp_path / "docs" / "photo.bin").write_bytes(b"\0\1\2")
    (tmp_path / "docs" / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing")
    return tmp_path / "docs"


def both(paths):
    """What is read at once, and what file by file: documents by their ids, and what is skipped."""
    listed = list_files(paths)
    with FileReader() as reader:
        one_by_one = read_listed(listed.files, reader)
    whole = read_documents(paths)
    skipped = {file.path: file.reason for file in (*listed.skipped, *one_by_one.skipped)}
    return (
        {it.id: it for it in whole.documents},
        {file.path: file.reason for file in whole.skipped},
        {it.id: it for it in one_by_one.documents},
        skipped,
    )


@pytest.mark.parametrize(
    "names",
    [
        ["."],
        ["a", "b"],
        ["a", "b/readme.md"],
        ["*.txt"],
        ["b/**/*"],
        ["notes.txt", "notes.txt", "missing.txt"],
        ["more.zip"],
    ],
)
def test_file_by_file_is_read_what_is_read_at_once(folder, names):
    documents, skipped, ours, ours_skipped = both([folder / name for name in names])
    assert ours == documents
    assert ours_skipped == skipped


def test_what_is_missing_is_named(folder):
    with pytest.raises(DocumentError, match=r"There is no file or folder .*missing"):
        list_files([folder / "missing"])
    empty = folder / "empty"
    empty.mkdir()
    with pytest.raises(DocumentError, match=r"The folder '.*empty' holds no document\."):
        list_files(empty)


def test_a_file_that_is_gone_by_then_is_skipped(folder):
    listed = list_files(folder / "a")
    (folder / "a" / "readme.md").unlink()
    with FileReader() as reader:
        read = read_listed(listed.files, reader)
    assert read.documents == ()
    ((path, reason),) = [(file.path, file.reason) for file in read.skipped]
    assert path.endswith("readme.md")
    assert "readme.md" in reason
