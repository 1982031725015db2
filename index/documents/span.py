"""A half-open range of characters, and how text is checked against it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from index.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of a text.

    Raises:
        SpanError: unless ``0 <= start < end``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(
                f"A span must hold 0 <= start < end, not start={self.start}, end={self.end}.",
                "Give offsets in characters, the end not included.",
            )

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` in this span."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same range, ``by`` characters further on."""
        return Span(self.start + by, self.end + by)

    def overlap(self, other: Span) -> int:
        """How many characters this span and ``other`` share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def trim(text: str, start: int, end: int) -> Span | None:
    """The span ``start``-``end`` of ``text`` without blank ends, or None when all is blank."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def divide(text: str, span: Span, shares: int) -> list[Span]:
    """``span`` in about ``shares`` parts, cut at a blank when one is near."""
    reach = max(1, len(span) // (2 * shares))
    edges = [span.start]
    for n in range(1, shares):
        target = span.start + n * len(span) // shares
        blank = max(
            (i for i in range(target, target - reach, -1) if text[i].isspace()), default=target
        )
        edges.append(blank)
    return [part for a, b in pairwise([*edges, span.end]) if a < b and (part := trim(text, a, b))]


def check_quote(what: str, text: str, start: int, end: int, quote: str) -> None:
    """Hold ``text[start:end] == quote``.

    Raises:
        SpanError: naming ``what``, the offsets, and both readings.
    """
    Span(start, end)
    if text[start:end] != quote:
        raise SpanError(
            f"{what} says {_short(quote)} at {start}:{end},"
            f" but the document ({len(text)} characters) says {_short(text[start:end])} there.",
            "Take the quote from the document with these offsets.",
        )


def _short(text: str, limit: int = 60) -> str:
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")
