from queue import SimpleQueue
from threading import Thread

import pytest

import qa.library.watch
from index.storage.saved_index import is_saved
from qa.library.collection import LibraryError
from qa.library.library import Library
from qa.library.lifetime import Lifetime
from qa.library.watch import Watch

SECONDS = 60  # so that a fault does not wait for ever


@pytest.fixture
def library(tmp_path, embedder):
    return Library(tmp_path / "library", embedder=embedder, reader="none", local=True)


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "hours.md").write_text("The shop opens at nine.")
    return folder


@pytest.fixture
def collection(library, notes):
    folder = library.create("Notes").folder
    library.folders.add(folder, str(notes))
    library.folders.keep_up_to_date(folder, watched=True)
    return folder


def ids(library, collection):
    return [document.id for document in library.open(collection).index.documents]


def test_a_change_is_opened_once_it_is_over(library, collection, notes, capsys):
    watch = library.watch

    def look():
        watch.look()
        return watch.times_opened(collection)

    assert [look(), look(), look()] == [0, 1, 1]
    assert "1 passage to embed" in capsys.readouterr().err
    (notes / "cats.txt").write_text("Cats purr.")
    assert look() == 1
    (notes / "cats.txt").write_text("Cats purr and sleep.")
    assert [look(), look(), look()] == [1, 2, 2]
    assert "1 passage to embed, 1 kept" in capsys.readouterr().err
    assert ids(library, collection) == ["notes/cats.txt", "notes/hours.md"]
    assert capsys.readouterr().err == ""  # it was opened already


def test_only_what_is_kept_up_to_date_is_looked_at(library, collection, notes):
    library.folders.keep_up_to_date(collection, watched=False)
    for _ in range(3):
        library.watch.look()
    assert library.watch.times_opened(collection) == 0
    library.folders.keep_up_to_date(collection, watched=True)
    library.watch.look()
    library.delete(collection)
    library.watch.look()
    assert library.watch.times_opened(collection) == 0


def test_a_folder_that_vanishes_is_tried_once_and_again_when_it_returns(
    library, collection, notes, tmp_path
):
    def look(times):
        for _ in range(times):
            library.watch.look()
        return library.watch.times_opened(collection)

    assert look(3) == 1
    notes.rename(tmp_path / "away")
    assert look(5) == 2
    (tmp_path / "away").rename(notes)
    assert look(3) == 3
    assert ids(library, collection) == ["notes/hours.md"]


def test_the_thread_looks_until_the_library_is_closed(library, collection, notes, monkeypatch):
    monkeypatch.setattr(qa.library.watch, "LOOK", 0.01)
    opened: SimpleQueue[object] = SimpleQueue()

    def open_anew(folder):
        opened.put([document.id for document in library.open(folder).index.documents])

    watch = Watch(library._store, library._reader.state, open_anew)
    watch.start()
    assert opened.get(timeout=SECONDS) == ["notes/hours.md"]
    (notes / "hours.md").rename(notes / "times.md")
    assert opened.get(timeout=SECONDS) == ["notes/times.md"]
    library.close()
    watch._thread.join(SECONDS)
    assert not watch._thread.is_alive()
    (notes / "cats.txt").write_text("Cats purr.")
    with pytest.raises(LibraryError, match="was closed"):
        watch.look()
    assert opened.empty()


def test_a_library_ends_its_watch(library):
    library.watch.start()
    library.close()
    assert not library.watch._thread.is_alive()


def test_an_embedding_in_the_background_ends_with_the_library(library, collection, notes):
    many = "\n\n".join(f"Ferry {n} waits for {n * 7} days." for n in range(200))
    (notes / "many.txt").write_text(many)
    steps = []

    def open_anew(folder):
        def close(stage, done, of):
            steps.append(stage)
            if stage == "embedding":
                Thread(target=library.stop).start()
                library._store.lifetime.wait(SECONDS)

        library.open(folder, close)

    watch = Watch(library._store, library._reader.state, open_anew)
    watch.look()
    watch.look()
    assert steps.count("embedding") == 1
    assert watch.times_opened(collection) == 1
    assert not is_saved(library.home / collection / "index")


def test_who_waits_is_told_at_once_when_it_ends():
    lifetime, waited = Lifetime(), SimpleQueue[bool]()
    assert lifetime.wait(0) is True
    waiting = Thread(target=lambda: waited.put(lifetime.wait(SECONDS * 60)))
    waiting.start()
    lifetime.stop()
    assert waited.get(timeout=SECONDS) is False
    waiting.join(SECONDS)
    assert lifetime.wait(SECONDS * 60) is False
