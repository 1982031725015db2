"""An answer as JSON: the form the command line, the evals and the web endpoint share."""

from __future__ import annotations

from typing import TypedDict

from qa.types import Answer, Citation, Hit, Why


class Place(TypedDict):
    """Characters ``start`` to ``end`` of a document."""

    start: int
    end: int


class Quoted(TypedDict):
    """A citation: characters ``start`` to ``end`` of ``document`` are ``quote``.

    ``answers`` are the places in the document of the short answers in the quote.
    """

    document: str
    start: int
    end: int
    quote: str
    answers: list[Place]


class Ranked(TypedDict):
    """A passage and its score in [0, 1]."""

    document: str
    start: int
    end: int
    text: str
    score: float


class Record(TypedDict):
    """An answer, with the seconds it took. ``passages`` are best first."""

    question: str
    answer: str
    short_answer: str | None
    unsaid: str
    abstained: bool
    confidence: float
    citations: list[Quoted]
    passages: list[Ranked]
    seconds: float


def record(answer: Answer, seconds: float) -> Record:
    """``answer`` as plain values for JSON."""
    return {
        "question": answer.question,
        "answer": answer.text,
        "short_answer": answer.short_answer,
        "unsaid": answer.unsaid,
        "abstained": answer.abstained,
        "confidence": round(answer.confidence, 4),
        "citations": [quoted(citation) for citation in answer.citations],
        "passages": [ranked(hit) for hit in answer.hits],
        "seconds": round(seconds, 4),
    }


def quoted(citation: Citation) -> Quoted:
    """A citation as plain values."""
    return {
        "document": citation.document_id,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "answers": [{"start": a.start, "end": a.end} for a in citation.answers],
    }


def ranked(hit: Hit) -> Ranked:
    """A hit's passage as plain values."""
    return {
        "document": hit.passage.document.id,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
        "score": round(hit.score, 4),
    }


def explained(why: Why) -> dict[str, object]:
    """Why a hit is here, as plain values."""
    kinds = {"dense": why.dense, "lexical": why.lexical, "words": why.words, "reader": why.reader}
    return {
        **{
            kind: at and {"rank": at.rank, "score": round(at.score, 4)}
            for kind, at in kinds.items()
        },
        "matched": list(why.matched),
        "margin": None if why.margin is None else round(why.margin, 4),
    }
