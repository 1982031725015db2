"""A part of a document looked up by its number, its heading, a code, or the key of its row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.documents.blocks import BlockKind
from index.documents.document import Document
from index.documents.span import Span
from index.text.terms import WORD, terms
from qa.answering.changes import change_of_clause
from qa.answering.numbering import numbered_parts, numbers_parts
from qa.answering.outline import Section, sections
from qa.answering.scope import Scope, absent_reply, cited_reply
from qa.answering.series import Series, series_in
from qa.answering.subject import documents_meant, section_meant
from qa.answering.values import row_cells
from qa.question.english.requests import LEAD_OF_LIST, LISTED_STEPS
from qa.question.kind import Named, Request
from qa.types import Answer, Citation, ReplyKind

MAX_PIECES = 8
"""Paragraphs of a part that are cited."""
MAX_PARTS = 4
"""Parts of one number that are cited, one of each document or list."""
MAX_CODED = 3
"""Lines with a code that are cited."""

_RUNS = frozenset(
    {
        BlockKind.LIST_ITEM, BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW, BlockKind.LINE,
        BlockKind.FIELD, BlockKind.LOG_LINE, BlockKind.CODE, BlockKind.ANSWER,
    }
)  # fmt: skip
"""Kinds of blocks that go on with the one before."""
_HEAD = BlockKind.TABLE_HEAD
_FIRST = "The first {} of its {} paragraphs:"
_NO_PART, _NO_PART_ANY = "The document has no {}.", "The documents have no {}."
_NO_CODE, _NO_CODE_ANY = "It never mentions “{}”.", "They never mention “{}”."


def look_up(scope: Scope, request: Request, question: str) -> Answer | None:
    """The part that a ``request`` names, whole, or that it is missing; None if unsure."""
    by: dict[Named, Callable[[Scope, Request, str], Answer | None]] = {
        Named.NUMBER: _by_number,
        Named.ORDINAL: _by_ordinal,
        Named.HEADING: _by_heading,
        Named.CODE: _by_code,
        Named.ROW: _by_row,
    }
    assert request.named
    return by[request.named](scope, request, question)


def _by_number(scope: Scope, request: Request, question: str) -> Answer | None:
    (number,) = request.things
    documents, inside = _places(scope, request)
    if not documents:
        return None
    parts = [
        (document, part)
        for document in documents
        for part in numbered_parts(document, request.part, number)
        if inside is None or any(s.document is document and s.span.overlap(part) for s in inside)
    ]
    if parts:
        parts = parts[:MAX_PARTS]
        return _cite(scope, [*parts, *_changes(scope, parts)], request, question)
    if not any(numbers_parts(document, request.part) for document in documents):
        return None
    no_part = (_NO_PART if scope.alone else _NO_PART_ANY).format(f"{request.part} {number}")
    return absent_reply(scope, ReplyKind.LOOK_UP, question, no_part)


def _changes(scope: Scope, parts: Sequence[tuple[Document, Span]]) -> list[tuple[Document, Span]]:
    """The sentences that change numbered parts."""
    changes = [
        change_of_clause(Citation.of(document, part), scope.sentences()) for document, part in parts
    ]
    return [(change.document, change.span) for change in changes if change]


def _by_ordinal(scope: Scope, request: Request, question: str) -> Answer | None:
    """An item by its place, where there is one list, or one under the heading that is named."""
    documents, inside = _places(scope, request)
    spans = (
        [(s.document, s.span) for s in inside]
        if inside
        else [(document, Span(0, len(document.text))) for document in documents]
    )
    steps = request.part.casefold() in LISTED_STEPS
    lists = [
        series
        for document, span in spans
        for series in _lists(document, span)
        if series.ordered or not steps
    ]
    if len(lists) != 1:
        return None
    (series,) = lists
    items = series.items
    place = len(items) if request.things[0] == "last" else int(request.things[0])
    if place > len(items):
        text = f"The list has {len(items)} items, no {request.part} {place}."
        return absent_reply(scope, ReplyKind.LOOK_UP, question, text)
    return _cite(scope, [(series.document, items[place - 1])], request, question)


def _by_heading(scope: Scope, request: Request, question: str) -> Answer | None:
    found = section_meant(scope, request.things[0])
    exact = {*terms(request.things[0])}
    if request.scope == "maybe":  # "in the blue folder": only a heading of just these words
        found = [s for s in found if {*terms(s.name, s.document.language)} == exact]
    if not found or len(found) > MAX_PARTS:
        return None
    return _cite(scope, [(s.document, s.span) for s in found], request, question)


def _by_code(scope: Scope, request: Request, question: str) -> Answer | None:
    (code,) = request.things
    pattern = re.compile(rf"(?<![\w-]){re.escape(code)}(?![\w-])", re.IGNORECASE)
    documents = scope.holding(WORD.findall(code))
    if not any(pattern.search(document.text) for document in documents):
        never = _NO_CODE if scope.alone else _NO_CODE_ANY
        prefix = "The document does not say. " if scope.alone else "The documents do not say. "
        return absent_reply(scope, ReplyKind.LOOK_UP, question, prefix + never.format(code))
    headed = [
        section
        for document in documents
        for section in sections(document)
        if pattern.search(section.title) and not _is_title(section)
    ]
    if headed and len(headed) <= MAX_CODED:
        return _cite(scope, [(s.document, s.span) for s in headed], request, question)
    every = [c for c in scope.sentences(documents) if pattern.search(c.quote)]
    opening = [c for c in every if pattern.match(c.quote.lstrip("|*_`-+•# \t\"'"))]
    chosen = opening or every
    if not chosen or len(chosen) > MAX_CODED:
        return None
    return cited_reply(scope, ReplyKind.LOOK_UP, question, chosen, about=question)


def _by_row(scope: Scope, request: Request, question: str) -> Answer | None:
    """The row one of whose cells is just the key that is named."""
    key = " ".join(request.things[0].casefold().split())
    rows = [
        Citation.of(document, block.span)
        for document in scope.holding(WORD.findall(key))
        for block in document.blocks
        if block.kind is BlockKind.TABLE_ROW and key in _cells(document, block.span)
    ]
    if not rows or len(rows) > MAX_PARTS:
        return None
    return cited_reply(scope, ReplyKind.LOOK_UP, question, rows, about=question)


def _cells(document: Document, row: Span) -> list[str]:
    """The words in the cells of a row, in small letters."""
    heads = (s for s in document.context_at(row.start) if document.kind_of(s) is _HEAD)
    cells = row_cells(document, row, next(heads, None))
    return [" ".join(cell.of(document.text).casefold().split()) for cell in cells if cell]


def _places(scope: Scope, request: Request) -> tuple[Sequence[Document], Sequence[Section] | None]:
    """The documents that a part may be of, and the sections, where one is named."""
    from_named = _documents_named(scope, request.scope)
    if from_named is not None:
        return from_named, None
    found = section_meant(scope, request.scope)
    return ([*dict.fromkeys(s.document for s in found)], found) if found else ([], None)


def _documents_named(scope: Scope, name: str) -> Sequence[Document] | None:
    """The documents that ``name`` means, all where it is blank; None where it means none."""
    return documents_meant(scope, name, surely=True) or None


def _lists(document: Document, span: Span) -> list[Series]:
    """The lists inside ``span``, those in items of others left out."""
    lists: list[Series] = []
    for series in series_in(document):
        first = series.items[0]
        inside = any(first.overlap(item) for other in lists for item in other.items)
        if series.kind is BlockKind.LIST_ITEM and first.overlap(span) and not inside:
            lists.append(series)
    return [series for series in lists if len(series.items) > 1]


def _is_title(section: Section) -> bool:
    return not section.document.text[: section.heading.span.start].strip()


def _cite(
    scope: Scope, parts: Sequence[tuple[Document, Span]], request: Request, question: str
) -> Answer:
    pieces = [Citation.of(d, piece) for d, part in parts for piece in _pieces(d, part)]
    more = len(pieces) > MAX_PIECES
    return cited_reply(
        scope,
        ReplyKind.LOOK_UP,
        question,
        pieces[:MAX_PIECES],
        note=_FIRST.format(MAX_PIECES, len(pieces)) if more else "",
        about=f"{request.question} {pieces[0].quote}"[:500],
    )


def _pieces(document: Document, part: Span) -> list[Span]:
    """A part in its paragraphs, a heading with the first one under it, a list or table as one."""
    pieces: list[Span] = []
    heading: Span | None = None
    last: BlockKind | None = None
    for block in document.blocks:
        if not block.span.overlap(part) or block.kind is BlockKind.NOISE:
            continue
        start, end = max(part.start, block.span.start), min(part.end, block.span.end)
        if block.words:
            heading = heading or Span(max(part.start, block.words.start), end)
            continue
        if pieces and not heading and block.kind in _RUNS and _goes_on(document, pieces[-1], last):
            pieces[-1] = Span(pieces[-1].start, end)
        else:
            pieces.append(Span(heading.start if heading else start, end))
        heading, last = None, block.kind
    return [*pieces, *([heading] if heading else [])]


def _goes_on(document: Document, before: Span, kind: BlockKind | None) -> bool:
    """Whether a list, table or answer goes on with what is ``before``, or is led in by it."""
    leads_in = LEAD_OF_LIST.search(before.of(document.text))
    return kind in _RUNS or kind is BlockKind.QUESTION or bool(leads_in)
