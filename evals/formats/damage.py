"""Files cut off or with wrong bits, always in the same way for the same numbers."""

from __future__ import annotations

from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, is_zipfile

WAYS = 3
"""In how many ways files are damaged."""

_FLIPS = (1, 2, 4, 16)
_KEPT = (".png", ".jpeg", ".jpg", ".emf", ".gif")  # parts whose bits no parser looks at


def damaged_file(data: bytes, number: int, random: Random) -> bytes:
    """``data`` damaged in one of three ways, which ``number`` chooses.

    It is cut off, bits of it are wrong, or, where it is an archive, bits of one file in it, which
    is packed anew, so that not only the archive's checksums are wrong.
    """
    way = number % WAYS
    if data and way == 0:
        return data[: random.randrange(len(data))]
    if way == 1 and is_zipfile(BytesIO(data)):
        return _repacked(data, random)
    return flipped(data, random)


def flipped(data: bytes, random: Random) -> bytes:
    """``data`` with one to 16 bits wrong."""
    changed = bytearray(data)
    for _ in range(random.choice(_FLIPS) if changed else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _repacked(data: bytes, random: Random) -> bytes:
    """The archive ``data`` with wrong bits in one of its files."""
    buffer = BytesIO()
    try:
        with ZipFile(BytesIO(data)) as before, ZipFile(buffer, "w", ZIP_DEFLATED) as behind:
            names = [name for name in before.namelist() if not name.endswith(_KEPT)]
            chosen = random.choice(names)
            for entry in before.infolist():
                content = before.read(entry)
                if entry.filename == chosen:
                    content = flipped(content, random)
                behind.writestr(entry.filename, content)
    except (BadZipFile, OSError, ValueError):
        return flipped(data, random)
    return buffer.getvalue()
