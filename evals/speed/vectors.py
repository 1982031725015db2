"""Stores of vectors, small and large: how fast the nearest are named, and how many of them."""

from __future__ import annotations

import statistics
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from evals.speed.warm import seconds

if TYPE_CHECKING:
    from numpy.random import Generator

    from index.embedding.embedder import Vectors
    from index.search.vector_store import Ids

SIZES = (10_000, 100_000, 1_000_000)
"""Rows of the stores."""

_BEST, _AT_ONCE = 10, 1 << 15


@dataclass(frozen=True)
class VectorSearch:
    """A store of ``rows``: seconds to build, to open and to search it.

    ``recall`` is the share of the ten rows most like a question that it names.
    """

    rows: int
    kind: str
    build: float
    open: float
    search: float
    recall: float


def made_rows(real: Vectors, count: int) -> Vectors:
    """``count`` rows that lie where ``real`` ones do: of float32, of length 1.

    Each is a real one and .2 to 1 times another, by a generator that begins at 0.
    """
    random = np.random.default_rng(0)
    rows = np.empty((count, real.shape[1]), np.float32)
    mix(real, random.integers(0, len(real), count), random, rows)
    return rows


def mix(real: Vectors, numbers: Ids, random: Generator, rows: Vectors) -> None:
    """Make each of ``rows`` the ``real`` one of its number and .2 to 1 times another, of length 1.

    They may be in a file: some are made at a time.
    """
    for at in range(0, len(rows), _AT_ONCE):
        part, one = rows[at : at + _AT_ONCE], numbers[at : at + _AT_ONCE]
        other = random.integers(0, len(real), len(part))
        turned = random.uniform(0.2, 1, (len(part), 1)).astype(np.float32)
        part[:] = real[one] + turned * real[other]
        part /= np.linalg.norm(part, axis=1, keepdims=True)


def vector_searches(real: Vectors, queries: Vectors) -> list[VectorSearch]:
    """Stores of `SIZES` made of ``real`` rows, searched for real ``queries``."""
    return [_searched(made_rows(real, size), queries) for size in SIZES]


def _searched(rows: Vectors, queries: Vectors) -> VectorSearch:
    from index.search.faiss_store import FaissStore
    from index.search.stores import load_store, store_of

    exact = FaissStore.build(rows)
    best = [exact.search(query, _BEST) for query in queries]
    del exact
    begun = perf_counter()
    store = store_of(rows)
    built, count = perf_counter() - begun, len(rows)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.faiss"
        store.save(file)
        del store, rows
        begun = perf_counter()
        opened = load_store(file)
        took = perf_counter() - begun
        named = [opened.search(query, _BEST) for query in queries]
        times = [seconds(partial(opened.search, query, _BEST)) for query in queries]
    shares = [len({*a.tolist()} & {*b.tolist()}) / _BEST for a, b in zip(named, best, strict=True)]
    return VectorSearch(
        rows=count,
        kind=type(opened).__name__,
        build=built,
        open=took,
        search=statistics.median(times),
        recall=float(np.mean(shares)),
    )
