"""A text's lines, with what tells whether one goes on in the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from index.documents.span import Span

_FORM_FEED = "\x0c"
_END = re.compile(r"[.!?…。！？]['\"”’»)\]*_]*$")
_OPEN_END = re.compile(r"[,;–—([{&/-]$|[,;]['\"”’]$")


@dataclass(frozen=True)
class Line:
    """A line of a text: where it begins, and it without blanks at its end.

    ``after_page`` says that a form feed stands right before it.
    """

    start: int
    text: str
    after_page: bool = False

    @cached_property
    def bare(self) -> str:
        """The line without blanks at either end."""
        return self.text.strip()

    @cached_property
    def indent(self) -> int:
        """How many columns it stands in from the left; a tab counts as four."""
        before = self.text[: len(self.text) - len(self.text.lstrip())]
        return len(before.expandtabs(4))

    @property
    def end(self) -> int:
        """Where its last character that is no blank ends."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Where it stands, without blanks at either end."""
        return Span(self.end - len(self.text.lstrip()), self.end)

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop or the like stands at its end."""
        return bool(_END.search(self.bare))

    @property
    def ends_open(self) -> bool:
        """Whether it ends with what something must follow, such as a comma."""
        return bool(_OPEN_END.search(self.bare))

    @property
    def begins_small(self) -> bool:
        """Whether it begins with a small letter, as what goes on does."""
        first = self.bare.lstrip("*_`\"'“‘([")[:1]
        return first.islower()


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` in order; a form feed is no line of its own."""
    lines = []
    position, after_page = 0, False
    for part in text.splitlines(keepends=True):
        begin, position = position, position + len(part)
        if part == _FORM_FEED:
            after_page = True
            continue
        lines.append(Line(begin, part.rstrip(), after_page))
        after_page = part.endswith(_FORM_FEED)
    return lines
