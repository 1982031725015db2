"""Names that short answers are, and when two of them are of the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.text.terms import WORD

_SMALL = frozenset(
    "of the and for in at on de del la le les van von der den di da du al el y".split()
)
# What stands before or behind a name and is left out as often.
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir lord lady justice judge hon rev president chief inc"
    " ltd llc llp plc corp co company corporation limited gmbh ag sa bv jr sr phd esq".split()
)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:\n]\s*)\W*\Z")


@dataclass(frozen=True)
class Name:
    """The ``words`` of a name in small letters, without titles and what joins them.

    Raises:
        ValueError: when there are none.
    """

    words: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("A name has a word.")

    def comparable(self, other: object) -> bool:
        """Whether ``other`` is a name too."""
        return isinstance(other, Name)

    def agrees(self, other: object) -> bool:
        """Whether both may be of the same: one has all words of the other, or its first letters."""
        if not isinstance(other, Name):
            return False
        few, many = sorted((self.words, other.words), key=len)
        return all(any(_same(word, its) for its in many) for word in few) or _letters(
            many
        ) == "".join(few)


def name_of(words: str, before: str, *, asked: bool) -> Name | None:
    """The name that ``words`` are; None of what is none.

    ``before`` is what stands before them in their sentence: a capital tells nothing at its
    beginning. ``asked`` says that a name is asked for.
    """
    parts = [word for word in WORD.findall(words) if word.casefold() not in _SMALL]
    capitals = [word for word in parts if word[0].isupper()]
    if not parts or len(capitals) < len(parts):
        return None
    if len(parts) == 1 and not asked and _OPENS_SENTENCE.search(before):
        return None
    plain = [word.casefold() for word in parts]
    telling = [word for word in plain if word not in _TITLES]
    return Name(tuple(telling or plain))


def _same(one: str, other: str) -> bool:
    """Whether a word is another, or the letter that stands for it: "J. Miller"."""
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _letters(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)
