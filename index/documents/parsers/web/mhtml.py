"""Web pages saved with all that belongs to them in one file, as browsers and Word do (RFC 2557)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from index.documents.parsers.package import damaged
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.web.html import parse_page

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[\x21-\x39\x3b-\x7e]+:|From )")
_BOUNDARY = re.compile(rb"(?i)boundary=")
_MOST_MULTIPARTS = 100


def parse_mhtml(data: bytes, name: str) -> ParsedFile:
    """The content of the saved web page ``name``: that of its first page, without its frames.

    Raises:
        DocumentError: when it is none, or shows no text.
    """
    # Parts in parts are read by a function that calls itself.
    if not _HEADER.match(data) or len(_BOUNDARY.findall(data)) > _MOST_MULTIPARTS:
        raise damaged(name, "it does not begin as a saved page does")
    message = message_from_bytes(data)
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    page = next(_beginning(message, pages), None)
    if page is None:
        raise damaged(name, "it holds no web page")
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise damaged(name, "its page cannot be decoded")
    return parse_page(content, name, page.get_content_charset() or "")


def _beginning(message: Message, pages: list[Message]) -> Iterator[Message]:
    """The page that the file says it begins with, else all of them."""
    start = message.get_param("start")
    if isinstance(start, str):
        yield from (page for page in pages if str(page.get("Content-ID", "")).strip() == start)
    yield from pages
