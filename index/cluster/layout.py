"""The tables that a store consists of, and what their rows are named.

Rows are named by hashes of what they are made of, so that whoever writes the same twice, or on two
machines, writes the same rows. A document counts as there once its row in `Tables.documents` is
written, which comes last, and as gone once that says so, which comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from index.search.columns import Column, Kind

SCHEMA = 1
"""How the tables are laid out: raise it when that changes."""

# Numbers are what a table without vectors lacks: Milvus wants one in each.
_NOTHING = Column("nothing", Kind.VECTOR, 2)
NOTHING = (0.0, 0.0)
"""What every row has in the column ``nothing`` of a table that is not searched by likeness."""


@dataclass(frozen=True)
class Tables:
    """The tables of the store of this ``name``, whose vectors have this ``dimension``."""

    name: str
    dimension: int

    @property
    def documents(self) -> str:
        """A row for each id of a document: which text it has, or that it is gone."""
        return f"{self.name}_documents"

    @property
    def records(self) -> str:
        """What is read by its name: texts, counts of terms, settings."""
        return f"{self.name}_records"

    @property
    def passages(self) -> str:
        """A row for each passage."""
        return f"{self.name}_passages"

    @property
    def signals(self) -> str:
        """A row for each passage, with what it is ranked by: large, and never searched.

        In a table of its own it stays on the disk, and rows that are searched stay small.
        """
        return f"{self.name}_signals"

    @property
    def sentences(self) -> str:
        """A row for each sentence."""
        return f"{self.name}_sentences"

    @property
    def columns(self) -> dict[str, Sequence[Column]]:
        """The columns of each table, that which names its rows first."""
        document = Column("document", Kind.NUMBER, searched=True)
        searched = (
            Column("vector", Kind.VECTOR, self.dimension, searched=True),
            Column("terms", Kind.SPARSE, searched=True),
        )
        return {
            self.documents: (
                Column("name", Kind.NUMBER),
                document,
                Column("state", Kind.TEXT, 64),
                Column("label", Kind.TEXTS),
                Column("sentences", Kind.TEXTS),
                Column("changed", Kind.NUMBER, searched=True),
                _NOTHING,
            ),
            self.records: (
                Column("name", Kind.TEXT, 256),
                document,
                Column("kind", Kind.TEXT, 32, searched=True),
                Column("data", Kind.TEXTS),
                _NOTHING,
            ),
            self.passages: (
                Column("name", Kind.NUMBER),
                document,
                Column("passage", Kind.NUMBER),
                *searched,
            ),
            self.signals: (
                Column("name", Kind.NUMBER),
                document,
                Column("signals", Kind.TEXTS),
                Column("words", Kind.TEXTS),
                _NOTHING,
            ),
            self.sentences: (
                Column("name", Kind.NUMBER),
                document,
                Column("passage", Kind.NUMBER),
                Column("sentence", Kind.NUMBER),
                *searched,
            ),
        }


def number_of(*parts: str | int) -> int:
    """A number from 0 to 2**63 - 1 for ``parts``, which others have by chance only.

    Of ten million, two are the same with a probability of one in 180,000.
    """
    text = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest()) >> 1


def term_number(term: str) -> int:
    """The number that stands for ``term`` in a vector of terms: from 1 to 2**32 - 2.

    Of five million terms, one in nine hundred shares it with another.
    """
    return 1 + number_of(term) % (2**32 - 2)


def one_of(numbers: Iterable[int]) -> str:
    """The condition on ``document`` that it is one of these."""
    return f"document in {sorted(numbers)}"
