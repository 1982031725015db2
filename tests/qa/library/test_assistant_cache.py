from threading import Event, Thread

import pytest

from qa.library.assistant_cache import AssistantCache
from qa.library.contents import Stage
from qa.library.library import Library


def test_who_comes_while_a_collection_is_embedded_need_not_wait(tmp_path, embedder):
    embedding, go_on = Event(), Event()

    def wait(stage: Stage, done: int, of: int) -> None:
        if stage == "embedding" and not embedding.is_set():
            embedding.set()
            go_on.wait()

    for number in range(60):
        text = f"The lamp number {number} has {number + 100} bulbs."
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    library = Library(tmp_path / "home", embedder=embedder)
    folder = library.create("Lamps").folder
    library.add(folder, [(f"{n}.txt", tmp_path / f"{n}.txt") for n in range(60)])
    opened = []
    thread = Thread(target=lambda: opened.append(library.open(folder, wait)))
    thread.start()
    embedding.wait()
    early = library.open(folder, early=True)
    assert 0 < early.index.missing < 60
    assert early.ask("How many bulbs has the lamp number 57?").short_answer == "157"
    go_on.set()
    thread.join()
    assert library.open(folder, early=True) is opened[0] is not early
    assert opened[0].index.missing == 0


def test_after_an_opening_that_fails_the_next_one_tries_again(assistant):
    cache = AssistantCache()

    def fail(put_early):
        put_early((1, assistant))
        raise OSError("no")

    with pytest.raises(OSError, match="no"):
        cache.open("key", lambda: 1, fail)
    opened = cache.open("key", lambda: 1, lambda _: (1, assistant), early=True)
    assert opened is assistant
    assert cache.open("key", lambda: 1, fail) is assistant
    with pytest.raises(OSError, match="no"):
        cache.open("key", lambda: 2, fail)
