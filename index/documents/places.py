"""Where in a file a text stands, as a person looks it up: a page, a slide, a row, a chapter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.documents.span import Span
from index.errors import SpanError


class UnitKind(StrEnum):
    """What a unit is: the part of a file that people name when they say where something stands.

    ``REMARKS`` is what stands beside the text of a page: notes, and what a form is filled in with.
    ``BODY`` is a whole text without parts, such as a letter; ``LINES`` is one whose lines can be
    counted in its file.
    """

    PAGE = "page"
    REMARKS = "remarks"
    SLIDE = "slide"
    SHEET = "sheet"
    CHAPTER = "chapter"
    CELL = "cell"
    BODY = "body"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a file: the ``number``-th of its kind, from 1, and what it is called there.

    The ``label`` of a page is the number printed on it ("iv", "53"), of a slide or a chapter its
    title, of a sheet its name; it is empty where there is none. ``ocr`` tells whether its text was
    read from a picture, and ``unread`` whether it is a picture that was not read.
    """

    kind: UnitKind
    number: int = 1
    label: str = ""
    ocr: bool = False
    unread: bool = False


Share = tuple[float, float, float, float]
"""A rectangle on a page: left, top, width and height in shares of the page's, from its upper left
corner."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters ``start`` to ``end`` of a text, which stand in the unit of index ``unit``.

    ``at`` tells where in there: on a page the index of the first character, the others following
    it one by one; in a sheet the row, 0 where it has no cells; elsewhere the paragraph or the
    line; these from 1.
    ``box`` is where a word stands that was read from a picture.

    Raises:
        SpanError: unless ``0 <= start < end`` and the others are not negative.
    """

    start: int
    end: int
    unit: int
    at: int
    box: Share | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.unit < 0 or self.at < 0:
            raise SpanError(
                f"A run can't go from {self.start} to {self.end} at {self.at} in unit {self.unit}.",
                "Give 0 <= start < end, and a place that is not negative.",
            )


@dataclass(frozen=True)
class PlaceMap:
    """The ``units`` of a file, and which ``runs`` of its text stand where, in the text's order.

    What stands in no run, such as a blank between two, stands where the run before it does.

    Raises:
        SpanError: when the runs are out of order or name a unit that is not there.
    """

    units: tuple[Unit, ...] = ()
    runs: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        edge = 0
        for run in self.runs:
            if run.start < edge or run.unit >= len(self.units):
                raise SpanError(
                    f"The run {run.start}:{run.end} in unit {run.unit} is out of order, or there"
                    f" are only {len(self.units)} units.",
                    "Give runs in the order of the text, and each unit that they name.",
                )
            edge = run.end

    def __bool__(self) -> bool:
        """Whether it tells of any place."""
        return bool(self.runs)

    def check(self, text: str) -> None:
        """Hold that all runs are inside ``text``.

        Raises:
            SpanError: when one is not.
        """
        if self.runs and self.runs[-1].end > len(text):
            last = self.runs[-1]
            raise SpanError(
                f"The run {last.start}:{last.end} is outside a text of {len(text)} characters.",
                "Give the places of this very text.",
            )

    def runs_in(self, span: Span, starts: Sequence[int]) -> Sequence[Run]:
        """The runs that share a character with ``span``, or the one before it where none does.

        ``starts`` are those of all runs.
        """
        first = max(0, bisect_right(starts, span.start) - 1)
        last = max(first + 1, bisect_right(starts, span.end - 1))
        some = self.runs[first:last]
        return [run for run in some if run.end > span.start] or some[:1]


@dataclass(frozen=True)
class Place:
    """Where a quote stands, in ``words``: "page 12", "slide 4: Fees", "sheet Fees, row 7".

    ``page`` is the label printed on its first page and ``page_index`` that page's number, from 1,
    None for a file without pages; ``pages`` are the numbers of all pages that it runs over.
    """

    words: str
    page: str | None = None
    page_index: int | None = None
    pages: tuple[int, ...] = ()


NOWHERE = PlaceMap()
"""The places of a text that is its file itself."""


def place_in(
    units: Sequence[Unit], runs: Sequence[Run], headings: Callable[[], Iterable[str]]
) -> Place:
    """Where text in these ``runs`` stands.

    ``headings`` gives those that it stands under, outermost first, where they tell the place.
    """
    parts = [units[number] for number in dict.fromkeys(run.unit for run in runs)]
    first, last = parts[0], parts[-1]
    match first.kind:
        case UnitKind.PAGE:
            words = f"page {_page(first)}"
            if len(parts) > 1:
                words = f"pages {_page(first)}–{_page(last)}"
            if not first.label and any(unit.label for unit in units):
                words += " of the file"  # another page has this number printed on it
            if any(part.ocr for part in parts):
                words += ", read by OCR"
            numbers = tuple(part.number for part in parts if part.kind is UnitKind.PAGE)
            return Place(words, first.label or None, first.number, numbers)
        case UnitKind.REMARKS:
            words = f"page {_page(first)}, beside the text"
            return Place(words, first.label or None, first.number, (first.number,))
        case UnitKind.SHEET:
            rows = [run.at for run in runs if run.unit == runs[0].unit and run.at]
            sheet = f"sheet {first.label or first.number}"
            if not rows:
                return Place(sheet)
            last_row = max(rows)
            row = f"row {rows[0]}" if rows[0] == last_row else f"rows {rows[0]}–{last_row}"
            return Place(f"{sheet}, {row}" if first.label else row)
        case UnitKind.LINES:
            line = runs[0].at, max(run.at for run in runs)
            return Place(lines_in_words(*line))
        case UnitKind.BODY:
            path = " > ".join(headings())
            return Place(f"under “{path}”" if path else f"paragraph {runs[0].at}")
    if first.kind is UnitKind.CHAPTER and first.label:
        return Place(f"chapter “{first.label}”")  # its number may be another in the book
    words = f"{first.kind} {first.number}"
    return Place(f"{words}: {first.label}" if first.label else words)


def lines_in_words(first: int, last: int) -> str:
    """Lines as they are named: "line 40", "lines 40–42"."""
    return f"line {first}" if first == last else f"lines {first}–{last}"


def _page(unit: Unit) -> str:
    return unit.label or str(unit.number)
