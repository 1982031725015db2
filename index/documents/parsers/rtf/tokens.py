"""Rich Text Format cut into its parts: groups, control words and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d+)? ?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\([^a-zA-Z])"
    rb"|([{}])"
    rb"|[\r\n\0]+"
    rb"|([^\\{}\r\n\0]+)",
    re.DOTALL,
)
_MOST_FIGURES = 11  # of a number, its sign counted


class Token(NamedTuple):
    """A part of a file: a control ``word`` with its number, "{", "}", or ``raw`` text.

    Control signs, such as "~", are words too; a byte that is written as two figures is text,
    and one ``unit`` of it.
    """

    word: str = ""
    number: int | None = None
    raw: bytes = b""
    unit: bool = False


def tokens(data: bytes) -> Iterator[Token]:
    """The parts of the file that ``data`` is, in order; binary data is passed over."""
    place = 0
    while match := _TOKEN.search(data, place):
        place = match.end()
        word, number, code, sign, brace, text = match.groups()
        if word:
            count = None if number is None else int(number[:_MOST_FIGURES])
            if word == b"bin":
                place += max(0, count or 0)
            else:
                yield Token(word.decode("ascii"), count)
        elif code:
            yield Token(raw=bytes.fromhex(code.decode("ascii")), unit=True)
        elif sign and sign in b"\\{}":
            yield Token(raw=sign, unit=True)
        elif sign or brace:
            yield Token((sign or brace).decode("latin-1"))
        elif text:
            yield Token(raw=text)
