import os

import pytest

import qa.library.stored_documents
from qa.library.collection import LibraryError
from qa.library.library import Library
from qa.library.stored_documents import Removal

ARTICLE = "china-cyberspace-strategy.txt"


@pytest.fixture
def library(tmp_path, embedder):
    return Library(tmp_path / "library", embedder=embedder, reader="none")


@pytest.fixture
def animals(library, tmp_path):
    """The folder of a collection of three documents."""
    return filled(library, tmp_path, "Animals", {"bees.txt": "Bees.", "cats.md": "# Cats\n\nPurr."})


def filled(library, tmp_path, name, texts):
    folder = library.create(name).folder
    files = []
    for number, (id_, text) in enumerate(texts.items()):
        (tmp_path / f"{name} {number}").write_text(text)
        files.append((id_, tmp_path / f"{name} {number}"))
    library.add(folder, files)
    return folder


def texts(library, folder):
    return {document.id: document.text for document in library.read(folder).documents}


def files(library, folder, kind="documents"):
    return sorted(path.name for path in (library.home / folder / kind).glob("*"))


def test_what_was_removed_is_brought_back_as_it_was(library, animals):
    before, stored = library.read(animals).documents, files(library, animals)
    times = [(library.home / animals / "documents" / it).stat().st_mtime_ns for it in stored]
    removal = library.documents.remove(animals, ["cats.md", "bees.txt"])
    assert removal.ids == ("bees.txt", "cats.md")
    assert (texts(library, animals), files(library, animals)) == ({}, [])
    assert files(library, animals, "removed") == stored
    collection = library.documents.bring_back(removal)
    assert set(collection.documents) == {"bees.txt", "cats.md"}
    assert library.read(animals).documents == before
    assert files(library, animals, "removed") == []
    folder = library.home / animals / "documents"
    assert [(folder / it).stat().st_mtime_ns for it in stored] == times


def test_what_was_forgotten_is_gone(library, animals):
    removal = library.documents.remove(animals, ["bees.txt"])
    library.documents.forget(removal)
    assert files(library, animals, "removed") == []
    with pytest.raises(LibraryError, match=r"'bees.txt' cannot be brought back any more\."):
        library.documents.bring_back(removal)
    assert set(texts(library, animals)) == {"cats.md"}
    library.create("Another")
    library.delete(animals)
    library.documents.forget(removal)  # with its collection


@pytest.mark.parametrize("end", [Library.close, lambda library: Library(library.home)])
def test_what_was_removed_is_forgotten_with_the_end_or_when_it_is_opened_anew(
    library, animals, end
):
    library.documents.remove(animals, ["bees.txt"])
    end(library)
    assert not (library.home / animals / "removed").exists()


def test_what_is_in_its_place_by_now_stays(library, animals, tmp_path):
    removal = library.documents.remove(animals, ["bees.txt"])
    (tmp_path / "new").write_text("New bees.")
    library.add(animals, [("bees.txt", tmp_path / "new")])
    with pytest.raises(LibraryError, match=r"There is another document 'bees\.txt' by now"):
        library.documents.bring_back(removal)
    assert texts(library, animals)["bees.txt"] == "New bees."


def test_a_default_document_is_removed_and_brought_back_with_what_hides_it(library, tmp_path):
    (first,) = library.collections()
    article = texts(library, first.folder)
    removal = library.documents.remove(first.folder, [ARTICLE, "none"])
    assert removal == Removal(first.folder, {}, (ARTICLE,))
    library.documents.bring_back(removal)
    assert texts(library, first.folder) == article

    (tmp_path / "own").write_text("Mine.")
    library.add(first.folder, [(ARTICLE, tmp_path / "own")])
    removal = library.documents.remove(first.folder, [ARTICLE])
    assert removal.ids == (ARTICLE,)
    assert texts(library, first.folder) == {}
    library.documents.bring_back(removal)
    assert texts(library, first.folder) == {ARTICLE: "Mine."}


@pytest.mark.parametrize("ids", [[], ["none.md"]])
def test_none_that_is_there_is_an_error(library, animals, ids):
    with pytest.raises(LibraryError, match="has no document"):
        library.documents.remove(animals, ids)


def test_documents_are_moved_with_what_was_parsed_of_them(library, animals, tmp_path):
    (tmp_path / "table").write_text("a,b\n1,2\n")
    library.add(animals, [("table.csv", tmp_path / "table")])
    stored = library.collection(animals).documents["table.csv"]
    time = (library.home / animals / "documents" / stored).stat().st_mtime_ns
    library.read(animals)
    other = library.create("Others").folder
    move = library.documents.move(animals, ["table.csv", "bees.txt"], other)
    assert (move.ids, move.refused) == (("table.csv", "bees.txt"), ())
    assert set(texts(library, animals)) == {"cats.md"}
    assert files(library, other, "documents") == sorted(
        library.collection(other).documents.values()
    )
    assert (library.home / other / "documents" / stored).stat().st_mtime_ns == time
    digest = stored.partition(".")[0]
    assert [name.startswith(digest) for name in files(library, other, "parsed")] == [True]
    assert files(library, animals, "parsed") == []
    assert set(texts(library, other)) == {"table.csv", "bees.txt"}
    back = library.documents.move(other, move.ids, animals)
    assert set(back.ids) == {"table.csv", "bees.txt"}
    assert len(texts(library, animals)) == 3


def test_what_cannot_be_moved_stays_and_says_why(library, animals, tmp_path, monkeypatch):
    (first,) = [it for it in library.collections() if it.default]
    other = filled(
        library, tmp_path, "Others", {"cats.md": "Other cats.", "humming.txt": "Bees.", "e.txt": ""}
    )
    move = library.documents.move(animals, ["bees.txt", "cats.md"], other)
    assert (move.ids, [it.reason for it in move.refused]) == (
        (),
        [
            "'bees.txt' is in 'Others' already, as 'humming.txt'.",
            "There is another document 'cats.md' in 'Others'.",
        ],
    )
    (refused,) = library.documents.move(first.folder, [ARTICLE], other).refused
    assert refused.reason == f"{ARTICLE!r} was not added to 'Documents', but is read where it lies."
    assert len(texts(library, animals)) == 2
    (tmp_path / ARTICLE).write_text("Another article.")
    library.add(animals, [(ARTICLE, tmp_path / ARTICLE)])
    (refused,) = library.documents.move(animals, [ARTICLE], first.folder).refused
    assert "There is another document" in refused.reason
    monkeypatch.setattr(qa.library.stored_documents, "MAX_COLLECTION", 20)
    empty = library.create("Empty").folder
    move = library.documents.move(animals, ["cats.md", "bees.txt", ARTICLE], empty)
    assert move.ids == ("cats.md", "bees.txt")
    assert move.refused[0].reason == f"With {ARTICLE!r} 'Empty' would have more than 20 bytes."
    with pytest.raises(LibraryError, match="They are in 'Animals' already"):
        library.documents.move(animals, ["bees.txt"], animals)


def test_a_disk_without_second_names_gets_copies(library, animals, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    before = texts(library, animals)
    monkeypatch.setattr(os, "link", refuse)
    removal = library.documents.remove(animals, ["bees.txt", "cats.md"])
    library.documents.bring_back(removal)
    assert texts(library, animals) == before
