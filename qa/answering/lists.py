"""Lists and steps, cited whole and in order, and what a lead-in leads to."""

from __future__ import annotations

import re

from index.documents.blocks import Block, BlockKind
from index.documents.document import Document, Passage
from index.documents.span import Span
from index.text.terms import terms
from qa.answering.series import series_in
from qa.question.answer_type import asks_for_several, asks_how_to, expected_type, may_want_list
from qa.retrieval.search import SearchResult
from qa.types import Citation

MOST_CHARACTERS = 3000
"""Of a list that is cited whole; of a longer one the item alone is."""

# Passages among which a list is looked for that the best sentence is not in.
_NEAR = 5
# What its headings and lead-in must have of the question's weight.
_ENOUGH = 0.5
_NUMBERED = re.compile(r"\W{0,3}\d{1,3}[.)]?\W")
_NEXT_LINE = re.compile(r"\s*\n[^\n]*\S")
_ITEMS = frozenset({BlockKind.LIST_ITEM})
_ROWS = frozenset({BlockKind.TABLE_ROW, BlockKind.FIELD})
_COLONS = (":", "：")


def whole_list(result: SearchResult, citation: Citation) -> Citation:
    """``citation``, or the list that is asked for in its stead.

    A lead-in that ends in a colon is cited with what it leads to. Where a list or steps are asked
    for, an item that does not say all that was asked is cited with the rest, and a sentence of
    another passage gives way to the list that its heading says is of what was asked. An item that
    its lead-in or heading alone makes an answer is cited with the rest, too.
    """
    question = result.query.text
    steps = asks_how_to(question)
    document = citation.document
    if not steps and not may_want_list(question) and not _is_told_by_lead(result, citation):
        return with_what_follows(citation)
    if document.kind_of(citation.span) in _ROWS:
        span = _whole_table(result, citation) if asks_for_several(question) else None
    elif document.kind_of(citation.span) in _ITEMS:
        says_all = set(result.query.terms) <= set(terms(citation.quote, document.language))
        span = None if says_all and not steps else list_at(document, citation.start)
    else:
        span = None
        wanted = steps or asks_for_several(question)
        for passage in result.passages(_NEAR) if wanted else ():
            if (named := _named_list(result, passage, steps)) is not None:
                document, span = passage.document, named
                break
    return Citation.of(document, span) if span else with_what_follows(citation)


def _is_told_by_lead(result: SearchResult, citation: Citation) -> bool:
    """Whether it is an item that its list's lead-in, or the heading above, makes an answer.

    It has no word of what is asked, and the lead-in has; or it lacks some, and the heading has all.
    """
    document, asked = citation.document, set(result.query.terms)
    if document.kind_of(citation.span) not in _ITEMS or not asked:
        return False
    own = set(terms(citation.quote, document.language))
    lead = "\n".join(citation.context)
    heading = document.heading_before(citation.start)
    over = heading.span.of(document.text) if heading else ""
    led = own.isdisjoint(asked) and not asked.isdisjoint(terms(lead, document.language))
    headed = not asked <= own and asked <= set(terms(over, document.language))
    return led or (headed and expected_type(result.query.text) is None)


def _whole_table(result: SearchResult, citation: Citation) -> Span | None:
    """All rows, or fields, where the one that is cited says itself nothing of what is asked."""
    document, asked = citation.document, set(result.query.terms)
    if not asked.isdisjoint(terms(citation.quote, document.language)):
        return None
    rows = next(s for s in series_in(document) if any(i.overlap(citation.span) for i in s.items))
    span = Span((rows.head or rows.items[0]).start, rows.items[-1].end)
    return span if len(rows.items) > 1 and len(span) <= MOST_CHARACTERS else None


def with_what_follows(citation: Citation) -> Citation:
    """``citation``, and where it is a lead-in that ends in a colon what it leads to."""
    document = citation.document
    if not citation.quote.rstrip("*_)\"'”’ ").endswith(_COLONS):
        return citation
    first = document.block_at(citation.start)
    if first.kind is BlockKind.CODE:  # a remark, and the line that it is on
        line = _NEXT_LINE.match(document.text, citation.end, first.span.end)
        return Citation.of(document, Span(citation.start, line.end())) if line else citation
    end = citation.end
    for block in document.blocks_after(first):
        context = document.context_at(block.span.start)
        if not any(span.overlap(citation.span) for span in context):
            break
        if block.span.end - citation.start > MOST_CHARACTERS:
            return citation
        end = block.span.end
    return Citation.of(document, Span(citation.start, end))


def list_at(document: Document, place: int) -> Span | None:
    """The list that the item at ``place`` is of, with its parts and all items around it."""
    blocks = [b for b in document.blocks if b.kind is not BlockKind.NOISE]
    here = blocks.index(document.block_at(place))
    first = last = here
    while first and _belongs(document, blocks[first - 1]):
        first -= 1
    while last + 1 < len(blocks) and _belongs(document, blocks[last + 1]):
        last += 1
    while first < here and blocks[first].kind not in _ITEMS:
        first += 1
    span = Span(blocks[first].span.start, blocks[last].span.end)
    return span if first < last and len(span) <= MOST_CHARACTERS else None


def _belongs(document: Document, block: Block) -> bool:
    """Whether ``block`` is an item, or stands inside one."""
    if block.kind in _ITEMS:
        return True
    around = document.context_at(block.span.start)
    return any(document.kind_of(span) in _ITEMS for span in around)


def _named_list(result: SearchResult, passage: Passage, steps: bool) -> Span | None:
    """The list in ``passage``, where its headings or lead-in name what is asked for."""
    document = passage.document
    items = [s for s in passage.sentences if document.kind_of(s) in _ITEMS]
    if not items or (steps and not _NUMBERED.match(items[0].of(document.text))):
        return None
    over = [*passage.headings, *(s.of(document.text) for s in document.context_at(items[0].start))]
    named = set(terms("\n".join(over), document.language))
    last = set(terms("\n".join(over[-2:]), document.language))
    weights = {term: result.index.passage_terms.idf(term) for term in result.query.terms}
    covered = sum(weight for term, weight in weights.items() if term in named)
    close = steps or bool(last & set(weights))
    if not close or covered < _ENOUGH * sum(weights.values()) or not covered:
        return None
    return list_at(document, items[0].start)
