"""A collection opened for asking: its documents read, and their index loaded or built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.documents.files import file_states
from qa.library.collection import LibraryError
from qa.library.contents import Progress, contents
from qa.library.store import Store

# These take a while to import, and listing collections needs none of them.
if TYPE_CHECKING:
    from index.embedding.embedder import Embedder
    from qa.assistant import Assistant


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
        return collection, added, file_states(self.default) if collection.default else None

    def open(self, folder: str, progress: Progress) -> tuple[object, Assistant]:
        """The state of a collection, and an assistant for it as it is then.

        Raises:
            DocumentError: when a default document cannot be read.
            LibraryError: when there is no such collection, it has no documents, or the library is
            closed meanwhile.
            ModelError: when the model cannot be read.
        """
        from index.opening import load_or_build
        from qa.assistant import Assistant
        from qa.reading.span_reader import reader_named

        def step(done: int, of: int) -> None:
            progress("embedding", done, of)
            self.store.lifetime.check()

        with self.store.lifetime.work():
            with self.store.changing():  # so that no document is swept before it is read
                collection = self.store.collection(folder)
                state = self.state(folder)
                added = self.store.documents(folder)
                with self.store.readers(folder) as readers:
                    loaded = contents(collection, added, self.default, readers, progress)
            if not loaded.documents:
                raise LibraryError(
                    f"The collection {collection.name!r} has no documents.",
                    "Add one, or restore the default documents.",
                )
            embedder = self.embedder or _default_embedder()
            index = load_or_build(loaded, self.store.index(folder), embedder, step=step)
            self.store.clear_up(folder)
            self.store.check(folder)
        skipped = replace(index, skipped=loaded.skipped)
        return state, Assistant(skipped, reader=reader_named(self.reader))

    def warm(self) -> None:
        """Load the models.

        Raises:
            ModelError: when one cannot be read.
        """
        from qa.reading.span_reader import reader_named
        from qa.retrieval.rerank import load_networks

        (self.embedder or _default_embedder()).embed_queries(["warm-up"])
        load_networks(reader_named(self.reader))


@cache
def _default_embedder() -> Embedder:
    """One for all libraries: visitors may have one each."""
    from index.embedding.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder()
