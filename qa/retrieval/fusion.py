"""Ten signals made one score. Pure functions.

Convex fusion of lexical and dense scores (Bruch, Gai and Ingber, "An Analysis of Fusion Functions
for Hybrid Retrieval", 2023), at two grains. Every signal has a fixed scale from 0 to 1, so that the
scores of different questions can be compared: cosines as they are, and BM25 as a share of the most
that any text could score.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.search.scores import Scores
from qa.question.query import Query


@dataclass(frozen=True)
class Signals:
    """How well candidate passages and their sentences match a question, from 0 to 1.

    ``passage_*`` are (candidates,), ``sentence_*`` (sentences of all candidates,); candidate ``i``
    has the sentences ``firsts[i]`` to ``firsts[i + 1]``. Dense ones are cosines of whole texts,
    words ones the mean of each question word's greatest cosine, lexical ones shares of BM25;
    ``sentence_encoded`` is the encoder's cosine, the least of them where it was not asked;
    ``sentence_context`` is the share of the question's terms that the sentence has together with
    its headings and context, ``sentence_fits`` is 1 where it has the kind of answer that is asked
    for, and ``sentence_read`` what a reader says, 0 where none did.
    """

    passage_dense: Scores
    passage_lexical: Scores
    passage_words: Scores
    sentence_dense: Scores
    sentence_lexical: Scores
    sentence_words: Scores
    sentence_context: Scores
    sentence_fits: Scores
    sentence_encoded: Scores
    sentence_read: Scores
    firsts: NDArray[np.int64]


@dataclass(frozen=True)
class Weights:
    """What each signal counts for; only their proportions matter.

    Halfway between those that ``python -m evals.fitting.weights`` fits on its mix, and those of
    2,500 SQuAD questions: on the parts to fit and to choose of real documents that puts 62 of 100
    right sentences first, the mix alone 59.
    """

    passage_dense: float = 2.0
    passage_lexical: float = 3.1
    passage_words: float = 4.4
    sentence_dense: float = 4.4
    sentence_lexical: float = 1.8
    sentence_words: float = 5.1
    sentence_context: float = 2.5
    sentence_fits: float = 1.4
    sentence_encoded: float = 0.0
    sentence_read: float = 0.0


DEFAULT_WEIGHTS = Weights()
# Where the best sentences were encoded and the best passages read: fitted on the mix, but for what
# encoder and reader count for beside the others. That was chosen on the mix, where it hardly
# matters between 8 and 28, and 12 and 20.
READ_WEIGHTS = Weights(
    passage_dense=1.7,
    passage_lexical=2.9,
    passage_words=4.2,
    sentence_dense=3.0,
    sentence_lexical=0.4,
    sentence_words=2.3,
    sentence_context=4.2,
    sentence_fits=1.7,
    sentence_encoded=16.0,
    sentence_read=16.0,
)
# "And on which day?" borrows its subject; all it asks for itself is the kind of answer, which
# therefore outweighs all else.
KIND_ONLY_WEIGHTS = Weights(sentence_fits=40.0)
# Where the embedder does not know the language, its vectors tell less than nothing. Chosen on XQuAD
# in German and Russian, and then tried on the other languages.
FOREIGN_WEIGHTS = Weights(
    passage_dense=0,
    passage_lexical=4.6,
    passage_words=0.5,
    sentence_dense=0,
    sentence_lexical=4.9,
    sentence_words=0.5,
    sentence_context=0,
    sentence_fits=0,
)


# As much beside shared words as with a language that the embedder knows. Not fitted: the reader
# that is shipped knows English only.
FOREIGN_READ_WEIGHTS = replace(
    FOREIGN_WEIGHTS,
    sentence_read=READ_WEIGHTS.sentence_read
    * (FOREIGN_WEIGHTS.passage_lexical + FOREIGN_WEIGHTS.sentence_lexical)
    / (READ_WEIGHTS.passage_lexical + READ_WEIGHTS.sentence_context),
)


def weights_for(query: Query, *, read: bool = False) -> Weights:
    """What counts for a query, before its best passages are read or once they were."""
    if query.foreign:
        return FOREIGN_READ_WEIGHTS if read else FOREIGN_WEIGHTS
    if not query.terms:
        return KIND_ONLY_WEIGHTS
    return READ_WEIGHTS if read else DEFAULT_WEIGHTS


@dataclass(frozen=True)
class Ranking:
    """Scores in [0, 1]: of ``passages`` (candidates,) and of ``sentences`` (all candidates',).

    A sentence's score holds its passage's signals, so it compares with those of other passages;
    a passage's score is its best sentence's, which is at the row ``best`` (candidates,).
    """

    passages: Scores
    sentences: Scores
    best: NDArray[np.int64]


def fuse(signals: Signals, weights: Weights = DEFAULT_WEIGHTS) -> Ranking:
    """The weighted mean of the signals, for each sentence with those of its passage."""
    ours, passages = _weigh(signals, weights, "passage_")
    theirs, sentences = _weigh(signals, weights, "sentence_")
    owners = np.repeat(np.arange(len(passages)), np.diff(signals.firsts))
    scores: Scores = (passages[owners] + sentences) / np.float32(ours + theirs)
    spans = pairwise(signals.firsts)
    best = np.array([start + scores[start:end].argmax() for start, end in spans], dtype=np.int64)
    return Ranking(scores[best], scores, best)


def _weigh(signals: Signals, weights: Weights, grain: str) -> tuple[float, Scores]:
    names = [field.name for field in fields(Weights) if field.name.startswith(grain)]
    each = {name: getattr(weights, name) for name in names}
    total: Scores = np.sum(
        [np.float32(w) * np.clip(getattr(signals, name), 0, 1) for name, w in each.items()], axis=0
    )
    return sum(each.values()), total
