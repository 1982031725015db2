"""Folders of everyday documents and what is expected of the answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.cases import CaseError

FOLDERS = Path(__file__).with_name("cases")
"""The folders that were written for Pincite."""


@dataclass(frozen=True)
class Expectation:
    """What is right.

    ``absent``: the documents do not say. Otherwise each of ``quotes`` has to stand in some
    citation, one of ``any_of``, none of ``excluded``; the first citation is of a file whose name
    ends with ``file``, and none is longer than ``longest`` characters; ``short_answer`` is a
    regular expression that the short answer holds.
    """

    absent: bool
    quotes: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    file: str = ""
    longest: int | None = None
    short_answer: str | None = None

    def __post_init__(self) -> None:
        if self.absent and (self.quotes or self.any_of):
            raise ValueError("a quote is expected of what the documents do not say")
        re.compile(self.short_answer or "")

    def in_text(self, text: str) -> bool:
        """Whether ``text`` has the words that have to be quoted; not where there are none."""
        some = not self.any_of or any(words in text for words in self.any_of)
        every = all(words in text for words in self.quotes)
        return some and every and bool(self.quotes or self.any_of)


@dataclass(frozen=True)
class Question:
    """A question, those asked before it, oldest first, and what is expected."""

    text: str
    history: tuple[str, ...]
    expectation: Expectation


@dataclass(frozen=True)
class Folder:
    """A folder of documents, what kind of text they are, and what is asked of them."""

    name: str
    kind: str
    documents: Path
    questions: tuple[Question, ...]


def read_folders(path: Path) -> list[Folder]:
    """The folders in ``path`` that hold ``documents`` and a ``case.json``, by name.

    Raises:
        CaseError: when there is none, or one is not as it should be.
    """
    try:
        files = sorted(path.glob("*/case.json"))
        folders = [_folder(file) for file in files]
    except OSError as error:
        raise CaseError(f"{str(path)!r} cannot be read: {error.strerror}.", "Check it.") from error
    if not folders:
        raise CaseError(
            f"{str(path)!r} holds no folder with a case.json.",
            "Give a folder of folders, each with documents and a case.json.",
        )
    return folders


def _folder(file: Path) -> Folder:
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
        questions = tuple(_question(row) for row in fields["questions"])
        return Folder(
            file.parent.name, fields.get("kind", ""), file.parent / "documents", questions
        )
    except (ValueError, LookupError, TypeError, AttributeError, re.error) as error:
        raise CaseError(
            f"{file} holds no case: {type(error).__name__}: {error}.",
            "Write it as those in evals/everyday/cases.",
        ) from error


def _question(row: Mapping[str, Any]) -> Question:
    expect = row["expect"]
    return Question(
        row["question"],
        tuple(row.get("history", ())),
        Expectation(
            bool(expect.get("abstained")),
            tuple(expect.get("quote_contains", ())),
            tuple(expect.get("any_of", ())),
            tuple(expect.get("excl", ())),
            expect.get("doc", ""),
            expect.get("maxlen"),
            expect.get("short_answer"),
        ),
    )
