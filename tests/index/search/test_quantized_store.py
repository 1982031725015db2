import numpy as np
import pytest

import index.search.quantized_store
import index.search.stores
from index.embedding.embedder import normalize
from index.search.faiss_store import FaissStore
from index.search.quantized_store import QuantizedStore
from index.search.stores import load_store, store_of


@pytest.fixture(scope="module")
def rows(embedder):
    """Many rows that lie among those of real words."""
    random = np.random.default_rng(1)
    words = sorted(embedder.vocabulary)[::20]
    some = np.stack([made.whole for made in embedder.embed_queries(words)])
    one, other = random.integers(0, len(some), (2, 60_000))
    return normalize(
        some[one] + random.uniform(0.2, 1, (60_000, 1)).astype(np.float32) * some[other]
    )


@pytest.fixture(scope="module")
def queries(embedder):
    asked = [f"What is {word}?" for word in sorted(embedder.vocabulary)[7::400]]
    return np.stack([made.whole for made in embedder.embed_queries(asked)])


@pytest.fixture(scope="module")
def store(rows):
    return QuantizedStore.build(rows)


def recall(store, rows, queries, k, ids=None):
    """The share of the rows that are most like the queries which the store gives."""
    exact = FaissStore.build(rows)
    pairs = [(store.search(q, k, ids), exact.search(q, k, ids)) for q in queries]
    assert all(len(near) == k for near, _ in pairs)
    return np.mean([len({*near.tolist()} & {*best.tolist()}) / k for near, best in pairs])


@pytest.mark.parametrize("k", [10, 50])
def test_nearly_all_of_the_nearest_rows_come(store, rows, queries, k):
    assert recall(store, rows, queries, k) >= 0.99


@pytest.mark.parametrize("share", [0.02, 0.4, 0.9])
def test_they_come_from_among_those_that_are_searched(store, rows, queries, share):
    ids = np.random.default_rng(2).permutation(len(rows))[: int(share * len(rows))]
    assert recall(store, rows, queries, 10, ids) >= 0.99
    near = store.search(queries[0], 50, ids)
    assert {*near.tolist()} <= {*ids.tolist()}


def test_rows_that_are_all_far_from_a_query_come_too(store, rows, queries):
    likeness = rows @ queries[0]
    far = np.argsort(likeness)[:40_000]  # more than are looked at one by one
    near = store.search(queries[0], 10, far)
    assert {*near.tolist()} <= {*far.tolist()}
    assert len(near) == 10
    assert near.tolist() == sorted(near.tolist(), key=lambda n: -(store.rows([n])[0] @ queries[0]))


def test_more_candidates_are_taken_where_that_is_needed(rows, monkeypatch):
    monkeypatch.setattr(index.search.quantized_store, "_FEWEST", 10)
    monkeypatch.setattr(index.search.quantized_store, "_FOR_EACH", 1)
    assert QuantizedStore.build(rows[:5000])._candidates > 10
    monkeypatch.setattr(index.search.quantized_store, "_MOST", 20)
    assert QuantizedStore.build(rows[:5000])._candidates <= 20


def test_copies_do_not_ask_for_more_candidates(rows):
    assert QuantizedStore.build(np.tile(rows[:200], (50, 1)))._candidates == 1024


def test_the_store_is_chosen_by_the_number_of_rows(rows, tmp_path, monkeypatch):
    monkeypatch.setattr(index.search.stores, "EXACT_ROWS", 100)
    assert isinstance(store_of(rows[:200, :50]), FaissStore)  # which four do not divide
    for number, kind in ((100, FaissStore), (101, QuantizedStore)):
        file = tmp_path / f"{number}.faiss"
        made = store_of(rows[:number])
        made.save(file)
        loaded = load_store(file)
        assert (type(made), type(loaded)) == (kind, kind)
        assert loaded.rows(range(number)) == pytest.approx(rows[:number], abs=1e-3)
