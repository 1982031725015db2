"""Where the index comes from that is asked: built of documents here, or in a store elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from index.documents.files import Paths
from index.index import FixedIndex, Index, IndexSource
from index.opening import open_index, to_stderr
from index.search.store_address import StoreAddress

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder

Documents = Paths | StoreAddress | Index | IndexSource | None
"""What is asked: files and folders, the address of a store, an opened index; None for the store
that PINCITE_STORE names, or else the article that Pincite ships with."""


def open_source(
    documents: Documents = None,
    embedder: Embedder | None = None,
    say: Callable[[str], None] = to_stderr,
    *,
    allow_web: bool = False,
) -> IndexSource:
    """What gives the index of ``documents``; ``say`` and ``allow_web`` are those of `open_index`.

    Raises:
        DocumentError: when nothing can be read.
        ModelError: when the model cannot.
        StoreError: when a store is named that does not answer, or is not there.
        IndexMismatchError: when the store was made by another model, or another version.
    """
    if isinstance(documents, IndexSource):
        return documents
    if isinstance(documents, Index):
        return FixedIndex(documents)
    if isinstance(documents, StoreAddress):
        from index.cluster.store import Store  # what it needs is an extra

        return Store(documents, embedder)
    if address := StoreAddress.in_place_of(documents):
        return open_source(address, embedder)
    return FixedIndex(open_index(documents, embedder, say, allow_web=allow_web))
