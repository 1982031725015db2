"""Files that were made for visitors, each held until its page is left or another is made."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_urlsafe
from threading import Lock
from weakref import WeakKeyDictionary

from index.errors import PinciteError
from qa.web import messages

PREFIX = "/pincite/files/"
"""What the addresses of files begin with."""
MOST_BYTES = 300_000_000
"""The most bytes that are held: of one page's file, and of all together."""


@dataclass(frozen=True)
class Download:
    """A file for the ``visitor`` who asked for it, and its type, such as "application/pdf"."""

    data: bytes
    type: str
    visitor: str


class Downloads:
    """The file that was made last for each page. Safe to share between threads.

    Where they have more than `MOST_BYTES` together, the oldest are let go of.
    """

    def __init__(self) -> None:
        self._files: WeakKeyDictionary[object, tuple[str, Download]] = WeakKeyDictionary()
        self._lock = Lock()

    def address(self, page: object, download: Download) -> str:
        """Where the visitor of ``page`` fetches ``download``, which takes the former one's place.

        Raises:
            PinciteError: when it is too large.
        """
        if len(download.data) > MOST_BYTES:
            raise PinciteError(messages.FILES_TOO_LARGE, messages.USE_ANNOTATE)
        token = token_urlsafe()
        with self._lock:
            self._files.pop(page, None)
            self._files[page] = token, download
            while sum(len(held.data) for _, held in self._files.values()) > MOST_BYTES:
                del self._files[next(iter(self._files))]
        return f"{PREFIX}{token}"

    def file(self, token: str, visitor: str) -> Download:
        """The file of this token, if it was made for ``visitor``.

        Raises:
            PinciteError: when it is another visitor's, or not held any more.
        """
        with self._lock:
            for own, download in self._files.values():
                if own == token and download.visitor == visitor:
                    return download
        raise PinciteError(messages.NO_DOWNLOAD, messages.EXPORT_AGAIN)

    def clear(self) -> None:
        """Let go of all of them."""
        with self._lock:
            self._files.clear()
