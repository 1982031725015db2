"""Documents compared, as HTML: the view, and what fills its table. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from qa.comparison.table import Cell, Table
from qa.comparison.words import remark, values_in_words
from qa.question.validation import MAX_CHARACTERS
from qa.templating import Html
from qa.types import Citation, Grade
from qa.web import messages
from qa.web.anchors import span_anchor
from qa.web.templates import TEMPLATES
from qa.web.templates.origin import place_of
from qa.web.templates.reply import quote_html

_make = partial(TEMPLATES.make, "comparison.html")
# Quotes of a cell that are shown at once.
_FEW = 3


class _Quote(NamedTuple):
    """A quote, its address in the source, and where it stands."""

    text: Html
    anchor: str
    place: str


class _Mark(NamedTuple):
    """What a document tells differently, and its row."""

    row: int
    text: str


def view(most_documents: int, most_questions: int) -> Html:
    """Where questions and documents are chosen, and the table comes."""
    return _make(
        "view",
        most_documents=most_documents,
        most_questions=most_questions,
        longest=(MAX_CHARACTERS + 1) * most_questions,
    )


def table(empty: Table, remarks: Sequence[str]) -> Html:
    """A table with nothing in it yet, and what is to be known of it."""
    names = [(row.document.title, row.document.id) for row in empty.rows]
    return _make("table", questions=empty.questions, names=names, remarks=remarks)


def changes(before: Table, after: Table) -> Html:
    """What ``after``, the same table with one more cell, has that ``before`` has not."""
    (row, column), cell = next(
        ((row, column), cell)
        for row, (old, new) in enumerate(zip(before.rows, after.rows, strict=True))
        for column, (was, cell) in enumerate(zip(old.cells, new.cells, strict=True))
        if cell and was is None
    )
    parts = [_cell(row, column, cell)]
    if _marks(before, column) != (marks := _marks(after, column)):
        parts.append(_make("marks", column=column, marks=marks, of=len(after.rows)))
    return Html("".join([*parts, progress(after.asked, after.size)]))


def progress(done: int, of: int) -> Html:
    """How far a table is; that it is still to be begun where ``of`` is 0."""
    return _make("progress", done=done, of=of)


def end(last: Table) -> Html:
    """That nothing more comes: the table is whole, or was stopped."""
    return _make("end", whole=last.asked == last.size)


def problem(sentence: str) -> Html:
    """Why there is no table, or no more of it."""
    return _make("problem", sentence=sentence)


def _cell(row: int, column: int, cell: Cell) -> Html:
    quotes = [_quote(quote, cell.grade) for quote in cell.quotes]
    return _make(
        "cell",
        row=row,
        column=column,
        grade=cell.grade.value,
        label=_label(cell.grade),
        remark=messages.of_engine(remark(cell)),
        quotes=quotes[:_FEW],
        others=quotes[_FEW:],
    )


def _quote(quote: Citation, grade: Grade) -> _Quote:
    document = quote.document
    kind = "likely" if grade is Grade.LIKELY else "cite"
    anchor = span_anchor(kind, document, quote.span)
    return _Quote(quote_html(quote), anchor, place_of(document, quote.span))


def _marks(of: Table, column: int) -> list[_Mark]:
    return [
        _Mark(row, values_in_words(values))
        for (row, own), values in of.differences.items()
        if own == column
    ]


def _label(grade: Grade) -> str:
    labels = {Grade.LIKELY: messages.LIKELY_PLACE, Grade.ABSENT: messages.DOES_NOT_SAY}
    return labels.get(grade, "")
