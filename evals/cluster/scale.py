"""What a question costs in a store of many passages, beside an index of the same here."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

from evals.speed.made import MadeCollection
from evals.speed.scale import questions_and_passages
from index.cluster.rows import rows_of
from index.cluster.store import MEANS, Store
from index.cluster.writing import finish, put
from index.embedding.embedder import Embedder
from index.index import Index
from index.search.bm25 import Bm25
from index.search.joined import of_one_part
from index.search.store_address import StoreAddress
from index.storage.saved_index import load, save
from qa import Assistant

# Questions that are asked with a reader, which takes long.
_READ = 30
# Documents whose rows are made and written at once.
_AT_ONCE = 100


@dataclass(frozen=True)
class Cost:
    """What a question costs among so many ``passages``, which took so many seconds to be written.

    ``here`` and ``there`` are the seconds that a question takes in the middle, of an index on this
    machine and of a store, without a reader; ``here_read`` and ``there_read`` with it. ``again`` is
    for a question of the store that was asked before. ``first`` is the share of the questions with
    the same passage first in both.
    """

    passages: int
    written: float
    here: float
    there: float
    again: float
    here_read: float
    there_read: float
    first: float


def cost(
    address: StoreAddress, embedder: Embedder, passages: int, say: Callable[[str], None]
) -> Cost:
    """What a question costs in so many made ``passages``; the store is removed afterwards.

    Raises:
        SpeedError: when there are no passages here to make them of.
        StoreError: when the server does not answer.
    """
    questions, real = questions_and_passages(embedder)
    store = Store(replace(address, name=f"{address.name}_made"), embedder, create=True)
    try:
        with tempfile.TemporaryDirectory() as temporary:
            home = Path(temporary)
            (home / "made").mkdir()
            say(f"Making {passages:,} passages.")
            made = MadeCollection(real, passages).index(home / "made")
            begun = perf_counter()
            _write(store, made, say)
            written = perf_counter() - begun
            save(made, home / "index")
            del made
            say("Asking.")
            local = load(home / "index", embedder)
            here, here_hits = _asked(Assistant(local, reader=None), questions)
            there, there_hits = _asked(Assistant(store, reader=None), questions)
            again, _ = _asked(Assistant(store, reader=None), questions)
            some = questions[:_READ]
            here_read, _ = _asked(Assistant(local), some)
            there_read, _ = _asked(Assistant(store), some)
    finally:
        store.drop()
    pairs = zip(here_hits, there_hits, strict=True)
    first = sum(one == other for one, other in pairs) / len(questions)
    return Cost(passages, written, here, there, again, here_read, there_read, first)


def _write(store: Store, made: Index, say: Callable[[str], None]) -> None:
    """Write an index into ``store`` as it is: its texts are cut and its vectors made already."""
    terms = made.passage_terms, made.sentence_terms
    store.put_record(MEANS, [of_one_part(it, Bm25).mean for it in terms])
    states = {label.id: f"made {label.id}" for label in made.numbering.labels}
    rows, at = rows_of(made, states), 0
    while some := [*islice(rows, _AT_ONCE)]:
        put(store, some)
        at += len(some)
        if not at % (10 * _AT_ONCE):
            say(f"Wrote {at:,} of {len(states):,} documents.")
    finish(store)


def _asked(assistant: Assistant, questions: Sequence[str]) -> tuple[float, list[tuple[str, int]]]:
    """The seconds that a question takes in the middle, and the passage that each has first."""
    seconds, firsts = [], []
    for question in questions:
        begun = perf_counter()
        (hit, *_) = assistant.retrieve(question)
        seconds.append(perf_counter() - begun)
        firsts.append((hit.passage.document.id, hit.passage.start))
    return median(seconds), firsts
