"""Files' contents: text is parsed here, all else in a process of its own, and once only."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from types import TracebackType
from typing import Protocol

from index.documents.contained import Contained
from index.documents.limits import reads_scans
from index.documents.parser_process import ParserProcess
from index.documents.parsers import CONTAINER_SUFFIXES, TEXT, format_of, suffix_of
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.text.text import parse_text
from index.documents.record import parsed_of

PARSING = "1"
"""Raise it when a file that is not text would be parsed otherwise."""
SCANNED = ("PDF", "picture")
"""The formats whose pages may be pictures of a text."""


class ParsedFiles(Protocol):
    """What files were parsed as before, by a key that stands for all it depends on."""

    def get(self, key: str) -> ParsedFile | None:
        """What was put there, or None."""

    def put(self, key: str, parsed: ParsedFile) -> None:
        """Keep ``parsed``, where it can be."""


class FileReader:
    """Parses files, each content of them once where there are ``parsed_files``.

    ``check`` is called every now and then while a file is read, and may raise to stop that.
    Safe to share between threads. To be closed, or used as a context manager.
    """

    def __init__(
        self,
        parsed_files: ParsedFiles | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._parsed_files = parsed_files
        self._process = ParserProcess(check=check)

    def __enter__(self) -> FileReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process that parses."""
        self._process.close()

    def parse(self, data: bytes, name: str) -> ParsedFile:
        """The content of the file ``name``.

        Raises:
            DocumentError: when it is of a kind that is not read, is not as a file of its kind is,
                or takes more than the limits.
        """
        kind = format_of(name)
        if kind == TEXT:
            return parse_text(data, name)
        ocr = kind in SCANNED and reads_scans()
        key = f"{sha256(data).hexdigest()}{suffix_of(name)}.{PARSING}{'.ocr' if ocr else ''}"
        if self._parsed_files and (parsed := self._parsed_files.get(key)):
            return parsed
        options = {"recognized": self._recognized(data, name)} if ocr else {}
        parsed = parsed_of(self._process.ask("parse", data, name, options).record)
        if self._parsed_files:
            self._parsed_files.put(key, parsed)
        return parsed

    def _recognized(self, data: bytes, name: str) -> dict[str, object]:
        """What OCR reads on those pages of the file ``name`` that have no text, by their index."""
        pages = self._process.ask("scanned", data, name).record["pages"]
        return {
            str(page): self._process.ask("recognize", data, name, {"page": page}).record
            for page in pages
        }

    def contained(self, data: bytes, name: str) -> Contained:
        """The files that the file ``name`` holds; none where it is of a kind that holds none.

        Raises:
            DocumentError: when it is damaged, or takes more than the limits.
        """
        if suffix_of(name) not in CONTAINER_SUFFIXES:
            return Contained()
        response = self._process.ask("unpack", data, name)
        files, edge = [], 0
        for file, size in response.record["files"]:
            files.append((file, response.payload[edge : edge + size]))
            edge += size
        skipped = tuple((file, reason) for file, reason in response.record["skipped"])
        return Contained(tuple(files), skipped)
