"""SHA-256 of files, by which what was written, published or trained is known again."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import file_digest, sha256
from pathlib import Path


def checksum(file: Path) -> str:
    """The SHA-256 of a file, as hex."""
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def fingerprint(files: Iterable[Path]) -> str:
    """The SHA-256 over those of ``files``, in their order, as hex."""
    return sha256("".join(map(checksum, files)).encode()).hexdigest()
