import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qa.library.assistant_cache
from qa.library.collection import FOLDER, Collection, LibraryError, new_folder
from qa.library.library import Library
from qa.library.store import Store


@pytest.fixture
def library(tmp_path, embedder):
    return Library(tmp_path / "library", embedder=embedder, reader="none")


def test_who_only_reads_need_not_wait_for_who_changes(library):
    (first,) = library.collections()
    opened = library.open(first.folder)

    def read():
        listed, one = library.collections(), library.collection(first.folder)
        return listed, one, first.folder in library, library.open(first.folder)

    with ThreadPoolExecutor(1) as pool, Store(library.home).changing():
        found = pool.submit(read).result(timeout=60)  # so that a fault does not wait for ever
    assert found == ((first,), first, True, opened)


def test_a_list_is_whole_while_others_come_and_go(tmp_path):
    store = Store(tmp_path)
    first = store.write(Collection(new_folder(()), "First"))

    def come_and_go():
        for n in range(100):
            with store.changing():
                store.set_aside(
                    store.write(Collection(new_folder(store.folders()), f"Guest {n}")).folder
                )
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


def test_a_collection_is_in_its_library_until_it_is_deleted(library):
    notes = library.create("Notes").folder
    assert notes in library
    library.delete(notes)
    assert notes not in library
    assert not any(folder in library for folder in ("", "..", ".lock", "a\0b", "x" * 5000))
    temporary = Library.temporary()
    temporary.close()
    with pytest.raises(LibraryError, match="was closed"):
        _ = notes in temporary


def test_a_library_that_was_emptied_is_told(library):
    (first,) = library.collections()
    Store(library.home).set_aside(first.folder)
    with pytest.raises(LibraryError, match=r"folder .* is gone"):
        library.collections()


def test_what_is_left_of_a_deleted_collection_goes_and_the_library_stays(library):
    (first,) = library.collections()
    gone = new_folder(())
    (library.home / gone / "index").mkdir(parents=True)
    store = Store(library.home)
    store.clear_up(gone)
    store.clear_up(first.folder)
    assert sorted(path.name for path in library.home.iterdir()) == [".lock", first.folder]


def test_what_is_brought_back_meanwhile_stays(library):
    store, other = Store(library.home), Store(library.home)
    back = Collection(new_folder(()), "Animals")
    with ThreadPoolExecutor(1) as pool:
        with store.changing():
            cleared = pool.submit(other.clear_up, back.folder)
            with pytest.raises(TimeoutError):  # it waits
                cleared.result(timeout=0.2)
            store.write(back)
        cleared.result(timeout=60)
    assert library.collection(back.folder) == back


def test_a_library_that_was_gone_is_not_left_again(library):
    folder = new_folder(())
    shutil.rmtree(library.home)
    (library.home / folder / "index").mkdir(parents=True)
    Store(library.home).clear_up(folder)
    assert not library.home.exists()


def test_of_many_assistants_the_first_opened_goes(library, monkeypatch):
    monkeypatch.setattr(qa.library.assistant_cache, "MAX_ASSISTANTS", 2)
    (first,) = library.collections()
    others = [library.create(name).folder for name in ("B", "C")]
    for folder in others:
        library.restore(folder)
    opened = {folder: library.open(folder) for folder in (first.folder, *others)}
    assert [library.open(folder) is opened[folder] for folder in others] == [True, True]
    assert library.open(first.folder) is not opened[first.folder]


def test_what_a_killed_writer_left_is_removed_at_the_next_change(library):
    (first,) = library.collections()
    (library.home / first.folder / "x.part").write_text("{")
    library.restore(first.folder)
    assert not list(library.home.rglob("*.part"))


YEARS = datetime(2000, 1, 1), datetime(2199, 1, 1)  # noqa: DTZ001 - all are in UTC


@given(st.lists(st.datetimes(*YEARS), max_size=5))
def test_a_new_collection_is_the_last_one_whatever_the_clock_says(times):
    others = [f"{time:%Y%m%d-%H%M%S-%f}-0123abcd" for time in times]
    new = new_folder(others)
    assert FOLDER.fullmatch(new)
    assert max([*others, new]) == new


def test_a_document_that_was_altered_is_told(library, tmp_path):
    folder = library.create("Notes").folder
    (tmp_path / "a.txt").write_text("Apples are red.", encoding="utf-8")
    library.add(folder, [("a.txt", tmp_path / "a.txt")])
    (stored,) = (library.home / folder / "documents").iterdir()
    before = library.open(folder)
    assert library.open(folder) is before
    stored.write_text("Apples are blue.", encoding="utf-8")
    with pytest.raises(LibraryError, match="has no documents"):
        library.open(folder)
    loaded = library.read(folder)
    assert loaded.documents == ()
    assert [(it.path, it.reason) for it in loaded.skipped] == [
        ("a.txt", "It was changed since it was added.")
    ]
