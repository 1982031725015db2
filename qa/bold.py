"""A quote as HTML, its short answers in bold. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def in_bold(quote: str, answers: Iterable[tuple[int, int]]) -> str:
    """``quote`` with the ``answers`` in bold: where in it each begins and ends."""
    said, at = "", 0
    for start, end in sorted(answers):
        if start >= at:  # two may overlap
            said += f"{escape(quote[at:start])}<strong>{escape(quote[start:end])}</strong>"
            at = end
    return said + escape(quote[at:])
