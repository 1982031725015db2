"""Files that are archives of others: Word, Excel, OpenDocument, EPUB, and .zip itself."""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from index.documents.limits import Allowance, Limits
from index.errors import DocumentError

UNREADABLE = (
    BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip
"""What reading a damaged archive raises; RuntimeError where an entry is encrypted."""


class Package:
    """The entries of the archive that ``data`` is, which goes by ``name``.

    Raises:
        DocumentError: when it is no archive, or takes more than the ``limits``.
    """

    def __init__(self, data: bytes, name: str, limits: Limits | None = None) -> None:
        self.name = name
        self._zip = archive_of(data, name)
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        # What an entry says of its size holds: no more than that is unpacked of it.
        size = sum(entry.file_size for entry in entries)
        Allowance(limits or Limits.from_environment()).take(name, len(entries), size)
        if any(entry.flag_bits & 1 for entry in entries):
            raise DocumentError(f"{name!r} is encrypted.", "Save it without a password.")
        self.entries = {entry.filename: entry for entry in entries}

    def __contains__(self, path: str) -> bool:
        """Whether there is an entry of this path."""
        return path in self.entries

    def read(self, path: str) -> bytes:
        """What the entry at ``path`` holds.

        Raises:
            DocumentError: when there is none, or it is damaged.
        """
        if path not in self.entries:
            raise damaged(self.name, f"it has no {path!r}")
        try:
            with self._zip.open(self.entries[path]) as entry:
                return entry.read(self.entries[path].file_size)
        except UNREADABLE as error:
            raise damaged(self.name, f"{path}: {error}") from error

    def xml(self, path: str) -> Element:
        """The root of the XML that the entry at ``path`` holds.

        Raises:
            DocumentError: when there is none, or it is no XML, or defines entities.
        """
        return parse_xml(self.read(path), self.name)


def archive_of(data: bytes, name: str) -> ZipFile:
    """The archive that ``data`` is, which goes by ``name``.

    Raises:
        DocumentError: when it is none.
    """
    try:
        return ZipFile(BytesIO(data))
    except UNREADABLE as error:
        raise damaged(name, str(error)) from error


def parse_xml(data: bytes, name: str) -> Element:
    """The root of the XML in ``data``, which is in the file ``name``. Nothing else is fetched.

    Raises:
        DocumentError: when it is no XML, or defines entities.
    """
    # Entities of entities grow without end, and those of files would be fetched.
    if b"<!ENTITY" in data or "<!ENTITY".encode("utf-16-le") in data:
        raise damaged(name, "it defines entities")
    try:
        return ET.fromstring(data)
    except (ET.ParseError, LookupError, ValueError) as error:
        raise damaged(name, str(error)) from error


def joined(base: str, reference: str) -> str:
    """The path that ``reference`` names in the entry at the path ``base``."""
    path = unquote(reference.partition("#")[0])
    if path.startswith("/"):
        return posixpath.normpath(path).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))


def damaged(name: str, why: str) -> DocumentError:
    """What is said of a file that is not as a file of its kind is."""
    reason = why.rstrip(".")[:200]
    return DocumentError(f"{name!r} is damaged: {reason}.", "Open it and save it anew.")
