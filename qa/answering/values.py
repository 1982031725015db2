"""The value that a table's row, a field or a price line gives for what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.documents.blocks import BlockKind
from index.documents.document import Document
from index.documents.span import Span, trim
from index.text.terms import terms
from qa.question.answer_type import expected_type, fits
from qa.question.days import days_of
from qa.question.english.asking import ASKS_PRICE, BOTH, COLUMNS
from qa.types import Citation

# Characters of a value, and words of what it is the value of.
_MOST, _MOST_WORDS = 120, 8
_FIELD = re.compile(
    r"\W{0,6}(?P<name>[^\n:|]+?)(?:\W{0,3}:[ \t*_]+|\*{0,2} [-–—] )(?P<value>[^\n]+)"
)
_SEPARATORS = [re.compile(sign) for sign in (r"\|", r"\t+", r";", r",", r"\s*\.{3,}\s*|\s{2,}")]
_AMOUNT = re.compile(r"(?:[A-Z]{3} |[€£$¥])?\s?\d+(?:[.,]\d+)*(?:\s?(?:[A-Z]{3}|[€£$¥]|\w+))?")
_ENDS = re.compile(r"[*_|.;,\s]+$")
_ROWS = frozenset({BlockKind.TABLE_ROW})


def values_in_row(question: str, citation: Citation) -> tuple[Span, ...]:
    """The cell of a cited row in the column that ``question`` asks for; none where that is unsure.

    Those of several columns where it names them side by side ("the adult and the student fee").
    What the question gives itself ("order 1043") is the key, not the answer.
    """
    document = citation.document
    if document.kind_of(citation.span) not in _ROWS:
        return ()
    head = next((s for s in document.context_at(citation.start) if _is_head(document, s)), None)
    if head is None:
        return ()
    names, cells = row_cells(document, head), row_cells(document, citation.span, head)
    if not names or len(names) != len(cells):
        return ()
    asked, days = _terms(question, document), days_of(question)
    columns = [
        (set(_terms(name.of(document.text), document)), cell)
        for name, cell in zip(names, cells, strict=True)
        if name and cell and not _gives(asked, days, cell, document)
    ]
    for wanted in _wanted(question, document):
        if fitting := [cell for name, cell in columns if wanted & name]:
            return (fitting[0],) if len(fitting) == 1 else ()
    named = [
        (-len(shared), min(map(asked.index, shared)), i)
        for i, (name, _) in enumerate(columns)
        if (shared := name & set(asked))
    ]
    most = [column for column in named if column[0] == min(named)[0]]
    several = len(most) > 1 and BOTH.search(question)
    return tuple(columns[number][1] for *_, number in (most if several else sorted(named)[:1]))


def value_of_field(question: str, citation: Citation) -> Span | None:
    """The value of a cited field, item or heading ("Deadline: 14 May") that names what is asked.

    Of a line without a name it is the amount at its end, where a price is asked for.
    """
    document, kind = citation.document, expected_type(question)
    asked = set(_terms(question, document))
    if match := _field(citation):
        value = _trimmed(document, citation.span, *match.span("value"))
        named = asked & set(_terms(match["name"], document))
        short = value and len(value) <= _MOST and fits(kind, value.of(document.text))
        return value if named and short else None
    if ASKS_PRICE.search(question) and document.kind_of(citation.span) in (
        BlockKind.TABLE_ROW,
        BlockKind.FIELD,
        BlockKind.LINE,
    ):
        cells = [cell for cell in _cells(document, citation.span, _SEPARATORS[-1]) if cell]
        last = cells[-1] if len(cells) > 1 else None
        return last if last and _AMOUNT.fullmatch(last.of(document.text)) else None
    return None


def field_name(citation: Citation) -> str:
    """What a cited field, item or heading says that it is the value of; "" where it does not."""
    match = _field(citation)
    return match["name"] if match else ""


def _field(citation: Citation) -> re.Match[str] | None:
    match = _FIELD.match(citation.quote)
    return match if match and len(match["name"].split()) <= _MOST_WORDS else None


def row_cells(document: Document, row: Span, head: Span | None = None) -> list[Span | None]:
    """The cells of a table's ``row``, in order, None for an empty one; none where nothing parts it.

    What parts them is told by the table's ``head``, where it has one.
    """
    model = (head or row).of(document.text)
    separator = next((sign for sign in _SEPARATORS if sign.search(model)), None)
    return _cells(document, row, separator) if separator else []


def _gives(asked: list[str], days: frozenset[int], cell: Span, document: Document) -> bool:
    """Whether the question says itself what stands in ``cell``, or names one of its days."""
    words = cell.of(document.text)
    said = set(_terms(words, document))
    return (bool(said) and said <= set(asked)) or (bool(days) and days <= days_of(words))


def _wanted(question: str, document: Document) -> Iterator[set[str]]:
    """What columns are called that tell what "how heavy" or "when" asks."""
    for pattern, names in COLUMNS:
        if pattern.search(question):
            yield set(_terms(names, document))


def _is_head(document: Document, span: Span) -> bool:
    return document.kind_of(span) is BlockKind.TABLE_HEAD


def _terms(text: str, document: Document) -> list[str]:
    return terms(text, document.language)


def _cells(document: Document, span: Span, separator: re.Pattern[str]) -> list[Span | None]:
    """The cells of a row, in order, None for an empty one."""
    row, edges = span.of(document.text), [0]
    for match in separator.finditer(row):
        edges += [match.start(), match.end()]
    edges.append(len(row))
    cells = [
        _trimmed(document, span, start, end)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    first, last = (1 if row[:1] == "|" else 0), (-1 if row[-1:] == "|" else None)
    return cells[first:last]


def _trimmed(document: Document, span: Span, start: int, end: int) -> Span | None:
    """Those characters of what stands at ``span``, without blanks and marks around them."""
    inside = trim(document.text, span.start + start, span.start + end)
    if inside is None:
        return None
    left = re.compile(r"[*_`\s]*").match(document.text, inside.start, inside.end)
    begin = left.end() if left else inside.start
    tail = _ENDS.search(document.text, begin, inside.end)
    stop = tail.start() if tail else inside.end
    return Span(begin, stop) if begin < stop else None
