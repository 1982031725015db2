"""A vector for every word of every passage, for late interaction.

ColBERT's MaxSim (Khattab and Zaharia 2020) over the embedding model's own token vectors: each word
of a question is matched with the most like word of a text. To be kept for thousands of pages the
vectors are made small: turned onto the few axes along which words differ most, a byte each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.documents.span import Span
from index.embedding.checkpoints import DEFAULT_MODEL
from index.embedding.embedder import Embedder, Embedding, Vectors, normalize
from index.embedding.onnx_session import GRAPHS, REMEDY, not_loaded
from index.search.arrays import Rows, load_array, load_rows

DIMENSION = 96
"""Axes kept: with the number of its sentence a word takes 98 bytes."""

# The axes are found from phrases of the model's own vocabulary, so that they are the same whatever
# the documents, and rows of an earlier build stay good. On SQuAD training articles they rank as
# well as axes found from the articles themselves.
_PHRASES, _PHRASE = 250, 12

# A word of the question that weighs this share of the weightiest has to be there.
_TELLING = 0.5

DEFAULT_AXES = GRAPHS / f"{DEFAULT_MODEL}-axes.npy"
"""Where those of the default model are, which `evals.fitting.graphs` makes."""
SETTING = f"axes-{DIMENSION}-{_PHRASES}x{_PHRASE}/1"
"""Part of every saved index: raise it when the same words would be kept otherwise."""
FILES = ("axes.npy", "rows.npy", "sentences.npy", "firsts.npy")
"""What `WordStore.save` writes."""


@dataclass(frozen=True)
class PassageWords:
    """The words of one text: ``rows`` (words, `DIMENSION`) of int8, and each one's sentence.

    ``sentences`` (words,) are numbers within the text, -1 for a heading's words.
    """

    rows: NDArray[np.int8]
    sentences: NDArray[np.int16]


@dataclass(frozen=True)
class Likeness:
    """How like a question's words some passages and their sentences are.

    The weighted mean of each word's greatest cosine, in [-1, 1]: ``passages`` (passages,), 0 where
    one has no words, and ``sentences`` (sentences,) of those that have any, with the place of each
    one's passage among the passages, ``owners``, and its number in there, ``numbers``.
    ``weakest`` (passages,) is the greatest cosine of the word that the passage is least like, of
    those that weigh most.
    """

    passages: NDArray[np.float32]
    sentences: NDArray[np.float32]
    owners: NDArray[np.int64]
    numbers: NDArray[np.int64]
    weakest: NDArray[np.float32]


class WordSearch(Protocol):
    """The words of passages, with the ``axes`` that they are given along."""

    axes: Vectors

    def __len__(self) -> int:
        """How many passages there are."""

    def of(self, passage: int) -> PassageWords:
        """The words of a passage."""

    def likeness(
        self, words: Vectors, weights: NDArray[np.float32], passages: Sequence[int]
    ) -> Likeness:
        """How like a question's ``words`` (words, dimension), so weighted, the passages are."""


class WordStore:
    """All words of passages, as `WordSearch`, which can be kept."""

    def __init__(
        self,
        axes: Vectors,
        rows: Rows,
        sentences: Rows,
        firsts: NDArray[np.int64],
    ) -> None:
        self.axes = axes
        self._rows, self._sentences, self._firsts = rows, sentences, firsts

    @classmethod
    def build(cls, axes: Vectors, passages: Sequence[PassageWords]) -> WordStore:
        """A store of the words of ``passages``, along ``axes`` (dimension, `DIMENSION`)."""
        return cls(
            axes,
            np.concatenate([words.rows for words in passages]),
            np.concatenate([words.sentences for words in passages]),
            np.cumsum([0, *(len(words.rows) for words in passages)]),
        )

    def __len__(self) -> int:
        return len(self._firsts) - 1

    def of(self, passage: int) -> PassageWords:
        """The words of a passage."""
        held = slice(*self._firsts[passage : passage + 2])
        return PassageWords(self._rows[held], self._sentences[held])

    def likeness(
        self, words: Vectors, weights: NDArray[np.float32], passages: Sequence[int]
    ) -> Likeness:
        """How like a question's ``words`` (words, dimension), so weighted, the passages are."""
        held = [self.of(number) for number in passages]
        owners = np.repeat(np.arange(len(held)), [len(each.rows) for each in held])
        sentences = np.concatenate([each.sentences for each in held]).astype(np.int64)
        asked = normalize(words @ self.axes)
        shares = weights / weights.sum()
        rows = np.concatenate([each.rows for each in held]).astype(np.float32)
        cosines = asked @ rows.T / np.sqrt(np.maximum(np.einsum("ij,ij->i", rows, rows), 1))
        whole, weakest = np.zeros((2, len(held)), dtype=np.float32)
        if not len(owners):
            return Likeness(whole, whole[:0], owners, sentences, weakest)
        edges = np.flatnonzero(np.diff(owners, prepend=-1) | np.diff(sentences, prepend=-2))
        best = np.maximum.reduceat(cosines, edges, axis=1)
        firsts = np.flatnonzero(np.diff(owners[edges], prepend=-1))
        of_passages = np.maximum.reduceat(best, firsts, axis=1)
        # Not by BLAS: on some processors its product of matrices this small and transposed warns
        # of invalid values that are neither in them nor in what it gives.
        whole[owners[edges][firsts]] = np.einsum("w,wp->p", shares, of_passages)
        telling = weights >= _TELLING * weights.max()
        weakest[owners[edges][firsts]] = of_passages[telling].min(axis=0)
        spoken = sentences[edges] >= 0
        of_sentences = np.einsum("w,ws->s", shares, best[:, spoken])
        return Likeness(
            whole, of_sentences, owners[edges][spoken], sentences[edges][spoken], weakest
        )

    def save(self, folder: Path) -> None:
        """Write the store into ``folder``."""
        folder.mkdir()
        np.save(folder / FILES[0], self.axes)
        np.save(folder / FILES[1], self._rows)
        np.save(folder / FILES[2], self._sentences)
        np.save(folder / FILES[3], self._firsts)

    @classmethod
    def load(cls, folder: Path) -> WordStore:
        """Read what `save` wrote; the words stay on the disk until they are needed."""
        axes, rows, sentences, firsts = (folder / name for name in FILES)
        return cls(load_array(axes), load_rows(rows), load_rows(sentences), load_array(firsts))


def axes_of(embedder: Embedder) -> Vectors:
    """The `principal_axes` of the model; those of the default one are shipped, as they take long.

    They are (dimension, `DIMENSION`), orthonormal.

    Raises:
        ModelError: when these are not there, or damaged.
    """
    if embedder.name == DEFAULT_MODEL:
        try:
            axes: Vectors = np.load(DEFAULT_AXES)
            return axes.reshape(embedder.dimension, DIMENSION)
        except (OSError, EOFError, ValueError) as error:
            raise not_loaded(DEFAULT_AXES, error, REMEDY) from error
    return principal_axes(embedder)


def principal_axes(embedder: Embedder) -> Vectors:
    """The axes along which the model's words differ most: (dimension, `DIMENSION`), orthonormal."""
    known = sorted(embedder.vocabulary)
    phrases = [" ".join(known[n :: max(1, len(known) // _PHRASE)]) for n in range(_PHRASES)]
    rows = np.concatenate([phrase.words for phrase in embedder.embed_queries(phrases)])
    _, vectors = np.linalg.eigh(rows.T @ rows)
    return np.ascontiguousarray(vectors[:, : -DIMENSION - 1 : -1], dtype=np.float32)


def compress(
    embedding: Embedding, text: str, sentences: Sequence[Span], axes: Vectors
) -> PassageWords:
    """The words of a text along ``axes``; those that are all punctuation are left out."""
    spoken = embedding.spoken(text)
    rows = normalize(embedding.words[spoken] @ axes)
    scale = np.abs(rows).max(axis=1, keepdims=True, initial=1e-12)
    begins = embedding.places[spoken, 0]
    number = np.searchsorted([s.start for s in sentences], begins, side="right") - 1
    inside = (number >= 0) & (begins < np.array([s.end for s in sentences])[number])
    return PassageWords(
        np.round(rows / scale * 127).astype(np.int8),
        np.where(inside, number, -1).astype(np.int16),
    )
