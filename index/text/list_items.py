"""How an item of a list begins: by a bullet, a number or a letter."""

from __future__ import annotations

import re

_COMMON = "-*•"
_BULLET_OR_DASH = f"[{_COMMON}+·▪◦‣–—]"
_PLAIN = f"[{_COMMON}–]"
_NUMBER = r"\(?\d{1,3}[.)]"

ITEM_OR_ROW = re.compile(
    rf"^[ \t]*(?:{_BULLET_OR_DASH}|{_NUMBER}|\(?[a-zA-Z][.)]|\|)(?=\s|\|)", re.MULTILINE
)
"""The beginning of a line that is an item of a list, or a row of a table."""
LIST_ITEM = re.compile(rf"(?:{_PLAIN}|\(?(?:\d+|[a-z])[.)])[ \t]")
"""What a sentence begins with that is surely an item: "A. Smith" is a name."""
BULLETED_LINE = re.compile(rf"\n[ \t]*{_PLAIN}[ \t]+")
"""The beginning of a further line with a plain bullet, the end of the line before included."""


def without_label(text: str) -> str:
    """``text`` without the bullet, number or letter that an item begins with."""
    label = LIST_ITEM.match(text)
    return text[label.end() :] if label else text
