"""Collections that are deleted, and brought back."""

import gc

import pytest

import qa.library.deletions
from qa.library.collection import MAX_NAME, LibraryError
from qa.library.library import Library


@pytest.fixture
def library(tmp_path, embedder):
    (tmp_path / "pool.md").write_text("The pool is 25 metres long.")
    library = Library(tmp_path / "library", tmp_path / "pool.md", embedder, "none")
    (tmp_path / "bees").write_text("Bees hum.")
    library.add(library.create("Animals").folder, [("bees.txt", tmp_path / "bees")])
    return library


def folders(library):
    return [*library.home.glob(".deleted-*")]


def test_what_was_deleted_is_as_it_was_when_it_is_brought_back(library):
    before = library.collections()
    animals = before[1].folder
    assert library.open(animals).index.documents
    deletion = library.deletions.delete(animals)
    assert (deletion.name, library.collections()) == ("Animals", before[:1])
    (library.home / animals / "index").mkdir(parents=True)  # by who was opening it
    assert library.deletions.bring_back(deletion) == before[1]
    assert (library.collections(), folders(library)) == (before, [])
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
    assert len(folders(library)) == 1
    end(library, deletion)
    assert folders(library) == []
    with pytest.raises(LibraryError, match="'Animals' cannot be brought back any more"):
        library.deletions.bring_back(deletion)


def test_nothing_of_it_is_left_when_the_library_is_closed(library):
    deletion = library.deletions.delete(library.by_name("Animals").folder)
    assert [it.name for it in folders(library)] == [deletion.kept]
    library.close()
    assert folders(library) == []


def test_an_empty_one_is_deleted_for_good_and_no_other(library):
    animals, empty = library.by_name("Animals"), library.create("Empty")
    for collection in (animals, empty, empty):
        library.deletions.delete_empty(collection.folder)
    assert animals in library.collections()
    assert empty not in library.collections()
    assert folders(library) == []


def test_it_goes_with_the_last_who_could_bring_it_back(library):
    deletion = library.deletions.delete(library.by_name("Animals").folder)
    assert len(folders(library)) == 1
    del deletion
    gc.collect()
    assert folders(library) == []


def test_where_its_name_is_taken_by_now_it_has_a_number(library):
    deletion = library.deletions.delete(library.by_name("Animals").folder)
    others = [library.create("animals"), library.create("Animals 2")]
    back = library.deletions.bring_back(deletion)
    assert (back.name, [*back.documents]) == ("Animals 3", ["bees.txt"])
    assert library.collection(back.folder) == back
    assert [library.by_name(it.name) for it in others] == others
    assert folders(library) == []


def test_the_longest_name_has_room_for_a_number(library):
    library.rename(library.by_name("Animals").folder, "a" * MAX_NAME)
    deletion = library.deletions.delete(library.by_name("a" * MAX_NAME).folder)
    library.create("A" * MAX_NAME)
    assert library.deletions.bring_back(deletion).name == "a" * (MAX_NAME - 2) + " 2"


def test_where_there_are_too_many_it_is_kept(library, monkeypatch):
    monkeypatch.setattr(qa.library.deletions, "MAX_COLLECTIONS", 2)
    deletion = library.deletions.delete(library.by_name("Animals").folder)
    other = library.create("More")
    with pytest.raises(LibraryError, match="There are 2 collections, so 'Animals' cannot come"):
        library.deletions.bring_back(deletion)
    library.delete(other.folder)
    assert library.deletions.bring_back(deletion).name == "Animals"
