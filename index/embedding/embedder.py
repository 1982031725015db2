"""Text as vectors: what a model of any kind has to give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.documents.span import Span

Vectors = NDArray[np.float32]
"""Rows of length 1, whose dot product is their likeness."""
Places = NDArray[np.int64]
"""Where parts of a text begin and end: (parts, 2)."""


@dataclass(frozen=True)
class Embedding:
    """A text as vectors.

    ``whole`` (dimension,) is that of all of it; ``sentences`` (sentences, dimension) and ``words``
    (words, dimension) those of its parts, each of which has read the rest of the text;
    ``places`` (words, 2) says where in the text each word begins and ends.
    """

    whole: Vectors
    sentences: Vectors
    words: Vectors
    places: Places

    def spoken(self, text: str) -> list[int]:
        """The numbers of the words of ``text`` that are not all punctuation."""
        return [n for n, (a, b) in enumerate(self.places) if any(map(str.isalnum, text[a:b]))]


class Embedder(Protocol):
    """Turns text into vectors."""

    @property
    def name(self) -> str:
        """The model, as the user named it."""

    @property
    def fingerprint(self) -> str:
        """A hash that differs when the vectors would."""

    @property
    def dimension(self) -> int:
        """The length of a row."""

    @property
    def window(self) -> int:
        """The most word pieces of a passage that the model reads."""

    @property
    def vocabulary(self) -> frozenset[str]:
        """Words that the model knows whole, as it writes them."""

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of the languages it was trained on; empty when that is not known."""

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces each text takes."""

    def embed_queries(self, questions: Sequence[str]) -> list[Embedding]:
        """Each question, which has no sentences."""

    def embed_passages(
        self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> list[Embedding]:
        """Each text, with its sentences at these spans."""


def normalize(rows: Vectors) -> Vectors:
    """``rows`` (…, dimension) made of length 1; a row of zeros stays one."""
    made: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12)
    return made
