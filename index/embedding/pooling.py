"""Token vectors made those of sentences and words. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.documents.span import Span
from index.embedding.embedder import Embedding, Places, Vectors, normalize


def embedding_of(
    whole: Vectors,
    tokens: Vectors,
    offsets: Places,
    word_ids: Sequence[int | None],
    sentences: Sequence[Span],
) -> Embedding:
    """A text whose vector is ``whole``, and its parts by the vectors of its tokens.

    ``tokens`` are (tokens, dimension), ``offsets`` (tokens, 2) say where in the text each stands,
    and ``word_ids`` (tokens,) in which word; None for those that are in none.
    """
    numbers = np.array([-1 if word is None else word for word in word_ids])
    words, places = word_means(tokens, offsets, numbers)
    return Embedding(whole, span_means(tokens, offsets, sentences), words, places)


def span_means(tokens: Vectors, offsets: Places, spans: Sequence[Span]) -> Vectors:
    """The mean of the token vectors inside each span; of all of them where none is."""
    begins, ends = offsets[:, 0], offsets[:, 1]
    rows = np.empty((len(spans), tokens.shape[1]), dtype=np.float32)
    for row, span in zip(rows, spans, strict=True):
        inside = (begins < span.end) & (ends > span.start) & (ends > begins)
        row[:] = tokens[inside].mean(axis=0) if inside.any() else tokens.mean(axis=0)
    return normalize(rows)


def word_means(
    tokens: Vectors, offsets: Places, numbers: NDArray[np.int64]
) -> tuple[Vectors, Places]:
    """The mean of the token vectors of each word, and its place; ``numbers`` are the words'."""
    real = (numbers >= 0) & (offsets[:, 1] > offsets[:, 0]) & (offsets[:, 0] >= 0)
    tokens, offsets, numbers = tokens[real], offsets[real], numbers[real]
    if not len(numbers):
        return tokens, offsets
    edges = np.flatnonzero(np.diff(numbers, prepend=-1, append=-1))
    places = np.stack([offsets[edges[:-1], 0], offsets[edges[1:] - 1, 1]], axis=1)
    return normalize(np.add.reduceat(tokens, edges[:-1], axis=0)), places
