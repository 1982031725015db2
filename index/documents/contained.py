"""What a file that holds others holds, and names of it that are safe to show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from index.documents.document_ids import printable
from index.documents.parsers import check_name
from index.errors import DocumentError

_LONGEST_NAME = 120  # characters of a file or a folder
_LONGEST_SUFFIX = 20


@dataclass(frozen=True)
class Contained:
    """The ``files`` in a file: their names, with their folders in there, and what they hold.

    ``skipped`` are the names of those that were left out, each with the reason in a sentence.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()


class UniqueNames:
    """Gives the second of the same name a number: "a (2).txt"."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def name(self, name: str) -> str:
        """``name``, or the next one like it that was not given yet."""
        path, unique = PurePosixPath(name), name
        while unique in self._times:
            self._times[name] += 1
            unique = str(path.with_name(f"{path.stem} ({self._times[name]}){path.suffix}"))
        self._times[unique] = 1
        return unique


def safe_path(name: str) -> str:
    """The path that a file is given as ``name`` by somebody, made one that stays in its folder.

    Of a path from elsewhere, which begins with a root or a drive or goes up, it is the last part;
    "" where that is nothing. What cannot be shown becomes "�", and long parts are cut.
    """
    parts = [part.strip() for part in printable(name).replace("\\", "/").split("/")]
    if not parts[0] or parts[0][1:2] == ":" or ".." in parts:
        parts = parts[-1:]
    return "/".join(_shortened(part) for part in parts if part not in {"", ".", ".."})


def unread_reason(path: str) -> str:
    """Why a file of this name is not read; "" for one that is."""
    try:
        check_name(PurePosixPath(path).name)
    except DocumentError as error:
        return error.problem
    return ""


def _shortened(name: str) -> str:
    """``name`` in no more characters than a name may have, with its end, such as ".txt"."""
    if len(name) <= _LONGEST_NAME:
        return name
    suffix = PurePosixPath(name).suffix
    suffix = suffix if len(suffix) <= _LONGEST_SUFFIX else ""
    return name[: _LONGEST_NAME - len(suffix)].rstrip() + suffix
