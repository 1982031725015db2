"""What was at an address of the web, and the copy of it that is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from index.documents.parsers import FORMATS, SUFFIXES
from index.documents.parsers.web.encoding import decode_html
from index.documents.web_address import WebAddress
from index.errors import DocumentError

COPY_SUFFIX = ".webpage"
"""How the name of the file ends that tells of a kept copy; what was fetched lies beside it."""

_TYPES: Mapping[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/csv": ".csv",
    "application/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "text/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".ndjson",
    "application/x-ipynb+json": ".ipynb",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
    "multipart/related": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "image/webp": ".webp",
}
_TEXT, _ZIP = "text/plain", "application/zip"
# Types that say nothing of what it is, and those of files that servers do not know.
_ANY = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/x-download"})
# What text/plain may be more exactly, by the end of the name: never a page with tags.
_AS_TEXT = frozenset(
    ".txt .text .md .markdown .rst .log .csv .tsv .json .jsonl .ndjson .ipynb".split()
)
_ENCODED_TEXT = frozenset({"text", "web page", "table", "JSON", "JSON lines"})
_FAILURE = "failure"
_CHARSET = re.compile(r"[\w.:-]{1,40}")


def suffix_of_content(type_: str, suffix: str) -> str:
    """The end of the name of a file with what is of the content type ``type_``.

    ``suffix`` is that of the address, which says more where the type says little. Empty for a kind
    that is not read.
    """
    if type_ in _TYPES:
        return _TYPES[type_]
    if type_ == _TEXT:
        return suffix if suffix in _AS_TEXT else ".txt"
    if type_ in _ANY:
        return suffix if suffix in SUFFIXES else ""
    if type_ == _ZIP:  # which most office files and books are
        return suffix if suffix in SUFFIXES and suffix not in _AS_TEXT else ".zip"
    return ".json" if type_.endswith("+json") else ""


def charset_name(charset: str) -> str:
    """``charset``, or nothing where it can be no name of an encoding."""
    return charset if _CHARSET.fullmatch(charset) else ""


@dataclass(frozen=True)
class WebPage:
    """What was at ``address``: ``data``, of the kind that ``suffix`` says.

    ``target`` is the address where it was: another one where that led on to it. ``charset`` is the
    encoding of its text that it was sent with, empty without one, ``fetched`` the moment.
    ``failure`` is why it could not be fetched anew, and what can be done, where that was tried.

    Raises:
        DocumentError: when it is of a kind that is not read.
        ValueError: when the encoding is no name, or the moment has no time zone.
    """

    address: WebAddress
    target: WebAddress
    suffix: str
    charset: str
    fetched: datetime
    data: bytes = field(repr=False)
    failure: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        if self.suffix not in SUFFIXES:
            raise DocumentError(
                f"What is at {self.address} is of a kind that is not read ({self.suffix}).",
                "Give another address.",
            )
        if charset_name(self.charset) != self.charset:
            raise ValueError(f"{self.charset!r} names no encoding")
        if self.fetched.tzinfo is None:
            raise ValueError(f"{self.fetched} has no time zone")

    @cached_property
    def sha256(self) -> str:
        """The hash of ``data``, as hex."""
        return sha256(self.data).hexdigest()

    @property
    def name(self) -> str:
        """A name for it as a file."""
        return self.address.stem + self.suffix

    @property
    def day(self) -> str:
        """The day on which it was fetched."""
        return self.fetched.date().isoformat()

    @property
    def note(self) -> str:
        """When it was fetched, in whole sentences."""
        led = "" if self.target == self.address else f" It led on to {self.target}."
        return f"Fetched from {self.address} on {self.day}.{led}"

    @property
    def content(self) -> bytes:
        """``data``, text in UTF-8 where it was sent with the name of an encoding.

        Raises:
            DocumentError: when it is a text that is empty or binary.
        """
        if not self.charset or FORMATS.get(self.suffix) not in _ENCODED_TEXT:
            return self.data
        text, _ = decode_html(self.data, self.name, self.charset)
        return text.encode("utf-8-sig")  # a mark goes before what a page says of itself


def copy_head(page: WebPage) -> bytes:
    """What the file of a kept copy says of ``page``."""
    record: dict[str, object] = {
        "address": page.address.text,
        "target": page.target.text,
        "suffix": page.suffix,
        "charset": page.charset,
        "fetched": page.fetched.isoformat(timespec="seconds"),
        "sha256": page.sha256,
    }
    if page.failure:
        record[_FAILURE] = page.failure
    return json.dumps(record, indent=1).encode()


def failure_head(address: WebAddress, failure: tuple[str, str]) -> bytes:
    """What the file of a copy says where nothing could be fetched, and why; see `WebPage`."""
    return json.dumps({"address": address.text, _FAILURE: failure}, indent=1).encode()


def copy_data_file(head: Path, page_sha256: str, suffix: str) -> Path:
    """The file beside ``head``, the file of a kept copy, that holds what was fetched."""
    return head.with_name(f"{head.stem}-{page_sha256[:16]}{suffix}")


def read_copy(head: Path) -> tuple[WebPage, Path]:
    """The page whose copy is kept by the file ``head``, and the file with what was fetched.

    Raises:
        DocumentError: when it is not there, or was altered or cut short; also when nothing could be
            fetched, for that reason.
    """
    try:
        record = json.loads(head.read_bytes())
        given = record.get(_FAILURE)
        failure = (str(given[0]), str(given[1])) if given else None
        if failure and "sha256" not in record:
            raise DocumentError(*failure)
        file = copy_data_file(head, record["sha256"], record["suffix"])
        page = WebPage(
            WebAddress(record["address"]),
            WebAddress(record["target"]),
            record["suffix"],
            record["charset"],
            datetime.fromisoformat(record["fetched"]),
            file.read_bytes() if record["suffix"] in SUFFIXES else b"",
            failure,
        )
    except (OSError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise _damaged(head, f"{error!r:.200}") from error
    if page.sha256 != record["sha256"]:
        raise _damaged(head, "what was fetched is not as it was")
    return page, file


def address_of(head: Path) -> str:
    """The address that the file ``head`` tells of, as people read it; empty where it is damaged."""
    try:
        return WebAddress(json.loads(head.read_bytes())["address"]).shown
    except (OSError, LookupError, TypeError, ValueError, RecursionError, DocumentError):
        return ""


def _damaged(head: Path, why: str) -> DocumentError:
    return DocumentError(
        f"The copy of a web page in {str(head)!r} is damaged: {why}.",
        "Give its address with --allow-web to have it fetched again.",
    )
