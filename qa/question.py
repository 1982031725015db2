"""A question: checked, cleaned, and the words in it that ask about something."""

from __future__ import annotations

import re

from index.errors import QuestionError

LONGEST = 2000
"""Characters; more is a text, not a question."""

# Words that speak of asking or of the document itself, not of what is asked.
ASKING = frozenset(
    "say says said saying state states stated tell tells told mention mentions mentioned mentioning"
    " describe describes described explain explains explained according article document text"
    " passage paragraph author please know question answer anything something".split()
)


def checked(question: object) -> str:
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
    # One Chinese or Japanese character can be a word; one letter cannot be a question.
    if sum(map(str.isalnum, clean)) < 2 and not re.search("[\u3040-\u9fff]", clean):
        raise QuestionError(f"The question {clean!r} is too short to search with.", "Ask in words.")
    if len(clean) > LONGEST:
        raise QuestionError(
            f"The question is too long: {len(clean):,} characters, {LONGEST:,} at most.",
            "Ask one thing at a time.",
        )
    return clean


def checked_count(k: object) -> int:
    """``k``, a number of passages.

    Raises:
        QuestionError: when it is not a whole number above 0.
    """
    if not isinstance(k, int) or isinstance(k, bool) or k < 1:
        raise QuestionError(f"k, the number of passages, is {k!r}.", "Give a whole number from 1.")
    return k
