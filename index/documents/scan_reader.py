"""Pages that are pictures, read by OCR in a process of its own: each picture once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from index.documents.limits import Limits
from index.documents.parsed_files import Records
from index.documents.parser_process import FileProgress, ParserProcess
from index.documents.parsers.pdf.tessdata import data_version
from index.documents.parsers.progress import RECOGNIZING
from index.errors import DocumentError

_PAGES = "1"  # to be raised when OCR would read the same picture otherwise


_TO_COME, _SKIPPED = "is to come", "was skipped"
_LEFT = re.compile(rf"The OCR of ([\d,]+) pages? ({_TO_COME}|{_SKIPPED})\.")


class PagesLeft(NamedTuple):
    """How many pages OCR has not read: they are ``to_come``, or were ``skipped``."""

    to_come: int
    skipped: int


def pages_left(notes: Iterable[str]) -> PagesLeft:
    """How many pages OCR has left unread, as the ``notes`` on documents say."""
    counts = {_TO_COME: 0, _SKIPPED: 0}
    for note in notes:
        for number, what in _LEFT.findall(note):
            counts[what] += int(number.replace(",", ""))
    return PagesLeft(counts[_TO_COME], counts[_SKIPPED])


class _SkippedError(Exception):
    """The rest of the pages is not wanted."""


class _PageError(Exception):
    """A page cannot be read."""

    def __init__(self, page: int, error: DocumentError) -> None:
        super().__init__(str(error))
        self.page, self.error = page, error


@dataclass
class ScannedPages:
    """The pages of a file that are pictures, ``of`` so many pages, by their indices.

    ``pictures`` are the keys of their pictures, empty where they are not known yet; ``read`` is
    what OCR read, as values of JSON, ``failed`` why it could not. Those in neither were ``skipped``
    or are ``waiting`` to be read.
    """

    of: int
    pictures: dict[int, str]
    version: str
    read: dict[int, Any] = field(default_factory=dict)
    failed: dict[int, DocumentError] = field(default_factory=dict)
    skipped: bool = False

    @property
    def left(self) -> list[int]:
        """The pages that OCR has not tried."""
        return [n for n in self.pictures if n not in self.read and n not in self.failed]

    @property
    def waiting(self) -> bool:
        """Whether some are to be read still."""
        return bool(self.left) and not self.skipped

    @property
    def key(self) -> str:
        """Another one for other pages read, or when OCR would read them otherwise."""
        read = [(n, self.pictures[n]) for n in sorted(self.read)]
        return sha256(json.dumps([self.version, read]).encode()).hexdigest()[:16]

    @property
    def notes(self) -> list[str]:
        """Why pages were not read, in whole sentences."""
        reasons: dict[str, list[int]] = {}
        for number in sorted(self.failed):
            reasons.setdefault(str(self.failed[number]), []).append(number + 1)
        notes = [
            f"OCR gave up on {_listed(numbers)}: {reason}" for reason, numbers in reasons.items()
        ]
        if self.left:
            what = _SKIPPED if self.skipped else _TO_COME
            notes.append(f"The OCR of {_count(self.left)} {what}.")
        return notes


def _listed(numbers: Sequence[int]) -> str:
    """Pages in words: "page 3", "7 pages, from page 3 on"."""
    one = len(numbers) == 1
    return f"page {numbers[0]}" if one else f"{_count(numbers)}, from page {numbers[0]} on"


def _count(numbers: Sequence[int]) -> str:
    return f"{len(numbers):,} page{'' if len(numbers) == 1 else 's'}"


class ScanReader:
    """Reads pages that are pictures in ``process``, each picture once where ``pages`` are kept.

    ``scans`` keep which pages of a file these are. ``skips`` is asked, by the SHA-256 of a file,
    whether its pages are not to be read; also while that is done, so that it ends. ``progress`` is
    told how many of them are done.
    """

    def __init__(
        self,
        process: ParserProcess,
        scans: Records,
        pages: Records,
        skips: Callable[[str], bool],
        progress: FileProgress,
    ) -> None:
        self._process, self._scans, self._pages = process, scans, pages
        self._skips, self._progress = skips, progress

    def known(self, data: bytes, name: str, content: str, key: str) -> ScannedPages | None:
        """What is known of the pages of a file that are pictures; None where none is.

        ``content`` is the SHA-256 of its ``data``, and ``key`` its own.

        Raises:
            DocumentError: when the file, or Tesseract's data cannot be read.
        """
        scan = self._scans.get(f"{key}.scan")
        if scan is None:
            record = self._process.ask("scanned", data, name).record
            scan = {"of": record["of"], "pages": [(number, "") for number in record["pages"]]}
            self._scans.put(f"{key}.scan", scan)
        if not scan["pages"]:
            return None
        found = ScannedPages(scan["of"], dict(scan["pages"]), f"{_PAGES}-{data_version()}")
        seconds = Limits.from_environment().seconds
        for number, picture in found.pictures.items():
            page = self._pages.get(f"{picture}.{found.version}") if picture else None
            if page and "failed" not in page:
                found.read[number] = page
            elif page and page["seconds"] >= seconds:  # with more it is tried again
                found.failed[number] = DocumentError(*page["failed"])
        found.skipped = bool(found.left) and self._skips(content)
        if found.waiting and not found.read:
            self._check(name)
        return found

    def recognize(
        self, data: bytes, name: str, content: str, key: str, found: ScannedPages
    ) -> None:
        """Have the pages read that are waiting, and add them to ``found``.

        Raises:
            DocumentError: when OCR is not installed.
        """
        self._check(name)
        kept = (key.partition(".") for key in self._pages.all_keys())
        known = {picture for picture, _, version in kept if version == found.version}

        def report() -> None:
            of = len(found.pictures)
            self._progress(name, RECOGNIZING, of - len(found.left), of)

        def keep() -> None:  # after each page: others look at it meanwhile
            scan = {"of": found.of, "pages": list(found.pictures.items())}
            self._scans.put(f"{key}.scan", scan)
            report()

        def check() -> None:
            if self._skips(content):
                raise _SkippedError

        def part(record: dict[str, Any]) -> None:
            number, picture = record["page"], record["picture"]
            at = f"{picture}.{found.version}"
            if (read := record["read"] or self._pages.get(at)) is None:
                known.discard(picture)  # what was kept of it is damaged: next time it is read
                return
            found.pictures[number], found.read[number] = picture, read
            if record["read"]:
                self._pages.put(at, read)
            keep()

        report()
        try:
            while asked := found.left:
                try:
                    self._ask(data, name, asked, known, part, check)
                except _PageError as failure:
                    self._fail(found, failure.page, f"{content}-{failure.page}", failure.error)
                    keep()
        except _SkippedError:
            found.skipped = True

    def _ask(
        self,
        data: bytes,
        name: str,
        asked: Sequence[int],
        known: Collection[str],
        part: Callable[[dict[str, Any]], None],
        check: Callable[[], None],
    ) -> None:
        """Have the pages read that are ``asked`` for, as far as all can be."""
        come = 0

        def count(record: dict[str, Any]) -> None:
            nonlocal come
            come += 1
            part(record)

        options = {"pages": asked, "known": list(known)}
        try:
            self._process.ask("recognize", data, name, options, part=count, check=check)
        except DocumentError as error:
            if come < len(asked):
                raise _PageError(asked[come], error) from error

    def _fail(self, found: ScannedPages, page: int, key: str, error: DocumentError) -> None:
        """Remember that a page cannot be read."""
        found.failed[page], found.pictures[page] = error, key
        why = {
            "failed": (error.problem, error.next_step),
            "seconds": Limits.from_environment().seconds,
        }
        self._pages.put(f"{key}.{found.version}", why)

    def _check(self, name: str) -> None:
        """Hold that there is OCR.

        Raises:
            DocumentError: when it is not installed.
        """
        self._process.ask("recognize", b"", name, {"pages": [], "known": []})
