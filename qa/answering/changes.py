"""What changes a cited sentence: a later one, an exception, an outcome, a newer version."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

from index.documents.blocks import BlockKind
from index.documents.document import Document, Passage
from index.documents.span import Span
from index.text.terms import terms, words
from qa.answering.same_text import is_alike
from qa.question.english.asking import AMENDS, CHANGES, CLAUSE, HEADS_CHANGES
from qa.question.english.statements import (
    ALLOWS,
    ASKS_OF_WISH,
    DECISIONS,
    EXCEPTS,
    FORBIDS,
    GOES_ON,
    LIMITS,
    OUTCOMES,
    WISHES,
)
from qa.retrieval.search import SearchResult
from qa.types import Citation

# Passages that are looked through for a change.
_NEAR = 15
# The share of the terms asked and answered that a sentence must have which says that something
# changes, and one under a heading that does.
_SHARED, _SHARED_UNDER_HEADING = 0.66, 0.5
# The number that a clause begins with.
_NUMBER = re.compile(r"\W*(?:\w+ )?(\d+(?:\.\d+)*)")
_NEXT_CLAUSE = re.compile(r"\n[ \t]*[A-Z]?\d{1,3}(?:\.\d+)*[.)]\s")
# Characters in which a document says what it belongs to.
_OPENING = 300
# Characters of an amendment's clause that is cited whole.
_LONGEST = 400
# What tells versions of a document apart in its title.
_VERSION = re.compile(r"\d|^(?:v|version|draft|final|new|old|updated|revised|edition)$")
# Characters of a rule with its exceptions, and sentences after it that may be some.
_LONGEST_RULE, _EXCEPTIONS = 320, 2
# An item's sentences are all of one rule.
_ITEMS = frozenset({BlockKind.LIST_ITEM, BlockKind.CLAUSE})
# Sentences after a wish among which its outcome is looked for.
_OUTCOMES = 4


def change_of(result: SearchResult, citation: Citation) -> Citation | None:
    """The sentence that changes what ``citation`` says, or that it changes, if there is one.

    It is of the same document, on the same thing, and the later of the two says so ("instead",
    "no longer", under "Changes"); or it says nearly the same, otherwise, in another version of the
    document; or it names the clause that is cited by its number.
    """
    passages = result.passages(_NEAR)
    if by_number := change_of_clause(citation, (s for p in passages for s in _sentences(p))):
        return by_number
    subject = _subject(result, citation)
    if not subject:
        return None
    here = next((p for p in passages if _holds(p, citation)), None)
    if here is None:
        return None
    own_share = _share_asked(here, citation.span)
    for passage in passages:
        for sentence in passage.sentences:
            other = Citation.of(passage.document, sentence)
            if other.document_id == citation.document_id:
                changed = sentence.overlap(citation.span) == 0 and (
                    own_share
                    if sentence.start < citation.start
                    else _share_asked(passage, sentence)
                )
                least = changed or None
            else:
                least = _SHARED if _is_version(citation, other) else None
            if least and _share(subject, other) >= least:
                return other
    return None


def change_of_clause(citation: Citation, sentences: Iterable[Citation]) -> Citation | None:
    """What changes the numbered clause that ``citation`` begins in, by the first of ``sentences``.

    It stands in the same document, or in one whose title or opening names that.
    """
    document = citation.document
    number = _NUMBER.match(document.block_at(citation.start).span.of(document.text))
    if number is None:
        return None
    clause = re.compile(CLAUSE.pattern + rf"{re.escape(number[1])}(?![\w.]*\d)", re.IGNORECASE)
    for other in sentences:
        if not clause.search(other.quote) or not AMENDS.search(other.quote):
            continue
        if other.document_id == document.id:
            belongs = not other.span.overlap(citation.span)
        else:
            belongs = _is_about(other, document)
        if belongs:
            return _whole(other)
    return None


def sentences_after(result: SearchResult, citation: Citation) -> Iterator[Citation]:
    """The sentences behind ``citation`` in its passage and in the next of its document."""
    near = _passages_from(result, citation)
    return (
        Citation.of(passage.document, sentence)
        for passage in near
        for sentence in passage.sentences
        if sentence.start >= citation.end
    )


def _passages_from(result: SearchResult, citation: Citation) -> list[Passage]:
    """The passage in which ``citation`` begins, and the next of its document."""
    numbers = result.index.passages_of(citation.document_id).tolist()
    every = result.index.passages
    behind = bisect_right(
        range(len(numbers)), citation.start, key=lambda place: every[numbers[place]].start
    )
    return [every[number] for number in numbers[max(0, behind - 1) : behind + 1]]


def with_exceptions(result: SearchResult, citation: Citation) -> Citation:
    """``citation``, and the sentences of its block that except from it, or limit it.

    "Smoking is prohibited inside." says too much without "It is allowed on the balcony.", and "The
    limit is 140 euros." without "In London it is 210."
    """
    end = citation.end
    for other in islice(_in_block(result, citation), _EXCEPTIONS):
        if not excepts(citation, other) or other.end - citation.start > _LONGEST_RULE:
            break
        end = other.end
    return Citation.of(citation.document, Span(citation.start, end))


def excepts(rule: Citation, other: Citation) -> bool:
    """Whether ``other``, right behind the ``rule``, says what that does not hold of."""
    if LIMITS.search(other.quote):
        return True
    forbids = bool(FORBIDS.search(rule.quote))
    if not forbids and not ALLOWS.search(rule.quote):
        return False
    turns = ALLOWS.search(other.quote) if forbids else FORBIDS.search(other.quote)
    of_item = rule.document.kind_of(rule.span) in _ITEMS
    of_same = of_item or GOES_ON.match(other.quote) or _share_word(rule, other)
    return bool(EXCEPTS.search(other.quote) or (turns and of_same))


def _share_word(one: Citation, other: Citation) -> bool:
    language = one.document.language
    return not {*terms(one.quote, language)}.isdisjoint(terms(other.quote, language))


def limits(result: SearchResult, citation: Citation) -> bool:
    """Whether what is cited, or the sentences right behind it, limit what it begins with."""
    (first, *_) = [*_sentences_at(result, citation), citation]
    return any(excepts(first, other) for other in islice(_in_block(result, first), _EXCEPTIONS))


def outcome_of(result: SearchResult, citation: Citation) -> Citation | None:
    """What came of the wish, or holds instead of the old state, that ``citation`` tells.

    It is one of the next sentences of the block. None where the wish itself was asked for.
    """
    wish, asked = citation.quote, result.query.text
    told = DECISIONS.search(wish) or OUTCOMES.search(wish)
    if told or not WISHES.search(wish) or ASKS_OF_WISH.search(asked):
        return None
    after = [*islice(_in_block(result, citation), _OUTCOMES)]
    decided = (other for other in after if DECISIONS.search(other.quote))
    since = (
        other
        for other in after
        if OUTCOMES.search(other.quote)
        and (
            GOES_ON.search(other.quote)
            or _share_word(citation, other)
            or "since" in other.quote.casefold()
        )
    )
    return next(decided, None) or next(since, None)


def _sentences_at(result: SearchResult, citation: Citation) -> list[Citation]:
    return [
        Citation.of(citation.document, sentence)
        for passage in _passages_from(result, citation)
        for sentence in passage.sentences
        if sentence.overlap(citation.span)
    ]


def _in_block(result: SearchResult, citation: Citation) -> Iterator[Citation]:
    block = citation.document.block_at(citation.start).span
    return (o for o in sentences_after(result, citation) if o.span.overlap(block))


def _whole(sentence: Citation) -> Citation:
    """The clause that a sentence is of, which says what holds instead; itself where it is long.

    It goes on to the line that begins with the next one's number.
    """
    document = sentence.document
    block = document.block_at(sentence.start).span
    behind = _NEXT_CLAUSE.search(document.text, sentence.end, block.end)
    first = _NEXT_CLAUSE.search(document.text, block.start, sentence.start)
    start = sentence.start if first or behind else block.start
    whole = Span(start, behind.start() if behind else block.end)
    short = len(whole) <= _LONGEST and whole.overlap(sentence.span) == len(sentence.span)
    return Citation.of(document, whole) if short else sentence


def _sentences(passage: Passage) -> list[Citation]:
    return [Citation.of(passage.document, sentence) for sentence in passage.sentences]


def _is_about(other: Citation, document: Document) -> bool:
    """Whether another document's title or opening has a noun of this one's title."""
    opening = f"{other.document.title}\n{other.document.text[:_OPENING]}"
    named = {word for word in terms(document.title, document.language) if not word.isdigit()}
    return not named.isdisjoint(terms(opening, other.document.language))


def _holds(passage: Passage, citation: Citation) -> bool:
    same = passage.document.id == citation.document_id
    return same and passage.span.overlap(citation.span) > 0


def _subject(result: SearchResult, citation: Citation) -> set[str]:
    """The terms that were asked and that ``citation`` says."""
    said = set(terms(citation.quote, citation.document.language))
    return {*result.query.terms, *result.query.borrowed} & said


def _share(subject: set[str], other: Citation) -> float:
    return len(subject & set(terms(other.quote, other.document.language))) / len(subject)


def _share_asked(passage: Passage, sentence: Span) -> float | None:
    """How much a sentence must share that says, or whose heading says, that something changes."""
    if CHANGES.search(sentence.of(passage.document.text)):
        return _SHARED
    headings = passage.headings[1:] or passage.headings[:0]
    return _SHARED_UNDER_HEADING if any(map(HEADS_CHANGES.search, headings)) else None


def _is_version(citation: Citation, other: Citation) -> bool:
    titles = [
        [word for word in words(c.document.title) if not _VERSION.search(word)]
        for c in (citation, other)
    ]
    return titles[0] == titles[1] and is_alike(citation.quote, other.quote)
