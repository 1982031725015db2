import numpy as np
import pytest

import evals.speed.vectors
import index.search.stores
from evals.speed.vectors import made_rows, vector_searches


@pytest.fixture(scope="module")
def real(embedder):
    texts = [f"{word} and {other}" for word in ("rain", "snow", "ice") for other in "abcdefghijkl"]
    return np.stack([made.whole for made in embedder.embed_queries(texts)])


def test_made_rows_are_real_ones_mixed_and_always_the_same(real):
    rows = made_rows(real, 500)
    assert rows.shape == (500, 384)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(500), abs=1e-5)
    assert np.array_equal(made_rows(real, 500), rows)
    parts = np.linalg.lstsq(real.T, rows[3], rcond=None)[0]
    assert real.T @ parts == pytest.approx(rows[3], abs=1e-3)


def test_each_store_is_searched_for_real_questions(real, monkeypatch):
    monkeypatch.setattr(evals.speed.vectors, "SIZES", (200, 3000))
    monkeypatch.setattr(evals.speed.vectors, "_AT_ONCE", 700)
    monkeypatch.setattr(index.search.stores, "EXACT_ROWS", 1000)
    small, large = vector_searches(real, real[:9])
    assert (small.rows, small.kind) == (200, "FaissStore")
    assert (large.rows, large.kind) == (3000, "QuantizedStore")
    assert small.recall == 1
    assert large.recall > 0.9
    assert min(small.search, large.search, large.build, large.open) > 0
