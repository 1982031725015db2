"""Lines put together: paragraphs over columns and pages, items, notes, code. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from index.documents.blocks import BlockKind
from index.documents.parsers.pdf.asides import goes_on
from index.documents.parsers.pdf.foot_notes import foot_notes
from index.documents.parsers.pdf.lines import Body, PageLine

# Times the common distance between lines: further ones are of another paragraph. Below a line that
# is full, below one that is full and ends a sentence, below one that stops short.
_APART, _RATHER_APART, _LITTLE_APART = 1.4, 1.25, 1.15
_OTHER_SIZE = 0.15  # by which share fonts in one paragraph may differ
_WITHIN = "-–—.)]"  # what ends a sign that may also stand within a sentence
_LONG = 40  # characters of a line in which a paragraph may break off
_FIELD = re.compile(r"[^\W\d_][^:\n]{0,40}:\s+\S")


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together, and what they are; a heading has its level, an item its depth."""

    lines: tuple[PageLine, ...]
    kind: BlockKind
    level: int = 0
    depth: int = 0


def paragraphs_of(
    lines: Sequence[PageLine], levels: dict[int, int], bodies: Sequence[Body]
) -> Iterator[Paragraph]:
    """``lines`` in paragraphs; headings are told by their ``levels``.

    ``bodies`` tell how each page is set. Notes at the foot of a page
    come behind the paragraph that runs on over them.
    """
    notes = foot_notes(lines, levels, [body.size for body in bodies])
    in_notes = {number for numbers in notes.values() for number in numbers}
    continued = frozenset(line.page for line in lines if line.aside and goes_on(line.text))
    group: list[int] = []
    previous: Sequence[PageLine] = ()
    waiting: list[Paragraph] = []
    stack: list[float] = []
    for number, line in enumerate(lines):
        if number in notes:
            waiting.extend(_note(lines, notes[number], bodies[line.page]))
        if number in in_notes:
            continue
        if line.aside:
            waiting.append(Paragraph((line,), line.aside))
            continue
        if group and not (
            _joins(lines, group, number, levels, bodies[line.page], previous)
            or _goes_on(lines[group[-1]], line, continued)
        ):
            yield _paragraph(lines, group, levels, stack)
            previous = [lines[each] for each in group]
            group = []
            yield from waiting
            waiting = []
        group.append(number)
    if group:
        yield _paragraph(lines, group, levels, stack)
    yield from waiting


def _note(lines: Sequence[PageLine], numbers: Sequence[int], body: Body) -> Iterator[Paragraph]:
    """The paragraphs of a note of the lines ``numbers``."""
    group: list[int] = []
    for number in numbers:
        before, line = lines[group[-1]] if group else None, lines[number]
        if (
            before
            and before.page == line.page
            and not before.line.hyphen
            and (_is_apart(before, line, body) or _begins(lines, group, number))
        ):
            yield Paragraph(tuple(lines[each] for each in group), BlockKind.FOOTNOTE)
            group = []
        group.append(number)
    yield Paragraph(tuple(lines[each] for each in group), BlockKind.FOOTNOTE)


def _joins(
    lines: Sequence[PageLine],
    group: Sequence[int],
    number: int,
    levels: dict[int, int],
    body: Body,
    previous: Sequence[PageLine],
) -> bool:
    """Whether a line goes on with the paragraph of the lines ``group``, behind the ``previous``."""
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
        return not moved and before.line.height - line.line.height < 2.2 * body.pitch
    if line.is_clause or (line.label and not _only_looks_marked(lines[group[0]], before, line)):
        return False
    if moved:
        return _runs_over(lines, group, line)
    return not _is_apart(before, line, body) and not _begins(lines, group, number, previous)


def _runs_over(lines: Sequence[PageLine], group: Sequence[int], line: PageLine) -> bool:
    """Whether a paragraph runs on over the end of its page or column."""
    first, before = lines[group[0]], lines[group[-1]]
    if len(before.text) < _LONG:
        return False
    lower = line.text[:1].islower()
    if before.ends_sentence and not (lower and before.text.endswith(";")):
        # The first line of a paragraph would stand in, as that of this one does.
        step = 0.6 * line.line.size
        inward = len(group) > 1 and first.box.left - before.box.left > step
        return inward and not before.lacks(0.02) and line.box.left - line.margin < step
    return lower or not before.lacks(0.25)


def _is_apart(before: PageLine, line: PageLine, body: Body) -> bool:
    """Whether a line stands further below the one before than lines of a paragraph do.

    A tall sign may part them a little; where a sentence runs on, it does.
    """
    apart = (before.line.height - line.line.height) / body.pitch_at(line.line.size)
    if before.lacks(0.15) or (before.ends_sentence and body.regular):
        return apart > _LITTLE_APART
    return apart > (_RATHER_APART if before.ends_sentence else _APART)


def _goes_on(before: PageLine, line: PageLine, continued: Collection[int]) -> bool:
    """Whether code goes on on the next page, as its own page, one of ``continued``, says."""
    code = before.line.fixed and line.line.fixed
    return code and before.page in continued and line.page == before.page + 1


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


def _same_sides(lines: Sequence[PageLine], others: Sequence[PageLine]) -> bool:
    """Whether the first two of ``lines`` begin where those of ``others`` do, the second inward."""
    (first, second), (other, next_one) = (
        [line.box.left for line in some[:2]] for some in (lines, others)
    )
    apart = 0.6 * lines[0].line.size
    return abs(first - other) < 1 and abs(second - next_one) < 1 and second - first > apart


def _begins(
    lines: Sequence[PageLine],
    group: Sequence[int],
    number: int,
    previous: Sequence[PageLine] = (),
) -> bool:
    """Whether a line right below a paragraph begins another, the ``previous`` one being known."""
    before, line = lines[group[-1]], lines[number]
    step = 0.6 * line.line.size
    if _FIELD.match(line.text) and _FIELD.match(before.text) and before.lacks(0.1):
        return True
    starts = line.text[:1].isupper() or line.text[:1].isdigit() or line.text[:1] in '"“‘([_§¶'
    if not starts:
        return False
    if before.lacks(0.5) or (before.lacks(0.35) and not before.text.endswith((",", "-"))):
        return True
    inward = line.box.left - before.box.left
    if len(group) == 1 and len(previous) > 1 and _same_sides((before, line), previous):
        return False  # it hangs below its first line, as there
    after = lines[number + 1] if number + 1 < len(lines) else line
    stands_in = line.box.left - after.box.left > step  # as the first line of a paragraph does
    below = abs(inward) < step and (len(group) > 1 or not stands_in)
    indented = line.box.left - line.margin > step and not below
    if before.ends_sentence and indented and not lines[group[0]].label:
        return True
    if len(group) == 1 and lines[group[0]].label:  # the second line of an item stands in from it
        return before.ends_sentence and inward < step and before.lacks(0.15)
    if abs(inward) > step and before.ends_sentence:
        return len(group) > 1 or inward > step
    return before.ends_sentence and (before.lacks(0.2) or _has_room(lines, group, line))


def _has_room(lines: Sequence[PageLine], group: Sequence[int], line: PageLine) -> bool:
    """Whether the first word of ``line`` would find room at the end of the line before."""
    if len(group) == 1:  # its lines tell how wide a paragraph is set
        return False
    edge = max(lines[number].box.right for number in group)
    word = line.line.words[0].box
    room = edge - lines[group[-1]].box.right
    return room > word.right - word.left + 0.3 * line.line.size


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
