"""Why a passage stands where it does. Pure functions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from index.lexical import WORD, word_terms
from qa.ranking import Scores, Signals, Weights
from qa.types import Standing

KINDS = ("dense", "lexical", "words")


def by_kind(signals: Signals, weights: Weights, best: NDArray[np.int64]) -> dict[str, Scores]:
    """What each kind of signal says of each candidate, from 0 to 1: (candidates,) by kind.

    The mean of the passage's own and of its ``best`` sentence's (rows; (candidates,)), by what
    they count for.
    """
    said = {}
    for kind in KINDS:
        ours, theirs = (getattr(weights, f"{grain}_{kind}") for grain in ("passage", "sentence"))
        own = np.clip(getattr(signals, f"passage_{kind}"), 0, 1)
        sentence = np.clip(getattr(signals, f"sentence_{kind}")[best], 0, 1)
        said[kind] = (ours * own + theirs * sentence) / (ours + theirs or 1)
    return said


def standings(candidate: int, said: Mapping[str, Scores]) -> dict[str, Standing]:
    """The rank, from 1, and the score of a candidate by each kind of signal."""
    return {
        kind: Standing(1 + int((scores > scores[candidate]).sum()), float(scores[candidate]))
        for kind, scores in said.items()
    }


def matched(text: str, asked: Collection[str], language: str) -> tuple[str, ...]:
    """The words of ``text``, as written and each once, that have one of the terms ``asked``."""
    written: dict[str, str] = {}
    for word in WORD.findall(text):
        written.setdefault(word.casefold(), word)
    return tuple(
        word
        for plain, word in written.items()
        if any(term in asked for term in word_terms(plain, language))
    )
