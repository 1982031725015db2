"""A collection opened for asking: its documents read, and their index loaded or built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.documents.files import LoadedDocuments, file_states
from qa.library.collection import Collection, LibraryError
from qa.library.contents import FileStage, Progress, Stage, contents, with_text
from qa.library.folders import folder_states
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
    """Opens the collections in ``store``.

    ``default`` are the paths of the default documents. All assistants use ``embedder``, the default
    one when None, and the reader of the name ``reader``, as on the command line.
    """

    store: Store
    default: Sequence[Path]
    embedder: Embedder | None
    reader: str | None

    def state(self, folder: str) -> object:
        """Equal until a document of the collection in ``folder`` changes.

        Raises:
            LibraryError: when there is no such collection.
        """
        with self.store.reading():
            collection = self.store.collection(folder)
            added = self.store.stamps(collection)
        default = file_states(self.default) if collection.default else None
        folders, resumed = folder_states(collection.folders), self.store.ocr.times_resumed(folder)
        # Whether it is watched changes no document.
        return replace(collection, watched=False), added, default, folders, resumed

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

        with self.store.lifetime.work():
            state, read = self._read(folder, progress, meanwhile)
            loaded = with_text(read)
            if not loaded.documents:
                why = f" {loaded.skipped[0].reason}" if loaded.skipped else ""
                raise LibraryError(
                    f"The collection {self.store.collection(folder).name!r} has no documents.{why}",
                    "Add one, or restore the default documents.",
                )

            opened = build(state, loaded)
            self.store.clear_up(folder)
            self.store.check(folder)
        return opened

    def _build(
        self,
        folder: str,
        state: object,
        loaded: LoadedDocuments,
        progress: Progress,
        early: Callable[[Opened], None],
    ) -> Opened:
        """The ``state`` of a collection, and an assistant for what was ``loaded`` of it."""
        from index.embedding.embedders import default_embedder
        from index.opening import load_or_build
        from qa.assistant import Assistant
        from qa.reading.span_reader import reader_named

        def step(done: int, of: int) -> None:
            progress("embedding", done, of)
            self.store.lifetime.check()

        def assistant(index: Index) -> Assistant:
            skipped = replace(index, skipped=loaded.skipped)
            return Assistant(skipped, reader=reader_named(self.reader))

        index = load_or_build(
            loaded,
            self.store.index(folder),
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
        added = self.store.documents(folder)
        while True:
            with self.store.changing():  # so that no document is swept before it is read
                collection, state = self.store.collection(folder), self.state(folder)
                with (
                    self.store.ocr.reading(folder),
                    self.store.readers(folder, progress) as readers,
                ):
                    loaded = contents(collection, added, self.default, readers, progress)
                # A default document that was removed is read, too, and left out.
                if not (readers.waiting and any(it.unread_pages for it in loaded.documents)):
                    self.store.remove_unused_pages(folder)
                    return state, loaded
            meanwhile(state, loaded)
            with suppress(_ChangedError):
                loaded = self._recognize(collection, progress)
                if self.state(folder) == state:
                    return state, loaded

    def _recognize(self, collection: Collection, progress: Progress) -> LoadedDocuments:
        """The documents of ``collection``, which others may change meanwhile: it takes minutes.

        Raises:
            _ChangedError: when it was changed: what was read is kept.
        """
        folder = collection.folder

        def step(stage: Stage, done: int, of: int) -> None:
            progress(stage, done, of)
            if isinstance(stage, FileStage) and self.store.collection(folder) != collection:
                raise _ChangedError

        added = self.store.documents(folder)
        try:
            with (
                self.store.ocr.running(folder),
                self.store.readers(folder, step, recognizes=True) as readers,
            ):
                return contents(collection, added, self.default, readers, step)
        finally:
            self.store.clear_up(folder)

    def warm(self) -> None:
        """Load the models.

        Raises:
            ModelError: when one cannot be read.
        """
        from index.embedding.embedders import default_embedder
        from qa.reading.span_reader import reader_named
        from qa.retrieval.rerank import load_networks

        (self.embedder or default_embedder()).embed_queries(["warm-up"])
        load_networks(reader_named(self.reader))
