"""The file on the disk that a document was read from: its own, or one that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.documents.file_system import is_file, real_path


@dataclass(frozen=True)
class FileOnDisk:
    """The file at ``path``, and the path ``inside`` it of the one that is meant; "" for itself."""

    path: Path
    inside: str = ""


def file_on_disk(file: str) -> FileOnDisk | None:
    """Where ``file`` lies, which may be the path of one in an archive or a mail; None if gone."""
    path = Path(file)
    for holder in (path, *path.parents):
        if is_file(holder):
            inside = "" if holder == path else path.relative_to(holder).as_posix()
            return FileOnDisk(real_path(holder), inside)
    return None
