"""Where a store on another machine is."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from index.errors import StoreError

ADDRESS = "PINCITE_STORE"
"""The environment variable that says where a store is, when nobody else does."""

DEFAULT_PORT = 19530
"""The port that Milvus listens on, when an address names none."""

CONSISTENCY = ("session", "strong", "bounded", "eventually")
"""What a reader may ask of Milvus, the default first: to see its own writes, all that is written,
what is some seconds old, or whatever is there."""

_YES, _NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")
_SCHEME = "milvus"
_HOW = "Write it as milvus://HOST:19530/NAME."
# What collections may be named in Milvus, with room for what is put behind it.
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,199}")


@dataclass(frozen=True)
class StoreAddress:
    """``milvus://host:port/name``: a server, and the ``name`` of what is held there.

    Other names on one server are other stores. ``?consistency=strong`` behind it says what a reader
    sees of what others have just written, one of `CONSISTENCY`, and ``?timeout=5`` the seconds that
    it waits for each answer.

    Raises:
        StoreError: when it cannot be an address.
    """

    host: str
    port: int = DEFAULT_PORT
    name: str = "pincite"
    consistency: str = CONSISTENCY[0]
    timeout: float = 10.0

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise StoreError(
                f"A store cannot be named {self.name!r}.",
                "Use letters, digits and underscores, a letter first.",
            )
        if self.consistency not in CONSISTENCY:
            raise StoreError(
                f"There is no consistency {self.consistency!r}.",
                f"Ask for one of {', '.join(CONSISTENCY)}.",
            )
        if not 0 < self.timeout < 3600:
            raise StoreError(f"{self.timeout} is no number of seconds to wait.", "Give 10, say.")

    @classmethod
    def of(cls, text: str) -> StoreAddress:
        """The address that ``text`` is.

        Raises:
            StoreError: when it is none.
        """
        try:
            parts = urlsplit(text)
            port = parts.port or DEFAULT_PORT
            more = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
            timeout = float(more.pop("timeout", cls.timeout))
        except ValueError as error:
            raise StoreError(f"{_shown(text)!r} is no address.", _HOW) from error
        if "@" in text:
            raise StoreError(
                f"The address {_shown(text)!r} holds a user or a password.",
                "Give them as PINCITE_STORE_TOKEN=user:password in the environment.",
            )
        if parts.scheme != _SCHEME or not parts.hostname or more.keys() - {"consistency"}:
            raise StoreError(f"{_shown(text)!r} is no address of a store.", _HOW)
        name = parts.path.strip("/") or cls.name
        return cls(parts.hostname, port, name, more.get("consistency", cls.consistency), timeout)

    @classmethod
    def given(cls) -> StoreAddress:
        """The address that the environment gives as `ADDRESS`.

        Raises:
            StoreError: when it gives none, or something else.
        """
        if text := os.environ.get(ADDRESS, ""):
            return cls.of(text)
        raise StoreError(f"{ADDRESS} does not say where a store is.", _HOW)

    @classmethod
    def in_place_of(cls, documents: object) -> StoreAddress | None:
        """The address that was given in place of ``documents``, or for None by `ADDRESS`; or None.

        Raises:
            StoreError: when it looks like an address, and is none.
        """
        if documents is None:
            return cls.given() if os.environ.get(ADDRESS) else None
        named = isinstance(documents, str) and documents.startswith(f"{_SCHEME}:")
        return cls.of(str(documents)) if named else None

    @property
    def server(self) -> str:
        """The server, as people write it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"milvus://{self.server}/{self.name}"


@dataclass(frozen=True, repr=False)
class Access:
    """What opens a server: a ``token``, and whether TLS is spoken; it is never shown.

    ``authority`` is the file of the certificate that signed the server's, "" for those that this
    machine trusts.
    """

    token: str = ""
    tls: bool = False
    authority: str = ""

    @classmethod
    def from_environment(cls) -> Access:
        """As PINCITE_STORE_TOKEN, PINCITE_STORE_TLS and PINCITE_STORE_CA say.

        Raises:
            StoreError: when it is not clear whether TLS is to be spoken.
        """
        authority = os.environ.get("PINCITE_STORE_CA", "")
        said = os.environ.get("PINCITE_STORE_TLS", "").strip().lower()
        if said not in (*_YES, *_NO):
            raise StoreError(f"PINCITE_STORE_TLS={said[:20]} is neither yes nor no.", "Say 1 or 0.")
        tls = said in _YES or bool(authority)
        return cls(os.environ.get("PINCITE_STORE_TOKEN", ""), tls, authority)


def _shown(text: str) -> str:
    """``text`` without what may be a secret: what stands before its last "@" or behind a "?"."""
    scheme = text.partition(":")[0]
    _, secret, rest = text.rpartition("@")
    return (f"{scheme}://…@{rest}" if secret else text).partition("?")[0]
