"""What every store of vectors has to do, whichever it is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cluster.store import Store
from index.embedding.embedder import normalize
from index.errors import StoreError
from index.search.milvus_store import MilvusStore
from index.search.store_address import ADDRESS
from index.search.stores import STORES

LOCAL = ["faiss", "quantized"]
SERVERS = ["lite", "standalone"]
"""The fixtures that start a Milvus server, on which the same store is tried."""


@pytest.fixture(scope="module", params=[*LOCAL, *SERVERS])
def kind(request):
    if request.param in LOCAL:
        return STORES[request.param]
    return request.getfixturevalue(f"on_{request.param}")


@pytest.fixture(scope="module")
def on_lite(lite):
    yield from milvus_at(lite)


@pytest.fixture(scope="module")
def on_standalone(standalone):
    yield from milvus_at(standalone)


def milvus_at(address):
    """The store on Milvus, which is built at this address."""

    class MilvusThere(MilvusStore):
        @classmethod
        def build(cls, rows):
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv(ADDRESS, str(address))
                return super().build(rows)

    yield MilvusThere


def test_there_is_a_test_for_every_store():
    assert STORES.keys() == {*LOCAL, "milvus"}


def rows_of(seed, size, dimension=8):
    """Random rows, of as many digits as every store keeps."""
    rows = np.random.default_rng(seed).normal(size=(size, dimension))
    return normalize(rows.astype(np.float32)).astype(np.float16).astype(np.float32)


def nearest(rows, query, k, ids):
    """The slow and obvious way."""
    return sorted(ids, key=lambda n: (-float(rows[n] @ query), n))[:k]


@settings(max_examples=60)
@given(data=st.data())
@pytest.mark.parametrize("kind", [STORES[name] for name in LOCAL], ids=LOCAL)
def test_the_nearest_rows_come_first(kind, data):
    size = data.draw(st.integers(1, 40))
    rows = rows_of(data.draw(st.integers(0, 9)), size)
    query = rows_of(data.draw(st.integers(10, 19)), 1)[0]
    k = data.draw(st.integers(1, 50))
    numbers = st.lists(st.integers(0, size - 1), unique=True)
    ids = data.draw(st.none() | numbers.map(sorted) | numbers)
    given_ids = None if ids is None else np.array(ids, dtype=np.int64)
    near = kind.build(rows).search(query, k, given_ids)
    assert near.tolist() == nearest(rows, query, k, range(size) if ids is None else ids)


def test_the_nearest_of_many_rows_come_first(kind):
    rows, chance = rows_of(7, 900, 32), np.random.default_rng(8)
    store = kind.build(rows)
    for query in rows_of(9, 20, 32):
        ids = chance.choice(900, chance.integers(1, 900), replace=False)
        k = int(chance.integers(1, 60))
        assert store.search(query, k, ids).tolist() == nearest(rows, query, k, ids)
        assert store.search(query, k).tolist() == nearest(rows, query, k, range(900))


def test_a_run_of_rows_and_single_rows_are_searched_alike(kind):
    rows, query = rows_of(1, 30), rows_of(2, 1)[0]
    store = kind.build(rows)
    for ids in (range(5, 20), range(0, 30, 3), [7], []):
        near = store.search(query, 4, np.array(ids, dtype=np.int64))
        assert near.tolist() == nearest(rows, query, 4, ids)


def test_rows_are_fetched_by_number_in_the_order_asked(kind):
    rows = rows_of(3, 12)
    store = kind.build(rows)
    assert (len(store), store.dimension) == (12, 8)
    for ids in ([4, 0, 11], range(12), np.array([3], dtype=np.int64)):
        assert np.array_equal(store.rows(ids), rows[list(ids)])


def test_what_is_saved_is_loaded(kind, tmp_path):
    rows, query = rows_of(4, 9), rows_of(5, 1)[0]
    store = kind.build(rows)
    store.save(tmp_path / "rows")
    again = kind.load(tmp_path / "rows")
    assert (len(again), again.dimension) == (9, 8)
    assert np.array_equal(again.rows(range(9)), rows)
    assert again.search(query, 9).tolist() == store.search(query, 9).tolist()


def test_numbers_of_no_row_and_doubled_ones_do_no_harm(kind):
    rows, query = rows_of(6, 10), rows_of(7, 1)[0]
    store = kind.build(rows)
    for ids, real in (([100], []), ([-1, 3, 100], [3]), ([1, 1, 3, 3], [1, 3])):
        near = store.search(query, 5, np.array(ids, dtype=np.int64))
        assert near.tolist() == nearest(rows, query, 5, real)


def test_a_store_of_documents_wants_a_later_server(standalone, embedder):
    with pytest.raises(StoreError, match=r"is of version v2\.3\.5\S*, which lacks what a store"):
        Store(standalone, embedder, create=True)
