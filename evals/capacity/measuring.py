"""Requests of each kind to a store that runs, one after another, and how long each takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from typing import TYPE_CHECKING

import numpy as np

from evals.capacity.service_times import KINDS, ServiceTimes, quantiles
from evals.speed.machine import machine
from evals.speed.warm import seconds
from index.cluster.catalogue import REVISION_ROW
from index.cluster.fetching import Fetched
from index.cluster.store import Store
from index.embedding.embedders import default_embedder
from index.search.store_address import StoreAddress
from index.text.terms import terms
from qa.retrieval.search import DEPTH, MATCHED_CLOSELY

if TYPE_CHECKING:
    from index.embedding.embedder import Vectors

REQUESTS = 300
"""How many of each kind."""

CANDIDATES = 150
"""Passages whose signals one question fetches, about: what four searches for `DEPTH` come to."""

_FIRST = 10  # of each kind, not counted: connections open, files come into memory


def measure(address: str, say: Callable[[str], None]) -> ServiceTimes:
    """Ask the store at ``address`` some hundred times for each of `KINDS`; it is only read.

    Its own sentences are what is asked. ``say`` is told how far it is.

    Raises:
        StoreError: when the store does not answer.
    """
    store = Store(StoreAddress.of(address), default_embedder())
    works = _works(store)
    times: dict[str, list[float]] = {}
    for kind in KINDS:
        say(f"Measuring {kind}.")
        taken = [seconds(work) for work in islice(works[kind](), _FIRST + REQUESTS)]
        times[kind] = quantiles(taken[_FIRST:])
    numbering = store.index.numbering
    about = {
        "command": f"python -m evals.capacity --measure milvus://HOST:PORT/{store.address.name}",
        "server": f"Milvus {store.milvus.version}, on the machine that asks it",
        "machine": machine(),
        "store": f"{numbering.passages[-1]:,} passages, {numbering.sentences[-1]:,} sentences",
        "requests": f"{REQUESTS} of each kind, one at a time, as quantiles at equal steps of"
        " probability, in milliseconds",
        "note": "So small a store says what a request costs beside the search: the network, the"
        " client, the columns. A deployment has to measure its own.",
    }
    return ServiceTimes(about, times)


def _works(store: Store) -> dict[str, Callable[[], Iterator[Callable[[], object]]]]:
    """Of each kind, what makes its requests; only what these give is to be timed."""
    index, catalogue = store.index, store.catalogue
    random = np.random.default_rng(0)
    picked = random.permutation(len(index.passages))[: _FIRST + REQUESTS].tolist()
    passages = [index.passages[number] for number in picked]
    texts = [(p.sentences[0].of(p.document.text), p.document.language) for p in passages]
    vectors = [embedding.whole for embedding in index.embedder.embed_queries([t for t, _ in texts])]
    asked = [dict.fromkeys(terms(*text), 1.0) for text in texts]

    def fresh() -> Fetched:
        return Fetched.of(store.milvus, store.tables)  # which holds nothing yet

    def names(size: int) -> list[int]:
        size = min(size, len(index.passages))
        chosen = random.choice(len(index.passages), size, replace=False)
        return [catalogue.name(number) for number in chosen.tolist()]

    def revision() -> Iterator[Callable[[], object]]:
        return cycle([partial(store.milvus.get, store.tables.documents, [REVISION_ROW], ["state"])])

    def dense(rows: Callable[[Vectors, int], object]) -> Iterator[Callable[[], object]]:
        return cycle([partial(rows, vector, DEPTH) for vector in vectors])

    def lexical(sentences: bool) -> Iterator[Callable[[], object]]:
        counted = index.sentence_terms if sentences else index.passage_terms
        return cycle([partial(counted.matches(each).best, DEPTH) for each in asked if each])

    def signals() -> Iterator[Callable[[], object]]:
        return (partial(fresh().signals.get, names(CANDIDATES)) for _ in cycle([0]))

    def words() -> Iterator[Callable[[], object]]:
        return (partial(fresh().words.get, names(MATCHED_CLOSELY)) for _ in cycle([0]))

    def texts_of() -> Iterator[Callable[[], object]]:
        size = min(MATCHED_CLOSELY, len(catalogue.documents))
        while True:
            some = random.choice(len(catalogue.documents), size, replace=False).tolist()
            yield partial(fresh().fetch, [catalogue.documents[number] for number in some])

    makers = (
        revision,
        partial(dense, index.passage_vectors.search),
        partial(dense, index.sentence_vectors.search),
        partial(lexical, sentences=False),
        partial(lexical, sentences=True),
        signals,
        words,
        texts_of,
    )
    return dict(zip(KINDS, makers, strict=True))
