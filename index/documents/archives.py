"""The files in a .zip."""

from __future__ import annotations

import stat
from zipfile import ZipInfo

from index.documents.contained import Contained, safe_path, unread_reason
from index.documents.limits import Allowance
from index.documents.parsers.package import UNREADABLE, archive_of, damaged

_HEADER = 30  # bytes before what an entry holds, at the least
_UTF8 = 0x800
_ENCRYPTED = 1


def files_in_zip(data: bytes, name: str, allowance: Allowance) -> Contained:
    """The files in the archive ``name``; hidden ones are passed over.

    Raises:
        DocumentError: when it is no archive, or takes more than the ``allowance``.
    """
    archive = archive_of(data, name)
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if _overlap(entries):  # the same bytes would be unpacked again and again
        raise damaged(name, "its entries overlap")
    wanted, skipped = [], []
    for entry in entries:
        path = safe_path(_name(entry))
        if _is_hidden(path):
            continue
        if reason := _reason(entry, path):
            skipped.append((path or "a file without a name", reason))
        else:
            wanted.append((path, entry))
    # What an entry says of its size holds: no more than that is unpacked of it.
    allowance.take(name, len(entries), sum(entry.file_size for _, entry in wanted))
    files = []
    for path, entry in wanted:
        try:
            with archive.open(entry) as file:
                files.append((path, file.read(entry.file_size)))
        except UNREADABLE as error:
            skipped.append((path, f"It is damaged: {str(error)[:200]}."))
    return Contained(tuple(files), tuple(skipped))


def _overlap(entries: list[ZipInfo]) -> bool:
    edge = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < edge:
            return True
        edge = entry.header_offset + _HEADER + entry.compress_size
    return False


def _name(entry: ZipInfo) -> str:
    """The entry's name; some programs write UTF-8 without saying so."""
    if not entry.flag_bits & _UTF8:
        try:
            return entry.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return entry.filename


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in path.split("/"))


def _reason(entry: ZipInfo, path: str) -> str:
    """Why an entry is not unpacked; "" for one that is."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if not path:
        return f"{entry.filename[:40]!r} is no name of a file."
    if kind == stat.S_IFLNK:
        return "It is a link."
    if kind not in (0, stat.S_IFREG):
        return "It is no regular file."
    if entry.flag_bits & _ENCRYPTED:
        return "It is encrypted."
    return unread_reason(path)
