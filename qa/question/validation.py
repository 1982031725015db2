"""A question, and what comes with it: checked and cleaned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from operator import index
from typing import SupportsIndex

from index.errors import QuestionError
from qa.types import Turn

MAX_CHARACTERS = 2000
"""Characters; more is a text, not a question."""
MAX_TURNS = 10
"""Earlier turns that a follow-up is understood from."""


def check_question(question: object) -> str:
    """``question`` with its blanks evened out.

    Raises:
        QuestionError: when it is not a string, is blank, says nothing, is too long, or holds
            characters that are no text.
    """
    if not isinstance(question, str):
        raise QuestionError(
            f"A question must be a string, not {type(question).__name__} ({str(question)[:40]!r}).",
            "Ask in words.",
        )
    if bad := re.search("[\0\ud800-\udfff]", question):
        raise QuestionError(
            f"The question holds a character that is not text ({bad[0]!r} at {bad.start()}).",
            "Leave it out.",
        )
    clean = " ".join(question.split())
    # One Chinese or Korean character can be a word; one letter cannot be a question.
    syllabic = any(unicodedata.category(character) == "Lo" for character in clean)
    if sum(map(str.isalnum, clean)) < 2 and not syllabic:
        raise QuestionError(f"The question {clean!r} is too short to search with.", "Ask in words.")
    if len(clean) > MAX_CHARACTERS:
        raise QuestionError(
            f"The question is too long: {len(clean):,} characters, {MAX_CHARACTERS:,} at most.",
            "Ask one thing at a time.",
        )
    return clean


def check_count(k: object) -> int:
    """``k``, a number of passages.

    Raises:
        QuestionError: when it is not a whole number above 0.
    """
    number = index(k) if isinstance(k, SupportsIndex) and k is not True else 0
    if number < 1:
        raise QuestionError(f"k, the number of passages, is {k!r}.", "Give a whole number from 1.")
    return number


def check_history(history: object) -> list[Turn]:
    """The last turns of ``history``, each a `Turn` or just the question that was asked.

    Raises:
        QuestionError: when it is no sequence of these, or one of them cannot be searched with.
    """
    if not isinstance(history, Iterable) or isinstance(history, str | bytes):
        raise QuestionError(
            f"The history is {str(history)[:40]!r}, not a list.",
            "Give the earlier questions or turns in a list, oldest first.",
        )
    turns = [turn if isinstance(turn, Turn) else Turn(turn) for turn in history][-MAX_TURNS:]
    try:
        return [turn._replace(question=check_question(turn.question)) for turn in turns]
    except QuestionError as error:
        raise QuestionError(f"In the history: {error.problem}", error.next_step) from error
