"""The table of a comparison: a row for each document, a column for each question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from index import Document
from index.errors import DocumentError, QuestionError
from qa.comparison.disagreement import disagreements
from qa.comparison.values import Value, values_of
from qa.question.validation import check_question
from qa.types import Answer, Citation, Grade, ReplyKind

if TYPE_CHECKING:
    from qa.assistant import Assistant

# Replies of many quotes, of which none is the answer.
_MANY = frozenset({ReplyKind.OVERVIEW, ReplyKind.MENTION})


@dataclass(frozen=True)
class Cell:
    """What one document says to one question.

    Of `Grade.ANSWER`, ``quotes`` are the sentences that answer, of `Grade.LIKELY` the likeliest
    place alone, and of `Grade.ABSENT` there are none: the document does not say. ``note`` is what
    Pincite says itself: before the quotes ("No:"), or why there are none. ``values`` are the dates,
    amounts, names and so on that the quotes of an answer tell.

    Raises:
        ValueError: when the quotes do not fit the grade, or a value is outside them.
    """

    grade: Grade
    quotes: tuple[Citation, ...] = ()
    note: str = ""
    values: tuple[Value, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.quotes) is (self.grade is Grade.ABSENT):
            raise ValueError(f"A cell of grade {self.grade} with {len(self.quotes)} quotes.")
        for span in (value.span for value in self.values if value.span):
            if not any(quote.start <= span.start < span.end <= quote.end for quote in self.quotes):
                raise ValueError(f"The value at {span.start}:{span.end} is outside the quotes.")

    @classmethod
    def of(cls, answer: Answer) -> Cell:
        """The cell that an ``answer`` makes."""
        note = answer.text if answer.grade is Grade.ABSENT else answer.note
        tells = answer.grade is Grade.ANSWER and answer.kind not in _MANY
        values = values_of(answer.question, answer.citations, note) if tells else ()
        return cls(answer.grade, answer.citations or answer.likely[:1], note, values)


@dataclass(frozen=True)
class Row:
    """A document, and its cells in the order of the questions: None for what was not asked yet.

    Raises:
        ValueError: when a cell quotes another document.
    """

    document: Document
    cells: tuple[Cell | None, ...]

    def __post_init__(self) -> None:
        for quote in (quote for cell in self.cells if cell for quote in cell.quotes):
            if quote.document_id != self.document.id:
                raise ValueError(f"The row of {self.document.id} quotes {quote.document_id}.")


@dataclass(frozen=True)
class Table:
    """Questions, each a column, and the rows of the documents that are asked.

    Raises:
        ValueError: when a row has not a cell for each question, or two rows are of one document.
    """

    questions: tuple[str, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.questions):
                raise ValueError(f"{len(row.cells)} cells for {len(self.questions)} questions.")
        if len({row.document.id for row in self.rows}) < len(self.rows):
            raise ValueError("Two rows are of one document.")

    @classmethod
    def of(cls, questions: Iterable[str], documents: Sequence[Document]) -> Table:
        """The empty table of ``questions``, each once, and ``documents``.

        Raises:
            QuestionError: when there is no question, or one cannot be searched with.
            DocumentError: when there is no document.
        """
        asked = tuple(dict.fromkeys(map(check_question, questions)))
        if not asked:
            raise QuestionError("There is no question.", "Ask one or more.")
        if not documents:
            raise DocumentError("There is no document.", "Name one or more.")
        return cls(asked, tuple(Row(document, (None,) * len(asked)) for document in documents))

    @property
    def size(self) -> int:
        """How many cells it has."""
        return len(self.questions) * len(self.rows)

    @property
    def asked(self) -> int:
        """How many of its cells were asked."""
        return sum(cell is not None for row in self.rows for cell in row.cells)

    def with_cell(self, row: int, column: int, cell: Cell) -> Table:
        """The same with this ``cell``."""
        cells = [*self.rows[row].cells]
        cells[column] = cell
        rows = [*self.rows]
        rows[row] = replace(rows[row], cells=tuple(cells))
        return replace(self, rows=tuple(rows))

    @cached_property
    def differences(self) -> Mapping[tuple[int, int], tuple[Value, ...]]:
        """The values that differ from those of others in their column, by row and column.

        Cells without such a value are not among them.
        """
        differences: dict[tuple[int, int], tuple[Value, ...]] = {}
        for column in range(len(self.questions)):
            cells = [row.cells[column] for row in self.rows]
            values = disagreements([cell.values if cell else () for cell in cells])
            differences |= {(row, column): those for row, those in enumerate(values) if those}
        return differences


def fill(assistant: Assistant, table: Table) -> Iterator[Table]:
    """``table`` after each of its cells that was not asked yet, a question after another.

    Each document is asked by itself. Whoever wants no more of it stops to take from it.

    Raises:
        DocumentError: when the assistant has no such document.
    """
    for column, question in enumerate(table.questions):
        for number, row in enumerate(table.rows):
            if row.cells[column] is None:
                answer = assistant.ask(question, within=row.document.id)
                table = table.with_cell(number, column, Cell.of(answer))
                yield table
