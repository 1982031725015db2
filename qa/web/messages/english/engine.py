"""What the engine says, which is in English already."""

from __future__ import annotations


def of_engine(sentence: str) -> str:
    """What the engine says, a sentence or more or a place, as it is."""
    return sentence
