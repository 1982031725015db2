"""The answer that searches give: their best sentences, or a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import TypeVar

from qa.answering.citations import answer_below, answers_another, cite
from qa.answering.confidence import ABSENT, THRESHOLD, UNKNOWN, confidence
from qa.answering.kind_asked import lacks_kind_asked, of_day_asked
from qa.answering.refusal import missing_names, never_mentioned, not_sure, refusal
from qa.answering.same_text import each_once, plain_text
from qa.answering.yes_no import yes_or_no
from qa.retrieval.search import SearchResult
from qa.types import Answer, Citation, Grade, Hit, answer_text

T = TypeVar("T")

SENTENCES_RETURNED = 10
"""Sentences handed back beside it."""
MAX_LIKELY = 3
"""Likely places that are shown where there is no sure answer."""
# Of the passages and sentences found, some may be copies of others.
_COPIES = 3
# Of a place that may answer: "A3." is a label that was cut off.
_FEWEST_LETTERS = 4


def answer_from(question: str, results: Sequence[SearchResult], k: int) -> Answer:
    """The answer to ``question`` that the searches for its parts came to, with ``k`` passages.

    A part that is not answered is named. Where none is, the likeliest places are shown, unless all
    are so unlikely that the documents may be said not to answer; their note, which what leads to
    them says, names what is asked for and never mentioned.
    """
    citations = [cite(result) for result in results]
    chances = [_chance(*searched) for searched in zip(results, citations, strict=True)]
    sure = [chance >= THRESHOLD for chance in chances]
    answered = [result for result, holds in zip(results, sure, strict=True) if holds]
    unanswered = [result for result, holds in zip(results, sure, strict=True) if not holds]
    told = [own for own, holds in zip(citations, sure, strict=True) if holds]
    cited = each_once(_together(_in_turn(told)))
    best = [[c for c, _ in result.sentences(SENTENCES_RETURNED)] for result in results]
    sentences = each_once(_in_turn(best))
    possible = [r for r, chance in zip(results, chances, strict=True) if not lacks(r, chance)]
    likely = () if answered else likely_places(possible)
    grade = Grade.ANSWER if cited else Grade.LIKELY if likely else Grade.ABSENT
    note = yes_or_no(results[0], cited[0]) if cited and len(results) == 1 else ""
    note = never_mentioned(possible) if likely else note
    unsaid = refusal(unanswered, named=bool(answered)) if unanswered else ""
    if likely:
        text = not_sure(len(likely), note)
    else:
        text = answer_text((c.quote for c in cited), unsaid, note)
    return Answer(
        question=question,
        searched=" ".join(result.query.text for result in results),
        text=text,
        citations=cited,
        hits=merge_hits(results, k),
        sentences=sentences,
        confidence=max(chances),
        grade=grade,
        unsaid=unsaid if answered else "",
        likely=likely,
        note=note,
    )


def _chance(result: SearchResult, cited: Sequence[Citation]) -> float:
    """The chance that what is ``cited`` answers: small where it lacks what is asked for."""
    chance = confidence(result)
    return min(chance, UNKNOWN) if lacks_kind_asked(result, cited) else chance


def lacks(result: SearchResult, chance: float) -> bool:
    """Whether the documents may be said not to answer what was searched.

    Where the chance that they do is least, and where it is small and they never have a name that
    is asked for. Of a question without a word of its own ("How long is it?") nothing may be said.
    """
    if not (result.query.terms or result.query.borrowed):
        return False
    return chance < ABSENT or (chance < UNKNOWN and bool(missing_names(result)))


def likely_places(results: Sequence[SearchResult]) -> tuple[Citation, ...]:
    """The best sentences of ``results``, of each in turn, which may answer."""
    best = [
        (
            place
            for c, _ in result.sentences(_COPIES * MAX_LIKELY)
            if len(plain_text(c.quote)) >= _FEWEST_LETTERS
            and not answers_another(result, place := answer_below(result, of_day_asked(result, c)))
        )
        for result in results
    ]
    return each_once(_in_turn(best), MAX_LIKELY)


def merge_hits(results: Sequence[SearchResult], k: int) -> tuple[Hit, ...]:
    """The best ``k`` passages of the searches, taken from each in turn, and a copy only once."""
    return each_once(_in_turn([result.each_hit(_COPIES * k) for result in results]), k)


def _together(cited: Iterable[Citation]) -> tuple[Citation, ...]:
    """``cited`` with each sentence once, with all the answers that were marked in it."""
    merged: dict[tuple[str, int], Citation] = {}
    for citation in cited:
        before = merged.get(_place(citation))
        answers = (*(before.answers if before else ()), *citation.answers)
        merged[_place(citation)] = replace(citation, answers=tuple(dict.fromkeys(answers)))
    return tuple(merged.values())


def _place(citation: Citation) -> tuple[str, int]:
    return citation.document_id, citation.start


def _in_turn(lists: Iterable[Iterable[T]]) -> Iterator[T]:
    """The first of each list, then the second of each, and so on."""
    return (it for it in chain.from_iterable(zip_longest(*lists)) if it is not None)
