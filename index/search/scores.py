"""Scores of texts, and the greatest of them. Pure functions and values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.search.vector_store import Ids

Scores: TypeAlias = NDArray[np.float32]
"""A score of each of some texts: (texts,)."""

# Scores of which more are not all sorted.
_MANY = 1000


def top(scores: Scores, k: int) -> Ids:
    """The numbers of the ``k`` greatest scores, greatest first, the earlier first among equals."""
    if len(scores) > _MANY:
        some = np.flatnonzero(scores > 0)  # the others share no word with the question
        if len(some) >= k:
            own = scores[some]
            some = some[own >= np.partition(own, -k)[-k]]
            best: Ids = some[np.argsort(-scores[some], kind="stable")[:k]]
            return best
    return np.argsort(-scores, kind="stable")[:k]


@dataclass(frozen=True, eq=False)
class ScoredTexts:
    """The ``scores`` of all texts, as `Matches`."""

    scores: Scores

    @classmethod
    def by(
        cls, scores: Callable[[Sequence[str]], Scores], asked: Mapping[str, float]
    ) -> ScoredTexts:
        """The sum of the ``scores`` of the terms that are ``asked``, each times its weight."""
        total: Scores = scores([])
        for weight, some in groupby(asked, key=asked.__getitem__):
            total += np.float32(weight) * scores([*some])
        return cls(total)

    def best(self, k: int, ids: Ids | None = None) -> Ids:
        """The numbers of the ``k`` best texts, of those in ``ids``, in order, if they are given."""
        return top(self.scores, k) if ids is None else ids[top(self.scores[ids], k)]

    def of(self, ids: Ids) -> Scores:
        """The scores of the texts of these numbers: (ids,)."""
        return self.scores[ids]
