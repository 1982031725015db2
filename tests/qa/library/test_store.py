from concurrent.futures import ThreadPoolExecutor

import pytest

import qa.library.assistant_cache
from qa.library.collection import Collection, LibraryError
from qa.library.library import Library
from qa.library.store import Store, new_folder


@pytest.fixture
def shelf(tmp_path, embedder):
    return Library(tmp_path / "library", embedder=embedder, reader="none")


def test_who_only_reads_need_not_wait_for_who_changes(shelf):
    (first,) = shelf.collections()
    opened = shelf.open(first.folder)

    def read():
        listed, one = shelf.collections(), shelf.collection(first.folder)
        return listed, one, first.folder in shelf, shelf.open(first.folder)

    with ThreadPoolExecutor(1) as pool, Store(shelf.home).changing():
        found = pool.submit(read).result(timeout=60)  # so that a fault does not wait for ever
    assert found == ((first,), first, True, opened)


def test_a_list_is_whole_while_others_come_and_go(tmp_path):
    store = Store(tmp_path)
    first = store.write(Collection(new_folder(), "First"))

    def come_and_go():
        for n in range(100):
            with store.changing():
                store.delete(store.write(Collection(new_folder(), f"Guest {n}")).folder)
        return "done"

    with ThreadPoolExecutor(1) as pool:
        guests = pool.submit(come_and_go)
        while not guests.done():
            oldest, *others = store.collections()
            assert oldest == first
            assert len(others) <= 1
            assert all(other.name.startswith("Guest ") for other in others)
        assert guests.result() == "done"
    assert store.collections() == (first,)


def test_a_collection_is_in_its_library_until_it_is_deleted(shelf):
    notes = shelf.create("Notes").folder
    assert notes in shelf
    shelf.delete(notes)
    assert notes not in shelf
    assert not any(folder in shelf for folder in ("", "..", ".lock", "a\0b", "x" * 5000))
    temporary = Library.temporary()
    temporary.close()
    with pytest.raises(LibraryError, match=r"folder .* is gone"):
        _ = notes in temporary


def test_a_library_that_was_emptied_is_told(shelf):
    (first,) = shelf.collections()
    Store(shelf.home).delete(first.folder)
    with pytest.raises(LibraryError, match=r"folder .* is gone"):
        shelf.collections()


def test_what_is_left_of_a_deleted_collection_goes_and_the_library_stays(shelf):
    (first,) = shelf.collections()
    gone = new_folder()
    (shelf.home / gone / "index").mkdir(parents=True)
    store = Store(shelf.home)
    store.clear_up(gone)
    store.clear_up(first.folder)
    assert sorted(path.name for path in shelf.home.iterdir()) == [".lock", first.folder]


def test_of_many_assistants_the_first_opened_goes(shelf, monkeypatch):
    monkeypatch.setattr(qa.library.assistant_cache, "MAX_ASSISTANTS", 2)
    (first,) = shelf.collections()
    others = [shelf.create(name).folder for name in ("B", "C")]
    for folder in others:
        shelf.restore(folder)
    opened = {folder: shelf.open(folder) for folder in (first.folder, *others)}
    assert [shelf.open(folder) is opened[folder] for folder in others] == [True, True]
    assert shelf.open(first.folder) is not opened[first.folder]
