"""The words of a question that may name the document which is to answer it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.question.english.sources import (
    FILE_FOLLOWS,
    HOLD_FOLLOWS,
    IS_ASKED,
    IS_OWNED,
    OWNS,
    PLACE_FOLLOWS,
    SAY_FOLLOWS,
    SAYS_FOLLOWS,
    SOURCE_FOLLOWS,
)

_LONGEST = 7
"""Words of a name."""
_WORD = re.compile(r"[^\s,;:?!]+")


@dataclass(frozen=True)
class SourceName:
    """Words that may name a document: ``question[start:end]``, and whether only a text would do.

    "Does the lease say" surely asks a text; "in the kitchen" may be a place. ``opens`` is where the
    words begin that go with the name ("according to").
    """

    question: str
    start: int
    end: int
    sure: bool
    opens: int

    @property
    def text(self) -> str:
        """The words."""
        return self.question[self.start : self.end]

    @property
    def rest(self) -> str:
        """The question without the name and what goes with it."""
        return f"{self.question[: self.opens].rstrip()}{self.question[self.end :]}".strip(" ,")

    def renamed(self, name: str, end: int | None = None) -> str:
        """The question with another ``name``, instead of all up to ``end`` where that is given."""
        after = self.end if end is None else end
        return f"{self.question[: self.start]}{name}{self.question[after:]}"


def source_names(question: str) -> Iterator[SourceName]:
    """What may name a source in ``question``: the surest first, and longer names before shorter."""
    yield from _subjects(question, IS_ASKED, SAY_FOLLOWS, sure=True)
    yield from _subjects(question, IS_OWNED, SAYS_FOLLOWS, sure=True)
    for follows in (SOURCE_FOLLOWS, FILE_FOLLOWS):
        for match in follows.finditer(question):
            yield from names_from(question, match.end(), match.start(), sure=True)
    yield from _subjects(question, IS_ASKED, HOLD_FOLLOWS, sure=False)
    for match in PLACE_FOLLOWS.finditer(question):
        yield from names_from(question, match.end(), match.start(), sure=False)
    for match in OWNS.finditer(question):
        yield SourceName(question, *match.span("name"), False, match.start("name"))


def names_from(
    question: str, start: int, opens: int | None = None, *, sure: bool
) -> Iterator[SourceName]:
    """The words that follow on ``start``, of which the first so many may be a name, longest first.

    They end with a clause. ``opens`` is where the words before them begin.
    """
    ends: list[int] = []
    first = end = start + (question[start : start + 1] == " ")
    while len(ends) < _LONGEST and (match := _WORD.match(question, end)):
        ends.append(match.start() + len(match[0].rstrip(".\"”'’)")))
        if question[match.end() : match.end() + 1] != " ":
            break
        end = match.end() + 1
    for end in reversed(ends):
        if end > first:
            yield SourceName(question, first, end, sure, start if opens is None else opens)


def _subjects(
    question: str, opening: re.Pattern[str], verb: re.Pattern[str], *, sure: bool
) -> Iterator[SourceName]:
    """The names behind an ``opening`` that a ``verb`` follows."""
    for match in opening.finditer(question):
        for name in names_from(question, match.end(), sure=sure):
            if verb.match(question, name.end):
                yield replace(name, opens=name.start)
