"""Collections that are deleted, and brought back."""

import pytest

from qa.library.collection import LibraryError
from qa.library.library import Library


@pytest.fixture
def library(tmp_path, embedder):
    (tmp_path / "pool.md").write_text("The pool is 25 metres long.")
    library = Library(tmp_path / "library", tmp_path / "pool.md", embedder, "none")
    (tmp_path / "bees").write_text("Bees hum.")
    library.add(library.create("Animals").folder, [("bees.txt", tmp_path / "bees")])
    return library


def kept(library):
    return [*library.home.glob(".deleted-*")]


def test_what_was_deleted_is_as_it_was_when_it_is_brought_back(library):
    before = library.collections()
    animals = before[1].folder
    assert library.open(animals).index.documents
    deletion = library.deletions.delete(animals)
    assert (deletion.name, library.collections()) == ("Animals", before[:1])
    (library.home / animals / "index").mkdir(parents=True)  # by who was opening it
    assert library.deletions.bring_back(deletion) == before[1]
    assert (library.collections(), kept(library)) == (before, [])
    assert [it.id for it in library.open(animals).index.documents] == ["bees.txt"]


@pytest.mark.parametrize(
    "end",
    [
        lambda library, deletion: library.deletions.forget(deletion),
        lambda library, _: Library(library.home),
    ],
)
def test_what_was_forgotten_is_gone(library, end):
    deletion = library.deletions.delete(library.by_name("Animals").folder)
    assert len(kept(library)) == 1
    end(library, deletion)
    assert kept(library) == []
    with pytest.raises(LibraryError, match="'Animals' cannot be brought back any more"):
        library.deletions.bring_back(deletion)


def test_nothing_of_it_is_left_when_the_library_is_closed(library):
    library.deletions.delete(library.by_name("Animals").folder)
    library.close()
    assert kept(library) == []


def test_a_collection_that_has_its_name_by_now_stays(library):
    deletion = library.deletions.delete(library.by_name("Animals").folder)
    other = library.create("animals")
    with pytest.raises(LibraryError, match="There is a collection 'Animals' already"):
        library.deletions.bring_back(deletion)
    assert library.by_name("Animals") == other
    assert len(kept(library)) == 1
