"""A text's blocks: what is set off by fences, marks and blank lines, in order. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.documents.blocks import Block, BlockKind
from index.documents.parsers.text.answers import with_answers
from index.documents.parsers.text.front_matter import are_head_lines, front_matter
from index.documents.parsers.text.headings import (
    Heading,
    atx_heading,
    plain_heading,
    underlined_heading,
)
from index.documents.parsers.text.lines import Line, split_lines
from index.documents.parsers.text.marks import mark_of
from index.documents.parsers.text.page_noise import page_noise
from index.documents.parsers.text.paragraphs import TextFacts, paragraph_blocks, text_facts
from index.documents.parsers.text.tables import Table, table_at
from index.documents.span import Span

_FENCE = re.compile(r"\s{0,8}(`{3,}(?!.*`)|~{3,})")
_COMMENT = re.compile(r"\s{0,3}<!--")
_LONGEST_COMMENT = 200  # lines
_CODE = re.compile(r"[{}();=<>\\$|&_/]|--|^\S+$")
_TABLE_TRIALS = 8  # in lines without a blank one among them: each may look at all of them


@dataclass(frozen=True)
class _Placed:
    """A heading whose level is known only when all headings are."""

    span: Span
    words: Span
    style: int | str


def text_blocks(text: str) -> list[Block]:
    """The blocks of ``text``, in order; together they hold every non-blank character."""
    lines = split_lines(text)
    noise = page_noise(lines)
    facts = text_facts([line for n, line in enumerate(lines) if n not in noise])
    pieces = list(_pieces(lines, noise, facts))
    levels = _levels(piece.style for piece in pieces if isinstance(piece, _Placed))
    blocks = [
        Block(piece.span, levels[piece.style], piece.words, BlockKind.HEADING)
        if isinstance(piece, _Placed)
        else piece
        for piece in pieces
    ]
    return with_answers(blocks, text)


def _pieces(
    lines: Sequence[Line], noise: frozenset[int], facts: TextFacts
) -> Iterator[Block | _Placed]:
    at = 0
    for block, count in front_matter(lines):
        yield block
        at += count
    first, before = True, None  # whether nothing was read, and the line read last
    while at < len(lines):
        line = lines[at]
        if not line.bare:
            at += 1
        elif at in noise:
            yield Block(line.span, kind=BlockKind.NOISE)
            at += 1
        elif fence := _fence_of(lines, at):
            end = _fence_end(lines, at, fence)
            closed = end - at > 1 and _closes(lines[end - 1], fence)
            yield from _fenced(lines[at:end], closed=closed)
            at, first, before = end, False, lines[end - 1]
        elif _COMMENT.match(line.text) and (past := _comment_end(lines, at)):
            yield Block(Span(line.span.start, lines[past - 1].end), kind=BlockKind.NOISE)
            at = past
        elif heading := atx_heading(line):
            yield _Placed(line.span, heading.words, heading.style)
            at, first, before = at + 1, False, line
        else:
            end = _run_end(lines, at, noise)
            run = lines[at:end]
            following = _following(lines, end, noise)
            if before and _is_literal(run, before):
                yield Block(Span(run[0].span.start, run[-1].end), kind=BlockKind.CODE)
            else:
                yield from _run(run, following, facts, first=first)
            at, first, before = end, False, run[-1]


def _run(
    lines: Sequence[Line], following: Line | None, facts: TextFacts, *, first: bool
) -> Iterator[Block | _Placed]:
    """The pieces of lines without a blank one among them."""
    at = 0
    while heading := _heading(lines[at:], following, facts, first=first and not at, leads=not at):
        span = Span(lines[at].span.start, lines[at + heading.lines - 1].end)
        yield _Placed(span, heading.words, heading.style)
        at += heading.lines
        if at == len(lines):
            return
    if first and at and are_head_lines(lines[at:]):
        yield from (Block(line.span, kind=BlockKind.FRONT_MATTER) for line in lines[at:])
        return
    trials, start = _TABLE_TRIALS, at
    while at < len(lines):
        sure = (
            at + 1 < len(lines)
            and "|" in lines[at].bare
            and "-|" in lines[at + 1].bare.replace(" ", "")
        )
        likely = at == start or at == start + 1 or lines[at - 1].bare.endswith(":")
        mark = mark_of(lines[at].bare, facts.speakers) if likely and trials else None
        likely = likely and (mark is None or mark.kind is BlockKind.FIELD)
        table = None
        if sure or (likely and trials):
            trials -= not sure
            table = table_at(lines[at:])
        if table is None:
            at += 1
            continue
        if start < at:
            yield from paragraph_blocks(lines[start:at], facts)
        yield from _rows(lines[at : at + table.lines], table)
        start = at = at + table.lines
    if start < len(lines):
        yield from paragraph_blocks(lines[start:], facts)


def _heading(
    lines: Sequence[Line], following: Line | None, facts: TextFacts, *, first: bool, leads: bool
) -> Heading | None:
    """The heading that ``lines`` begin with; one without a sign only where they ``lead``."""
    if heading := underlined_heading(lines[:3]):
        return heading
    if leads and not facts.marked_headings:
        return plain_heading(lines, following, first=first)
    return None


def _rows(lines: Sequence[Line], table: Table) -> Iterator[Block]:
    for n, line in enumerate(lines):
        kind = BlockKind.TABLE_HEAD if n == table.head else BlockKind.TABLE_ROW
        yield Block(line.span, kind=BlockKind.NOISE if n in table.rules else kind)


def _fenced(lines: Sequence[Line], *, closed: bool) -> Iterator[Block]:
    yield Block(lines[0].span, kind=BlockKind.NOISE)
    inside = [line for line in lines[1 : -1 if closed else None] if line.bare]
    if inside:
        yield Block(Span(inside[0].span.start, inside[-1].end), kind=BlockKind.CODE)
    if closed:
        yield Block(lines[-1].span, kind=BlockKind.NOISE)


def _fence_of(lines: Sequence[Line], at: int) -> str | None:
    """The fence that begins at a line; one that underlines the line above is none."""
    match = _FENCE.match(lines[at].text)
    above = lines[at - 1].bare if at else ""
    if not match or (above and match[1] == lines[at].bare and len(match[1]) >= len(above) > 0
                     and match[1][0] == "~"):  # fmt: skip
        return None
    return match[1]


def _fence_end(lines: Sequence[Line], at: int, fence: str) -> int:
    for n in range(at + 1, len(lines)):
        if _closes(lines[n], fence):
            return n + 1
    return len(lines)


def _closes(line: Line, fence: str) -> bool:
    return line.bare.startswith(fence) and not line.bare.strip(fence[0])


def _comment_end(lines: Sequence[Line], at: int) -> int | None:
    for n in range(at, min(at + _LONGEST_COMMENT, len(lines))):
        if "-->" in lines[n].bare:
            return n + 1 if lines[n].bare.endswith("-->") else None
    return None


def _run_end(lines: Sequence[Line], at: int, noise: frozenset[int]) -> int:
    """Where the lines that stand together from ``at`` on end."""
    for n in range(at + 1, len(lines)):
        line = lines[n]
        new_page = line.after_page and (lines[n - 1].ends_sentence or not line.bare)
        if not line.bare or n in noise or new_page or atx_heading(line) or _fence_of(lines, n):
            return n
    return len(lines)


def _following(lines: Sequence[Line], at: int, noise: frozenset[int]) -> Line | None:
    return next((lines[n] for n in range(at, len(lines)) if lines[n].bare and n not in noise), None)


def _is_literal(lines: Sequence[Line], before: Line) -> bool:
    """Whether ``lines`` are code that stands in from a line with a colon."""
    if not before.bare.endswith(":") or min(line.indent for line in lines) <= before.indent + 1:
        return False
    if mark_of(lines[0].bare, frozenset()):
        return False
    like_code = sum(bool(_CODE.search(line.bare)) for line in lines)
    return 2 * like_code >= len(lines) and not lines[-1].ends_sentence


def _levels(styles: Iterable[int | str]) -> dict[int | str, int]:
    """The level of each style of heading: of underlined ones by their sign, or as they appear."""
    order = list(dict.fromkeys(styles))
    signs = [style for style in order if isinstance(style, str)]
    if set(signs) <= {"=", "-"}:
        levels: dict[int | str, int] = {"=": 1, "-": 2}
    else:
        levels = {sign: level for level, sign in enumerate(signs, start=1)}
    return levels | {style: style for style in order if isinstance(style, int)}
