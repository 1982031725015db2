"""Documents written into a store, and removed from it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from index.build import build
from index.cluster.catalogue import GONE
from index.cluster.layout import number_of, one_of
from index.cluster.rows import DocumentRows, empty_rows, rows_of
from index.cluster.statistics import count_all
from index.cluster.store import MEANS, REVISION, Store
from index.documents.document import Document
from index.errors import DocumentError
from index.index import Index
from index.search.bm25 import Bm25
from index.search.joined import of_one_part
from index.storage.saved_index import document_states

# Characters of documents that are embedded and written together, some 500 passages.
_BATCH = 150_000
# The counts are made anew once this share of the passages is new, or where there are few.
_CHANGED, _FEW = 0.01, 200_000


@dataclass(frozen=True)
class Difference:
    """What has to be done for a store to hold some documents: the ``new`` are to be written.

    So many of the others are ``there`` already.
    """

    new: tuple[Document, ...]
    there: int

    @property
    def batches(self) -> Iterator[list[Document]]:
        """The new ones, some at a time."""
        batch, characters = list[Document](), 0
        for document in self.new:
            if batch and characters + len(document.text) > _BATCH:
                yield batch
                batch, characters = [], 0
            batch.append(document)
            characters += len(document.text)
        if batch:
            yield batch


def difference(store: Store, documents: Iterable[Document]) -> Difference:
    """Which of ``documents`` the store does not have as they are now."""
    every = [*documents]
    states = document_states(every)
    there = {entry.label.id: entry.state for entry in store.catalogue.documents}
    new = tuple(it for it in every if there.get(it.id) != states[it.id])
    return Difference(new, len(every) - len(new))


def write(store: Store, documents: Sequence[Document]) -> int:
    """Cut, embed and write ``documents``, in place of those of the same ids; how many passages.

    It may be stopped and done again, at any moment and by several at once: what is written twice is
    the same. A document is there once all of it is, and the one that it replaces until then.

    Raises:
        StoreError: when the store cannot be written.
        ModelError: when the model cannot be read.
    """
    means, states = store.means(), document_states(documents)
    try:
        index: Index | None = build(documents, store.embedder, means=means, progress=False)
    except DocumentError:  # none holds any text
        index = None
    if index:
        made = [*rows_of(index, states)]
        if means == (None, None):
            every = (index.passage_terms, index.sentence_terms)
            store.put_record(MEANS, [of_one_part(terms, Bm25).mean for terms in every])
    else:
        made = [empty_rows(document, states[document.id]) for document in documents]
    put(store, made)
    return len(index.passages) if index else 0


def put(store: Store, made: Sequence[DocumentRows]) -> None:
    """Write the rows that were ``made``; a document's own comes last, and what it replaces goes.

    Raises:
        StoreError: when the store cannot be written.
    """
    milvus, tables = store.milvus, store.tables
    milvus.put(tables.records, [row for it in made for row in it.records], at_once=4)
    milvus.put(tables.signals, [row for it in made for row in it.signals], at_once=100)
    milvus.put(tables.passages, [row for it in made for row in it.passages])
    milvus.put(tables.sentences, [row for it in made for row in it.sentences])
    before = store.catalogue.entries
    # Only now: whoever reads looks for what was changed in the last half minute.
    milvus.put(tables.documents, [replace(it.entry, changed=_now()).row for it in made])
    store.put_record(REVISION, uuid4().hex)
    pairs = [(before.get(number_of(it.entry.label.id)), it.entry) for it in made]
    _remove_texts(store, [old.key for old, new in pairs if old and old.key != new.key])
    store.refresh()


def remove(store: Store, ids: Collection[str]) -> None:
    """Remove the documents of these ``ids``: from now on they are in no answer.

    Raises:
        DocumentError: when there is none of an id.
        StoreError: when the store cannot be written.
    """
    there = {entry.label.id: entry for entry in store.catalogue.documents}
    if missing := [name for name in ids if name not in there]:
        raise DocumentError(
            f"The store {store.address} has no document {missing[0]!r}.",
            f"It has {', '.join([*there][:5]) or 'none'}, for example.",
        )
    gone = [there[name].row | {"document": GONE, "changed": _now()} for name in ids]
    store.milvus.put(store.tables.documents, gone)
    store.put_record(REVISION, uuid4().hex)
    _remove_texts(store, [there[name].key for name in ids])
    store.refresh()


def finish(store: Store) -> None:
    """Have what was written put on the disk, and counted, if much of it is not counted yet.

    Raises:
        StoreError: when the store cannot be written.
    """
    for table in store.tables.columns:
        store.milvus.flush(table)
    catalogue, counted = store.catalogue, store.statistics
    passages = int(catalogue.numbering.passages[-1])
    if passages <= _FEW or abs(passages - counted.passages) > _CHANGED * passages:
        count_all(store.milvus, store.tables, catalogue.numbers.keys())
        store.refresh()


def _remove_texts(store: Store, keys: Collection[int]) -> None:
    """Remove what was written of the texts of these ``keys``."""
    if keys:
        tables = store.tables
        for table in (tables.sentences, tables.passages, tables.signals, tables.records):
            store.milvus.remove(table, one_of(keys))


def _now() -> int:
    """Milliseconds after 1970."""
    return time.time_ns() // 1_000_000
