"""Which documents a store holds, and the numbers of what is theirs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from index.cluster.layout import NOTHING, number_of, one_of
from index.cluster.packing import json_of, pack_json, packed, unpacked
from index.documents.label import Label
from index.numbering import Numbering
from index.search.milvus_client import Row
from index.search.vector_store import Ids

COLUMNS = ("name", "document", "state", "label", "sentences", "changed")
"""The columns of a document's row that say what it is."""

CLOCKS = 30_000
"""Milliseconds by which clocks of machines that write may differ."""

GONE, REVISION = -1, -2
"""What stands for the text of a document that was removed, and of the row that names the last
change: that is written together with what was changed."""

REVISION_ROW = 0
"""The name of that row."""


def now() -> int:
    """Milliseconds after 1970."""
    return time.time_ns() // 1_000_000


def revision_row(changed: int) -> dict[str, object]:
    """The row that names a change at this time, in milliseconds after 1970."""
    return {
        "name": REVISION_ROW,
        "document": REVISION,
        "state": uuid4().hex,
        "label": [],
        "sentences": [],
        "changed": changed,
        "nothing": NOTHING,
    }


@dataclass(frozen=True, eq=False)
class Entry:
    """A document in a store, by its ``label``.

    ``key`` stands for the text that it has now, whose ``state`` is a hash, and which was written in
    so many ``parts``. ``sentences`` (passages,) are how many each passage has. It was ``changed``
    so many milliseconds after 1970.
    """

    key: int
    state: str
    label: Label
    sentences: NDArray[np.uint16]
    parts: int
    changed: int = 0

    @property
    def row(self) -> dict[str, object]:
        """The row of its table."""
        return {
            "name": number_of(self.label.id),
            "document": self.key,
            "state": self.state,
            "label": pack_json(asdict(self.label) | {"parts": self.parts}),
            "sentences": packed(self.sentences.tobytes()),
            "changed": self.changed,
            "nothing": NOTHING,
        }

    @classmethod
    def of(cls, row: Row) -> Entry:
        """What `row` was made of."""
        label = json_of(row["label"])
        parts = label.pop("parts")
        label["notes"] = tuple(label["notes"])
        return cls(
            row["document"],
            row["state"],
            Label(**label),
            np.frombuffer(unpacked(row["sentences"]), np.uint16),
            parts,
            row["changed"],
        )


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The documents by the names of their rows; they are numbered in the order of their ids."""

    entries: Mapping[int, Entry]

    def changed(self, rows: Iterable[Row]) -> Catalogue:
        """This one, with what ``rows`` say that was changed since; itself where nothing was."""
        entries, new = dict(self.entries), False
        for row in rows:
            name, before = row["name"], self.entries.get(row["name"])
            if row["document"] == REVISION:
                continue
            if row["document"] == GONE:
                new |= entries.pop(name, None) is not None
            elif not before or (before.key, before.changed) != (row["document"], row["changed"]):
                entries[name], new = Entry.of(row), True
        return Catalogue(entries) if new else self

    @cached_property
    def documents(self) -> tuple[Entry, ...]:
        """The documents in order."""
        return tuple(sorted(self.entries.values(), key=lambda entry: entry.label.id))

    @cached_property
    def numbering(self) -> Numbering:
        """The numbers of documents, passages and sentences."""
        every = self.documents
        sentences = np.concatenate([np.zeros(0, np.uint16), *(it.sentences for it in every)])
        return Numbering(
            tuple(entry.label for entry in every),
            np.cumsum([0, *(len(entry.sentences) for entry in every)]),
            np.concatenate([[0], np.cumsum(sentences, dtype=np.int64)]),
        )

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """The number of the document of each key."""
        return {entry.key: number for number, entry in enumerate(self.documents)}

    @cached_property
    def last_change(self) -> int:
        """When one of them was changed last, in milliseconds after 1970; 0 where there is none."""
        return max((entry.changed for entry in self.entries.values()), default=0)

    def place(self, passage: int) -> tuple[Entry, int]:
        """The document that a passage is of, and its number there."""
        number = self.numbering.document_of(passage)
        return self.documents[number], passage - int(self.numbering.passages[number])

    def name(self, passage: int) -> int:
        """The name of a passage's row."""
        entry, own = self.place(passage)
        return passage_name(entry.key, own)


def passage_name(document: int, passage: int) -> int:
    """The name of the row of a passage of the ``document`` of this key."""
    return number_of(document, passage)


def sentence_name(document: int, passage: int, sentence: int) -> int:
    """The name of the row of a sentence of such a passage."""
    return number_of(document, passage, sentence)


@dataclass(frozen=True)
class PassageNames:
    """The numbers of the rows of passages, as `RowNames`."""

    catalogue: Catalogue
    columns = ("document", "passage")

    def number(self, row: Row) -> int:
        """The number of ``row``; -1 where its document is not in the catalogue."""
        document = self.catalogue.numbers.get(row["document"], -1)
        if document < 0:
            return -1
        return int(self.catalogue.numbering.passages[document]) + int(row["passage"])

    def where(self, ids: Ids) -> str:
        """The condition that only the rows of the passages ``ids`` fulfil."""
        numbering = self.catalogue.numbering
        documents = numbering.documents_of(ids)
        if len(ids) == (numbering.passages[documents + 1] - numbering.passages[documents]).sum():
            return one_of(self.catalogue.documents[number].key for number in documents.tolist())
        return f"name in {[self.catalogue.name(passage) for passage in ids.tolist()]}"


@dataclass(frozen=True)
class SentenceNames:
    """The numbers of the rows of sentences, as `RowNames`."""

    catalogue: Catalogue
    columns = ("document", "passage", "sentence")

    def number(self, row: Row) -> int:
        """The number of ``row``; -1 where its document is not in the catalogue."""
        passage = PassageNames(self.catalogue).number(row)
        if passage < 0:
            return -1
        return int(self.catalogue.numbering.sentences[passage]) + int(row["sentence"])

    def where(self, ids: Ids) -> str:
        """The condition that only the rows of the sentences ``ids`` fulfil."""
        sentences = self.catalogue.numbering.sentences
        owners = self.catalogue.numbering.owners_of(ids)
        passages = np.unique(owners)
        if len(ids) == (sentences[passages + 1] - sentences[passages]).sum():
            where = PassageNames(self.catalogue).where(passages)
            if where.startswith("document"):
                return where
        names = []
        for number, owner in zip(ids.tolist(), owners.tolist(), strict=True):
            entry, own = self.catalogue.place(owner)
            names.append(sentence_name(entry.key, own, number - int(sentences[owner])))
        return f"name in {names}"
