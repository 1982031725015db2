"""What stands below a heading or a label: that is cited, and the heading shown as its place."""

from __future__ import annotations

import re
from itertools import chain, pairwise, takewhile

from index.documents.blocks import Block, BlockKind
from index.documents.document import Document
from index.documents.span import Span
from index.text.terms import terms
from qa.answering.lists import list_at
from qa.question.answer_type import asks_how_to, expected_type, fits
from qa.question.english.asking import NAMES_TASK
from qa.question.english.follow_ups import YES_OR_NO
from qa.retrieval.search import SearchResult
from qa.types import Citation

# Sentences among which the best one below a heading is looked for.
_SENTENCES = 60
_LONGEST_LABEL = 60  # characters
_TITLES = frozenset({BlockKind.PARAGRAPH, BlockKind.LINE})
_ROWS = frozenset({BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW, BlockKind.FIELD})
_BELOW_LABEL = _ROWS | {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
# Characters of rows that are cited whole.
_SHORT_TABLE = 800
_ENDS = re.compile(r"[.!?;:,…。：][\s*_)\"'”’]*$")
_VALUE = re.compile(r"\d|\w:\s+\w")


def below_heading(result: SearchResult, citation: Citation) -> Citation | None:
    """The best of what stands below ``citation``, where that only names what is asked for.

    Of a list it is the whole, of other text the best sentence. None where ``citation`` is no
    heading and no label, or may be the answer itself ("Deadline: 14 May").
    """
    document = citation.document
    heading = document.block_at(citation.start)
    first = next(document.blocks_after(heading), None)
    if first is None or not _is_label(document, heading, first) or _tells(result, citation):
        return None
    if first.kind is BlockKind.LIST_ITEM and (whole := list_at(document, first.span.start)):
        return Citation.of(document, whole)
    if first.kind in _ROWS and len(rows := _rows_from(document, first)) <= _SHORT_TABLE:
        return Citation.of(document, rows)
    reach = Span(first.span.start, _end_below(document, first))
    ranked = (sentence for sentence, _ in result.sentences(_SENTENCES))
    inside = (s for s in ranked if s.document_id == document.id and s.span.overlap(reach))
    return next(inside, None) or _first_sentence(result, document, first.span)


def _rows_from(document: Document, first: Block) -> Span:
    """The rows or fields that follow each other from ``first`` on."""
    alike = takewhile(lambda block: block.kind in _ROWS, document.blocks_after(first))
    last = max((block.span.end for block in alike), default=first.span.end)
    return Span(first.span.start, last)


def _end_below(document: Document, first: Block) -> int:
    """Where what begins with ``first`` below a heading ends: before the next heading or label."""
    end = first.span.end
    for block, after in pairwise(chain(document.blocks_after(first), [None])):
        if block is None or block.words or (after and _is_label(document, block, after)):
            break
        end = block.span.end
    return end


def _is_label(document: Document, block: Block, after: Block) -> bool:
    """Whether ``block`` is a heading, or a short line that stands like one over ``after``."""
    if block.words:
        return not after.words
    words = block.span.of(document.text)
    short = len(words) <= _LONGEST_LABEL and "\n" not in words and not _ENDS.search(words)
    return short and block.kind in _TITLES and after.kind in _BELOW_LABEL


def _tells(result: SearchResult, citation: Citation) -> bool:
    """Whether a heading may be an answer: by a value in it, or by what it adds to the question."""
    question, query = result.query.text, result.query
    named = {*terms(citation.quote, citation.document.language)}
    asked = {*query.terms, *query.borrowed}
    if named.isdisjoint(asked):
        return True  # that it names what is asked is not told
    if asks_how_to(question):
        return False
    kind = expected_type(question)
    adds = not named <= asked
    if _VALUE.search(citation.quote) or (adds and kind and fits(kind, citation.quote)):
        return True
    return bool(YES_OR_NO.search(question)) and not NAMES_TASK.search(citation.quote)


def _first_sentence(result: SearchResult, document: Document, span: Span) -> Citation | None:
    for number in result.index.passages_of(document.id).tolist():
        for sentence in result.index.passages[number].sentences:
            if sentence.overlap(span):
                return Citation.of(document, sentence)
    return None
