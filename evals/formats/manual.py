"""The same manual in several formats: whether the same sentences are cited."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.formats.phrases import holding, shown_places
from evals.formats.questions import Question, manual_questions
from evals.formats.tables import Table, Value, folder_in, share
from evals.fresh_index import fresh_index
from index.embedding.embedder import Embedder
from qa import Assistant
from qa.types import Answer

TEXT = "TXT"
"""The format that the others are compared with."""

GOAL = 0.95
"""The least share, beside that of the text, of the questions whose sentence is shown."""

Files = Mapping[str, Mapping[str, str]]
"""The files of each manual, by its name and by their formats."""

MANUALS: Files = {
    "developers-reference": {
        TEXT: "debian/developers-reference/developers-reference.txt",
        "PDF": "debian/developers-reference/developers-reference.pdf",
        "EPUB": "debian/developers-reference/developers-reference.epub",
        "HTML": "debian/developers-reference/html/developers-reference.html",
    },
    "debian-faq": {
        TEXT: "debian/debian-faq/debian-faq.en.txt",
        "PDF": "debian/debian-faq/debian-faq.en.pdf",
    },
}


@dataclass(frozen=True)
class Asked:
    """What came of a ``question`` in one format.

    ``first``: the first citation has the phrase; ``shown``: it has, or a likely place where there
    is no answer.
    """

    question: Question
    format: str
    first: bool
    shown: bool


def measure(data: Path, embedder: Embedder) -> Iterator[Table]:
    """Tables of the formats, and of the questions that do worse or better than in the text.

    Raises:
        MissingDataError: when the manuals are not here.
    """
    asked = ask(folder_in(data, "docs-debian"), MANUALS, manual_questions(), embedder)
    yield formats_table(asked)
    yield differences_table(asked)


def ask(
    folder: Path, manuals: Files, questions: Sequence[Question], embedder: Embedder
) -> list[Asked]:
    """Ask the ``questions`` of each file of their manual in ``folder``, by itself.

    Raises:
        DocumentError: when a file cannot be read.
    """
    asked = []
    for manual, files in manuals.items():
        own = [question for question in questions if question.document == manual]
        for kind, file in files.items():
            print(f"{file}: {len(own)} questions.", file=sys.stderr)
            assistant = Assistant(fresh_index(folder / file, embedder))
            asked += [asked_of(it, kind, assistant.ask(it.question)) for it in own]
    return asked


def asked_of(question: Question, kind: str, answer: Answer) -> Asked:
    """What came of a ``question`` that got this ``answer``."""
    first = holding(answer.citations[:1], question.answer) is not None
    shown = holding(shown_places(answer), question.answer) is not None
    return Asked(question, kind, first, shown)


def formats_table(asked: Sequence[Asked]) -> Table:
    """A row for each manual in each format, and one for each format of all."""
    rows: list[tuple[Value, ...]] = []
    manuals = dict.fromkeys(it.question.document for it in asked)
    for manual in manuals:
        rows += _rows(manual, [it for it in asked if it.question.document == manual])
    if len(manuals) > 1:
        rows += _rows("all", asked)
    heads = ("manual", "format", "questions", "cited first", "shown", "beside TXT", "goal")
    return Table("manual: sentences with the phrase", heads, tuple(rows))


def _rows(name: str, asked: Sequence[Asked]) -> Iterator[tuple[Value, ...]]:
    for kind in dict.fromkeys(it.format for it in asked):
        own = [it for it in asked if it.format == kind]
        same = {it.question for it in own}
        text = [it for it in asked if it.format == TEXT and it.question in same]
        shown, plain = share([it.shown for it in own]), share([it.shown for it in text])
        ratio = shown / plain if shown is not None and plain else None
        first = share([it.first for it in own])
        goal = None if kind == TEXT else GOAL
        yield name, kind, len(own), first, shown, ratio if goal else None, goal


def differences_table(asked: Sequence[Asked]) -> Table:
    """The questions that another format answers worse or better, and those the text does not."""
    text = {it.question: it for it in asked if it.format == TEXT}
    rows = [
        (it.format, "worse" if text[it.question].shown else "better", it.question.question)
        for it in asked
        if it.question in text and it.shown is not text[it.question].shown
    ]
    lost = [("all", "neither", it.question.question) for it in text.values() if not it.shown]
    return Table(
        "manual: questions that differ from the text, and those not shown in the text",
        ("format", "than TXT", "question"),
        (*rows, *lost),
    )
