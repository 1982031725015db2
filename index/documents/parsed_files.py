"""What is kept of files that were parsed, so that none is parsed twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from index.documents.parsers.parser import ParsedFile


class Records(Protocol):
    """Values of JSON, each by a key that stands for all that it depends on."""

    def get(self, key: str) -> dict[str, Any] | None:
        """What was put there, or None."""

    def put(self, key: str, record: Mapping[str, object]) -> None:
        """Keep ``record``, where it can be."""

    def all_keys(self) -> Collection[str]:
        """The keys of all that is there."""


class ParsedFiles(Protocol):
    """What files were parsed as before, by a key that stands for all it depends on."""

    @property
    def scans(self) -> Records:
        """Which pages of a file are pictures."""

    @property
    def pages(self) -> Records:
        """What OCR has read on pictures."""

    def get(self, key: str) -> ParsedFile | None:
        """What was put there, or None."""

    def put(self, key: str, parsed: ParsedFile) -> None:
        """Keep ``parsed``, where it can be."""


class NoRecords:
    """`Records` that keep nothing."""

    def get(self, key: str) -> dict[str, Any] | None:
        """None."""

    def put(self, key: str, record: Mapping[str, object]) -> None:
        """Nothing."""

    def all_keys(self) -> Collection[str]:
        """None at all."""
        return ()


class NoParsedFiles:
    """`ParsedFiles` that keep nothing but what OCR has read, in ``pages`` where there are any."""

    def __init__(self, pages: Records | None = None) -> None:
        self.scans = NoRecords()
        self.pages = pages or NoRecords()

    def get(self, key: str) -> ParsedFile | None:
        """None."""

    def put(self, key: str, parsed: ParsedFile) -> None:
        """Nothing."""
