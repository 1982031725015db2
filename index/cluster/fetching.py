"""What a store holds under names, fetched some at once and held for a while."""

from __future__ import annotations

import json
import zlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from index.cluster.catalogue import Entry
from index.cluster.layout import NOTHING, Tables
from index.cluster.packing import Signals, signals_of, unpacked, words_of
from index.cluster.recent import Recent
from index.errors import StoreChangedError
from index.search.late_interaction import PassageWords
from index.search.milvus_client import Milvus, Row
from index.storage.document_record import CutDocument, cut_of

# What is held: signals of passages at 16 kB each, words at 10 kB, and characters of documents,
# which take some 8 bytes each with their passages.
_SIGNALS, _WORDS, _CHARACTERS = 2_000, 500, 1 << 22
# Records that are fetched at once: they may be of 1.3 MB, and Milvus gives 100 MB at the most.
_RECORDS = 50

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Part = tuple[int, int]
"""A text by its key, and in how many parts it was written."""


@dataclass(frozen=True)
class Fetched:
    """What was fetched of the ``tables`` of ``milvus``, each kind by its own names."""

    milvus: Milvus
    tables: Tables
    signals: Recent[int, Signals]
    words: Recent[int, PassageWords]
    texts: Recent[Part, CutDocument]

    @classmethod
    def of(cls, milvus: Milvus, tables: Tables) -> Fetched:
        """Nothing yet."""

        def signals(names: Sequence[int]) -> Mapping[int, Signals]:
            return {
                name: signals_of(row["signals"]) for name, row in rows(names, "signals").items()
            }

        def words(names: Sequence[int]) -> Mapping[int, PassageWords]:
            return {name: words_of(row["words"]) for name, row in rows(names, "words").items()}

        def rows(names: Sequence[int], column: str) -> Mapping[int, Row]:
            some = milvus.get(tables.signals, names, ["name", column])
            return complete(names, {row["name"]: row for row in some})

        def texts(keys: Sequence[Part]) -> Mapping[Part, CutDocument]:
            names = {
                record_name("text", key, part): (key, part)
                for key, parts in keys
                for part in range(parts)
            }
            rows = complete([*names], records(milvus, tables, [*names]))
            pieces = {names[name]: unpacked(data) for name, data in rows.items()}
            return {
                (key, parts): cut_of(
                    json.loads(zlib.decompress(b"".join(pieces[key, n] for n in range(parts))))
                )
                for key, parts in keys
            }

        return cls(
            milvus,
            tables,
            Recent(signals, _SIGNALS),
            Recent(words, _WORDS),
            Recent(texts, _CHARACTERS, lambda cut: len(cut.document.text)),
        )

    def fetch(self, entries: Iterable[Entry]) -> None:
        """Have the documents of ``entries`` here, fetched all at once."""
        self.texts.get([(entry.key, entry.parts) for entry in entries])

    def text(self, entry: Entry) -> CutDocument:
        """The document of ``entry`` with its passages."""
        (cut,) = self.texts.get([(entry.key, entry.parts)])
        return cut


def record_name(kind: str, key: int | str, part: int = 0) -> str:
    """The name of a record's row."""
    return f"{kind}:{key}:{part}"


def record_row(kind: str, name: str, data: Sequence[str], document: int = 0) -> Row:
    """A record's row; it is of no document when its key is 0."""
    return {"name": name, "document": document, "kind": kind, "data": data, "nothing": NOTHING}


def records(
    milvus: Milvus, tables: Tables, names: Sequence[str], *, strong: bool = False
) -> dict[str, list[str]]:
    """The data of the records of these ``names`` that there are; see `Milvus.get`."""
    give = "name", "data"
    rows = milvus.get(tables.records, names, give, at_once=_RECORDS, strong=strong)
    return {row["name"]: row["data"] for row in rows}


def complete(names: Sequence[K], rows: Mapping[K, V]) -> Mapping[K, V]:
    """``rows``, which has to have all ``names``.

    Raises:
        StoreChangedError: when it has not.
    """
    if missing := [name for name in names if name not in rows]:
        raise StoreChangedError(
            f"The store lacks {len(missing)} of {len(names)} rows: they were removed meanwhile.",
            "Ask again.",
        )
    return rows
