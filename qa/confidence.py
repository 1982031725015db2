"""How likely it is that a document answers a question.

A logistic regression over a few plain signs, fitted by ``python -m evals.calibration`` on SQuAD
1.1 training articles: the question asked of its article, and of the article without the passage
that answers. Not a reader: it cannot tell "said here" from "spoken of here".
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from math import exp

from index.index import searchable
from index.lexical import terms
from qa.answer_type import expected, fits
from qa.keywords import search_terms
from qa.retriever import Found

THRESHOLD = 0.5
"""Below this confidence the answer is that the document does not say."""


@dataclass(frozen=True)
class Signs:
    """What the best passage and its best sentence show.

    Cosines of both with the question; the share of the question's terms in each, by their weight
    in the index (inverse document frequency); how far its score is ahead of the next passage's;
    and whether the sentence has the kind of answer asked for (0.5 when no kind is).
    """

    sentence_cosine: float
    passage_cosine: float
    passage_coverage: float
    sentence_coverage: float
    margin: float
    fits: float


@dataclass(frozen=True)
class Coefficients:
    """What each sign counts for, and the constant."""

    signs: Signs
    constant: float


FITTED = Coefficients(
    Signs(
        sentence_cosine=7.022,
        passage_cosine=-1.835,
        passage_coverage=2.637,
        sentence_coverage=1.809,
        margin=4.258,
        fits=0.060,
    ),
    constant=-6.255,
)


def signs(found: Found) -> Signs:
    """The signs of a search's best passage."""
    candidate = int(found.order[0])
    row = found.best_sentence(candidate)
    hit = found.hit(candidate)
    scores = found.scores[found.order]
    kind = expected(found.question)
    return Signs(
        sentence_cosine=float(found.signals.sentence_dense[row]),
        passage_cosine=float(found.signals.passage_dense[candidate]),
        passage_coverage=_coverage(found, searchable(hit.passage)),
        sentence_coverage=_coverage(found, hit.citation.quote),
        margin=float(scores[0] - scores[1]) if len(scores) > 1 else float(scores[0]),
        fits=0.5 if kind is None else float(fits(kind, hit.citation.quote)),
    )


def confidence(signs: Signs, coefficients: Coefficients = FITTED) -> float:
    """The chance, in [0, 1], that the document answers."""
    weighed = zip(astuple(coefficients.signs), astuple(signs), strict=True)
    return 1 / (1 + exp(-coefficients.constant - sum(c * s for c, s in weighed)))


def _coverage(found: Found, text: str) -> float:
    # What a follow-up borrows helps to find its passage; it is not what must be said there.
    weights = {term: found.index.passage_terms.idf(term) for term in search_terms(found.asked)}
    if not weights:
        kind = expected(found.asked)
        return float(kind is not None and fits(kind, text))
    there = set(terms(text))
    return sum(w for term, w in weights.items() if term in there) / sum(weights.values())
