"""Whose a request is, by a cookie that only this server makes, and what belongs to whom."""

from __future__ import annotations

import re
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from hmac import compare_digest, digest
from secrets import token_bytes, token_urlsafe
from threading import Lock

VISITOR = "pincite-visitor"
"""The cookie that tells one browser's pages from another's, until it is closed."""
SECURE_VISITOR = f"__Host-{VISITOR}"
"""What it is called over https: no other site may set a cookie of such a name."""
ANYBODY = ""
"""Whoever sends no such cookie, as programs do: one visitor, whose sessions are not kept apart."""

LONGEST_SESSION = 100
"""The most characters of a session's name; Gradio's have eleven."""

_MOST, _MOST_OF_ONE = 20_000, 500  # sessions that are known, of all visitors and of one
# Gradio takes the name of a session for that of an event too.
_IN_PATH = re.compile(r"/gradio_api/(?:heartbeat|stream|call/(?:v2/)?[^/]+)/([^/]+)")


class Visitors:
    """The visitors of one server. Safe to share between threads."""

    def __init__(self) -> None:
        self._secret = token_bytes(32)
        self._owners: dict[str, str] = {}
        self._sessions: defaultdict[str, OrderedDict[str, None]] = defaultdict(OrderedDict)
        self._lock = Lock()

    def new(self) -> str:
        """The value of a new visitor's cookie."""
        token = token_urlsafe()
        return f"{token}.{self._sign(token)}"

    def new_cookie(self, *, secure: bool) -> str:
        """The header that gives a browser a new visitor's cookie; ``secure`` is over https."""
        name, more = (SECURE_VISITOR, "; Secure") if secure else (VISITOR, "")
        return f"{name}={self.new()}; Path=/; HttpOnly; SameSite=Strict{more}"

    def known(self, cookies: Mapping[str, str]) -> str:
        """The value of the cookie that this server made; `ANYBODY` where there is none.

        One that was set from outside is none.
        """
        value = visitor_in(cookies)
        token, _, signature = value.partition(".")
        sound = signature.isascii() and compare_digest(signature, self._sign(token))
        return value if sound else ANYBODY

    def owns_session(self, visitor: str, session: str) -> bool:
        """Whether a session of Gradio is this visitor's: that of who is first seen with it.

        Where too many are known, one of those is forgotten of who has most: nobody else's.
        """
        with self._lock:
            owner = self._owners.setdefault(session, visitor)
            if owner != visitor:
                return False
            own = self._sessions[visitor]
            own[session] = None
            own.move_to_end(session)
            if len(own) > _MOST_OF_ONE:
                self._forget(visitor)
            elif len(self._owners) > _MOST:
                self._forget(max(self._sessions, key=lambda each: len(self._sessions[each])))
            return True

    def is_anothers(self, visitor: str, session: str) -> bool:
        """Whether a session is known to be of another visitor."""
        with self._lock:
            return self._owners.get(session, visitor) != visitor

    def _forget(self, visitor: str) -> None:
        session, _ = self._sessions[visitor].popitem(last=False)
        del self._owners[session]
        if not self._sessions[visitor]:
            del self._sessions[visitor]

    def _sign(self, token: str) -> str:
        return digest(self._secret, token.encode(), "sha256").hex()


def visitor_in(cookies: Mapping[str, str]) -> str:
    """The value of a visitor's cookie, whoever made it; `ANYBODY` without one."""
    return cookies.get(SECURE_VISITOR) or cookies.get(VISITOR) or ANYBODY


def sessions_in(path: str, query: Iterable[tuple[str, str]], message: object) -> set[str]:
    """The sessions of Gradio that a request names, in its path, its query or its ``message``."""
    match = _IN_PATH.match(path)
    told = message.get("session_hash") if isinstance(message, dict) else None
    names = [match[1] if match else "", *(value for name, value in query if name == "session_hash")]
    return {name for name in (*names, told) if isinstance(name, str) and name}


def without_visitor(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """``headers`` without the cookies of visitors, whatever blanks stand around their names."""
    visitor = VISITOR.encode()

    def others(cookies: bytes) -> bytes:
        return b";".join(pair for pair in cookies.split(b";") if visitor not in pair)

    return [(name, others(value) if name == b"cookie" else value) for name, value in headers]
