"""Which passages look nearest to a question, by the words they share: hard to tell apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.fitting.estimators import word_vectors

# Questions that are compared with all passages at once.
_BATCH = 512


def nearest(questions: Sequence[str], passages: Sequence[str], count: int) -> list[tuple[int, ...]]:
    """For each question the numbers of ``count`` passages, nearest first."""
    passage_words, question_words = word_vectors(passages, questions)
    numbers: list[tuple[int, ...]] = []
    for at in range(0, len(questions), _BATCH):
        cosines: NDArray[np.float32] = (
            question_words[at : at + _BATCH] @ passage_words.T
        ).toarray()
        best = np.argsort(-cosines, axis=1, kind="stable")[:, :count]
        numbers += [tuple(map(int, row)) for row in best]
    return numbers


def nearest_within(
    questions: Mapping[str, Sequence[str]], passages: Mapping[str, Sequence[str]], count: int
) -> dict[str, list[tuple[int, ...]]]:
    """The same within each of several collections, by their names."""
    return {
        name: nearest(questions[name], passages[name], count) if questions.get(name) else []
        for name in passages
    }
