"""Fetches what is at an address: that alone, once, within limits. The home of urllib.request."""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Sequence
from datetime import datetime
from gzip import GzipFile
from http.client import HTTPException, HTTPResponse
from io import BytesIO
from ipaddress import ip_address
from time import monotonic
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import (
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from index.documents.limits import MEGABYTE, Limits, over, variable
from index.documents.parsers import suffix_of
from index.documents.web_address import WebAddress, is_web_address, web_address
from index.documents.web_page import WebPage, charset_name, suffix_of_content
from index.errors import DocumentError

MOST_REDIRECTS = 5
"""How often an address may lead on to another."""

_HEADERS = {"User-Agent": "Pincite (one page, which a person named)", "Accept": "*/*"}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PIECE = 65_536  # bytes
_CHECK, _BY_HAND = "Check the address.", "Save it in a browser, and give the file."
_STATUSES = {
    401: ("is shown only to those who log in", _BY_HAND),
    403: ("is not given to Pincite", _BY_HAND),
    404: ("is not there", _CHECK),
    410: ("is not there any more", _CHECK),
    429: ("is not given so often", "Try it again later."),
}
"""What an answer says by its number."""


def fetch(address: WebAddress) -> WebPage:
    """What is at ``address``. No cookie is sent or kept, and nothing that it refers to is fetched.

    It may lead on to others, `MOST_REDIRECTS` times.

    Raises:
        DocumentError: naming the address, when that cannot be fetched, takes more than the limits,
            or is of a kind that is not read.
    """
    limits = Limits.from_environment()
    opener, visited = _opener(), [address]
    until = monotonic() + limits.seconds
    try:
        while True:
            request = Request(visited[-1].text, headers=_HEADERS)
            with opener.open(request, timeout=limits.seconds) as response:
                if response.status not in _REDIRECTS:
                    return _page(visited, response, limits, until)
                visited.append(_next(visited, response))
    except (OSError, HTTPException) as error:
        why, step = _failure(error, limits)
        raise DocumentError(f"{_named(visited)} cannot be fetched: {why}.", step) from error


def _opener() -> OpenerDirector:
    """What sends for addresses by http and https only, and follows none by itself."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler(), UnknownHandler()):
        opener.add_handler(handler)
    return opener


def _page(
    visited: Sequence[WebAddress], response: HTTPResponse, limits: Limits, until: float
) -> WebPage:
    named, target = _named(visited), visited[-1]
    if response.status != 200:
        again = "Try it again later." if response.status >= 500 else _CHECK
        problem, step = _STATUSES.get(response.status, ("is not given", again))
        raise DocumentError(f"{named} {problem} (HTTP {response.status}).", step)
    type_ = response.headers.get_content_type() if "Content-Type" in response.headers else ""
    named_suffix = suffix_of(response.headers.get_filename() or "") or target.suffix
    suffix = suffix_of_content(type_, named_suffix)
    if not suffix:
        raise DocumentError(
            f"{named} is of a kind that is not read ({type_ or 'no content type'}).",
            "Give the address of a web page, a PDF or a text, or save it as a file that is read.",
        )
    data = _unpacked(named, response, _body(named, response, limits, until), limits)
    charset = response.headers.get_content_charset("")
    now = datetime.now().astimezone()
    return WebPage(visited[0], target, suffix, charset_name(charset), now, data)


def _body(named: str, response: HTTPResponse, limits: Limits, until: float) -> bytes:
    """What is sent, as it is.

    Raises:
        DocumentError: when it is too long, or ends too soon.
        TimeoutError: when it takes too long.
    """
    most = limits.file * MEGABYTE
    data = bytearray()
    while (response.length or 0) + len(data) <= most:
        if not (piece := response.read1(_PIECE)):
            if response.length:
                problem = f"{named} ended {response.length:,} bytes too soon."
                raise DocumentError(problem, "Try it again.")
            return bytes(data)
        data += piece
        if monotonic() > until:
            raise TimeoutError
    raise over(named, "file", limits.file, "megabytes")


def _unpacked(named: str, response: HTTPResponse, data: bytes, limits: Limits) -> bytes:
    """``data`` as it was before the server packed it, which it was not asked to.

    Raises:
        DocumentError: when it cannot be unpacked, or is too long then.
    """
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing in ("", "identity"):
        return data
    if packing not in ("gzip", "x-gzip"):
        raise DocumentError(f"{named} is packed in a way that is not read ({packing}).", _BY_HAND)
    most = limits.unpacked * MEGABYTE
    try:
        with GzipFile(fileobj=BytesIO(data)) as packed:
            whole = packed.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DocumentError(f"{named} is damaged: {error}.", "Try it again.") from error
    if len(whole) > most:
        raise over(named, "unpacked", limits.unpacked, "megabytes when it is unpacked")
    return whole


def _next(visited: Sequence[WebAddress], response: HTTPResponse) -> WebAddress:
    """Where an address leads on to.

    Raises:
        DocumentError: when that is nowhere, no address of the web, one that was visited, one too
            many, or one in a private network that a public one leads to.
    """
    named = _named(visited)
    location = response.headers.get("Location", "").strip()
    with_letters = location.encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        text = urljoin(visited[-1].text, with_letters)
    except ValueError:  # such as half an address of IPv6
        text = with_letters
    if not location or not is_web_address(text):
        raise DocumentError(f"{named} leads on to {text!r}, which is not fetched.", _BY_HAND)
    following = web_address(text)
    if following in visited:
        raise DocumentError(f"{named} leads on in a circle.", _BY_HAND)
    if len(visited) > MOST_REDIRECTS:
        problem = f"{named} leads on to other addresses more than {MOST_REDIRECTS} times."
        raise DocumentError(problem, "Give the address that a browser shows in the end.")
    if is_private(following.host) and not is_private(visited[0].host):
        raise DocumentError(
            f"{named} leads on to {following}, which is in a private network.",
            "Give that address itself if you trust it.",
        )
    return following


def is_private(host: str) -> bool:
    """Whether ``host``, a name or a number, is this machine or one of a private network."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:  # fetching tells it; only a proxy may know the name
        return False
    return any(not ip_address(str(address[0]).partition("%")[0]).is_global for *_, address in found)


def _named(visited: Sequence[WebAddress]) -> str:
    """The address that was given, and that to which it led."""
    led = f" (which leads on to {visited[-1]})" if len(visited) > 1 else ""
    return f"{visited[0]}{led}"


def _failure(error: Exception, limits: Limits) -> tuple[str, str]:
    """Why nothing came, and what to do."""
    cause = error.reason if isinstance(error, URLError) else error
    again = "Check the address and your connection, and try again."
    if isinstance(cause, ssl.SSLError):
        why = getattr(cause, "verify_message", "") or cause.reason or "TLS"
        return f"its connection cannot be trusted ({why})", _BY_HAND
    if isinstance(cause, TimeoutError):
        more = f"Try again, or set {variable('seconds')} to more."
        return f"it takes more than {limits.seconds} seconds", more
    if isinstance(cause, socket.gaierror):
        return "its host is not known, or there is no connection", again
    if isinstance(cause, HTTPException):
        return f"what it answers is no HTTP ({type(cause).__name__})", _CHECK
    strerror = cause.strerror if isinstance(cause, OSError) else cause
    return f"{strerror or cause}", again
