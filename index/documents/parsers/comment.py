"""How a comment is written: who made it, when, and where."""

from __future__ import annotations

import re

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T|$)")


def comment_text(
    text: str, *, author: str = "", time: str = "", place: str = "", word: str = "Comment"
) -> str:
    """A comment with what is known of it, "Comment at B2 by Ann on 2026-05-01: Why?".

    ``time`` is in ISO 8601. Empty where the comment is.
    """
    if not (text := text.strip()):
        return ""
    day = _DAY.match(time)
    known = ("at", place), ("by", author.strip()), ("on", day[1] if day else "")
    head = " ".join([word, *(f"{before} {said}" for before, said in known if said)])
    return f"{head}: {text}"
