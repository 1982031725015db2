"""Whose a request is, by a cookie that only this server makes, and what belongs to whom."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping
from hmac import compare_digest, digest
from secrets import token_bytes, token_urlsafe
from threading import Lock

VISITOR = "pincite-visitor"
"""The cookie that tells one browser's pages from another's, until it is closed."""
SECURE_VISITOR = f"__Host-{VISITOR}"
"""What it is called over https: no other site may set a cookie of such a name."""
ANYBODY = ""
"""Whoever sends no such cookie, as programs do: one visitor, whose sessions are not kept apart."""

_KEPT = 20_000
_IN_PATH = re.compile(r"/gradio_api/(?:heartbeat|stream)/([^/]+)")


class Visitors:
    """The visitors of one server. Safe to share between threads."""

    def __init__(self) -> None:
        self._secret = token_bytes(32)
        self._sessions: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def new(self) -> str:
        """The value of a new visitor's cookie."""
        token = token_urlsafe()
        return f"{token}.{self._sign(token)}"

    def known(self, cookies: Mapping[str, str]) -> str:
        """The value of the cookie that this server made; `ANYBODY` where there is none.

        One that was set from outside is none.
        """
        value = visitor_in(cookies)
        token, _, signature = value.partition(".")
        sound = signature.isascii() and compare_digest(signature, self._sign(token))
        return value if sound else ANYBODY

    def owns_session(self, visitor: str, session: str) -> bool:
        """Whether a session of Gradio is this visitor's: that of who is first seen with it."""
        with self._lock:
            owner = self._sessions.setdefault(session, visitor)
            self._sessions.move_to_end(session)
            while len(self._sessions) > _KEPT:
                self._sessions.popitem(last=False)
            return owner == visitor

    def _sign(self, token: str) -> str:
        return digest(self._secret, token.encode(), "sha256").hex()


def visitor_in(cookies: Mapping[str, str]) -> str:
    """The value of a visitor's cookie, whoever made it; `ANYBODY` without one."""
    return cookies.get(SECURE_VISITOR) or cookies.get(VISITOR) or ANYBODY


def session_in(path: str, query: Mapping[str, str], message: object) -> str:
    """The session of Gradio that a request names, its ``message`` too; "" where none does."""
    if match := _IN_PATH.match(path):
        return match[1]
    if asked := query.get("session_hash", ""):
        return asked
    told = message.get("session_hash") if isinstance(message, dict) else None
    return told if isinstance(told, str) else ""


def without_visitor(header: bytes) -> bytes:
    """A Cookie ``header`` without those of visitors."""
    pairs = header.split(b";")
    names = (VISITOR.encode(), SECURE_VISITOR.encode())
    return b";".join(pair for pair in pairs if pair.partition(b"=")[0].strip() not in names)
