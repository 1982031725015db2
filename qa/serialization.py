"""An answer as JSON: the form the command line, the evals and the web endpoint share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from qa.types import Answer, Citation, Hit, ReplyKind, Standing, Why, confidence_label

# Kinds of replies whose confidence is not the chance that a sentence answers.
_UNMEASURED = {
    ReplyKind.OVERVIEW,
    ReplyKind.MENTION,
    ReplyKind.LOOK_UP,
    ReplyKind.TALK,
    ReplyKind.MARKED,
}


class SpanRecord(TypedDict):
    """Characters ``start`` to ``end`` of a document."""

    start: int
    end: int


class PlaceRecord(TypedDict, total=False):
    """Where a person finds it: ``place`` in words, "page 12", "sheet Fees, row 7", "line 40".

    ``page`` is the number printed on its page, None without one, ``page_index`` that page's number
    from 1, None for a file without pages; ``pages`` are the numbers of all pages that it runs over.
    Evidence that was exported at first has none of these.
    """

    place: str
    page: str | None
    page_index: int | None
    pages: list[int]


class QuoteRecord(TypedDict):
    """Characters ``start`` to ``end`` of ``document``, which are ``quote``.

    ``answers`` are the places in the document of the short answers in the quote.
    """

    document: str
    start: int
    end: int
    quote: str
    answers: list[SpanRecord]


class CitationRecord(QuoteRecord, PlaceRecord, total=False):
    """A citation, and the texts before it that it is read with, such as the head of a table.

    Evidence packs go without these.
    """

    context: list[str]


class ScoredText(TypedDict):
    """Characters ``start`` to ``end`` of ``document``, which are ``text``; its score in [0, 1]."""

    document: str
    start: int
    end: int
    text: str
    score: float


class PassageRecord(ScoredText, PlaceRecord):
    """A passage, its score, and its place."""


class StandingRecord(TypedDict):
    """How a passage stands by one kind of signal: rank from 1, score in [0, 1]."""

    rank: int
    score: float


class WhyRecord(TypedDict):
    """Why a passage is here; ``reader`` and ``margin`` are None where there is none."""

    dense: StandingRecord
    lexical: StandingRecord
    words: StandingRecord
    reader: StandingRecord | None
    matched: list[str]
    margin: float | None


class HitRecord(PassageRecord):
    """A passage with its best sentence, and why it is here."""

    citation: CitationRecord
    why: WhyRecord


class RetrievalRecord(TypedDict):
    """The passages found for a question, best first, with the seconds it took."""

    question: str
    passages: list[HitRecord]
    seconds: float


class AnswerSummary(TypedDict):
    """What was asked and what was said; ``searched`` is the question as it was searched."""

    question: str
    searched: str
    answer: str
    short_answer: str | None
    unsaid: str
    abstained: bool
    confidence: float


class GradeRecord(TypedDict, total=False):
    """How sure a reply is, what was asked for, and what Pincite says itself before the quotes.

    ``grade`` is a value of `qa.types.Grade`, ``kind`` of `qa.types.ReplyKind`; ``likely`` are the
    likeliest places, best first, of a reply of that grade. All are there, but for evidence that was
    exported before there were grades.
    """

    grade: str
    kind: str
    note: str
    likely: list[CitationRecord]


class AnswerRecord(AnswerSummary, GradeRecord):
    """An answer, with the seconds it took. ``passages`` are best first.

    ``closest`` is the nearest passage of a refusal, which is not an answer, or the one that holds
    the likeliest place; None where there is an answer.
    """

    citations: list[CitationRecord]
    closest: PassageRecord | None
    passages: list[PassageRecord]
    seconds: float


def record(answer: Answer, seconds: float) -> AnswerRecord:
    """``answer`` as plain values for JSON."""
    return {
        **summary_of(answer),
        **grade_of(answer),
        "likely": [_in_context(citation) for citation in answer.likely],
        "citations": [_in_context(citation) for citation in answer.citations],
        "closest": passage_record(answer.closest) if answer.closest else None,
        "passages": [passage_record(hit) for hit in answer.hits],
        "seconds": round(seconds, 4),
    }


def summary_of(answer: Answer) -> AnswerSummary:
    """What was asked and what was said, as plain values."""
    return {
        "question": answer.question,
        "searched": answer.searched,
        "answer": answer.text,
        "short_answer": answer.short_answer,
        "unsaid": answer.unsaid,
        "abstained": answer.abstained,
        "confidence": round(answer.confidence, 4),
    }


def grade_of(answer: Answer) -> GradeRecord:
    """How sure ``answer`` is, and what of, as plain values."""
    return {
        "grade": answer.grade.value,
        "kind": answer.kind.value,
        "note": answer.note,
        "likely": [citation_record(citation) for citation in answer.likely],
    }


def sureness(answer: Answer) -> str:
    """The confidence in words; nothing where it says nothing: of an overview or all places."""
    return "" if answer.kind in _UNMEASURED else confidence_label(answer.confidence)


def citation_record(citation: Citation) -> CitationRecord:
    """A citation as plain values."""
    place = citation.document.place_of(citation.span)
    return {
        "document": citation.document_id,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "answers": [{"start": a.start, "end": a.end} for a in citation.answers],
        "place": place.words,
        "page": place.page,
        "page_index": place.page_index,
        "pages": list(place.pages),
    }


def _in_context(citation: Citation) -> CitationRecord:
    return {**citation_record(citation), "context": list(citation.context)}


def passage_record(hit: Hit) -> PassageRecord:
    """A hit's passage as plain values."""
    place = hit.passage.document.place_of(hit.passage.span)
    return {
        "document": hit.passage.document.id,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
        "score": round(hit.score, 4),
        "place": place.words,
        "page": place.page,
        "page_index": place.page_index,
        "pages": list(place.pages),
    }


def retrieval_record(question: str, hits: Sequence[Hit], seconds: float) -> RetrievalRecord:
    """``hits`` as plain values for JSON."""
    return {
        "question": question,
        "passages": [
            {
                **passage_record(hit),
                "citation": _in_context(hit.citation),
                "why": why_record(hit.why),
            }
            for hit in hits
        ],
        "seconds": round(seconds, 4),
    }


def why_record(why: Why) -> WhyRecord:
    """Why a hit is here, as plain values."""
    return {
        "dense": _at(why.dense),
        "lexical": _at(why.lexical),
        "words": _at(why.words),
        "reader": why.reader and _at(why.reader),
        "matched": list(why.matched),
        "margin": None if why.margin is None else round(why.margin, 4),
    }


def _at(standing: Standing) -> StandingRecord:
    return {"rank": standing.rank, "score": round(standing.score, 4)}
