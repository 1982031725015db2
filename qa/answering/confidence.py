"""How likely it is that a document answers a question.

A logistic regression over a few plain signs, most of all what the reader says of the best sentence,
fitted by ``python -m evals.fitting.calibration`` on documents and questions of many kinds
(`evals.fitting.mix`), each question asked also of its document without the passage that answers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass
from math import exp

import numpy as np

from index.documents.document import Passage
from index.index import Index, searchable_text
from index.text.terms import terms
from qa.answering.refusal import missing_names
from qa.answering.values import field_name, value_of_field
from qa.question.answer_type import expected_type, fits
from qa.question.nouns import is_name
from qa.question.nouns import things as things_asked
from qa.retrieval.search import SearchResult

THRESHOLD = 0.55
"""Below this confidence a sentence is a likely place at the most.

On the part to choose by, 70 of 100 questions about real documents that are answered there, and 74
about everyday texts, are answered at 0.55, and of the others 70 and 85 are not; at 0.5 it is 73,
77, 66 and 83, at 0.7 58, 73, 80 and 94. The others are mostly the same questions without the
passages that answer, which is harder than what people ask of a document that does not say: of
those, 85 of 100 are not answered.
"""

ABSENT = 0.1
"""Below this confidence the documents may be said not to answer.

At 0.1 that is false of 3 of 100 questions about real documents that are answered there, and of none
about everyday texts; at 0.15 of 10 and none.
"""

EVEN = 0.65
"""The most confidence in the answer to a question that has no word of its own ("And when?").

The kind of answer finds its sentence, and no reader can tell whether that speaks of the subject.
"""

SILENT = 0.05
"""The chance of any reply, by the reader, below which the passage is taken to give none."""

UNREPLIED = 0.5
"""The most confidence in a passage that gives no reply: a likely place, however many words match.

"How deep is the pool?" is not answered by "Diving is only allowed at the deep end."
"""

UNKNOWN = 0.3
"""The most confidence where a name that is asked for is nowhere in what was searched.

So it was with 5 of 180 questions about real documents that were answered there, and with 9 of 60
that were not; of those about everyday texts with 3 of 177, and 16 of 45.
"""

# How many passages the best one is compared with, and the lead of one that stands alone.
_RIVALS, _USUAL_LEAD = 5, 0.1


@dataclass(frozen=True)
class Signs:
    """What the best passage and its best sentence show, all from 0 to 1.

    How like the question the sentence is, word by word and as a whole; the share of the question's
    terms, by their weight in the index (inverse document frequency), that the sentence has with its
    context, and that the passage has with its headings; how like the passage is to the word of the
    question that it is least like; the shares of the question's names and numbers, and of the
    things it names, that the passage has; how far its score is ahead of the next five's mean; and,
    0 where nothing was read, how far it is ahead by the encoder alone, what the reader says of the
    sentence, and of whether the passage replies at all.
    """

    sentence_words: float
    sentence_dense: float
    context: float
    coverage: float
    weakest: float
    names: float
    things: float
    lead: float
    encoded_lead: float = 0.0
    read: float = 0.0
    replies: float = 0.0


@dataclass(frozen=True)
class Coefficients:
    """What each sign counts for, and the constant."""

    signs: Signs
    constant: float


READ = Coefficients(
    Signs(
        sentence_words=0.386,
        sentence_dense=-0.786,
        context=0.090,
        coverage=0.591,
        weakest=0.445,
        names=0.331,
        things=0.872,
        lead=3.035,
        encoded_lead=3.100,
        read=2.463,
        replies=0.971,
    ),
    constant=-3.215,
)
"""Where a reader read the best passages."""
UNREAD = Coefficients(
    Signs(
        sentence_words=0.153,
        sentence_dense=1.085,
        context=1.199,
        coverage=-0.175,
        weakest=1.476,
        names=0.493,
        things=0.531,
        lead=4.468,
    ),
    constant=-2.362,
)
"""Where none did."""


def signs(result: SearchResult) -> Signs:
    """The signs of a search's best passage."""
    best = int(result.order[0])
    row = result.ranking.best[best]
    score, *rivals = result.ranking.passages[result.order[: _RIVALS + 1]].tolist()
    passage = result.index.passages[result.numbers[best]]
    there = {*terms(searchable_text(passage), passage.document.language)}
    things = things_asked(result.query.question)
    signals = result.signals
    return Signs(
        sentence_words=float(signals.sentence_words[row]),
        sentence_dense=float(signals.sentence_dense[row]),
        context=float(signals.sentence_context[row]),
        coverage=_coverage(result, passage, there),
        weakest=float(result.weakest[best]),
        names=_share(result.index, [word for word in things if is_name(word)], there),
        things=_share(result.index, things, there),
        lead=score - float(np.mean(rivals)) if rivals else _USUAL_LEAD,
        encoded_lead=_encoded_lead(result, best),
        read=float(signals.sentence_read[row]),
        replies=_replies(result, best),
    )


def confidence(result: SearchResult) -> float:
    """The chance, in [0, 1], that the document answers what was searched."""
    query = result.query
    if not (query.terms or query.borrowed):
        return 0.0
    coefficients = READ if result.odds else UNREAD
    own = signs(result)
    weighed = zip(astuple(coefficients.signs), astuple(own), strict=True)
    chance = 1 / (1 + exp(-coefficients.constant - sum(c * s for c, s in weighed)))
    if missing_names(result):
        chance = min(chance, UNKNOWN)
    if result.odds and own.replies < SILENT and not _is_field_asked(result):
        chance = min(chance, UNREPLIED)
    return chance if query.terms else min(chance, EVEN)


def surer(ways: Sequence[SearchResult]) -> SearchResult:
    """The search that is kept of those for the questions that a follow-up may ask.

    That is the first, the likeliest meaning, unless only another is answered, and out of the same
    document: elsewhere "it" is another thing.
    """
    first, *others = ways
    if not others or confidence(first) >= THRESHOLD:
        return first
    place = _best_document(first)
    same = [way for way in others if _best_document(way) == place]
    return max([first, *same], key=confidence)


def _best_document(result: SearchResult) -> str:
    (best,) = result.passages(1)
    return best.document.id


def _coverage(result: SearchResult, passage: Passage, there: Collection[str]) -> float:
    # What a follow-up borrows helps to find its passage; it is not what must be said there.
    weights = {term: result.index.passage_terms.idf(term) for term in result.query.terms}
    if not weights:
        kind = expected_type(result.query.question)
        return float(kind is not None and fits(kind, passage.text))
    return sum(w for term, w in weights.items() if term in there) / sum(weights.values())


def _share(index: Index, words: Sequence[str], there: Collection[str]) -> float:
    """The share of ``words`` any of whose terms are ``there``; 1 where there are no words."""
    known = [own for word in words if (own := index.terms(word))]
    return sum(any(term in there for term in own) for own in known) / len(known) if known else 1.0


def _encoded_lead(result: SearchResult, best: int) -> float:
    """How much more like the question the encoder takes the best sentence for than its rivals.

    Those are the likest sentences of the five other passages that have the likest, on average.
    """
    encoded = result.signals.sentence_encoded
    own = float(encoded[result.ranking.best[best]])
    by_passage = np.maximum.reduceat(encoded, result.signals.firsts[:-1])
    rivals = np.sort(np.delete(by_passage, best))[-_RIVALS:]
    if not encoded.any():
        return 0.0
    return own - float(rivals.mean()) if len(rivals) else _USUAL_LEAD


def _is_field_asked(result: SearchResult) -> bool:
    """Whether the best sentence is a field with all that is asked in its name: "Deposit: …"."""
    (((citation, _),), query) = result.sentences(1), result.query
    name = field_name(citation)
    asked = {*query.terms, *query.borrowed}
    named = set(terms(name, citation.document.language))
    return asked <= named and value_of_field(query.text, citation) is not None


def _replies(result: SearchResult, candidate: int) -> float:
    """The chance, by the reader, that the passage replies in any way; as it reads where unknown."""
    if candidate not in result.odds:
        return 0.0
    nothing = result.odds[candidate].chance("none")
    if nothing is None:
        return float(result.signals.sentence_read[result.ranking.best[candidate]])
    return 1 - nothing
