"""Addresses of the web that are given as documents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from index.documents.document_ids import printable
from index.documents.parsers import suffix_of
from index.errors import DocumentError

_SCHEME = re.compile("https?://", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:@!$&'()*+,;=~?"  # what may stand in a path or a query as it is
_ENCODED = re.compile("%[0-9A-Fa-f]{2}")
_LETTERS = re.compile("(?:%[89A-Fa-f][0-9A-Fa-f])+")  # in UTF-8, other letters than those of ASCII
_LONGEST = 2_000  # characters


@dataclass(frozen=True)
class WebAddress:
    """An http or https address as it is sent for: ``text`` is all ASCII, without a fragment.

    `web_address` makes it of what people write.

    Raises:
        DocumentError: when it is none.
    """

    text: str

    def __post_init__(self) -> None:
        if web_address_text(self.text) != self.text:
            raise _wrong(self.text, "is not written as one that is sent for")

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """It as people read it: letters of all alphabets as such, where they can be shown."""
        shown = _LETTERS.sub(lambda match: _as_letters(match[0]), self.text)
        return shown if shown == printable(shown) else self.text

    @property
    def host(self) -> str:
        """The name or the number of the machine that is asked."""
        return urlsplit(self.text).hostname or ""

    @property
    def suffix(self) -> str:
        """The end of its path, such as ".pdf"; empty where that has none."""
        return suffix_of(unquote(urlsplit(self.text).path))

    @property
    def stem(self) -> str:
        """The last part of its path without its end, or the host where it has no path."""
        return PurePosixPath(printable(unquote(urlsplit(self.text).path))).stem or self.host

    @property
    def key(self) -> str:
        """A name for what is kept of it: 32 hexadecimal digits."""
        return sha256(self.text.encode()).hexdigest()[:32]


def is_web_address(text: str) -> bool:
    """Whether ``text`` begins as an address of the web does."""
    return bool(_SCHEME.match(text))


def web_address(given: str) -> WebAddress:
    """The address that ``given`` is.

    Raises:
        DocumentError: when it is none, or holds a password.
    """
    return WebAddress(web_address_text(given))


def web_address_text(given: str) -> str:
    """``given`` in ASCII, without a fragment, scheme and host in small letters.

    Raises:
        DocumentError: see `web_address`.
    """
    if len(given) > _LONGEST:
        raise _wrong(f"{given[:80]}…", f"has more than {_LONGEST:,} characters")
    if not (is_web_address(given) and given.isprintable()):
        raise _wrong(given, "is no http or https address")
    try:
        parts = urlsplit(given)
        host, port = parts.hostname, parts.port
        if host and ":" not in host:
            host = host.encode("idna").decode("ascii")
    except ValueError as error:
        raise _wrong(given, "is no http or https address") from error
    if parts.username is not None or parts.password is not None:
        raise DocumentError(
            f"The address on {host!r} holds a name or a password, which documents would show.",
            "Save the page in a browser, and give the file.",
        )
    if not host or not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", host):
        raise _wrong(given, "names no host")
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[parts.scheme]:
        place += f":{port}"
    path, query = (quote(part, safe=_SAFE) for part in (parts.path or "/", parts.query))
    text = urlunsplit((parts.scheme, place, path, query, ""))
    return _ENCODED.sub(lambda match: match[0].upper(), text)


def _as_letters(encoded: str) -> str:
    try:
        letters = unquote(encoded, errors="strict")
    except UnicodeDecodeError:
        return encoded
    return letters if letters.isprintable() else encoded


def _wrong(given: str, why: str) -> DocumentError:
    return DocumentError(
        f"{printable(given)!r} {why}.", "Give an address such as https://example.org/page.html."
    )
