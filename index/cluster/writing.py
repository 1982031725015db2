"""Documents written into a store, and removed from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.build import build
from index.cluster.catalogue import GONE, Entry, now, revision_row
from index.cluster.fetching import record_name, record_row
from index.cluster.layout import number_of, one_of
from index.cluster.rows import DocumentRows, empty_rows, rows_of
from index.cluster.statistics import count_all
from index.cluster.store import MEANS, Store
from index.documents.document import Document
from index.errors import DocumentError
from index.index import Index
from index.search.bm25 import Bm25
from index.search.joined import of_one_part
from index.storage.saved_index import document_states

# Characters of documents that are embedded and written together, some 500 passages.
_BATCH = 150_000
# The kind of the records that note what is to go.
_OLD = "old"
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
    there = {entry.label.id: entry.state for entry in store.catalogue.entries.values()}
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
    pairs = [(before.get(number_of(it.entry.label.id)), it.entry) for it in made]
    old = [entry.key for entry, new in pairs if entry and entry.key != new.key]
    _note_old(store, old)
    # Only now: whoever reads looks for what was changed in the last half minute.
    changed = now()
    rows = [replace(it.entry, changed=changed).row for it in made]
    milvus.put(tables.documents, [*rows, revision_row(changed)], at_once=len(rows) + 1)
    _remove_texts(store, old)
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
    old = {there[name].key: there[name] for name in ids}
    _note_old(store, [*old])
    _mark_gone(store, old.values())
    _remove_texts(store, [*old])
    store.refresh()
    # Who wrote one of them again meanwhile has lost its rows as well, and is to see that.
    again = [it for it in store.catalogue.documents if it.key in old]
    if again:
        _mark_gone(store, again)
        store.refresh()


def finish(store: Store) -> None:
    """Have what was written put on the disk, and counted, if much of it is not counted yet.

    What was left of texts that were replaced or removed, when that was broken off, goes.

    Raises:
        StoreError: when the store cannot be written.
    """
    for table in store.tables.columns:
        store.milvus.flush(table)
    catalogue, counted = store.catalogue, store.statistics
    live = catalogue.numbers
    noted = store.milvus.each(store.tables.records, f'kind == "{_OLD}"', ["document"])
    _remove_texts(store, [row["document"] for row in noted if row["document"] not in live])
    passages = int(catalogue.numbering.passages[-1])
    if passages <= _FEW or abs(passages - counted.passages) > _CHANGED * passages:
        count_all(store.milvus, store.tables, live.keys())
        store.refresh()


def _mark_gone(store: Store, entries: Iterable[Entry]) -> None:
    changed = now()
    rows = [entry.row | {"document": GONE, "changed": changed} for entry in entries]
    store.milvus.put(store.tables.documents, [*rows, revision_row(changed)])


def _note_old(store: Store, keys: Collection[int]) -> None:
    """Note that the texts of these ``keys`` are to go: who is stopped then leaves that to others.

    The note goes with the last of what it is about.
    """
    rows = [record_row(_OLD, record_name(_OLD, key), [], key) for key in keys]
    store.milvus.put(store.tables.records, rows)


def _remove_texts(store: Store, keys: Collection[int]) -> None:
    """Remove what was written of the texts of these ``keys``."""
    if keys:
        tables = store.tables
        for table in (tables.sentences, tables.passages, tables.signals, tables.records):
            store.milvus.remove(table, one_of(keys))
