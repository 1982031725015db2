"""Why a passage stands where it does. Pure functions."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.search.scores import Scores
from index.text.terms import UNSPACED, WORD, word_terms
from qa.retrieval.fusion import Signals, Weights
from qa.types import Standing

KINDS = ("dense", "lexical", "words")


def scores_by_kind(
    signals: Signals, weights: Weights, best: NDArray[np.int64]
) -> dict[str, Scores]:
    """What each kind of signal says of each candidate, from 0 to 1: (candidates,) by kind.

    The mean of the passage's own and of its ``best`` sentence's (rows; (candidates,)), by what
    they count for. The encoder's are dense as well.
    """
    scores_of = {}
    for kind in KINDS:
        names = [f"passage_{kind}", f"sentence_{kind}"]
        names += ["sentence_encoded"] if kind == "dense" and signals.sentence_encoded.any() else []
        counts = np.array([getattr(weights, name) for name in names])
        if not counts.any():  # a kind that does not count still has its say
            counts[:2] = 1.0
        own, *sentences = (np.clip(getattr(signals, name), 0, 1) for name in names)
        rows = np.array([own, *(scores[best] for scores in sentences)])
        scores_of[kind] = np.asarray(counts @ rows / counts.sum(), np.float32)
    return scores_of


def standings(candidate: int, scores_of: Mapping[str, Scores]) -> dict[str, Standing]:
    """The rank, from 1, and the score of a candidate by each kind of signal."""
    return {
        kind: Standing(1 + int((scores > scores[candidate]).sum()), float(scores[candidate]))
        for kind, scores in scores_of.items()
    }


def matching_words(text: str, asked: Collection[str], language: str) -> tuple[str, ...]:
    """The words of ``text``, as written and each once, that have one of the terms ``asked``.

    In scripts without blanks it is the characters that make up such terms.
    """
    written: dict[str, str] = {}
    wanted = set(asked)
    for word in dict.fromkeys(WORD.findall(text)):
        if not wanted.isdisjoint(_terms(word, language)):
            for part in _shared_parts(word, asked) if UNSPACED.search(word) else [word]:
                written.setdefault(part.casefold(), part)
    return tuple(written.values())


@lru_cache(maxsize=4096)
def _terms(word: str, language: str) -> tuple[str, ...]:
    return word_terms(unicodedata.normalize("NFKC", word).casefold(), language)


def _shared_parts(run: str, asked: Collection[str]) -> list[str]:
    """The longest parts of ``run`` every pair of whose characters is ``asked``."""
    pairs = [run[n : n + 2] in asked for n in range(len(run) - 1)]
    held = [a or b for a, b in zip([*pairs, False], [False, *pairs], strict=True)]
    parts = "".join(c if keep else " " for c, keep in zip(run, held, strict=True)).split()
    return parts or [run]
