"""How many texts of a store hold each term, and how often words come: counted now and then.

Each document's row of counts is written with it. Their sum is what tells how telling a term is; it
is made anew when enough has changed, in pieces that are read when a question needs one.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from zlib import crc32

from index.cluster.fetching import complete, record_name, record_row, records
from index.cluster.layout import Tables
from index.cluster.packing import json_of, pack_json
from index.cluster.recent import Recent
from index.search.milvus_client import Milvus, Row

GRAINS = ("passages", "sentences", "words")
"""What is counted: in how many passages and sentences a term is, and how often a word comes."""

Counts = Mapping[str, Mapping[str, int]]
"""Of each of `GRAINS`, the counts of its terms or words; of "texts", how many it has."""

COUNTS = "counts"
"""The kind of the records with a document's counts."""
# Documents whose counts are read at once: those of a book take 250 kB.
_AT_ONCE = 50
_SUM, _PIECE = "sum", "piece"
# Terms in a piece, about: so that it is some 20 kB.
_OF_PIECE = 2_000
# Terms and words that are held, in pieces: those of some thousand questions.
_HELD = 5_000_000
# Words that are counted of those that begin alike, the most frequent: slips are mended to these.
_OF_LETTER = 50_000


@dataclass(frozen=True)
class Statistics:
    """The sum of all documents' counts when it was made last.

    ``generation`` names its pieces, of which there are ``pieces`` for each of `GRAINS`: it is when
    counting began, in nanoseconds after 1970. It is of so many ``passages`` and ``sentences``,
    whose words begin with these ``letters``.
    """

    generation: int = 0
    pieces: int = 1
    passages: int = 0
    sentences: int = 0
    letters: str = ""

    def piece(self, grain: str, word: str) -> str:
        """The name of the record that has the count of ``word``."""
        return self.name(grain, crc32(word.encode("utf-8", "surrogatepass")) % self.pieces)

    def beginning(self, letter: str) -> str:
        """The name of the record of the words that begin with ``letter``."""
        return self.name("words", ord(letter))

    def name(self, grain: str, part: int) -> str:
        """The name of a record with some of the counts of this ``grain``."""
        return record_name(_PIECE, f"{self.generation}:{grain}", part)

    def row(self) -> Row:
        """The record that says so."""
        return record_row(_SUM, SUM, pack_json(asdict(self)))


SUM = record_name(_SUM, "all")
"""The name of the record with the `Statistics`."""


@dataclass(frozen=True)
class StoredCounts:
    """The counts that ``statistics`` name, as `LetterCounts` for words; ``pieces`` reads them."""

    statistics: Statistics
    pieces: Recent[str, Mapping[str, int]]

    @classmethod
    def of(cls, statistics: Statistics, milvus: Milvus, tables: Tables) -> StoredCounts:
        """Those in ``tables``."""

        def fetch(names: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
            data = records(milvus, tables, names)
            return complete(names, {name: json_of(texts) for name, texts in data.items()})

        return cls(statistics, Recent(fetch, _HELD, len))

    def count(self, grain: str, term: str) -> int:
        """How many texts of this ``grain`` held ``term`` when it was counted."""
        if not self.statistics.generation:  # nothing was counted yet
            return 0
        (piece,) = self.pieces.get([self.statistics.piece(grain, term)])
        return piece.get(term, 0)

    def beginning(self, letter: str) -> Mapping[str, int]:
        """How often each word comes that begins with ``letter``."""
        if letter not in self.statistics.letters:
            return {}
        (piece,) = self.pieces.get([self.statistics.beginning(letter)])
        return piece


def counts_row(document: int, counts: Counts) -> Row:
    """The record of the ``counts`` of the document of this key."""
    return record_row(COUNTS, record_name(COUNTS, document), pack_json(counts), document)


def count_all(milvus: Milvus, tables: Tables, documents: Collection[int]) -> Statistics:
    """Count anew what the ``documents`` of these keys hold, and write it.

    What was counted before the last time is removed: of that nobody reads any more.
    """
    before = statistics_of(records(milvus, tables, [SUM], strong=True))
    begun = time.time_ns()
    total = {grain: Counter[str]() for grain in GRAINS}
    sizes = Counter[str]()
    for row in milvus.each(tables.records, f'kind == "{COUNTS}"', ["document", "data"], _AT_ONCE):
        if row["document"] in documents:
            counts = json_of(row["data"])
            for grain in GRAINS:
                total[grain].update(counts[grain])
            sizes.update(counts["texts"])
    most = max(len(total["passages"]), len(total["sentences"]), 1)
    letters = "".join(sorted({word[0] for word in total["words"]}))
    new = Statistics(begun, -(-most // _OF_PIECE), sizes["passages"], sizes["sentences"], letters)
    rows = [
        record_row(_PIECE, name, pack_json(piece), new.generation)
        for name, piece in _pieces(new, total).items()
    ]
    milvus.put(tables.records, rows, at_once=20)
    milvus.put(tables.records, [new.row()])
    milvus.remove(tables.records, f'kind == "{_PIECE}" and document < {before.generation}')
    return new


def _pieces(statistics: Statistics, total: Mapping[str, Counter[str]]) -> dict[str, dict[str, int]]:
    """What was counted in ``total``, by the names of the records that have it."""
    names = [
        statistics.name(grain, part) for grain in GRAINS[:2] for part in range(statistics.pieces)
    ]
    pieces: dict[str, dict[str, int]] = {name: {} for name in names}
    for grain in GRAINS[:2]:
        for term, number in total[grain].items():
            pieces[statistics.piece(grain, term)][term] = number
    for word, number in total["words"].most_common():
        piece = pieces.setdefault(statistics.beginning(word[0]), {})
        if len(piece) < _OF_LETTER:
            piece[word] = number
    return pieces


def statistics_of(data: Mapping[str, Sequence[str]]) -> Statistics:
    """Those among ``data``, the records by their names; of nothing where there are none."""
    return Statistics(**json_of(data[SUM])) if SUM in data else Statistics()
