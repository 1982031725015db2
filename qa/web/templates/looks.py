"""How each character of a document looks in a quote: as the source beside it. Pure functions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from index import Document, Span
from index.documents.blocks import Block, BlockKind
from index.text.emphasis import SetOff, set_off
from qa.web.templates.block_words import is_markdown_file, is_marked_up
from qa.web.templates.blocks import nodes_of
from qa.web.templates.elements import Element, Node
from qa.web.templates.inline import Run
from qa.web.templates.table import Row, Table

Style = Literal["plain", "emphasis", "code", "struck", "raised", "signs", "layout"]
"""How words are shown. ``signs`` make a heading, emphasis or code of others, and ``layout`` are
those that make an item, a row of a table and so on: neither is shown."""
Sign = Literal["", "cell", "row", "item", "open", "done"]
"""What is shown behind words: what parts two cells or two rows, or an item's bullet or box."""


class Look(NamedTuple):
    """How words are shown, and what is shown behind them; ``at`` tells a sign from the one before.

    What ``ends`` a block that is not shown takes the blank lines behind it along.
    """

    style: Style = "plain"
    sign: Sign = ""
    at: int = 0
    ends: bool = False


HIDDEN = frozenset[Style]({"signs", "layout"})
"""Styles of what is not shown."""

# What is written for machines, in which the signs are other signs.
_LITERAL = frozenset({BlockKind.CODE, BlockKind.FRONT_MATTER, BlockKind.LOG_LINE})
_ROWS = frozenset({BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW})
# Characters around a place in which the other sign of a pair is looked for.
_REACH = 500
# Blocks before a place and behind it that say what its own is: a table's rows, a code's fences.
_NEAR = 10
_STYLES: dict[str, Style] = {
    "code": "code", "del": "struck", "sup": "raised", "em": "emphasis", "strong": "emphasis",
}  # fmt: skip
_BULLETS: dict[str, Sign] = {"•": "item", "☐": "open", "☑": "done"}
_LAYOUT = Look("layout")

_Piece = tuple[str, Look]
_Paint = Callable[[int, int, Look], None]


def looks_of(document: Document, span: Span) -> list[Look]:
    """The look of each character that ``document`` has at ``span``."""
    looks = [Look()] * len(span)

    def paint(start: int, end: int, look: Look) -> None:
        for place in range(max(start, span.start), min(end, span.end)):
            looks[place - span.start] = look

    whole = is_markdown_file(document)
    if not whole:
        _paint_signs(document, span, paint)
    blocks = _near(document, span)
    if whole or any(block.kind in _ROWS for block in document.blocks_in(span)):
        at, ended = blocks[0].span.start, False
        for text, look, in_table in _pieces(nodes_of(document, blocks, at)):
            end = at + len(text)
            blank = ended and not text.strip()
            if whole or (in_table and (look.style == "layout" or look.sign)):
                paint(at, end, _LAYOUT if blank else look._replace(at=at if look.sign else 0))
            ended = look.ends or blank
            at = end
    _hide_ends(span.of(document.text), looks)
    return looks


def _hide_ends(text: str, looks: list[Look]) -> None:
    """Hides blank lines behind what is hidden at the beginning of ``text``, and before its end."""
    for places in (range(len(text)), range(len(text) - 1, -1, -1)):
        hidden = False
        blanks: list[int] = []
        for place in places:
            if looks[place].style in HIDDEN:
                hidden = True
            elif hidden and text[place].isspace():
                blanks.append(place)
            else:
                break
        if any(text[place] == "\n" for place in blanks):
            for place in blanks:
                looks[place] = _LAYOUT


def _paint_signs(document: Document, span: Span, paint: _Paint) -> None:
    """Paints emphasis, code and headings: what is shown so in a document of any kind."""
    every = _set_off_in(document, span)
    for each in every:
        paint(each.words.start, each.words.end, Look("code" if each.code else "emphasis"))
    # Signs come last, as what is set off may hold those of others.
    for outer, inner in (
        *((each.whole, each.words) for each in every),
        *((block.span, block.words) for block in document.blocks_in(span) if block.words),
    ):
        paint(outer.start, inner.start, Look("signs"))
        paint(inner.end, outer.end, Look("signs"))


def _set_off_in(document: Document, span: Span) -> list[SetOff]:
    """What is set off at ``span`` or around it, by its places in ``document``."""
    found: list[SetOff] = []
    for block in document.blocks_in(span):
        if block.kind not in _LITERAL:
            start = max(block.span.start, span.start - _REACH)
            end = min(block.span.end, span.end + _REACH)
            found += [
                SetOff(each.whole.shifted(start), each.words.shifted(start), each.code)
                for each in set_off(document.text[start:end])
            ]
    return found if found and is_marked_up(document) else []


def _near(document: Document, span: Span) -> Sequence[Block]:
    blocks = document.blocks
    first = bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1
    last = bisect_left(blocks, span.end, key=lambda block: block.span.start)
    return blocks[max(0, first - _NEAR) : last + _NEAR]


def _pieces(nodes: Sequence[Node]) -> Iterator[tuple[str, Look, bool]]:
    """The text of ``nodes``, all of it in order, by its looks; whether it is of a table."""
    for node in nodes:
        line = node.before.rfind("\n") if isinstance(node, Table) else len(node.before)
        yield node.before[: max(0, line)], Look(), False
        if isinstance(node, Table):
            yield node.before[max(0, line) :], Look("layout", "row"), True
            for row in (*node.heads, *node.rows):
                yield from ((text, look, True) for text, look in _row(row))
        elif isinstance(node, Element):
            yield from ((text, look, False) for text, look in _element(node))
        else:
            yield from _pieces(node.inside)


def _element(element: Element) -> Iterator[_Piece]:
    if all(run.hidden for run in element.words):
        yield "".join(run.text for run in element.words), Look("layout", ends=True)
        return
    for n, run in enumerate(element.words):
        bullet = _BULLETS.get(element.label, "") if n == 0 else ""
        if run.hidden and (bullet or run.text.lstrip().startswith(">")):
            yield run.text, Look("layout", bullet)
        elif element.tag == "pre":
            yield run.text, Look("code")
        else:
            yield run.text, _look_of(run)


def _row(row: Row) -> Iterator[_Piece]:
    """A row's cells, with a sign between two unless nothing stands before it or behind it."""
    filled = [n for n, cell in enumerate(row.cells) if any(run.text.strip() for run in cell.words)]
    for n, cell in enumerate(row.cells):
        if n == 0:
            line = cell.before.rfind("\n") + 1
            yield cell.before[:line], Look("layout", "row")
            yield cell.before[line:], _LAYOUT
        else:
            between = filled and filled[0] < n <= filled[-1]
            yield from _between(cell.before, "cell" if between else "")
        for run in cell.words:
            yield run.text, _look_of(run)
        yield cell.behind, _LAYOUT


def _between(text: str, sign: Sign) -> Iterator[_Piece]:
    """What stands between two cells; its blanks stay, for what is selected to be copied."""
    bar = text.strip()
    start = text.index(bar) if bar else len(text)
    yield text[:start], Look(sign="" if bar else sign)
    yield bar, Look("layout", sign)
    yield text[start + len(bar) :], Look()


def _look_of(run: Run) -> Look:
    if run.hidden:
        return Look("signs")
    return Look(next((style for tag, style in _STYLES.items() if tag in run.tags), "plain"))
