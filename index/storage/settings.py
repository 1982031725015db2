"""What a saved index was made with, and must agree in with the program that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.search import bm25, late_interaction
from index.text import language
from index.text.passages import SEGMENTATION
from index.text.terms import TERMS

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder

FORMAT = 5
"""How the files of a saved index are laid out: raise it when that changes."""


def settings(embedder: Embedder) -> dict[str, str | int]:
    """All that it must agree in."""
    return {
        **vector_settings(embedder),
        "model": embedder.name,
        "segmentation": SEGMENTATION,
        "language": language.SETTING,
        "terms": TERMS,
        "lists": bm25.SETTING,
    }


def vector_settings(embedder: Embedder) -> dict[str, str | int]:
    """What of the `settings` its vectors depend on."""
    return {
        "format": FORMAT,
        "weights": embedder.fingerprint,
        "words": late_interaction.SETTING,
    }
