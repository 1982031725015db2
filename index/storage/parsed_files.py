"""What files were parsed as, kept in a folder: parsing a long PDF again would take seconds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.documents.parsers.parser import ParsedFile
from index.documents.record import parsed_of, parsed_record
from index.errors import SpanError
from index.storage.record_folder import RecordFolder

_PAGES, _SCAN = "pages", ".scan"


class ParsedFolder:
    """`index.documents.parsed_files.ParsedFiles` in ``folder``; pages are in a folder in it.

    What stands for a file is kept by keys that begin with the SHA-256 of its content.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = self.scans = RecordFolder(folder)
        self.pages = RecordFolder(folder / _PAGES)

    def get(self, key: str) -> ParsedFile | None:
        """What was put there by this key, or None."""
        record = self._files.get(key)
        try:
            return parsed_of(record) if record else None
        except (LookupError, TypeError, ValueError, SpanError):
            return None

    def put(self, key: str, parsed: ParsedFile) -> None:
        """Keep ``parsed``; where it cannot be written, it is parsed again the next time."""
        self._files.put(key, parsed_record(parsed))

    def copy_to(self, other: ParsedFolder, contents: set[str]) -> None:
        """Have ``other`` keep what was made of these contents, named by their SHA-256, too.

        Raises:
            StorageError: when it cannot be written.
        """
        keys = [key for key in self.scans.all_keys() if key.partition(".")[0] in contents]
        self._files.copy_to(other._files, keys)
        pictures = self._pictures(key for key in keys if key.endswith(_SCAN))
        pages = [key for key in self.pages.all_keys() if key.partition(".")[0] in pictures]
        self.pages.copy_to(other.pages, pages)

    def remove_all_but(self, contents: set[str]) -> None:
        """Remove what was made of other contents than those with these SHA-256."""
        self._files.remove(lambda key: key.partition(".")[0] not in contents)
        if not contents:
            self.remove_unused_pages()

    def remove_unused_pages(self) -> None:
        """Remove what was read on pictures that are in no file of which something is kept."""
        used = self._pictures(key for key in self.scans.all_keys() if key.endswith(_SCAN))
        self.pages.remove(lambda key: key.partition(".")[0] not in used)

    def _pictures(self, keys: Iterable[str]) -> set[str]:
        """The keys of the pictures in files, by the keys of which pages of these are pictures."""
        scans = [self.scans.get(key) for key in keys]
        return {picture for scan in scans if scan for _, picture in scan["pages"]}
