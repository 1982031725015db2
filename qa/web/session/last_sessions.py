"""The session that each page had last, to tell a page whose session was given back.

Gradio holds so many sessions at most, and lets go of one without a word: the next event of its page
gets a new one, which knows nothing of the chat that the page shows.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING
from weakref import ref

if TYPE_CHECKING:
    from qa.web.session.session import Session

MOST = 20_000
"""Pages that are known; the one whose last event is the longest ago makes room for the next."""


class LastSessions:
    """Pages by Gradio's names for them, with their sessions. Safe to share between threads."""

    def __init__(self) -> None:
        self._sessions: OrderedDict[str, ref[Session]] = OrderedDict()
        self._lock = Lock()

    def replaces_another(self, page: str, session: Session) -> bool:
        """Whether ``page`` had another session before, which was given back; now it has this."""
        with self._lock:
            before = self._sessions.pop(page, None)
            self._sessions[page] = ref(session)
            if len(self._sessions) > MOST:
                self._sessions.popitem(last=False)
        return before is not None and before() is not session
