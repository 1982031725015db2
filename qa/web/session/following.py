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
        self._shown: object = None

    def show(self, collections: Sequence[Collection], loaded: LoadedDocuments) -> None:
        """The page is sent these ``collections``, and what was ``loaded`` of the open one."""
        self._shown = _state(collections, loaded)

    def shows(self, collections: Sequence[Collection], loaded: LoadedDocuments) -> bool:
        """Whether the page was sent just these."""
        return self._shown == _state(collections, loaded)

    def opened_anew(
        self, library: Library, folder: str, before: LoadedDocuments | None
    ) -> LoadedDocuments | None:
        """What is in ``folder``, where the watch opened it anew with other documents; else None.

        ``before`` is what was loaded of it last.

        Raises:
            PinciteError: when the documents cannot be read.
        """
        watch, opened = library.watch, self._opened
        if opened == (folder, times := watch.times_opened(folder)):
            return None
        settled = watch.is_settled(folder)
        now = library.read(folder)
        if settled and watch.is_settled(folder):
            self._opened = folder, times
        elif now == before:  # what comes next may be what the watch saw before
            return None
        # Later, a question may have taken them before, and the page's list has the old ones.
        if now == before and (times < 2 or opened[0] != folder):
            return None
        return now


def _state(collections: Sequence[Collection], loaded: LoadedDocuments) -> object:
    """Equal until a page that shows these shows something else.

    The notes on how documents were read are no part of it: those on OCR change as it goes on.
    """
    hashes = tuple(document.sha256 for document in loaded.documents)
    return tuple(collections), hashes, frozenset(file.path for file in loaded.skipped)
