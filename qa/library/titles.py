"""The titles of documents, kept for each collection: so that all are searched without being read.

<home>/<collection>/titles.json    by a document's id: its title, and its file if it was added
"""

from __future__ import annotations

import json
from collections.abc import Collection as Ids
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from index.documents.document import Document
from index.errors import StorageError
from index.storage.atomic_write import write_atomically
from qa.library.collection import Collection
from qa.library.listing import by_name, kind_of, search
from qa.library.store import Store

_FILE = "titles.json"
_Entries = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class NamedDocument:
    """A document that was not read: its ``id``, its own ``title`` if it has one, its ``kind``."""

    id: str
    title: str
    kind: str


@dataclass(frozen=True)
class Matches:
    """What of another ``collection`` a query finds, by name."""

    collection: Collection
    documents: tuple[NamedDocument, ...]


class Titles:
    """The titles of the documents in a ``store``, as they were read last."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, tuple[object, _Entries]] = {}

    def keep(self, collection: Collection, documents: Sequence[Document]) -> None:
        """Keep the titles of all ``documents`` of a collection that this thread changes.

        Where they cannot be written, the documents are found by their files' names.
        """
        files = collection.documents
        self._write(
            collection.folder,
            {it.id: (it.own_title, files.get(it.id, "")) for it in documents},
        )

    def copy(self, source: str, target: str, ids: Ids[str]) -> None:
        """Keep those of ``ids`` for ``target`` too, where they are known in ``source``."""
        moved = {id_: entry for id_, entry in self._entries(source).items() if id_ in ids}
        self._write(target, {**self._entries(target), **moved})

    def are_known(self, folder: str) -> bool:
        """Whether the documents of the collection in ``folder`` were read before."""
        return (self._store.home / folder / _FILE).exists()

    def matches(self, collection: Collection, query: str) -> Matches:
        """The documents of ``collection`` whose title or file's name has each word of ``query``."""
        known, files = self._entries(collection.folder), collection.documents
        titles = {
            id_: title
            for id_, (title, file) in known.items()
            if file == files.get(id_, "") and id_ not in collection.removed
        }
        titles |= {id_: "" for id_ in files if id_ not in titles}
        holds = search(query)
        named = [
            NamedDocument(id_, title, kind_of(id_))
            for id_, title in titles.items()
            if holds(title, id_)
        ]
        return Matches(collection, tuple(sorted(named, key=lambda it: by_name(it.title, it.id))))

    def _entries(self, folder: str) -> _Entries:
        file = self._store.home / folder / _FILE
        try:
            stamp = file.stat().st_mtime_ns
            before, entries = self._read.get(folder, (None, {}))
            if stamp == before:
                return entries
            entries = {
                str(id_): (str(title), str(stored))
                for id_, (title, stored) in json.loads(file.read_bytes()).items()
            }
        except (OSError, AttributeError, TypeError, ValueError):  # it is written again
            return {}
        self._read[folder] = stamp, entries
        return entries

    def _write(self, folder: str, entries: _Entries) -> None:
        if entries != self._entries(folder) or not self.are_known(folder):
            with suppress(StorageError):
                write_atomically(self._store.home / folder / _FILE, json.dumps(entries).encode())
