"""What a page shows of a library that others change too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.documents.files import LoadedDocuments

if TYPE_CHECKING:
    from qa.library.collection import Collection
    from qa.library.library import Library


class Following:
    """What a page was sent last of a library, and of its watch."""

    def __init__(self) -> None:
        self._opened = "", 0
        self._checked = False
        self._shown: object = None

    def show(self, collections: Sequence[Collection], loaded: LoadedDocuments) -> None:
        """The page is sent these ``collections``, and what was ``loaded`` of the open one."""
        self._shown, self._checked = _state(collections, loaded), False

    def shows(self, collections: Sequence[Collection], loaded: LoadedDocuments) -> bool:
        """Whether the page was sent just these."""
        return self._shown == _state(collections, loaded)

    def opened_anew(self, library: Library, folder: str) -> LoadedDocuments | None:
        """What is in ``folder``, where the watch opened it anew and the page shows else; else None.

        A page may be sent what is there between two looks of the watch, for each of which nothing
        has changed: so whatever it is sent is compared once more with what was opened last.

        Raises:
            PinciteError: when the documents cannot be read.
        """
        watch = library.watch
        opened = folder, watch.times_opened(folder)
        told = opened == self._opened
        if not opened[1] or (told and self._checked):
            return None
        settled = watch.is_settled(folder)
        if told and not settled:  # it is opened anew once its files have stopped changing
            return None
        now, collections = library.read(folder), library.collections()
        if settled and watch.is_settled(folder):
            self._opened, self._checked = opened, True
        if self.shows(collections, now):
            return None
        self._shown = _state(collections, now)
        return now


def _state(collections: Sequence[Collection], loaded: LoadedDocuments) -> object:
    """Equal until a page that shows these shows something else.

    The notes on how documents were read are no part of it: those on OCR change as it goes on.
    """
    hashes = tuple(document.sha256 for document in loaded.documents)
    return tuple(collections), hashes, frozenset(file.path for file in loaded.skipped)
