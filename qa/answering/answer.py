"""The answer a search gives: its best sentences, or a refusal that says what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import TypeVar

from index.documents.span import Span
from index.index import Index, searchable_text
from index.search.bm25 import STOPWORDS
from index.text.terms import WORD, terms
from qa.answering.confidence import THRESHOLD, confidence
from qa.question.answer_type import may_want_list
from qa.question.keywords import content_words
from qa.retrieval.rerank import short_answer
from qa.retrieval.search import SearchResult
from qa.types import Answer, Citation, Hit, answer_text

T = TypeVar("T")

MAX_SENTENCES = 3
"""Sentences in an answer."""
SENTENCES_RETURNED = 10
"""Sentences handed back beside it."""

# A further sentence must score this share of the first one's, and add what that one leaves out.
_NEARLY = 0.8
_ITEM = re.compile(r"(?:[-*•–]|\(?(?:\d+|[a-z])[.)])[ \t]")
# Sentences that may join the answer.
_REACH = 8
# Words whose absence says nothing of a document.
_SLIGHT = frozenset(
    "need needs needed must shall should would could might may allowed able ever else also both"
    " do does done doing put puts come comes go goes happen happens face faces give given last"
    " lasts people single clause section".split()
)


def answer_from(question: str, founds: Sequence[SearchResult], k: int) -> Answer:
    """The answer to ``question`` that the searches for its parts came to, with ``k`` passages.

    A part that is not answered is named; the whole is refused when none of them is.
    """
    sure = [confidence(found) for found in founds]
    said = [found for found, chance in zip(founds, sure, strict=True) if chance >= THRESHOLD]
    cited = _together(_in_turn([cite(found) for found in said]))
    others = [found for found in founds if not any(found is other for other in said)]
    unsaid = refusal(others, named=bool(said)) if others else ""
    return Answer(
        question=question,
        searched=" ".join(found.query.text for found in founds),
        text=answer_text((c.quote for c in cited), unsaid),
        citations=cited,
        hits=merge_hits(founds, k),
        sentences=_once(
            _in_turn([[c for c, _ in f.sentences(SENTENCES_RETURNED)] for f in founds]), _place
        ),
        confidence=max(sure),
        abstained=not said,
        unsaid=unsaid if said else "",
    )


def merge_hits(founds: Sequence[SearchResult], k: int) -> tuple[Hit, ...]:
    """The best ``k`` passages of the searches, taken from each in turn."""
    every = _in_turn([found.hits(k) for found in founds])
    return _once(every, lambda hit: (hit.passage.document.id, hit.passage.start))[:k]


def cite(found: SearchResult) -> list[Citation]:
    """The best sentence, with the short answer marked, and up to two more that add to it.

    A further sentence is taken when its score comes near the first one's and it has a term that
    was asked about and that those before it lack.
    """
    (first, best), *others = found.sentences(_REACH)
    asked = set(found.query.terms)  # what a follow-up borrows is not asked again
    if may_want_list(found.query.question) and not asked <= _terms(first):
        first = whole_list(found, first)
    short = short_answer(found, first)
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


def whole_list(found: SearchResult, citation: Citation) -> Citation:
    """``citation`` with the rest of the list that it is an item of, where it is one.

    What a list is of stands above it: an item that lacks what was asked for answers with the rest.
    """
    document, best = citation.document, int(found.order[0])
    sentences = found.index.passages[found.numbers[best]].sentences
    marks = [_ITEM.match(document.text, sentence.start) for sentence in sentences]
    if citation.span not in sentences or not marks[sentences.index(citation.span)]:
        return citation
    first = last = sentences.index(citation.span)
    while first and marks[first - 1]:
        first -= 1
    while last + 1 < len(sentences) and marks[last + 1]:
        last += 1
    return Citation.of(document, Span(sentences[first].start, sentences[last].end))


def refusal(founds: Sequence[SearchResult], named: bool = False) -> str:
    """That the documents do not say, and what the questions ask for that they lack.

    ``named``: beside an answer to something else, so that it has to say what is not said.
    """
    index = founds[0].index
    alone = len(index.documents) == 1 or founds[0].within is not None
    said = f"The {'document does' if alone else 'documents do'} not say"
    said += ": " + " ".join(f"“{found.query.question}”" for found in founds) if named else "."
    if missing := _quoted(word for found in founds for word in missing_words(found)):
        return f"{said} {'It never mentions' if alone else 'They never mention'} {missing}."
    if lacking := _quoted(word for found in founds for word in missing_words(found, closest=True)):
        return f"{said} The closest passage does not mention {lacking}."
    return said


def missing_words(found: SearchResult, closest: bool = False) -> list[str]:
    """The question's words, as written, that are nowhere in what was searched and were not mended.

    ``closest``: those that the best passage and its headings do not have.
    """
    index, searched = found.index, WORD.findall(found.query.text)
    if closest:
        says = _said(index, [int(found.numbers[found.order[0]])])
    else:
        says = index.says if found.within is None else _said(index, index.passages_of(found.within))
    idle = STOPWORDS.get(found.query.language, frozenset()) | _SLIGHT
    words = dict.fromkeys(content_words(found.query.question))
    return [w for w in words if w in searched and w.casefold() not in idle and not says(w)]


def _said(index: Index, numbers: Iterable[int]) -> Callable[[str], bool]:
    """Whether these passages and their headings have a word."""
    passages = [index.passages[number] for number in numbers]
    there = {t for p in passages for t in terms(searchable_text(p), p.document.language)}
    return lambda word: not index.terms(word) or not there.isdisjoint(index.terms(word))


def _terms(citation: Citation) -> set[str]:
    return set(terms(citation.quote, citation.document.language))


def _together(cited: Iterable[Citation]) -> tuple[Citation, ...]:
    """``cited`` with each sentence once, with all the answers that were marked in it."""
    kept: dict[tuple[str, int], Citation] = {}
    for citation in cited:
        before = kept.get(_place(citation))
        answers = (*(before.answers if before else ()), *citation.answers)
        kept[_place(citation)] = replace(citation, answers=tuple(dict.fromkeys(answers)))
    return tuple(kept.values())


def _within(citation: Citation, other: Citation) -> bool:
    return citation.document_id == other.document_id and citation.span.overlap(other.span) > 0


def _place(citation: Citation) -> tuple[str, int]:
    return citation.document_id, citation.start


def _in_turn(lists: Sequence[Sequence[T]]) -> Iterator[T]:
    """The first of each list, then the second of each, and so on."""
    return (it for it in chain.from_iterable(zip_longest(*lists)) if it is not None)


def _once(every: Iterable[T], place: Callable[[T], Hashable]) -> tuple[T, ...]:
    """Of those at the same place the first."""
    kept: dict[Hashable, T] = {}
    for it in every:
        kept.setdefault(place(it), it)
    return tuple(kept.values())


def _quoted(words: Iterable[str], most: int = 3) -> str:
    """The words that tell most: names and numbers before others."""
    every = [*dict.fromkeys(words)]
    telling = sorted(every, key=lambda word: word.islower())[:most]
    words = [word for word in every if word in telling]
    return " or ".join(f"“{shorten(word)}”" for word in words)


def shorten(word: str, most: int = 40) -> str:
    """``word``, cut when it is longer than any word is."""
    return word if len(word) <= most else word[: most - 1] + "…"
