"""The documents of a collection as they are listed: what each is, found by words, and sorted."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index.documents.document import Document
from index.documents.document_ids import printable
from index.documents.parsers import FORMATS, suffix_of
from index.documents.places import UnitKind
from qa.library.collection import Collection

_PARTS = (UnitKind.PAGE, UnitKind.SLIDE, UnitKind.SHEET, UnitKind.CHAPTER)
_DIGITS = re.compile(r"(\d+)")
_END = 253_402_300_000.0  # in the year 9999: no file that says more was changed then


class Order(StrEnum):
    """What documents are sorted by."""

    NAME = "name"
    NEWEST = "newest"
    LARGEST = "largest"
    KIND = "kind"


@dataclass(frozen=True)
class ListedDocument:
    """A document of a collection, and what its file is.

    ``kind`` is its format, as `FORMATS` calls it, "" where that is not known; ``size`` is in bytes
    and ``time`` in seconds since 1970, both 0 where there is no such file. That is when it was
    ``added``, or else last changed where it lies. One that is not ``removable`` lies in a folder
    that the collection holds. ``same_as`` is the id of another of the same text, which was there
    before; mostly "".
    """

    document: Document
    kind: str
    size: int
    time: float
    added: bool
    removable: bool
    same_as: str = ""

    @property
    def title(self) -> str:
        """The title that the document gives itself; "" where it is only its file's name."""
        return self.document.own_title

    @property
    def parts(self) -> tuple[UnitKind, int] | None:
        """Of what it has several, such as pages, and how many; None where they are not counted."""
        units = self.document.places.units
        for kind in _PARTS:
            if count := len({unit.number for unit in units if unit.kind is kind}):
                return kind, count
        return None


def list_documents(
    collection: Collection, documents: Sequence[Document]
) -> tuple[ListedDocument, ...]:
    """The ``documents`` of ``collection`` as they are listed, in their order."""
    folders = tuple(f"{printable(folder)}/" for folder in collection.folders)
    files = {document.id: _file(document) for document in documents}
    same = _earlier_ones(documents, lambda document: files[document.id][1])
    return tuple(
        ListedDocument(
            document,
            kind_of(document.id) or kind_of(document.file),
            *files[document.id],
            added=document.id in collection.documents,
            removable=document.id in collection.documents
            or not document.source.startswith(folders),
            same_as=same.get(document.id, ""),
        )
        for document in documents
    )


def same_texts(documents: Sequence[Document]) -> list[list[Document]]:
    """Those of ``documents`` that have one text, each text's together."""
    texts: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        texts[document.text].append(document)
    return [same for text, same in texts.items() if text and len(same) > 1]


def matching(query: str, listed: Sequence[ListedDocument]) -> tuple[ListedDocument, ...]:
    """Those whose title or file's name has every word of ``query``."""
    holds = search(query)
    return tuple(it for it in listed if holds(it.title, it.document.id))


def search(query: str) -> Callable[[str, str], bool]:
    """What tells whether a title or a file's name has every word of ``query``, however written."""
    wanted = _folded(query).split()

    def holds(title: str, name: str) -> bool:
        text = f"{_folded(title)}\n{_folded(name)}"
        return all(word in text for word in wanted)

    return holds


def in_order(order: Order, listed: Sequence[ListedDocument]) -> tuple[ListedDocument, ...]:
    """``listed`` as ``order`` says; what that leaves alike by name."""
    return tuple(
        sorted(listed, key=lambda it: (_RANKS[order](it), by_name(it.title, it.document.id)))
    )


def by_name(title: str, name: str) -> list[tuple[int, str]]:
    """What sorts documents as people do: "page 9" before "page 10"."""
    parts = _DIGITS.split(f"{_folded(title or name)}\n{name}")
    return [
        (len(part.lstrip("0")), part.lstrip("0")) if number % 2 else (0, part)
        for number, part in enumerate(parts)
    ]


def kind_of(name: str) -> str:
    """The format of a document of this name; "" where it is not known."""
    return FORMATS.get(suffix_of(name), "")


_RANKS: dict[Order, Callable[[ListedDocument], object]] = {
    Order.NAME: lambda it: 0,
    Order.NEWEST: lambda it: -it.time,
    Order.LARGEST: lambda it: -it.size,
    Order.KIND: lambda it: it.kind.casefold(),
}


def _earlier_ones(
    documents: Sequence[Document], time: Callable[[Document], float]
) -> dict[str, str]:
    """By its id, each document that another of the same text was there before: that one's id."""
    before: dict[str, str] = {}
    for same in same_texts(documents):
        first, *others = sorted(same, key=time)
        before |= dict.fromkeys((it.id for it in others), first.id)
    return before


def _file(document: Document) -> tuple[int, float]:
    """The size and the time of the file of ``document``; zeros where it is inside another."""
    try:
        status = Path(document.file).stat()
    except (OSError, ValueError):  # the latter for what no path can have
        return 0, 0.0
    time = status.st_mtime
    return status.st_size, time if 0 < time < _END else 0.0


def _folded(text: str) -> str:
    """``text`` without what tells capitals and accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
