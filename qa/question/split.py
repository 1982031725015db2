"""A question that asks several things, told apart. Pure functions."""

from __future__ import annotations

import re

MAX_PARTS = 3
"""Parts of a question; one with more is searched as it is."""

_WORDS = "what|which|who|whom|whose|when|where|why|how"
_VERBS = "is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|may|might|must|shall"
_IN = r"(?:(?:in|on|at|by|for|from|to|with|of)\s+)?"
_JOINT = re.compile(
    rf"(?:,?\s+and(?:\s+also)?|\s*;|\?)\s+(?=(?:and\s+)?{_IN}(?:{_WORDS})\b"
    rf"|(?:{_VERBS})\s+(?:it|they|he|she|there|this|that|these|the)\b)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rf"\b(?:{_WORDS})(?:'s|’s|\b.*\b(?:{_VERBS})\b)|^(?:and\s+)?{_IN}whom?\s+\w+\s+\w+"
    rf"|^(?:{_VERBS})\s+\w+",
    re.IGNORECASE,
)
# "Who issued it, and when?" asks of what was just asked about.
_BARE = re.compile(rf"^(?:and\s+)?{_IN}(?:when|where|why|how|whom)$", re.IGNORECASE)
_OPEN_END = re.compile(rf"\b(?:{_WORDS})$", re.IGNORECASE)


def split_question(question: str) -> tuple[str, ...]:
    """The questions joined in ``question``, each of which asks for itself; mostly one.

    "On what date and in which city was it released?" is one: its first half does not ask by itself.
    """
    found = [part.strip(" ,?;") for part in _JOINT.split(question)]
    if not 1 < len(found) <= MAX_PARTS or not all(map(_quotes_closed, found)):
        return (question,)
    first, *others = found
    if not _asks(first) or not all(_asks(part) or _BARE.match(part) for part in others):
        return (question,)
    return tuple(f"{part}?" for part in found)


def _asks(part: str) -> bool:
    return bool(_WHOLE.search(part)) and not _OPEN_END.search(part)


def _quotes_closed(part: str) -> bool:
    return part.count('"') % 2 == 0 and part.count("“") == part.count("”")
