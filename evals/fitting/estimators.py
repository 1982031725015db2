"""What scikit-learn fits and counts. Its home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression


def fit_logistic(
    rows: NDArray[np.float64], labels: NDArray[np.bool_], shares: NDArray[np.float64]
) -> LogisticRegression:
    """A logistic regression of ``labels`` (rows,) on ``rows`` (rows, signs).

    ``shares`` (rows,) are what each counts for.
    """
    return LogisticRegression(max_iter=5000, C=3.0).fit(rows, labels, shares)


def word_vectors(texts: Sequence[str], others: Sequence[str]) -> tuple[Any, Any]:
    """TF-IDF vectors of unit length, sparse: (texts, words) and (others, words).

    How rare a word is is counted in ``texts``.
    """
    counter = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32)
    return counter.fit_transform(texts), counter.transform(others)
