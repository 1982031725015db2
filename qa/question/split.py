"""A question that asks several things, told apart. Pure functions."""

from __future__ import annotations

from qa.question.english.asking import ASKS_FOR_ITSELF, BARE, JOINT, OPEN_END

MAX_PARTS = 3
"""Parts of a question; one with more is searched as it is."""


def split_question(question: str) -> tuple[str, ...]:
    """The questions joined in ``question``, each of which asks for itself; mostly one.

    "On what date and in which city was it released?" is one: its first half does not ask by itself.
    """
    parts = [part.strip(" ,?;") for part in JOINT.split(question)]
    if not 1 < len(parts) <= MAX_PARTS or not all(map(_quotes_closed, parts)):
        return (question,)
    first, *others = parts
    if not _asks(first) or not all(_asks(part) or BARE.match(part) for part in others):
        return (question,)
    return tuple(f"{part}?" for part in parts)


def _asks(part: str) -> bool:
    return bool(ASKS_FOR_ITSELF.search(part)) and not OPEN_END.search(part)


def _quotes_closed(part: str) -> bool:
    return part.count('"') % 2 == 0 and part.count("“") == part.count("”")
