"""How likely it is that a document answers a question.

A logistic regression over a few plain signs, most of all what the reader says of the best sentence,
fitted by ``python -m evals.fitting.calibration``: questions asked of their SQuAD article and of the
article without the passage that answers, and questions that people wrote to look answerable.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from math import exp

import numpy as np

from index.index import searchable_text
from index.text.terms import terms
from qa.question.answer_type import expected_type, fits
from qa.retrieval.search import SearchResult

THRESHOLD = 0.35
"""Below this confidence the answer is that the document does not say.

On the articles it was fitted on, where half of the questions are answered, at 0.3 90 of 100 of
these are answered and 69 of 100 of the others refused; at 0.4 it is 86 and 76, at 0.5 80 and 82.
People ask more of what is there.
"""

ABSENT = 0.05
"""Below this confidence the documents may be said not to answer."""

EVEN = 0.5
"""The most confidence in the answer to a question that has no word of its own ("And when?").

The kind of answer finds its sentence, and no reader can tell whether that speaks of the subject.
"""

# How many passages the best one is compared with, and the lead of one that stands alone.
_RIVALS, _USUAL_LEAD = 5, 0.1


@dataclass(frozen=True)
class Signs:
    """What the best passage and its best sentence show, all from 0 to 1.

    How like the question the sentence is, word by word and as a whole; the share of the question's
    terms that the passage or its headings have, by their weight in the index (inverse document
    frequency); how far its score is ahead of the next five's mean; and what the reader says of the
    sentence, 0 where none read it.
    """

    sentence_words: float
    sentence_dense: float
    coverage: float
    lead: float
    read: float = 0.0


@dataclass(frozen=True)
class Coefficients:
    """What each sign counts for, and the constant."""

    signs: Signs
    constant: float


READ = Coefficients(
    Signs(sentence_words=3.307, sentence_dense=3.234, coverage=-0.319, lead=4.209, read=7.750),
    constant=-8.983,
)
"""Where a reader read the best passages."""
UNREAD = Coefficients(
    Signs(sentence_words=5.801, sentence_dense=3.168, coverage=1.239, lead=13.849),
    constant=-8.213,
)
"""Where none did."""


def signs(result: SearchResult) -> Signs:
    """The signs of a search's best passage."""
    best = int(result.order[0])
    row = result.ranking.best[best]
    score, *rivals = result.ranking.passages[result.order[: _RIVALS + 1]].tolist()
    return Signs(
        sentence_words=float(result.signals.sentence_words[row]),
        sentence_dense=float(result.signals.sentence_dense[row]),
        coverage=_coverage(result, best),
        lead=score - float(np.mean(rivals)) if rivals else _USUAL_LEAD,
        read=float(result.signals.sentence_read[row]),
    )


def confidence(result: SearchResult) -> float:
    """The chance, in [0, 1], that the document answers what was searched."""
    if not (result.query.terms or result.query.borrowed):
        return 0.0
    coefficients = READ if result.odds else UNREAD
    weighed = zip(astuple(coefficients.signs), astuple(signs(result)), strict=True)
    chance = 1 / (1 + exp(-coefficients.constant - sum(c * s for c, s in weighed)))
    return chance if result.query.terms else min(chance, EVEN)


def _coverage(result: SearchResult, candidate: int) -> float:
    # What a follow-up borrows helps to find its passage; it is not what must be said there.
    weights = {term: result.index.passage_terms.idf(term) for term in result.query.terms}
    passage = result.index.passages[result.numbers[candidate]]
    if not weights:
        kind = expected_type(result.query.question)
        return float(kind is not None and fits(kind, passage.text))
    there = set(terms(searchable_text(passage), passage.document.language))
    return sum(w for term, w in weights.items() if term in there) / sum(weights.values())
