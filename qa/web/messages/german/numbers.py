"""Numbers, and counts of things, in German."""

from __future__ import annotations

_SIGNS = str.maketrans(",.", ".,")


def written(number: float, decimals: int = 0) -> str:
    """A number with this many ``decimals``: "1.234", "0,5"."""
    return f"{number:,.{decimals}f}".translate(_SIGNS)


def counted(number: int, singular: str, plural: str) -> str:
    """A number of things: "1 Dokument", "2.000 Dokumente"."""
    return f"{written(number)} {singular if number == 1 else plural}"
