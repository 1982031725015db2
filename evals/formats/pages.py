"""Court opinions and a strategy as PDF: whether citations name the right page and mark it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.formats.phrases import holding, in_citation, in_document
from evals.formats.questions import PageQuestion, page_questions
from evals.formats.tables import Table, folder_in, share
from evals.fresh_index import fresh_index
from index import Document, Span
from index.documents.drawing import PageDrawer
from index.embedding.embedder import Embedder
from index.errors import DocumentError
from qa import Assistant
from qa.types import Citation

GOAL = 0.98
"""The least share of citations with the right page."""


@dataclass(frozen=True)
class Checked:
    """What came of a ``question``.

    ``cited``: a citation, or a likely place, has the phrase; ``right``: it names the page on which
    that begins, and the phrase's own place there is right too, None where it is not cited.
    ``placed``: the same of the phrase in the document, cited or not; ``marked``: there are
    rectangles on that page for it. ``page`` is the place of the phrase in words.
    """

    question: PageQuestion
    cited: bool
    right: bool | None
    placed: bool
    marked: bool
    page: str


def measure(data: Path, embedder: Embedder) -> Iterator[Table]:
    """Tables of the documents, and of the questions where anything is wrong.

    Raises:
        MissingDataError: when the documents are not here.
    """
    folder = folder_in(folder_in(data, "docs-us-gov"), "us-gov")
    checked = check(folder, page_questions(), embedder)
    yield documents_table(checked)
    yield faults_table(checked)


def check(folder: Path, questions: Sequence[PageQuestion], embedder: Embedder) -> list[Checked]:
    """Ask each of the ``questions`` of its document in ``folder``.

    Raises:
        DocumentError: when a file cannot be read.
    """
    assistant = Assistant(fresh_index(folder, embedder))
    print(f"{folder.name}: {len(questions)} questions.", file=sys.stderr)
    documents = {Path(it.source).name: it for it in assistant.index.documents}
    drawer = PageDrawer()
    try:
        return [
            _checked(assistant, drawer, documents[question.document], question)
            for question in questions
        ]
    finally:
        drawer.close()


def _checked(
    assistant: Assistant, drawer: PageDrawer, document: Document, question: PageQuestion
) -> Checked:
    answer = assistant.ask(question.question, within=document.id)
    citation = holding((*answer.citations, *answer.likely), question.answer)
    span = in_document(document, question.answer)
    return Checked(
        question,
        citation is not None,
        _right(citation, question) if citation else None,
        span is not None and on_page(document, span, question),
        span is not None and _marked(drawer, document, span, question.page_index),
        document.place_of(span).words if span else "not in the text",
    )


def on_page(document: Document, span: Span, question: PageQuestion) -> bool:
    """Whether ``span`` begins on the page that is right, and the number printed on it is known."""
    place = document.place_of(span)
    return (place.page_index, place.page) == (question.page_index, question.page)


def _right(citation: Citation, question: PageQuestion) -> bool:
    span = in_citation(citation, question.answer)
    place = citation.document.place_of(citation.span)
    return question.page_index in place.pages and on_page(citation.document, span, question)


def _marked(drawer: PageDrawer, document: Document, span: Span, page: int) -> bool:
    """Whether rectangles on ``page``, inside it, are drawn for ``span``, and elsewhere none."""
    try:
        marks = {mark.page: mark.boxes for mark in drawer.marks(document, span)}
    except DocumentError:
        return False
    inside = all(
        0 <= left < left + width <= 1 and 0 <= top < top + height <= 1
        for boxes in marks.values()
        for left, top, width, height in boxes
    )
    return inside and bool(marks.get(page)) and set(marks) == set(document.place_of(span).pages)


def documents_table(checked: Sequence[Checked]) -> Table:
    """A row for each document, and one for all."""
    documents = dict.fromkeys(it.question.document for it in checked)
    groups = [(name, [it for it in checked if it.question.document == name]) for name in documents]
    rows = tuple(
        (
            name,
            len(own),
            share([it.cited for it in own]),
            share([it.right for it in own if it.right is not None]),
            GOAL,
            share([it.placed for it in own]),
            share([it.marked for it in own]),
        )
        for name, own in [*groups, ("all", list(checked))]
    )
    heads = (
        "document",
        "questions",
        "cited",
        "right page of these",
        "goal",
        "right page",
        "marked",
    )
    return Table("pages: of the citations, and of the phrases wherever they stand", heads, rows)


def faults_table(checked: Sequence[Checked]) -> Table:
    """The questions where anything is wrong, with what it is."""
    rows = []
    for it in checked:
        faults = [
            words
            for words, wrong in (
                ("not cited", not it.cited),
                ("wrong page cited", it.right is False),
                ("wrong page", not it.placed),
                ("not marked", not it.marked),
            )
            if wrong
        ]
        if faults:
            asked = it.question
            rows.append((", ".join(faults), asked.question, asked.page_index, asked.page, it.page))
    heads = ("fault", "question", "page index", "printed", "read as")
    return Table("pages: what is not right", heads, tuple(rows))
