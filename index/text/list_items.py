"""How a list item begins: by a bullet, a number or a letter."""

from __future__ import annotations

import re

_BULLET = "[-*+•·▪◦‣]"
_BULLET_OR_DASH = "[-*+•·▪◦‣–—]"
_NUMBER = r"\(?\d{1,3}[.)]"
_LETTER = r"\(?[a-zA-Z][.)]"

BULLET_OR_NUMBER = re.compile(rf"[ \t]*(?:{_BULLET}|{_NUMBER})\s")
"""What tells that a paragraph goes on with the list before it: a dash or a letter may not."""
LIST_ITEM = re.compile(rf"(?:{_BULLET_OR_DASH}|{_NUMBER}|{_LETTER})[ \t]")
"""What a sentence begins with that is an item of a list."""
BULLETED_LINE = re.compile(rf"\n[ \t]*{_BULLET_OR_DASH}[ \t]+")
"""The beginning of a further line with a bullet or a dash, the end of the line before included."""
ITEM_OR_ROW = re.compile(
    rf"^[ \t]*(?:{_BULLET_OR_DASH}|{_NUMBER}|{_LETTER}|\|)(?=\s|\|)", re.MULTILINE
)
"""The beginning of a line that is an item of a list, or a row of a table."""
