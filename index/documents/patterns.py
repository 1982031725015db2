"""Patterns of paths, such as ``notes/**/*.md``, and the files and folders that they match."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

from index.documents.file_system import (
    A_LINK,
    Skip,
    exists,
    is_folder,
    skip_silently,
    unreadable,
)

_SIGNS = re.compile(r"[*?\[]")
_ANY_DEPTH = "**"


def is_pattern(path: Path) -> bool:
    """Whether ``path`` has one of the signs of a pattern: ``*``, ``?`` and ``[``."""
    return bool(_SIGNS.search(str(path)))


def matches(pattern: Path, skip: Skip = skip_silently) -> list[Path]:
    """The files and folders that ``pattern`` matches, sorted.

    ``*`` stands for any characters of a name, ``?`` for one, ``[ab]`` for one of these, and ``**``
    for folders of any depth, links to folders left out. Hidden names match no sign, and a part that
    is there as it is written stands for itself.
    """
    parts = pattern.parts
    first = next(number for number, part in enumerate(parts) if _SIGNS.search(part))
    reasons: dict[Path, str] = {}  # a folder may be looked into twice
    paths = sorted({*_matches(Path(*parts[:first]), parts[first:], reasons.setdefault)})
    for folder, reason in reasons.items():
        skip(folder, reason)
    return paths


def _matches(folder: Path, parts: Sequence[str], skip: Skip) -> Iterator[Path]:
    """What in ``folder`` the ``parts`` that are left of a pattern match."""
    if not parts:
        yield folder
        return
    part, rest = parts[0], parts[1:]
    if part == _ANY_DEPTH:
        yield from _matches(folder, rest, skip)
        for inner in _folders(folder, skip):
            yield from _matches(inner, parts, skip)
    elif exists(folder / part):  # its name may have the signs
        yield from _matches(folder / part, rest, skip)
    elif _SIGNS.search(part):
        for entry in _entries(folder, skip):
            if fnmatch(entry.name, part):
                yield from _matches(folder / entry.name, rest, skip)


def _folders(folder: Path, skip: Skip) -> Iterator[Path]:
    """The folders in ``folder``."""
    for entry in _entries(folder, skip):
        inner = folder / entry.name
        if not entry.is_symlink():
            with suppress(OSError):  # some systems look the kind up only now
                if entry.is_dir():
                    yield inner
        elif is_folder(inner):
            skip(inner, A_LINK)


def _entries(folder: Path, skip: Skip) -> list[os.DirEntry[str]]:
    """What is in ``folder`` and not hidden; nothing where it is no folder, or cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        skip(folder, unreadable(error))
        return []
