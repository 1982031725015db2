"""A collection: documents that are asked together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from uuid import uuid4

from index.documents.document_ids import printable
from index.documents.parsers import SUFFIXES
from index.errors import PinciteError

FIRST_NAME = "Documents"
"""The name of the collection that a new library starts with."""
MAX_COLLECTIONS = 200
"""How many collections a library has at most."""
MAX_NAME = 255
"""The most characters of a name, a collection's or a document's."""
FOLDER = re.compile(r"\d{8}-\d{6}-\d{6}-[0-9a-f]{8}")
"""What a collection's folder is called: when it was made (UTC), and something of its own."""
STORED = re.compile(rf"[0-9a-f]{{64}}(?:{'|'.join(map(re.escape, SUFFIXES))})")
"""What the file of a document that was added is called: its SHA-256, and its kind."""

_TIME, _STAMP = "%Y%m%d-%H%M%S-%f", 22


class LibraryError(PinciteError):
    """A collection that is missing, damaged, or cannot be changed as asked."""


@dataclass(frozen=True)
class Collection:
    """Documents that are asked together.

    ``folder`` names it in its library and ``name`` to its user; ``default`` tells whether it holds
    the library's default documents, all but those with the ids ``removed``; ``documents`` are those
    that were added: by id, the name of the file that holds the text. ``folders`` are the full paths
    of those of this machine whose documents it holds too; ``watched`` tells whether it is opened
    anew as soon as a document changes.

    Raises:
        LibraryError: when a field is not of its kind.
    """

    folder: str
    name: str
    default: bool = False
    removed: tuple[str, ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    watched: bool = False

    def __post_init__(self) -> None:
        files = self.documents.values() if isinstance(self.documents, dict) else [""]
        sound = {
            "folder": FOLDER.fullmatch(self.folder),
            "name": _texts([self.name]) and 0 < len(self.name) <= MAX_NAME,
            "default": isinstance(self.default, bool),
            "removed": _texts(self.removed),
            "documents": all(STORED.fullmatch(str(file)) for file in files),
            "folders": _texts(self.folders) and all(map(_is_full_path, self.folders)),
            "watched": isinstance(self.watched, bool),
        }
        for name, holds in sound.items():
            if not holds:
                raise LibraryError(
                    f"A collection's {name!r} can't be {str(getattr(self, name))[:60]!r}.",
                    "Give one that can.",
                )

    def name_now(self, id_: str, before: Collection) -> str:
        """The id here of the document that was ``id_`` in this collection ``before``."""
        file = before.documents.get(id_)
        if id_ in self.documents or not file:
            return id_
        new = ((now, its) for now, its in self.documents.items() if now not in before.documents)
        return next((now for now, its in new if its == file), id_)


def check_name(name: str) -> str:
    """``name`` as a collection can go by it: all of it can be shown, and its ends are not blank.

    Raises:
        LibraryError: when nothing is left of it, or too much.
    """
    name = printable(name).strip()
    if not 0 < len(name) <= MAX_NAME:
        raise LibraryError(
            f"A collection's name has 1 to {MAX_NAME} characters, not {len(name)}.",
            "Give it another name.",
        )
    return name


def new_folder(others: Sequence[str]) -> str:
    """A name for a collection's folder that sorts after those of the ``others``.

    A clock that was set back is passed over.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    for other in others:
        with suppress(ValueError, OverflowError):  # nobody made it at such a time
            made = datetime.strptime(other[:_STAMP], _TIME)  # noqa: DTZ007 - all are in UTC
            now = max(now, made + timedelta(microseconds=1))
    return f"{now:{_TIME}}-{uuid4().hex[:8]}"


def _texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _is_full_path(text: str) -> bool:
    return PurePath(text).is_absolute() and "\0" not in text
