"""What documents are called: names that can be shown, and that tell them apart."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

# Joiners have no width, but Persian words and families of emoji are made with them.
_JOINERS = "\u200c\u200d"


def printable(name: str) -> str:
    """``name`` with each character that cannot be shown, such as NUL, made "�"."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(c if c.isprintable() or c in _JOINERS else "\ufffd" for c in composed)


def safe_id(name: str) -> str:
    """The id of a document that was given as ``name``, which nobody vouches for.

    It is the name, or the path inside the folder that was given; of a path from elsewhere, which
    begins with a root or a drive or goes up, it is the last part.
    """
    parts = printable(name).replace("\\", "/").split("/")
    if not parts[0] or parts[0].endswith(":") or ".." in parts:
        parts = parts[-1:]
    return "/".join(part for part in parts if part not in {"", ".", ".."})


def unique_ids(names: dict[Path, str]) -> dict[Path, str]:
    """The shortest ends of the paths, the given names at least, that tell the files apart.

    Those of files whose paths look the same, for what cannot be shown of them, are numbered.
    """
    shown = _numbered({file: printable(file.as_posix()) for file in names})
    alike = _doubles(printable(file.as_posix()) for file in names)
    ids = {
        file: PurePosixPath(shown[file]).name if printable(file.as_posix()) in alike else name
        for file, name in names.items()
    }
    while doubles := _doubles(ids.values()):
        for file, name in ids.items():
            if name in doubles:
                depth = len(PurePosixPath(name).parts) + 1
                ids[file] = PurePosixPath(*PurePosixPath(shown[file]).parts[-depth:]).as_posix()
    return ids


def _numbered(paths: dict[Path, str]) -> dict[Path, str]:
    """``paths`` with a number behind each name that several of them have."""
    doubles, times = _doubles(paths.values()), Counter[str]()
    numbered = dict(paths)
    for file, path in paths.items():
        times[path] += 1
        if path in doubles:
            named = PurePosixPath(path)
            name = f"{named.stem} ({times[path]}){named.suffix}"
            numbered[file] = str(named.with_name(name))
    return numbered


def _doubles(names: Iterable[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if times > 1}
