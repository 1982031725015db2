"""Lines without a blank one among them: items, fields, turns, lines and prose. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.documents.blocks import Block, BlockKind
from index.documents.parsers.text.headings import ATX
from index.documents.parsers.text.lines import Line
from index.documents.parsers.text.marks import Mark, mark_of, quote_depth
from index.documents.parsers.text.prose import goes_on, is_full, runs_of_prose, wrap_width
from index.documents.parsers.text.speakers import speakers_of
from index.documents.span import Span

_RULE = re.compile(r"[-=*_~+#.·•–—|:\s<>]{3,}|>+")
_DIRECTIVE = re.compile(
    r"(?:!!!|\?{3}\+?|:::)\s*[\w-]*|\.\. [\w-]+::|>\s?\[![A-Za-z]+\]|<(?:/?[a-z][a-z0-9]*|br ?/)>"
)
_ASKS = re.compile(r"[^\W\d_a-z][^.!?]{4,150}\?(?:\*\*|__)?")
_LETTER = re.compile(r"([a-zA-Z])\.\s")
_SENTENCE_INSIDE = re.compile(r"[a-z)\]][.!?]\s+[^\W\d_a-z]")
_MOST_LINE, _MOST_FIELD = 120, 240  # characters
_OTHERWISE = frozenset({BlockKind.TURN, BlockKind.ANSWER, BlockKind.LOG_LINE, BlockKind.QUOTE})
"""Kinds that lines without a mark of their own go on with."""


@dataclass(frozen=True)
class TextFacts:
    """What tells, over a whole text, how its lines are to be taken.

    ``width`` is the column at which its prose is broken, 0 where it is not.
    """

    width: int
    speakers: frozenset[str]
    marked_headings: bool
    clauses: bool
    q_and_a: bool
    asks: bool


@dataclass
class _Group:
    """Lines that make one block, or prose; ``indent`` is that of the first."""

    kind: BlockKind | None
    lines: list[Line] = field(default_factory=list)
    order: str = ""

    @property
    def last(self) -> Line:
        return self.lines[-1]


def text_facts(lines: Sequence[Line]) -> TextFacts:
    """The facts of a text of these ``lines``, page noise left out."""
    speakers = speakers_of(lines)
    marks = [mark_of(line.bare, frozenset()) for line in lines if line.bare]
    kinds = [mark.kind for mark in marks if mark]
    return TextFacts(
        width=wrap_width(lines),
        speakers=speakers,
        marked_headings=any(ATX.match(line.text) for line in lines),
        clauses=kinds.count(BlockKind.CLAUSE) > 1,
        q_and_a={BlockKind.QUESTION, BlockKind.ANSWER} <= set(kinds),
        asks=sum(bool(_ASKS.fullmatch(line.bare)) for line in lines) > 1,
    )


def paragraph_blocks(lines: Sequence[Line], facts: TextFacts) -> Iterator[Block]:
    """The blocks of ``lines`` in a text with these ``facts``."""
    groups = list(_groups(lines, facts))
    for group in groups:
        if group.kind is not None:
            yield _block(group.lines, _settled(group))
            continue
        runs = runs_of_prose(group.lines, facts.width)
        for run in runs:
            alone = len(run) == 1 and not run[0].ends_sentence and len(run[0].bare) <= _MOST_LINE
            several = len(runs) > 1 or len(groups) > 1
            yield _block(run, BlockKind.LINE if alone and several else BlockKind.PARAGRAPH)


def _settled(group: _Group) -> BlockKind:
    """The kind of a group that has one: a note of several sentences is no field."""
    assert group.kind is not None
    words = " ".join(line.bare for line in group.lines)
    first, further = group.lines[0], group.lines[1:]
    wrapped = any(line.indent <= first.indent and line.bare[0] != ":" for line in further)
    long = len(words) > (_MOST_LINE if wrapped else _MOST_FIELD) or _SENTENCE_INSIDE.search(words)
    return BlockKind.PARAGRAPH if group.kind is BlockKind.FIELD and long else group.kind


def _block(lines: Sequence[Line], kind: BlockKind) -> Block:
    return Block(Span(lines[0].span.start, lines[-1].end), kind=kind)


def _groups(lines: Sequence[Line], facts: TextFacts) -> Iterator[_Group]:
    letters = {letter[1] for line in lines if (letter := _LETTER.match(line.bare))}
    group: _Group | None = None
    for line in lines:
        if _RULE.fullmatch(line.bare) or _DIRECTIVE.fullmatch(line.bare):
            new: _Group | None = _Group(BlockKind.NOISE)
        else:
            new = _next_group(group, line, letters, facts)
        if new is not None:
            if group is not None:
                yield group
            group = new
        assert group is not None
        group.lines.append(line)
    if group is not None:
        yield group


def _next_group(
    group: _Group | None, line: Line, letters: set[str], facts: TextFacts
) -> _Group | None:
    """The group that ``line`` begins behind ``group``, or None where it goes on with it."""
    mark = mark_of(line.bare, facts.speakers)
    if mark and _holds(mark, line, group, letters, facts):
        if mark.kind is BlockKind.QUOTE and group and group.kind is mark.kind:
            return _quote_group(group, line, facts)
        return _Group(mark.kind, order=mark.order)
    if group is None or group.kind is BlockKind.NOISE:
        return _Group(None)
    if group.kind is None:
        if line.bare.startswith(": ") and len(group.lines) == 1:  # a term and its meaning
            group.kind = BlockKind.FIELD
            return None
        asked = facts.asks and len(group.lines) == 1 and _ASKS.fullmatch(group.last.bare)
        return _Group(None) if asked else None
    if group.kind is BlockKind.QUESTION and group.last.bare.rstrip("*_").endswith("?"):
        return _Group(BlockKind.ANSWER)
    if group.kind in _OTHERWISE or line.indent > group.lines[0].indent:
        return None
    full = is_full(group.last, line, facts.width)
    open_ = not group.last.ends_sentence and goes_on(group.last, line, facts.width)
    return None if full or open_ else _Group(None)


def _quote_group(group: _Group, line: Line, facts: TextFacts) -> _Group | None:
    """The quote that ``line`` begins: at another depth, or as a line or item for itself."""
    before, words = _unquoted(group.last), _unquoted(line)
    deeper = quote_depth(line.bare) != quote_depth(group.last.bare)
    if not words.bare or not before.bare or deeper or mark_of(words.bare, facts.speakers):
        return _Group(BlockKind.QUOTE)
    return None if goes_on(before, words, facts.width) else _Group(BlockKind.QUOTE)


def _unquoted(line: Line) -> Line:
    return replace(line, text=line.bare.lstrip("> "))


def _holds(
    mark: Mark, line: Line, group: _Group | None, letters: set[str], facts: TextFacts
) -> bool:
    """Whether a ``line`` that begins as one of the kind of ``mark`` does is one."""
    kind = mark.kind
    if kind is BlockKind.CLAUSE and not facts.clauses:
        return False
    if kind in {BlockKind.QUESTION, BlockKind.ANSWER}:
        return facts.q_and_a
    if kind in {BlockKind.TURN, BlockKind.LOG_LINE, BlockKind.QUOTE}:
        return True
    if _LETTER.match(line.bare) and not _counts(mark.order, letters):
        return False  # "A. Smith" is a name
    before = group.last if group and group.kind is not BlockKind.NOISE else None
    if kind is BlockKind.FIELD:
        in_prose = before and not before.ends_sentence and group and group.kind is not kind
        if in_prose and before and (before.ends_open or is_full(before, line, facts.width)):
            return False
        if in_prose and line.begins_small and line.indent:
            return False
        return not _SENTENCE_INSIDE.search(line.bare, mark.width)
    if before is None or group is None or group.kind is not None:
        return True
    if before.ends_sentence or before.bare.endswith((":", "：")):
        return True
    return not is_full(before, line, facts.width)


def _counts(letter: str, letters: set[str]) -> bool:
    return bool({chr(ord(letter) - 1), chr(ord(letter) + 1)} & letters)
