"""Lines put together: paragraphs over columns and pages, items, notes, code. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from index.documents.blocks import BlockKind
from index.documents.parsers.pdf.lines import Body, PageLine

_APART = 1.4  # times the common distance between lines: further ones are of another paragraph
_OTHER_SIZE = 0.15  # by which share fonts in one paragraph may differ
_SMALL = 0.92  # times the body's size: a note at the foot of a page is smaller
_WITHIN = "-–—.)]"  # what ends a sign that may also stand within a sentence
_LONG = 40  # characters of a line in which a paragraph may break off
_NOTE = re.compile(r"(?:\d{1,2}|[*†‡§¶]+)(?:[.)]?\s+|(?=[A-Z\"“‘]))[A-Z\"“‘(]")
_FIELD = re.compile(r"[^\W\d_][^:\n]{0,40}:\s+\S")


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together, and what they are; a heading has its level, an item its depth."""

    lines: tuple[PageLine, ...]
    kind: BlockKind
    level: int = 0
    depth: int = 0


def paragraphs_of(
    lines: Sequence[PageLine], levels: dict[int, int], body: Body
) -> Iterator[Paragraph]:
    """``lines`` in paragraphs; headings are told by their ``levels``.

    Notes at the foot of a page come behind the paragraph that runs on over them.
    """
    notes = _foot_notes(lines, levels)
    group: list[int] = []
    waiting: list[Paragraph] = []
    stack: list[float] = []
    for number, line in enumerate(lines):
        if number in notes:
            if waiting and not _NOTE.match(line.text):
                last = waiting[-1]
                waiting[-1] = Paragraph((*last.lines, line), last.kind)
            else:
                waiting.append(Paragraph((line,), BlockKind.FOOTNOTE))
            continue
        if group and not _joins(lines, group, number, levels, body):
            yield _paragraph(lines, group, levels, stack)
            group = []
            yield from waiting
            waiting = []
        group.append(number)
    if group:
        yield _paragraph(lines, group, levels, stack)
    yield from waiting


def _foot_notes(lines: Sequence[PageLine], levels: dict[int, int]) -> set[int]:
    """The lines at the feet of pages that are smaller than the others, from one with a mark on."""
    notes: set[int] = set()
    last: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        last.setdefault(line.page, []).append(number)
    for numbers in last.values():
        tail: list[int] = []
        common = median(lines[number].line.size for number in numbers)
        for number in reversed(numbers):
            if lines[number].line.size > _SMALL * common or number in levels:
                break
            tail.insert(0, number)
        first = next((n for n, it in enumerate(tail) if _NOTE.match(lines[it].text)), None)
        if first is not None and len(tail) < len(numbers):
            notes.update(tail[first:])
    return notes


def _joins(
    lines: Sequence[PageLine], group: Sequence[int], number: int, levels: dict[int, int], body: Body
) -> bool:
    """Whether a line goes on with the paragraph of the lines ``group``."""
    before, line = lines[group[-1]], lines[number]
    if before.contents or line.contents:
        return False
    if levels.get(group[-1]) != levels.get(number):
        return False
    if number in levels:
        return _same_heading(before, line, len(group))
    if before.line.hyphen:
        return True
    code = lines[group[0]].line.fixed and (line.line.fixed or not line.has_letters)
    if not code and not _same_font(before, line) and not _flows_on(before, line, body):
        return False
    moved = before.page != line.page or line.box.bottom > before.box.bottom + 1
    if code:
        return not moved and before.box.bottom - line.box.bottom < 2.2 * body.pitch
    if line.is_clause or (line.label and not _only_looks_marked(lines[group[0]], before, line)):
        return False
    if moved:
        runs_on = line.text[:1].islower() or not before.lacks(0.25)
        return not before.ends_sentence and len(before.text) >= _LONG and runs_on
    scale = max(1.0, line.line.size / body.size)
    if before.box.bottom - line.box.bottom > _APART * body.pitch * scale:
        return False
    return not _begins(lines, group, line)


def _only_looks_marked(first: PageLine, before: PageLine, line: PageLine) -> bool:
    """Whether a dash or a number that a line begins with stands within a sentence."""
    runs_on = not before.ends_sentence and not before.lacks(0.15) and len(before.text) >= _LONG
    return runs_on and not first.label and line.label[-1:] in _WITHIN


def _same_font(before: PageLine, line: PageLine) -> bool:
    alike = abs(before.line.size - line.line.size) <= _OTHER_SIZE * before.line.size
    return alike and before.line.fixed == line.line.fixed


def _flows_on(before: PageLine, line: PageLine, body: Body) -> bool:
    """Whether a sentence goes on in a line that begins in another font, such as an address."""
    distance = before.box.bottom - line.box.bottom
    near = before.page == line.page and 0 < distance < 1.15 * body.pitch
    unfinished = not before.ends_sentence or line.text[:1].islower()
    return near and unfinished and not before.lacks(0.15) and len(before.text) >= _LONG


def _same_heading(before: PageLine, line: PageLine, count: int) -> bool:
    near = 0 < before.box.bottom - line.box.bottom < 1.6 * before.line.size
    alike = abs(before.line.size - line.line.size) < 0.1 * before.line.size
    return before.page == line.page and near and alike and count < 4 and not line.is_clause


def _begins(lines: Sequence[PageLine], group: Sequence[int], line: PageLine) -> bool:
    """Whether a line right below a paragraph begins another."""
    before = lines[group[-1]]
    step = 0.6 * line.line.size
    if _FIELD.match(line.text) and _FIELD.match(before.text) and before.lacks(0.1):
        return True
    starts = line.text[:1].isupper() or line.text[:1].isdigit() or line.text[:1] in '"“‘(['
    if not starts:
        return False
    if before.lacks(0.35) and not before.text.endswith((",", "-")):
        return True
    inward = line.box.left - before.box.left
    if before.ends_sentence and line.box.left - line.margin > step and not lines[group[0]].label:
        return True
    if len(group) == 1 and lines[group[0]].label:  # the second line of an item stands in from it
        return before.ends_sentence and inward < step and before.lacks(0.15)
    if abs(inward) > step and before.ends_sentence:
        return len(group) > 1 or inward > step
    return before.ends_sentence and before.lacks(0.2)


def _paragraph(
    lines: Sequence[PageLine], group: Sequence[int], levels: dict[int, int], stack: list[float]
) -> Paragraph:
    some = tuple(lines[number] for number in group)
    first = some[0]
    if first.contents:
        return Paragraph(some, BlockKind.NOISE)
    if group[0] in levels:
        stack.clear()
        return Paragraph(some, BlockKind.HEADING, level=levels[group[0]])
    if first.line.fixed and all(line.line.fixed or not line.has_letters for line in some):
        return Paragraph(some, BlockKind.CODE)
    if first.is_clause:
        return Paragraph(some, BlockKind.CLAUSE)
    if first.label:
        while stack and first.box.left < stack[-1] - 3:
            stack.pop()
        if not stack or first.box.left > stack[-1] + 3:
            stack.append(first.box.left)
        return Paragraph(some, BlockKind.LIST_ITEM, depth=len(stack) - 1)
    stack.clear()
    if len(some) == 1 and _FIELD.match(first.text):
        return Paragraph(some, BlockKind.FIELD)
    return Paragraph(some, BlockKind.PARAGRAPH)
