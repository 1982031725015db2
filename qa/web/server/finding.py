"""Where a document says some words, however they are written there. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from index import Span
from qa.web.anchors import LONGEST_FIND

MOST_FOUND = 1_000
"""Places that are told at most."""

# Characters that are searched in one go: nothing else runs meanwhile.
_STRETCH = 500_000
# Signs that are typed one way and printed another.
_ALIKE = ("'’‘‛`´", '"“”„«»', "-‐‑‒–—−")


def find(text: str, words: str) -> list[Span]:
    """The first `MOST_FOUND` places at which ``text`` says ``words``, in order.

    Upper case is as good as lower, and a line's end as a blank.
    """
    wanted = words[:LONGEST_FIND].split()
    if not wanted:
        return []
    pattern = r"\s{1,9}".join("".join(map(_sign, word)) for word in wanted)
    return [*islice(_places(text, re.compile(pattern, re.IGNORECASE)), MOST_FOUND)]


def _places(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    edge = 0
    for start in range(0, len(text), _STRETCH):
        end = start + _STRETCH
        for match in pattern.finditer(text, max(edge, start), end + 10 * LONGEST_FIND):
            if match.start() >= end:
                break  # the next stretch finds it
            edge = match.end()
            yield Span(*match.span())


def _sign(sign: str) -> str:
    """What finds ``sign``, or one that stands for the same."""
    alike = next((signs for signs in _ALIKE if sign in signs), sign)
    return f"[{re.escape(alike)}]"
