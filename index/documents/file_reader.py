"""Files' contents: text is parsed here, all else in a process of its own, and once only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import pbkdf2_hmac, sha256
from types import TracebackType

from index.documents.contained import Contained
from index.documents.limits import given_password, reads_scans, why_no_ocr
from index.documents.parsed_files import NoParsedFiles, ParsedFiles
from index.documents.parser_process import FileProgress, ParserProcess, no_file_progress
from index.documents.parsers import CONTAINER_SUFFIXES, TEXT, format_of, is_document, suffix_of
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.text.text import parse_text
from index.documents.places import PlaceMap, Unit, UnitKind
from index.documents.record import parsed_of
from index.documents.scan_reader import ScannedPages, ScanReader
from index.errors import DocumentError

PARSING = "3"
"""Raise it when a file that is not text would be parsed otherwise."""
SCANNED = ("PDF", "picture")
"""The formats whose pages may be pictures of a text."""

_ENCRYPTED = b"/Encrypt"  # stands in each PDF file that is, also in one that opens without password
_ROUNDS = 100_000  # so that a password cannot be tried out faster than on the file itself


class FileReader:
    """Parses files, each content of them once where there are ``parsed_files``.

    ``check`` is called every now and then while a file is read, and may raise to stop that;
    ``progress`` is told how far it is. Where OCR is on, pages that are pictures are read, but for
    those of files whose SHA-256 ``skips`` is true of, also when it becomes so meanwhile. Without
    ``recognizes`` only what OCR has read before is there, and ``waiting`` becomes true when more is
    to come. Safe to share between threads. To be closed, or used as a context manager.
    """

    def __init__(
        self,
        parsed_files: ParsedFiles | None = None,
        check: Callable[[], None] = lambda: None,
        progress: FileProgress = no_file_progress,
        *,
        recognizes: bool = True,
        skips: Callable[[str], bool] = lambda content: False,
    ) -> None:
        kept = parsed_files or NoParsedFiles()
        self.waiting = False
        self._recognizes, self._parsed_files = recognizes, kept
        self._process = ParserProcess(check=check, progress=progress)
        self._scans = ScanReader(self._process, kept.scans, kept.pages, skips, progress)

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
        if not data:
            raise DocumentError(f"{name!r} is empty (0 bytes).", "Give a file with text.")
        content = sha256(data).hexdigest()
        key = f"{content}{suffix_of(name)}.{PARSING}"
        if kind == "PDF" and _ENCRYPTED in data and (password := given_password()):
            # What one password opens is not read with another, and not without one.
            proof = pbkdf2_hmac("sha256", password.encode(), content.encode(), _ROUNDS)
            key += f".{proof.hex()[:32]}"
        if kind in SCANNED and reads_scans():
            scanned = self._scans.known(data, name, content, key)
            if scanned and scanned.waiting and self._recognizes:
                self._scans.recognize(data, name, content, key, scanned)
            if scanned:
                return self._parse_scanned(data, name, key, scanned)
        elif kind in SCANNED and (why := why_no_ocr()):
            return self._parse_without_ocr(data, name, key, why)
        return self._parse(data, name, key, {})

    def _parse_without_ocr(self, data: bytes, name: str, key: str, why: str) -> ParsedFile:
        """The content of a file whose pages without text are not read; a note on them says why.

        Only with such pages it depends on that: others are not parsed again for another reason.
        """
        told = f"{key}.{sha256(why.encode()).hexdigest()[:8]}"
        parsed = self._parsed_files.get(key)
        if parsed and not _has_unread_pages(parsed):
            return parsed
        if parsed := self._parsed_files.get(told):
            return parsed
        parsed = parsed_of(self._process.ask("parse", data, name, {}).record)
        self._parsed_files.put(told if _has_unread_pages(parsed) else key, parsed)
        return parsed

    def _parse_scanned(self, data: bytes, name: str, key: str, scanned: ScannedPages) -> ParsedFile:
        """The content of a file, with what OCR has read on its ``scanned`` pages."""
        self.waiting = self.waiting or scanned.waiting
        options = {"recognized": {str(number): read for number, read in scanned.read.items()}}
        try:
            parsed = self._parse(data, name, f"{key}.{scanned.key}", options)
        except DocumentError as error:
            if scanned.left:  # there is no text yet
                units = tuple(Unit(UnitKind.PAGE, n, unread=True) for n in range(1, scanned.of + 1))
                return ParsedFile("", (), tuple(scanned.notes), PlaceMap(units, ()))
            if scanned.failed and not scanned.read:
                raise next(iter(scanned.failed.values())) from error
            raise
        return replace(parsed, notes=(*parsed.notes, *scanned.notes))

    def _parse(self, data: bytes, name: str, key: str, options: Mapping[str, object]) -> ParsedFile:
        if parsed := self._parsed_files.get(key):
            return parsed
        parsed = parsed_of(self._process.ask("parse", data, name, options).record)
        self._parsed_files.put(key, parsed)
        return parsed

    def decrypted(self, data: bytes, name: str, password: str) -> bytes:
        """The file ``name`` without its password, or as it is where it is no PDF or has none.

        Raises:
            DocumentError: when it is damaged, an `EncryptedError` when the ``password`` is another.
        """
        if not is_document(name) or format_of(name) != "PDF":
            return data
        return self._process.ask("decrypt", data, name, {"password": password}).payload

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


def _has_unread_pages(parsed: ParsedFile) -> bool:
    return any(unit.unread for unit in parsed.places.units)
