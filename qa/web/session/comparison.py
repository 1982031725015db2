"""The table that a page has filled: documents that are compared, and how it is handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from index import Document
from index.errors import PinciteError
from qa.comparison.formats import FORMATS
from qa.comparison.table import Table, fill
from qa.web import messages
from qa.web.anchors import document_key
from qa.web.session.chat import OutOfDateError
from qa.web.session.downloads import Download

if TYPE_CHECKING:
    from qa.assistant import Assistant

MOST_DOCUMENTS, MOST_QUESTIONS = 40, 12
"""The most documents and questions of a table: with all of them it takes a few minutes."""


class Comparison:
    """The table of one page.

    Safe to share between threads: it may be stopped while it is filled.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._turn = 0
        self._table: Table | None = None

    @property
    def table(self) -> Table:
        """The table as it is.

        Raises:
            PinciteError: when there is none.
        """
        if self._table is None:
            raise PinciteError(messages.NOTHING_COMPARED, messages.COMPARE_FIRST)
        return self._table

    def begin(self) -> int:
        """End what is being filled, if anything is; the turn of what comes next."""
        with self._lock:
            self._turn += 1
            return self._turn

    def fill(self, assistant: Assistant, table: Table, turn: int) -> Iterator[Table]:
        """``table``, which takes the place of the one before, and as it is after each cell.

        ``turn`` is what `begin` gave. It ends early when it was stopped since, or another begun.

        Raises:
            DocumentError: when the assistant has no such document.
        """
        with self._lock:
            if turn != self._turn:
                return
            self._table = table
        yield table
        for filled in fill(assistant, table):
            with self._lock:
                if turn != self._turn:
                    return
                self._table = filled
            yield filled

    def stop(self) -> None:
        """Ask no more."""
        self.begin()


def empty_table(
    questions: Sequence[str], keys: Sequence[str], documents: Sequence[Document]
) -> Table:
    """The table of ``questions`` and of the ``documents`` with these keys, in their order.

    Raises:
        PinciteError: when there are none of them, or more than can be asked.
        QuestionError: when a question cannot be searched with.
    """
    asked = [question for question in questions if question.strip()]
    chosen = [document for document in documents if document_key(document) in {*keys}]
    if not asked:
        raise PinciteError(messages.NO_QUESTIONS, messages.ASK_SOMETHING)
    if not chosen:
        raise PinciteError(messages.NO_DOCUMENTS_CHOSEN, messages.CHOOSE_SOME)
    for number, most, what in (
        (len(asked), MOST_QUESTIONS, "question"),
        (len(chosen), MOST_DOCUMENTS, "document"),
    ):
        if number > most:
            problem = messages.too_many_compared(number, most, what)
            raise PinciteError(problem, messages.ASK_FEWER)
    return Table.of(asked, chosen)


def export_table(table: Table, kind: str, now: datetime, visitor: str) -> tuple[str, Download]:
    """The name of a file and the file that ``table`` is as "csv", "xlsx" or "html".

    ``now`` is when it is made, and ``visitor`` who may fetch it.

    Raises:
        OutOfDateError: when it is no such kind.
    """
    if kind not in FORMATS:
        raise OutOfDateError
    form = FORMATS[kind]
    data = form.make(table, f"{now:%d %B %Y, %H:%M} UTC")
    return f"pincite-table-{now:%Y%m%d-%H%M%S}.{kind}", Download(data, form.type, visitor)
