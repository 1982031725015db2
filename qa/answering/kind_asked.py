"""The sentence with what is asked for: a time, a number, the day's hours, a definition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.documents.blocks import BlockKind
from index.documents.document import Document, Passage
from index.documents.span import Span
from index.text.context import context_of
from index.text.list_items import without_label
from index.text.terms import terms
from qa.answering.outline import Section
from qa.question.answer_type import expected_type, fits, surely_lacks
from qa.question.days import days_of
from qa.question.english.asking import ASKS_DEFINITION, DEFINES, NO_TIME
from qa.question.kind import plain
from qa.retrieval.search import SearchResult
from qa.types import Citation

# Passages and sentences among which another is looked for, and one that defines.
_PASSAGES, _SENTENCES, _DEFINING = 5, 40, 10
# Characters of the document, to either side, in which one for another day is.
_REACH = 10_000
_UNITS = frozenset({BlockKind.TABLE_ROW, BlockKind.FIELD, BlockKind.LIST_ITEM, BlockKind.LINE})
# The share of what the question asks, by weight, that the other must have.
_MAIN = 0.6


def of_kind_asked(result: SearchResult, best: Citation) -> Citation:
    """``best``, or where that lacks what is asked for, another sentence that has it."""
    return _of_definition_asked(result, of_day_asked(result, _of_type_asked(result, best)))


def _of_type_asked(result: SearchResult, best: Citation) -> Citation:
    """The next sentence with the time or number that ``best`` lacks.

    That is one of the first passages, with as many of the question's main words.
    """
    question = result.query.text
    if not _lacks(result, best):
        return best
    near, kind = result.passages(_PASSAGES), expected_type(question)
    least = max(_MAIN, _covered(result, best, _passage_of(best, near)))
    for other, _ in result.sentences(_SENTENCES):
        passage = _passage_of(other, near)
        if passage and fits(kind, other.quote) and _covered(result, other, passage) >= least:
            return other
    return best


def of_day_asked(result: SearchResult, best: Citation) -> Citation:
    """``best``, or where it holds on other days than the question names, its fellow that does.

    "Open on Sunday?" is answered by the row "Sat & Sun", which has no word of the question, and not
    by the one of Monday. A fellow is a row, field, item or line like it, under
    the same heading and table head.
    """
    asked, told = days_of(result.query.text), days_of(best.quote)
    document, place = best.document, _stands(best.document, best.span)
    if not asked or not told or asked <= told or document.kind_of(best.span) not in _UNITS:
        return best
    near = Span(max(0, best.start - _REACH), min(best.end + _REACH, len(document.text)))
    for block in document.blocks_in(near):
        holds = asked <= days_of(block.span.of(document.text))
        if holds and _stands(document, block.span) == place:
            return Citation.of(document, block.span)
    return best


def holds_on_day_asked(result: SearchResult, citation: Citation) -> bool:
    """Whether ``citation`` names the days that the question does, in whatever form."""
    asked = days_of(result.query.text)
    return bool(asked) and asked <= days_of(citation.quote)


def lacks_kind_asked(result: SearchResult, cited: Sequence[Citation]) -> bool:
    """Whether nothing that is ``cited`` has the time or the number that is asked for."""
    return bool(cited) and all(_lacks(result, citation) for citation in cited)


def _of_definition_asked(result: SearchResult, best: Citation) -> Citation:
    """``best``, or the likeliest sentence that begins with what is asked for and says what it is.

    That is "**X**: …", "X is …", "“X” means …"; other sentences only mention it.
    """
    question = plain(result.query.text)
    asked = next((m for pattern in ASKS_DEFINITION if (m := pattern.match(question))), None)
    if asked is None:
        return best
    thing = r"\W+".join(map(re.escape, re.findall(r"\w+", asked["thing"])))
    defines = re.compile(DEFINES.format(thing=thing), re.IGNORECASE)
    if not thing or defines.match(best.quote):
        return best
    every = (citation for citation, _ in result.sentences(_DEFINING))
    return next((citation for citation in every if defines.match(citation.quote)), best)


def _stands(document: Document, span: Span) -> tuple[object, ...]:
    heading = document.heading_before(span.start)
    return document.kind_of(span), heading, document.context_at(span.start)


def _lacks(result: SearchResult, citation: Citation) -> bool:
    """Whether a citation lacks what is asked for, with what it is read with and its heading."""
    document = citation.document
    heading = document.heading_before(citation.start)
    above = [NO_TIME.sub("", Section(document, heading, ()).name)] if heading else []
    read = [citation.quote, *citation.context, *above]
    return all(surely_lacks(result.query.text, without_label(text)) for text in read)


def _passage_of(citation: Citation, passages: Sequence[Passage]) -> Passage | None:
    return next(
        (
            passage
            for passage in passages
            if passage.document.id == citation.document_id and passage.span.overlap(citation.span)
        ),
        None,
    )


def _covered(result: SearchResult, citation: Citation, passage: Passage | None) -> float:
    """The share of what is asked that a sentence has, with its headings and its context."""
    idf, asked = result.index.passage_terms.idf, {*result.query.terms, *result.query.borrowed}
    document = citation.document
    read = [citation.quote]
    if passage:
        read += [span.of(document.text) for span in context_of(passage, citation.span)]
        read += [document.title, *passage.headings]
    there = set(terms("\n".join(read), document.language))
    most = sum(map(idf, asked))
    return sum(map(idf, asked & there)) / most if most else 0.0
