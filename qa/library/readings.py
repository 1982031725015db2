"""What was read of collections last, so that nothing that is as it was is read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from index.documents.document import Document
from index.documents.files import LoadedDocuments

MAX_READINGS = 4
"""Collections of which it is held; for another one, the one that was read first goes."""
LONGEST = 24 * 3600.0
"""Seconds that it is held: what files were parsed as is removed when nobody asks for it."""

NONE_KNOWN: Mapping[str, Document] = {}


@dataclass(frozen=True)
class _Reading:
    """What was ``loaded`` in this ``state``, with the ``stamps`` of the files that were added."""

    at: float
    state: object
    stamps: Mapping[str, object]
    loaded: LoadedDocuments


class Readings:
    """The last readings of collections, by their folders. Safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._held: dict[str, _Reading] = {}

    def loaded(self, folder: str, state: object) -> LoadedDocuments | None:
        """What was read of the collection in ``folder`` in this ``state``; None when nothing was.

        What waits for OCR is read again.
        """
        reading = self._reading(folder)
        if not reading or reading.state != state:
            return None
        return None if any(it.unread_pages for it in reading.loaded.documents) else reading.loaded

    def known(self, folder: str, stamps: Mapping[str, object]) -> Mapping[str, Document]:
        """By their ids, the documents of a collection whose files are as they were read.

        ``stamps`` are those that the files of its documents have now, by id.
        """
        reading = self._reading(folder)
        if not reading:
            return NONE_KNOWN
        return {
            it.id: it
            for it in reading.loaded.documents
            if not it.unread_pages
            and (stamp := stamps.get(it.id))
            and stamp == reading.stamps.get(it.id)
        }

    def put(
        self, folder: str, state: object, stamps: Mapping[str, object], loaded: LoadedDocuments
    ) -> None:
        """Hold what was read of a collection; ``stamps`` are as in `known`."""
        with self._lock:
            self._held.pop(folder, None)
            while len(self._held) >= MAX_READINGS:
                self._held.pop(next(iter(self._held)))
            self._held[folder] = _Reading(self._clock(), state, stamps, loaded)

    def clear(self) -> None:
        """Hold nothing."""
        with self._lock:
            self._held.clear()

    def _reading(self, folder: str) -> _Reading | None:
        with self._lock:
            reading = self._held.get(folder)
        return reading if reading and self._clock() - reading.at < LONGEST else None
