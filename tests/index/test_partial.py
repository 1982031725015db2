from threading import Barrier, Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build import build
from index.documents.document import Document
from index.partial import NO_ROWS, PartialRows, PassageRows, passage_key
from index.search.late_interaction import principal_axes
from index.text.passages import cut_passages
from qa import Answer, Assistant

PARTS = [
    f"The {thing} of the {place} was opened in {1900 + number} and holds {number} rooms."
    for number, (thing, place) in enumerate(
        (thing, place)
        for thing in ("museum", "library", "theatre", "station", "harbour", "market")
        for place in ("north", "south", "east", "west", "river", "hill", "coast")
    )
]


def texts(count: int) -> list[Document]:
    return [
        Document(f"{n}.txt", f"{n}", f"{PARTS[n % len(PARTS)]} It is number {n}.", f"{n}.txt")
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def cut(embedder):
    passages = [p for d in texts(42) for p in cut_passages(d, embedder.count, embedder.window)]
    return [*passages, *cut_passages(texts(1)[0], embedder.count, embedder.window)]


@pytest.fixture(scope="module")
def axes(embedder):
    return principal_axes(embedder)


@pytest.fixture(scope="module")
def every(embedder, cut, axes):
    rows = PartialRows(cut, embedder, axes, NO_ROWS.rows)
    rows.fill()
    return rows


def test_what_is_needed_is_made_and_nothing_else(embedder, cut, axes, every):
    told = []
    rows = PartialRows(cut, embedder, axes, {}, lambda *step: told.append(step))
    assert rows.missing == len(rows) == 43
    needed = rows.passages.rows([3, 40, 3])
    assert needed == pytest.approx(every.passages.rows([3, 40, 3]), abs=1e-5)
    assert np.flatnonzero(rows.there).tolist() == [3, 40]
    rows.words(0)
    assert np.flatnonzero(rows.there).tolist() == [0, 3, 40, 42]  # the last one says the same
    assert told == [(2, 43), (4, 43)]
    rows.fill()
    assert rows.missing == 0
    assert told[-1] == (43, 43)


def test_only_what_is_there_is_searched(embedder, cut, axes, every):
    rows = PartialRows(cut, embedder, axes, {})
    (asked,) = embedder.embed_queries(["When was the museum of the river opened?"])
    assert rows.passages.search(asked.whole, 3).tolist() == []
    rows.need([5, 20, 4])
    assert {*rows.passages.search(asked.whole, 9).tolist()} == {4, 5, 20}
    assert rows.passages.search(asked.whole, 1).tolist() == [4]
    assert rows.passages.search(asked.whole, 9, np.array([20, 5, 7, 99, -1])).tolist() == [5, 20]
    owners = rows.sentences.search(asked.whole, 99) // 2  # each passage has two sentences
    assert {*owners.tolist()} == {4, 5, 20}


@given(st.lists(st.integers(0, 42), max_size=6), st.lists(st.integers(0, 85), max_size=6))
def test_the_rows_are_the_same_whoever_has_them_made(every, passages, sentences):
    rows = PartialRows(every._passages, every._embedder, every.axes, made(every))
    assert rows.missing == 0
    assert (rows.passages.rows(passages) == every.passages.rows(passages)).all()
    assert (rows.sentences.rows(sentences) == every.sentences.rows(sentences)).all()


def made(rows):
    """What ``rows`` hold, by their keys."""
    ends = [2 * number for number in range(len(rows) + 1)]
    return {
        passage_key(passage): PassageRows(
            rows.passages.rows([n])[0],
            rows.sentences.rows(range(ends[n], ends[n + 1])),
            rows.words(n),
        )
        for n, passage in enumerate(rows._passages)
    }


def test_threads_that_need_the_same_at_once_get_the_same(embedder, cut, axes, every):
    rows = PartialRows(cut, embedder, axes, {})
    start, results = Barrier(4), []

    def work() -> None:
        start.wait()
        results.append(rows.passages.rows(range(30)))

    threads = [Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    start.wait()
    rows.fill()
    for thread in threads:
        thread.join()
    assert len(results) == 3
    for result in results:
        assert result == pytest.approx(every.passages.rows(range(30)), abs=1e-5)


def test_what_a_step_raises_ends_the_work(embedder, cut, axes):
    def stop(done: int, of: int) -> None:
        raise InterruptedError(f"{done} of {of}")

    rows = PartialRows(cut, embedder, axes, {}, stop)
    with pytest.raises(InterruptedError, match="33 of 43"):
        rows.fill()
    with pytest.raises(InterruptedError, match="34 of 43"):
        rows.need(np.flatnonzero(~rows.there)[:1].tolist())


def test_an_index_answers_alike_before_and_after_it_is_embedded(embedder):
    early: list[int] = []
    asked = ["When was the theatre of the coast opened?", "How many rooms has the west station?"]
    answers: list[Answer] = []

    def ask(index) -> None:
        early.append(index.missing)
        answers.extend(Assistant(index).ask(question) for question in asked)
        early.append(index.missing)

    index = build(texts(300), embedder, progress=False, early=ask)
    assert early[0] == 300
    assert 0 < early[1] < 300
    assert index.missing == 0
    after = [Assistant(index).ask(question) for question in asked]
    assert [a.short_answer for a in answers] == [a.short_answer for a in after] == ["1920", "24"]
    assert [a.citations[0].quote for a in answers] == [a.citations[0].quote for a in after]


def test_a_refusal_says_that_not_all_is_compared_yet(embedder):
    answers: list[tuple[Answer, int]] = []
    build(
        texts(300),
        embedder,
        progress=False,
        early=lambda index: answers.append((Assistant(index).ask("Who is Ada?"), index.missing)),
    )
    ((answer, missing),) = answers
    assert answer.text.endswith(
        f" {missing} passages of 300 are not embedded yet: ask again when they are."
    )
