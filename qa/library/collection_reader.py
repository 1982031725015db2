"""A collection's documents, as they are now: only what has changed is read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.documents.files import LoadedDocuments, file_states
from qa.library.collection import Collection
from qa.library.contents import Progress, contents, no_progress
from qa.library.folders import folder_states
from qa.library.readings import Readings
from qa.library.store import Store
from qa.library.titles import Titles


@dataclass(frozen=True)
class CollectionReading:
    """What was ``loaded`` of a ``collection`` in this ``state``.

    ``waiting`` says that OCR is to read pages of it.
    """

    collection: Collection
    state: object
    loaded: LoadedDocuments
    waiting: bool


@dataclass(frozen=True)
class CollectionReader:
    """Reads the collections in ``store``, and keeps the ``titles`` of what they hold.

    ``default`` are the paths of the default documents.
    """

    store: Store
    default: Sequence[Path]
    titles: Titles
    readings: Readings = field(default_factory=Readings)

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
        # What it is called, and whether it is watched, changes no document.
        of_documents = replace(collection, name=folder, watched=False)
        return of_documents, added, default, folders, resumed

    def documents(self, folder: str) -> LoadedDocuments:
        """The documents of a collection, and the files of it that cannot be read any more.

        Where nothing has changed since they were read, nobody is waited for.

        Raises:
            DocumentError: when no default document can be read.
            LibraryError: when there is no such collection, or the library is closed meanwhile.
        """
        return self.readings.loaded(folder, self.state(folder)) or self.read(folder).loaded

    def read(self, folder: str, progress: Progress = no_progress) -> CollectionReading:
        """A collection as it is now, without the pages that OCR is still to read.

        Raises:
            DocumentError, LibraryError: as `documents` does.
        """
        with self.store.changing():  # so that no document is swept before it is read
            collection, state = self.store.collection(folder), self.state(folder)
            if loaded := self.readings.loaded(folder, state):
                progress("reading", len(loaded.documents), len(loaded.documents))
                return CollectionReading(collection, state, loaded, waiting=False)
            stamps = dict(zip(collection.documents, self.store.stamps(collection), strict=True))
            known = self.readings.known(folder, stamps)
            added = self.store.documents(folder)
            with self.store.ocr.reading(folder), self.store.readers(folder, progress) as readers:
                loaded = contents(collection, added, self.default, readers, progress, known)
            # A default document that was removed is read, too, and left out.
            waiting = readers.waiting and any(it.unread_pages for it in loaded.documents)
            if not waiting:
                self.store.remove_unused_pages(folder)
            self.readings.put(folder, state, stamps, loaded)
            self.titles.keep(collection, loaded.documents)
            return CollectionReading(collection, state, loaded, waiting)
