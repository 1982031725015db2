"""The answer that searches give: their best sentences, or a refusal."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import TypeVar

from index.documents.span import Span
from index.text.list_items import LIST_ITEM
from index.text.terms import terms
from qa.answering.confidence import ABSENT, THRESHOLD, confidence
from qa.answering.refusal import refusal
from qa.answering.short_answer import short_answer
from qa.question.answer_type import may_want_list
from qa.retrieval.search import SearchResult
from qa.types import Answer, Citation, Grade, Hit, answer_text

T = TypeVar("T")

MAX_SENTENCES = 3
"""Sentences in an answer."""
SENTENCES_RETURNED = 10
"""Sentences handed back beside it."""
MAX_LIKELY = 3
"""Likely places that are shown where there is no sure answer."""
NOT_SURE = "I am not sure. The likeliest place:"

# A further sentence must score this share of the first one's, and add what that one leaves out.
_NEARLY = 0.8
# Sentences that may join the answer.
_REACH = 8


def answer_from(question: str, results: Sequence[SearchResult], k: int) -> Answer:
    """The answer to ``question`` that the searches for its parts came to, with ``k`` passages.

    A part that is not answered is named. Where none is, the likeliest places are shown, unless all
    are so unlikely that the documents may be said not to answer.
    """
    chances = [confidence(result) for result in results]
    sure = [chance >= THRESHOLD for chance in chances]
    answered = [result for result, holds in zip(results, sure, strict=True) if holds]
    unanswered = [result for result, holds in zip(results, sure, strict=True) if not holds]
    cited = _together(_in_turn([cite(result) for result in answered]))
    best = [[c for c, _ in result.sentences(SENTENCES_RETURNED)] for result in results]
    sentences = _once(_in_turn(best), _place)
    possible = [r for r, chance in zip(results, chances, strict=True) if chance >= ABSENT]
    likely = () if answered else likely_places(possible)
    grade = Grade.ANSWER if cited else Grade.LIKELY if likely else Grade.ABSENT
    unsaid = refusal(unanswered, named=bool(answered)) if unanswered else ""
    return Answer(
        question=question,
        searched=" ".join(result.query.text for result in results),
        text=NOT_SURE if likely else answer_text((c.quote for c in cited), unsaid),
        citations=cited,
        hits=merge_hits(results, k),
        sentences=sentences,
        confidence=max(chances),
        grade=grade,
        unsaid=unsaid if answered else "",
        likely=likely,
    )


def likely_places(results: Sequence[SearchResult]) -> tuple[Citation, ...]:
    """The best sentences of ``results``, of each in turn, which may answer."""
    best = [[c for c, _ in result.sentences(MAX_LIKELY)] for result in results]
    return _once(_in_turn(best), _place)[:MAX_LIKELY]


def merge_hits(results: Sequence[SearchResult], k: int) -> tuple[Hit, ...]:
    """The best ``k`` passages of the searches, taken from each in turn."""
    every = _in_turn([result.hits(k) for result in results])
    return _once(every, lambda hit: (hit.passage.document.id, hit.passage.start))[:k]


def cite(result: SearchResult) -> list[Citation]:
    """The best sentence, with the short answer marked, and up to two more that add to it.

    A further sentence is taken when its score comes near the first one's and it has a term that
    was asked about and that those before it lack.
    """
    (first, best), *others = result.sentences(_REACH)
    asked = set(result.query.terms)  # what a follow-up borrows is not asked again
    if may_want_list(result.query.question) and not asked <= _terms(first):
        first = whole_list(result, first)
    short = short_answer(result, first)
    chosen = [replace(first, answers=(short,) if short else ())]
    covered = _terms(first)
    for citation, score in others:
        if _within(citation, first):
            continue
        new = _terms(citation) & asked - covered
        if new and score >= _NEARLY * best and len(chosen) < MAX_SENTENCES:
            chosen.append(citation)
            covered |= new
    return chosen


def whole_list(result: SearchResult, citation: Citation) -> Citation:
    """``citation`` with the rest of the list that it is an item of, where it is one.

    What a list is of stands above it: an item that lacks what was asked for answers with the rest.
    """
    document, best = citation.document, int(result.order[0])
    sentences = result.index.passages[result.numbers[best]].sentences
    marks = [LIST_ITEM.match(document.text, sentence.start) for sentence in sentences]
    if citation.span not in sentences or not marks[sentences.index(citation.span)]:
        return citation
    first = last = sentences.index(citation.span)
    while first and marks[first - 1]:
        first -= 1
    while last + 1 < len(sentences) and marks[last + 1]:
        last += 1
    return Citation.of(document, Span(sentences[first].start, sentences[last].end))


def _terms(citation: Citation) -> set[str]:
    return set(terms(citation.quote, citation.document.language))


def _together(cited: Iterable[Citation]) -> tuple[Citation, ...]:
    """``cited`` with each sentence once, with all the answers that were marked in it."""
    merged: dict[tuple[str, int], Citation] = {}
    for citation in cited:
        before = merged.get(_place(citation))
        answers = (*(before.answers if before else ()), *citation.answers)
        merged[_place(citation)] = replace(citation, answers=tuple(dict.fromkeys(answers)))
    return tuple(merged.values())


def _within(citation: Citation, other: Citation) -> bool:
    return citation.document_id == other.document_id and citation.span.overlap(other.span) > 0


def _place(citation: Citation) -> tuple[str, int]:
    return citation.document_id, citation.start


def _in_turn(lists: Sequence[Sequence[T]]) -> Iterator[T]:
    """The first of each list, then the second of each, and so on."""
    return (it for it in chain.from_iterable(zip_longest(*lists)) if it is not None)


def _once(every: Iterable[T], place: Callable[[T], Hashable]) -> tuple[T, ...]:
    """Of those at the same place the first."""
    first: dict[Hashable, T] = {}
    for it in every:
        first.setdefault(place(it), it)
    return tuple(first.values())
