"""What a document that was added may be called, where it is given another name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.documents.document_ids import printable
from index.documents.parsers import suffix_of
from qa.library.collection import MAX_NAME, LibraryError
from qa.library.listing import kind_of

_SEPARATORS = "/\\"


@dataclass(frozen=True)
class Renaming:
    """A document of the collection in ``folder``: its ids ``before`` and ``now``."""

    folder: str
    before: str
    now: str


def stem_of(id_: str) -> str:
    """What is to be renamed of a document's id: its name, without its folders and its suffix."""
    return PurePosixPath(id_).stem


def renamed(id_: str, name: str) -> str:
    """The id of the document ``id_`` by another ``name``.

    It stays in its folders, and keeps its suffix, unless the name ends with one of the same kind.

    Raises:
        LibraryError: when it cannot be called that.
    """
    composed = unicodedata.normalize("NFC", name).strip()
    # No space is a control character, however wide it is.
    plain = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in composed)
    if any(sign in plain for sign in _SEPARATORS):
        raise LibraryError("A document's name can't hold slashes.", "Give it another name.")
    if printable(plain) != plain:
        raise LibraryError(
            "A document's name can't hold characters that are not shown.", "Give it another name."
        )
    own = PurePosixPath(id_).suffix
    if not plain.strip(".") or plain.lower() == own.lower():
        raise LibraryError("A document needs a name.", "Give it another name.")
    whole = plain if suffix_of(plain) and kind_of(plain) == kind_of(id_) else plain + own
    now = str(PurePosixPath(id_).with_name(whole))
    if len(now) > MAX_NAME:
        raise LibraryError(
            f"The name {now[:40]!r}… has {len(now)} characters, not at most {MAX_NAME}.",
            "Give it another name.",
        )
    return now
