"""SHA-256 of files, by which what was written, published or trained is known again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

# Bytes read at once: between two reads other threads are waited for.
_AT_ONCE = 1 << 23


def checksum(file: Path) -> str:
    """The SHA-256 of a file, as hex."""
    digest = sha256()
    with file.open("rb", buffering=0) as opened:
        part = memoryview(bytearray(min(_AT_ONCE, 1 + os.fstat(opened.fileno()).st_size)))
        while size := opened.readinto(part):
            digest.update(part[:size])
    return digest.hexdigest()


def fingerprint(checksums: Iterable[str]) -> str:
    """The SHA-256 over ``checksums``, in their order, as hex."""
    return sha256("".join(checksums).encode()).hexdigest()
