"""What a document lists: the rows of a table, items, fields, headings of a kind. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.documents.blocks import BlockKind
from index.documents.document import Document
from index.documents.span import Span
from index.text.terms import WORD, terms
from qa.answering.outline import Section, sections
from qa.answering.series import Series, series_in
from qa.answering.values import row_cells
from qa.question.english.requests import PERSON_COLUMN, SUMMING_ROW

MOST_HEADINGS = 40
"""Headings that are cited one by one."""

_TWO_NAMES = re.compile(r"\W*(?:[A-ZÀ-Þ][\w.’'-]* ){1,3}[A-ZÀ-Þ][\w’'-]+")
_FEWEST_RUN_IN = 3  # things between semicolons that are a list
_PROSE = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.FIELD, BlockKind.CLAUSE, BlockKind.LIST_ITEM}
)
_COUNTER = re.compile(r"\b(?:\d+[a-z]?|[A-Z]|[IVXLC]+)\b")


@dataclass(frozen=True)
class Listing:
    """Things of one kind: their places, what they are called, and where the whole is cited.

    Each set of terms in ``names`` may be what they are called; ``around`` has the terms of the
    headings over them and of the title, too. ``ordered`` tells whether they are numbered, and
    ``people`` whether they are persons.
    """

    document: Document
    kind: BlockKind
    items: tuple[Span, ...]
    cited: tuple[Span, ...]
    names: tuple[frozenset[str], ...]
    around: frozenset[str]
    ordered: bool = False
    people: bool = False


def listings(document: Document) -> Iterator[Listing]:
    """What ``document`` lists, of at least two items each."""
    title = {*terms(document.title, document.language)}
    every = series_in(document)
    under = Counter((series.headings, series.kind) for series in every)
    for series in every:
        alone = under[series.headings, series.kind] == 1
        if listing := _of_series(series, title, alone=alone):
            yield listing
    for block in document.blocks:
        if block.kind in _PROSE:
            yield from _run_in(document, block.span, title)
    yield from _of_headings(document, title)


def _of_series(series: Series, title: set[str], *, alone: bool) -> Listing | None:
    """What a series lists; the heading tells of one of its kind that is ``alone`` under it."""
    document = series.document
    rows = [row_cells(document, item, series.head) for item in series.items]
    items = tuple(
        item for item, cells in zip(series.items, rows, strict=True) if not _sums_up(series, cells)
    )
    heading = series.headings[-1] if series.headings else ""
    name = series.name or (heading if len(series.headings) > 1 else "")
    if name == heading and not alone:
        name = ""
    label = frozenset(terms(name, document.language))
    if len(items) < 2 or not (label or series.head or series.kind is BlockKind.QUESTION):
        return None
    names = [label] if label else []
    people = all(_TWO_NAMES.match(item.of(document.text).lstrip("-*•+ ")) for item in items)
    if series.kind is BlockKind.QUESTION:
        names.append(frozenset(terms("questions")))
    if series.head:
        for number, (words, column) in enumerate(_columns(series, rows)):
            people |= not number and bool(PERSON_COLUMN.fullmatch(words))
            if words and _tells_apart(column):
                whole = label if not number else frozenset[str]()
                names.append(whole.union(terms(words, document.language)))
    over = {t for heading in series.headings for t in terms(heading, document.language)}
    return Listing(
        document,
        series.kind,
        items,
        (series.span,),
        tuple(names),
        frozenset({*over, *title, *label}),
        series.ordered,
        people,
    )


def _columns(
    series: Series, rows: Sequence[Sequence[Span | None]]
) -> Iterator[tuple[str, list[str]]]:
    """What each column of a table with a head is called, and the words in its cells."""
    text = series.document.text
    heads = row_cells(series.document, series.head) if series.head else []
    for number, head in enumerate(heads):
        cells = [row[number] if number < len(row) else None for row in rows]
        yield head.of(text) if head else "", [cell.of(text) if cell else "" for cell in cells]


def _sums_up(series: Series, cells: Sequence[Span | None]) -> bool:
    first = next((cell for cell in cells if cell), None)
    table = series.kind is BlockKind.TABLE_ROW
    return bool(table and first and SUMMING_ROW.fullmatch(first.of(series.document.text)))


def _tells_apart(column: Sequence[str]) -> bool:
    """Whether each row has a word of its own in a ``column``, so that it is what rows are of."""
    words = [cell for cell in column if any(map(str.isalpha, cell))]
    return len(words) == len(column) == len({word.casefold() for word in words})


def _run_in(document: Document, block: Span, title: set[str]) -> Iterator[Listing]:
    """A list within a sentence, "The goals are: …; …; and …"."""
    words = block.of(document.text)
    head, colon, rest = words.partition(":")
    start = max((m.end() for m in re.finditer(r"[.!?]\s+", head)), default=0)
    sentence = re.split(r"(?<=[.!?])\s", rest, maxsplit=1)[0]
    if not colon or sum(bool(item.strip()) for item in sentence.split(";")) < _FEWEST_RUN_IN:
        return
    edge = block.start + len(head) + 1
    items = []
    for item in sentence.split(";"):
        if item.strip():
            items.append(Span(edge, edge + len(item)))
        edge += len(item) + 1
    name = frozenset(terms(head[start:], document.language))
    above = document.heading_before(block.start)
    over = terms(above.span.of(document.text), document.language) if above else []
    cited = Span(block.start + start, block.start + len(head) + 1 + len(sentence))
    around = frozenset({*name, *over, *title})
    yield Listing(document, BlockKind.PARAGRAPH, (*items,), (cited,), (name,), around)


def _of_headings(document: Document, title: set[str]) -> Iterator[Listing]:
    """The headings right under one, and those that are called alike ("Room 1", "Room 2")."""
    every = sections(document)
    for parent in every:
        below = [s for s in every if parent.span.overlap(s.heading.span) and s is not parent]
        level = min((s.heading.level for s in below), default=0)
        children = [s for s in below if s.heading.level == level]
        first = not document.text[: parent.heading.span.start].strip()
        if len(children) > 1 and (not first or _alike(children)):
            name = frozenset(terms(parent.name, document.language))
            yield _headed(document, children, name, title)
    for level in {section.heading.level for section in every}:
        same = [s for s in every if s.heading.level == level]
        kinds: dict[str, list[Section]] = {}
        for section in same:
            word = next(iter(WORD.findall(section.title)), "")
            if word and _COUNTER.search(section.title[len(word) :]):
                kinds.setdefault(word, []).append(section)
        for word, alike in kinds.items():
            if len(alike) > 1:
                name = frozenset(terms(word, document.language))
                yield _headed(document, alike, name, title)


def _headed(
    document: Document, children: Sequence[Section], name: frozenset[str], title: set[str]
) -> Listing:
    return Listing(
        document,
        BlockKind.HEADING,
        tuple(child.span for child in children),
        tuple(child.words for child in children)[:MOST_HEADINGS],
        (name,),
        frozenset({*name, *title}),
    )


def _alike(children: Sequence[Section]) -> bool:
    """Whether parts of a document are of one kind: each has a label that all have."""
    labels = [
        {
            words
            for block in child.blocks
            for words in [block.span.of(child.document.text).strip("#*_ ").casefold()]
            if block.words or words.endswith(":")
        }
        for child in children
    ]
    return bool(set.intersection(*labels))
