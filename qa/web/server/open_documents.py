"""The documents that are shown, each by a token that only who is shown it knows."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from secrets import token_urlsafe
from threading import Lock

from index import Document
from index.documents.file_on_disk import file_on_disk
from index.errors import PinciteError
from qa.web import messages

MOST_OPEN = 100
"""Documents that are held: the one that was used last makes room for the next."""

_State = tuple[int, int]  # of a file: its size, and when it was changed


class ClosedError(PinciteError):
    """A token of a document that is not open, or whose file is not the one that was shown."""

    def __init__(self) -> None:
        super().__init__(messages.NOT_OPEN, messages.OPEN_AGAIN)


@dataclass(frozen=True)
class _Entry:
    document: Document
    state: _State | None

    @property
    def sound(self) -> bool:
        """Whether the file is the one that was shown; of a text that has none it is."""
        return _state(self.document) == self.state


class OpenDocuments:
    """Documents by their tokens. Safe to share between threads.

    A document has the same token while it is held and its file stays the same.
    """

    def __init__(self) -> None:
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._tokens: dict[object, str] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def token(self, document: Document) -> str:
        """What ``document`` is asked for by."""
        state = _state(document)
        key = document.source, document.sha256, state
        with self._lock:
            token = self._tokens.get(key)
            if token is None:
                self._drop_unsound()
                token = self._tokens[key] = token_urlsafe()
            self._entries[token] = _Entry(document, state)
            self._entries.move_to_end(token)
            while len(self._entries) > MOST_OPEN:
                self._drop(next(iter(self._entries)))
            return token

    def document(self, token: str) -> Document:
        """The document of this token.

        Raises:
            ClosedError: when it is not held any more, or its file was changed or removed.
        """
        with self._lock:
            entry = self._entries.get(token)
            if entry is None or not entry.sound:
                self._drop(token)
                raise ClosedError
            self._entries.move_to_end(token)
            return entry.document

    def clear(self) -> None:
        """Let go of all of them."""
        with self._lock:
            self._entries.clear()
            self._tokens.clear()

    def _drop_unsound(self) -> None:
        """Let go of those whose files were changed or removed, as those of who left are."""
        for token in [token for token, entry in self._entries.items() if not entry.sound]:
            self._drop(token)

    def _drop(self, token: str) -> None:
        if entry := self._entries.pop(token, None):
            key = entry.document.source, entry.document.sha256, entry.state
            self._tokens.pop(key, None)


def _state(document: Document) -> _State | None:
    """The state of its file, or of the one that holds it."""
    try:
        file = file_on_disk(document.file)
        if file is None:
            return None
        status = file.path.stat()
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns
