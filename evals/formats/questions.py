"""The questions about the manuals and the pages, which were written for Pincite."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from evals.cases import CaseError

T = TypeVar("T")

MANUAL = Path(__file__).with_name("manual.jsonl")
PAGES = Path(__file__).with_name("pages.jsonl")

_FEWEST, _MOST = 2, 8  # words of a phrase


@dataclass(frozen=True)
class Question:
    """A question, the ``document`` it is about, and a phrase that the answering sentence has.

    Raises:
        ValueError: when one is blank, or the phrase is not of 2 to 8 words.
    """

    question: str
    document: str
    answer: str

    def __post_init__(self) -> None:
        if not (self.question.strip() and self.document.strip()):
            raise ValueError("a question or its document is blank")
        if not _FEWEST <= len(self.answer.split()) <= _MOST:
            raise ValueError(f"{self.answer!r} is not of {_FEWEST} to {_MOST} words")


@dataclass(frozen=True)
class PageQuestion(Question):
    """The same of a file with pages.

    The phrase begins on the page of number ``page_index``, from 1, on which ``page`` is printed:
    None where nothing is.
    """

    page_index: int
    page: str | None


def manual_questions(path: Path = MANUAL) -> list[Question]:
    """The questions about manuals in ``path``, one JSON object a line.

    Raises:
        CaseError: when it cannot be read, or naming the line that holds no question.
    """
    return _read(path, _question)


def page_questions(path: Path = PAGES) -> list[PageQuestion]:
    """The questions about pages in ``path``, one JSON object a line.

    Raises:
        CaseError: when it cannot be read, or naming the line that holds no question.
    """
    return _read(path, _page_question)


def _question(fields: Mapping[str, Any]) -> Question:
    return Question(fields["question"], fields["document"], fields["answer"])


def _page_question(fields: Mapping[str, Any]) -> PageQuestion:
    plain = _question(fields)
    number, label = int(fields["page_index"]), fields["page"]
    if number < 1:
        raise ValueError("pages are counted from 1")
    return PageQuestion(plain.question, plain.document, plain.answer, number, label)


def _read(path: Path, made: Callable[[Mapping[str, Any]], T]) -> list[T]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CaseError(f"{str(path)!r} cannot be read: {error.strerror}.", "Check it.") from error
    questions = []
    for number, line in enumerate(lines, start=1):
        try:
            questions.append(made(json.loads(line)))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise CaseError(
                f"Line {number} of {path.name} holds no question: {error}.",
                'Write {"question", "document", "answer"}, of pages "page_index" and "page" too.',
            ) from error
    return questions
