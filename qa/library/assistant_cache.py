"""The assistants of a library, held open until the documents of their collections change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from qa.library.collection import LibraryError
from qa.library.contents import Progress, contents, contents_state
from qa.library.store import Store

# These take a while to import, and listing collections needs none of them.
if TYPE_CHECKING:
    from index.embedding.embedder import Embedder
    from qa.assistant import Assistant

MAX_ASSISTANTS = 4
"""How many are held; for another one, the first that was opened goes."""


class AssistantCache:
    """Assistants for the collections in ``store``. Safe to share between threads.

    ``default`` are the paths of the default documents. All use ``embedder``, the default one when
    None, and the reader of the name ``reader``, as on the command line.
    """

    def __init__(
        self, store: Store, default: Sequence[Path], embedder: Embedder | None, reader: str | None
    ) -> None:
        self._store, self._default = store, default
        self._embedder, self._reader = embedder, reader
        self._lock = Lock()  # of what can change here
        self._opening: dict[str, Lock] = {}
        self._opened: dict[str, tuple[object, Assistant]] = {}

    def open(self, folder: str, progress: Progress) -> Assistant:
        """The assistant for a collection: the one opened before, until a document changes.

        Raises:
            DocumentError: when a default document cannot be read.
            LibraryError: when there is no such collection, or it has no documents.
            ModelError: when the model cannot be read.
        """
        self._store.check(folder)
        with self._lock:
            opening = self._opening.setdefault(folder, Lock())
        with opening:  # by one thread, while the others wait for what it opens
            assistant = self._held(folder) or self._open(folder, progress)
        held = len(assistant.index.documents)
        progress("ready", held, held)
        return assistant

    def warm(self) -> None:
        """Load the models.

        Raises:
            ModelError: when one cannot be read.
        """
        from qa.reading.span_reader import reader_named

        (self._embedder or _default_embedder()).embed_queries(["warm-up"])
        if reader := reader_named(self._reader):
            reader.read("warm-up", ["warm-up"])

    def let_go(self, folder: str) -> None:
        """Hold none for a collection any more."""
        with self._lock:
            self._opened.pop(folder, None)

    def clear(self) -> None:
        """Hold none at all."""
        with self._lock:
            self._opened.clear()

    def _held(self, folder: str) -> Assistant | None:
        with self._store.reading():
            collection = self._store.collection(folder)
            now = contents_state(collection, self._store.documents(folder), self._default)
        with self._lock:
            before, assistant = self._opened.get(folder, (None, None))
        return assistant if before == now else None

    def _open(self, folder: str, progress: Progress) -> Assistant:
        from index.opening import load_or_build
        from qa.assistant import Assistant
        from qa.reading.span_reader import reader_named

        documents = self._store.documents(folder)
        with self._store.changing():  # so that no document is swept before it is read
            collection = self._store.collection(folder)
            now = contents_state(collection, documents, self._default)
            reading = contents(collection, documents, self._default, progress)
        if not reading.documents:
            raise LibraryError(
                f"The collection {collection.name!r} has no documents.",
                "Add one, or restore the default documents.",
            )
        embedder = self._embedder or _default_embedder()
        index = load_or_build(
            reading,
            self._store.index(folder),
            embedder,
            step=lambda done, of: progress("embedding", done, of),
        )
        self._store.clear_up(folder)
        self._store.check(folder)
        assistant = Assistant(
            replace(index, skipped=reading.skipped), reader=reader_named(self._reader)
        )
        with self._lock:
            self._opened.pop(folder, None)
            while len(self._opened) >= MAX_ASSISTANTS:
                self._opened.pop(next(iter(self._opened)))
            self._opened[folder] = now, assistant
        return assistant


@cache
def _default_embedder() -> Embedder:
    """One for all libraries: visitors may have one each."""
    from index.embedding.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder()
