"""What stands on a page: words with their boxes, in lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """In points."""
        return self.top - self.bottom


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all ``boxes``.

    Raises:
        ValueError: when there is none.
    """
    lefts, bottoms, rights, tops = zip(
        *((box.left, box.bottom, box.right, box.top) for box in boxes), strict=True
    )
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


@dataclass(frozen=True, slots=True)
class Word:
    """Characters ``start`` to ``end`` of a page without a blank among them, and their box."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True)
class Line:
    """Words of a page in a row, the ``size`` of their font in points, and how bold all of it is.

    ``fixed`` tells whether all its letters have one width, as code has; ``hyphen`` whether its last
    word goes on in the next line. It is turned to the left by ``angle`` degrees, and stands at the
    height ``base`` on its page; None where only its box is known.
    """

    words: tuple[Word, ...]
    size: float
    weight: float
    fixed: bool = False
    hyphen: bool = False
    angle: int = 0
    base: float | None = None

    @property
    def start(self) -> int:
        """The index of its first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The index behind its last character."""
        return self.words[-1].end

    @property
    def height(self) -> float:
        """The height on its page that it stands at, in points."""
        return self.box.bottom if self.base is None else self.base

    @cached_property
    def box(self) -> Box:
        """The box of all of it."""
        return around(word.box for word in self.words)
