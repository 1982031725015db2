"""What is kept of a passage beside its text, as texts that a table can hold. Pure functions."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.cluster.layout import term_number
from index.embedding.embedder import Vectors
from index.search.late_interaction import DIMENSION, PassageWords

# Bytes in one text, which base64 makes a third longer: below what Milvus takes.
_PIECE = 48_000


@dataclass(frozen=True, eq=False)
class Signals:
    """What a passage and its sentences are compared with a question by.

    ``passage`` (dimension,) and ``sentences`` (sentences, dimension) are their vectors. The terms
    that texts hold are numbered, and worth ``shares`` of their idf: those of the passage first, and
    then those of sentence ``i`` from ``firsts[i]`` to ``firsts[i + 1]``.
    """

    passage: Vectors
    sentences: Vectors
    terms: NDArray[np.uint32]
    shares: NDArray[np.float32]
    firsts: NDArray[np.int32]

    @classmethod
    def of(
        cls,
        passage: Vectors,
        sentences: Vectors,
        own: Mapping[str, float],
        theirs: Sequence[Mapping[str, float]],
    ) -> Signals:
        """Those of a passage with its ``own`` terms' shares, and its sentences' with ``theirs``."""
        every = [own, *theirs]
        return cls(
            passage,
            sentences,
            np.array([term_number(term) for text in every for term in text], np.uint32),
            np.array([share for text in every for share in text.values()], np.float32),
            np.cumsum([len(text) for text in every], dtype=np.int32),
        )

    @property
    def owners(self) -> NDArray[np.int64]:
        """Which text each term is of: 0 for the passage, and a sentence's number plus 1."""
        return np.repeat(np.arange(len(self.firsts)), np.diff(self.firsts, prepend=0))

    def packed(self) -> list[str]:
        """These, as `signals_of` reads them; of sentences' vectors two bytes a number are kept."""
        sizes = np.array([len(self.passage), len(self.sentences), len(self.terms)], np.int32)
        arrays = (
            sizes,
            self.passage.astype(np.float32),
            self.terms,
            self.shares,
            self.firsts,
            self.sentences.astype(np.float16),
        )
        return packed(b"".join(array.tobytes() for array in arrays))


def signals_of(texts: Sequence[str]) -> Signals:
    """What `Signals.packed` made ``texts`` of."""
    data = unpacked(texts)
    dimension, sentences, terms = np.frombuffer(data, np.int32, 3).tolist()
    at = 12

    def array(kind: type[np.generic], size: int) -> NDArray[Any]:
        nonlocal at
        made = np.frombuffer(data, kind, size, at)
        at += made.nbytes
        return made

    passage = array(np.float32, dimension)
    numbers, shares = array(np.uint32, terms), array(np.float32, terms)
    firsts = array(np.int32, sentences + 1)
    rows = array(np.float16, sentences * dimension).reshape(sentences, dimension)
    return Signals(passage, rows.astype(np.float32), numbers, shares, firsts)


def pack_words(words: PassageWords) -> list[str]:
    """``words`` as `words_of` reads them."""
    return packed(words.sentences.tobytes() + words.rows.tobytes())


def words_of(texts: Sequence[str]) -> PassageWords:
    """What `pack_words` made ``texts`` of."""
    data = unpacked(texts)
    size = len(data) // (DIMENSION + 2)
    sentences = np.frombuffer(data, np.int16, size)
    rows = np.frombuffer(data, np.int8, size * DIMENSION, 2 * size)
    return PassageWords(rows.reshape(size, DIMENSION), sentences)


def packed(data: bytes) -> list[str]:
    """``data`` as texts that a table can hold."""
    pieces = range(0, len(data), _PIECE)
    return [b64encode(data[at : at + _PIECE]).decode("ascii") for at in pieces]


def unpacked(texts: Sequence[str]) -> bytes:
    """What `packed` made ``texts`` of."""
    return b"".join(map(b64decode, texts))


def pack_json(value: object) -> list[str]:
    """A ``value`` for JSON, compressed, as `json_of` reads it."""
    return packed(zlib.compress(json.dumps(value).encode()))


def json_of(texts: Sequence[str]) -> Any:  # noqa: ANN401 - as `json.loads` does
    """What `pack_json` made ``texts`` of."""
    return json.loads(zlib.decompress(unpacked(texts)))
