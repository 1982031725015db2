"""Headings: marked with #, underlined, numbered, in capitals, or a text's first line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.documents.parsers.text.lines import Line
from index.documents.parsers.text.marks import field_width
from index.documents.span import Span

ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"\s{0,3}(=+|-{3,})$")
_RULE = re.compile(r"\s*([=\-~^\"'*+#`:._])\1{2,}$")
_NUMBERED = re.compile(
    r"(?:(?:Chapter|Part|Section|Appendix|CHAPTER|PART|SECTION|APPENDIX|ARTICLE)\s)?"
    r"(\d{1,3}(?:\.\d{1,3}){0,5}|[A-Z](?:\.\d{1,3}){1,4}|[IVX]{1,5}(?=\.))[.:)]?\s+(?=[^\W\d_a-z])"
)
_SENTENCE_INSIDE = re.compile(r"[a-z)\]][.!?]\s+[^\W\d_a-z]")
_MARKED = re.compile(r"[-*+•>|\[({<]")
_MOST_CAPITALS, _MOST_TITLE, _MOST_NUMBERED = 80, 80, 90
_FEWEST_LETTERS = 3


@dataclass(frozen=True)
class Heading:
    """A heading's lines, its words, and its ``style``, which goes with its level in a text.

    The style is the number of a level, or the sign that it is underlined with, doubled where it
    stands above as well.
    """

    lines: int
    words: Span
    style: int | str


def atx_heading(line: Line) -> Heading | None:
    """The heading that a line with # before it is."""
    match = ATX.match(line.text)
    return Heading(1, Span(*match.span(2)).shifted(line.start), len(match[1])) if match else None


def underlined_heading(lines: Sequence[Line]) -> Heading | None:
    """The underlined heading that ``lines`` begin with, one that has a line above it too."""
    if len(lines) > 2 and (above := _RULE.match(lines[0].text)):
        below = _RULE.match(lines[2].text)
        if below and below[1] == above[1] and _may_be_title(lines[1]):
            return Heading(3, lines[1].span, above[1] * 2)
    if len(lines) > 1 and _may_be_title(lines[0]):
        if match := _SETEXT.match(lines[1].text):
            return Heading(2, lines[0].span, match[1][0])
        rule = _RULE.match(lines[1].text)
        if rule and len(lines[1].bare) >= len(lines[0].bare):
            return Heading(2, lines[0].span, rule[1])
    return None


def plain_heading(lines: Sequence[Line], following: Line | None, *, first: bool) -> Heading | None:
    """The heading without a sign that ``lines``, between blank ones, begin with.

    ``following`` is the next line behind the blank ones; ``first`` says whether the text begins
    with these lines.
    """
    line, further = lines[0], lines[1] if len(lines) > 1 else following
    if further is None or _MARKED.match(line.bare):
        return None
    if number := _NUMBERED.match(line.bare):
        return _numbered(lines, number, following)
    if _in_capitals(line) and not (len(lines) > 1 and _in_capitals(lines[1])):
        return Heading(1, line.span, 1 if first else 2)
    if first and _is_title(lines, following):
        return Heading(1, line.span, 1)
    return None


def number_of(bare: str) -> str:
    """The number that a line begins with as a numbered heading does ("2.1"); "" without one."""
    match = _NUMBERED.match(bare)
    return match[1] if match else ""


def _numbered(
    lines: Sequence[Line], number: re.Match[str], following: Line | None
) -> Heading | None:
    asks = lines[-1].bare.endswith("?")
    alone = len(lines) == 1 or asks
    line = lines[0]
    depth = number[1].count(".") + 1
    below = number_of(following.bare) if alone and following else ""
    if not alone:
        below = number_of(lines[1].bare)
    whole = Span(line.span.start, lines[-1].end) if asks else line.span
    short = (
        len(line.bare) <= _MOST_NUMBERED and not line.ends_sentence and line.bare[-1] not in ",;:"
    )
    deeper = below.startswith(f"{number[1].rstrip('.')}.")
    sibling = bool(below) and not deeper and below.count(".") + 1 == depth
    capitals = line.bare.upper() == line.bare
    if not (short or asks) or not (alone or deeper) or (sibling and not capitals):
        return None
    if below and not deeper and below.count(".") + 1 > depth:
        return None  # a number that is none of a chapter
    return Heading(len(lines) if asks else 1, whole, 1 + depth)


def _in_capitals(line: Line) -> bool:
    letters = [c for c in line.bare if c.isalpha()]
    return (
        len(letters) >= _FEWEST_LETTERS
        and len(line.bare) <= _MOST_CAPITALS
        and all(c.isupper() for c in letters)
        and 2 * len(letters) >= len(line.bare.replace(" ", ""))
        and line.bare[-1] not in ".,;!"
        and not field_width(line.bare)
    )


def _is_title(lines: Sequence[Line], following: Line | None) -> bool:
    """Whether the first line of a text, of ``lines`` up to the first blank one, is its title."""
    title = lines[0]
    if following is None or not _may_be_title(title) or field_width(title.bare):
        return False
    if title.ends_sentence or title.bare[-1] in ",;:" or not title.bare[0].isupper():
        return False
    if _SENTENCE_INSIDE.search(title.bare) or (len(lines) == 1 and following.begins_small):
        return False
    # Under it may stand who wrote it and when.
    return len(lines) <= 4 and all(
        len(line.bare) <= _MOST_TITLE and not line.ends_sentence and not line.ends_open
        for line in lines[1:]
    )


def _may_be_title(line: Line) -> bool:
    return (
        bool(line.bare)
        and len(line.bare) <= _MOST_TITLE
        and any(c.isalnum() for c in line.bare)
        and not _MARKED.match(line.bare)
        and "|" not in line.bare
        and "\t" not in line.bare
    )
