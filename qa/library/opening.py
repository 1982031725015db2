"""A collection opened for asking: its documents read, and their index loaded or built."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.documents.files import LoadedDocuments
from qa.library.collection import Collection, LibraryError
from qa.library.collection_reader import CollectionReader
from qa.library.contents import FileStage, Progress, Stage, contents, with_text
from qa.library.store import Store

# These take a while to import, and listing collections needs none of them.
if TYPE_CHECKING:
    from index.embedding.embedder import Embedder
    from index.index import Index
    from qa.assistant import Assistant
    from qa.library.assistant_cache import Opened


class _ChangedError(Exception):
    """The collection was changed while OCR was reading it."""


@dataclass(frozen=True)
class Opener:
    """Opens ``collections``, which their reader reads.

    All assistants use ``embedder``, the default one when None, and the reader of the name
    ``reader``, as on the command line.
    """

    collections: CollectionReader
    embedder: Embedder | None
    reader: str | None

    @property
    def _store(self) -> Store:
        return self.collections.store

    def open(self, folder: str, progress: Progress, early: Callable[[Opened], None]) -> Opened:
        """The state of a collection, and an assistant for it as it is then.

        ``early`` is given one to be asked while its passages are embedded, and one for what is read
        while OCR reads the rest.

        Raises:
            DocumentError: when no default document can be read.
            LibraryError: when there is no such collection, it has no documents, or the library is
            closed meanwhile.
            ModelError: when the model cannot be read.
        """

        def build(state: object, loaded: LoadedDocuments) -> Opened:
            return self._build(folder, state, loaded, progress, early)

        def meanwhile(state: object, read: LoadedDocuments) -> None:
            if (loaded := with_text(read)).documents:
                early(build(state, loaded))

        with self._store.lifetime.work():
            state, read = self._read(folder, progress, meanwhile)
            loaded = with_text(read)
            if not loaded.documents:
                name = repr(self._store.collection(folder).name)
                why = f" {loaded.skipped[0].reason}" if loaded.skipped else ""
                raise LibraryError(
                    f"The collection {name} has no documents.{why}",
                    "Add one, or restore the default documents.",
                )

            try:
                opened = build(state, loaded)
            finally:
                self._store.clear_up(folder)
            self._store.check(folder)
        return opened

    def _build(
        self,
        folder: str,
        state: object,
        loaded: LoadedDocuments,
        progress: Progress,
        early: Callable[[Opened], None],
    ) -> Opened:
        """The ``state`` of a collection, and an assistant for what was ``loaded`` of it.

        Its index has the documents as they were read: the page has them in memory anyway.
        """
        from index.embedding.embedders import default_embedder
        from index.opening import load_or_build
        from qa.assistant import Assistant
        from qa.reading.readers import reader_named

        def step(done: int, of: int) -> None:
            progress("embedding", done, of)
            self._store.lifetime.check()

        def assistant(index: Index) -> Assistant:
            read = {document.id: document for document in loaded.documents}
            own = tuple(
                document
                if (document := read[label.id]).language == label.language
                else replace(document, language=label.language)
                for label in index.numbering.labels
            )
            index = replace(index, documents=own, skipped=loaded.skipped)
            return Assistant(index, reader=reader_named(self.reader))

        index = load_or_build(
            loaded,
            self._store.index(folder),
            self.embedder or default_embedder(),
            step=step,
            early=lambda partial: early((state, assistant(partial))),
        )
        return state, assistant(index)

    def _read(
        self,
        folder: str,
        progress: Progress,
        meanwhile: Callable[[object, LoadedDocuments], None],
    ) -> tuple[object, LoadedDocuments]:
        """The state of a collection, and its documents, with all pages that OCR is to read.

        ``meanwhile`` is given both before OCR begins, without what it is to read.

        Raises:
            DocumentError: when no default document can be read.
            LibraryError: when there is no such collection, or the library is closed meanwhile.
        """
        while True:
            reading = self.collections.read(folder, progress)
            state, loaded = reading.state, reading.loaded
            if not reading.waiting:
                return state, loaded
            meanwhile(state, loaded)
            with suppress(_ChangedError):
                loaded = self._recognize(reading.collection, progress)
                if self.collections.state(folder) == state:
                    return state, loaded

    def _recognize(self, collection: Collection, progress: Progress) -> LoadedDocuments:
        """The documents of ``collection``, which others may change meanwhile: it takes minutes.

        Raises:
            _ChangedError: when it was changed: what was read is kept.
        """
        folder = collection.folder

        def step(stage: Stage, done: int, of: int) -> None:
            progress(stage, done, of)
            if isinstance(stage, FileStage) and self._store.collection(folder) != collection:
                raise _ChangedError

        added = self._store.documents(folder)
        try:
            with (
                self._store.ocr.running(folder),
                self._store.readers(folder, step, recognizes=True) as readers,
            ):
                return contents(collection, added, self.collections.default, readers, step)
        finally:
            self._store.clear_up(folder)

    def warm(self) -> None:
        """Load the models.

        Raises:
            ModelError: when one cannot be read.
        """
        from index.embedding.embedders import default_embedder
        from qa.reading.readers import load_models, reader_named

        load_models(self.embedder or default_embedder(), reader_named(self.reader))
