"""A Word document as a flow of paragraphs and tables, in order, before it is written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.word.notes import Notes
from index.documents.parsers.word.numbering import Numbering, Sign
from index.documents.parsers.word.runs import Inline, chosen, is_prompt, read_inline
from index.documents.parsers.word.styles import (
    Role,
    Styles,
    flag,
    indent_of,
    outline_level,
    value,
    whole,
)

_HOLDERS = frozenset("sdtContent customXml smartTag ins moveTo Choice Fallback".split())
_DEEPEST = 6  # tables in tables: what is in a deeper one stands in the cell around it
_MOST_COLUMNS = 63  # as in Word


@dataclass
class Paragraph:
    """A paragraph: its ``text``, all that is ``inline``, its ``sign`` in a list, and what it is.

    ``level`` is that of a heading, from 1, else 0; ``indent`` is None where nothing tells it;
    ``boxed`` says that it stands in a text box.
    """

    text: str
    inline: Inline
    sign: Sign | None = None
    level: int = 0
    role: Role = Role.TEXT
    indent: int | None = None
    boxed: bool = False


@dataclass
class Cell:
    """A cell: how many columns it takes, and whether it goes on with the one above or before it.

    ``above`` tells that it is the one above.
    """

    items: list[Item] = field(default_factory=list)
    span: int = 1
    goes_on: bool = False
    above: bool = False
    shade: str = ""


@dataclass
class Row:
    """A row; ``before`` is how many columns it leaves out at its start."""

    cells: list[Cell] = field(default_factory=list)
    head: bool = False
    before: int = 0


@dataclass
class Table:
    """A table; ``headed`` says that its style makes its first row look unlike the others."""

    rows: list[Row] = field(default_factory=list)
    headed: bool = False


Item = Paragraph | Table


@dataclass
class Flow:
    """What was read: the ``items``, and how much of the document stands in other files."""

    items: list[Item]
    embedded: int = 0


@dataclass
class _Frame:
    """Where the ``children`` of an element go: the items, the table or the row being made."""

    children: Iterator[Element]
    items: list[Item]
    table: Table | None = None
    row: Row | None = None
    depth: int = 0
    boxed: bool = False


def read_flow(root: Element, styles: Styles, numbering: Numbering, notes: Notes) -> Flow:
    """The flow of what stands in ``root``, such as a document's body."""
    flow = Flow([])
    open_: Inline | None = None  # of paragraphs whose end was deleted: the next goes on with them
    stack = [_Frame(iter(root), flow.items)]
    while stack:
        frame = stack[-1]
        element = next(frame.children, None)
        if element is None:
            stack.pop()
            continue
        name = local(element)
        if name == "p":
            properties = child(element, "pPr")
            named = value(properties, "pStyle") if properties is not None else ""
            style = named or styles.default
            inline = read_inline(element, style, styles)
            goes_on = _goes_on(properties, inline)
            if open_ is not None:
                open_.extend(inline)
                inline, open_ = open_, None
            if goes_on:
                open_ = inline
                continue
            sign = numbering.next_sign(properties, style)
            paragraph = _paragraph(inline, properties, style, styles, sign, notes)
            paragraph.boxed = frame.boxed
            frame.items.append(paragraph)
            for box in reversed(inline.boxes):
                stack.append(_Frame(iter(box), frame.items, depth=frame.depth, boxed=True))
        elif name == "tbl" and frame.depth < _DEEPEST:
            table = Table(headed=_is_headed(element, styles))
            frame.items.append(table)
            stack.append(_Frame(iter(element), frame.items, table, depth=frame.depth + 1))
        elif name == "tr" and frame.table is not None:
            if not _is_left_out(child(element, "trPr")):
                row = _row(element)
                frame.table.rows.append(row)
                stack.append(_Frame(iter(element), frame.items, row=row, depth=frame.depth))
        elif name == "tc" and frame.row is not None:
            cell = _cell(child(element, "tcPr"))
            if cell is not None:
                frame.row.cells.append(cell)
                stack.append(_Frame(iter(element), cell.items, depth=frame.depth))
        elif name == "sdt":
            in_table = frame.table is not None or frame.row is not None
            if in_table or not (_is_contents(element) or is_prompt(element)):
                stack.append(_through(children(element, "sdtContent"), frame))
        elif name == "AlternateContent":
            stack.append(_through(iter(chosen(element)), frame))
        elif name in _HOLDERS or name in {"tbl", "tr", "tc"}:
            stack.append(_through(iter(element), frame))
        elif name in {"altChunk", "subDoc"}:
            flow.embedded += 1
    if open_ is not None:
        flow.items.append(_paragraph(open_, None, styles.default, styles, None, notes))
    return flow


def _through(elements: Iterator[Element], frame: _Frame) -> _Frame:
    return replace(frame, children=elements)


def _goes_on(properties: Element | None, inline: Inline) -> bool:
    """Whether a paragraph's end was deleted, or all of it is hidden, or it is a large initial."""
    frame = child(properties, "framePr") if properties is not None else None
    if frame is not None and attribute(frame, "dropCap") in {"drop", "margin"}:
        return True
    mark = child(properties, "rPr") if properties is not None else None
    if mark is None:
        return False
    deleted = child(mark, "del") is not None or child(mark, "moveFrom") is not None
    inline.changes += deleted
    return deleted or (bool(flag(mark, "vanish")) and not inline.parts)


def _paragraph(
    inline: Inline,
    properties: Element | None,
    style: str,
    styles: Styles,
    sign: Sign | None,
    notes: Notes,
) -> Paragraph:
    own_level = outline_level(properties)
    indents = [styles.indent(style), sign.indent if sign else None]
    if properties is not None and child(properties, "numPr") is not None:
        indents.reverse()  # what is said of the paragraph itself is above what its style says
    indents.insert(0, indent_of(properties))
    parts = (part if isinstance(part, str) else notes.mark(part) for part in inline.parts)
    return Paragraph(
        "".join(parts),
        inline,
        sign,
        styles.level(style) if own_level is None else own_level,
        styles.role(style),
        next((indent for indent in indents if indent is not None), None),
    )


def _row(element: Element) -> Row:
    properties = child(element, "trPr")
    if properties is None:
        return Row()
    before = whole(value(properties, "gridBefore")) or 0
    return Row(head=bool(flag(properties, "tblHeader")), before=min(max(before, 0), _MOST_COLUMNS))


def _cell(properties: Element | None) -> Cell | None:
    """A cell yet empty; None of one that was deleted."""
    if properties is None:
        return Cell()
    if child(properties, "cellDel") is not None:
        return None
    shading = child(properties, "shd")
    above, before = (
        merge is not None and attribute(merge, "val") != "restart"
        for merge in (child(properties, "vMerge"), child(properties, "hMerge"))
    )
    span = min(max(whole(value(properties, "gridSpan")) or 1, 1), _MOST_COLUMNS)
    shade = attribute(shading, "fill").lower() if shading is not None else ""
    shade = "" if shade in {"auto", "ffffff"} else shade
    return Cell(span=span, goes_on=above or before, above=above and not before, shade=shade)


def _is_left_out(properties: Element | None) -> bool:
    """Whether a row was deleted, or is hidden."""
    if properties is None:
        return False
    return child(properties, "del") is not None or bool(flag(properties, "hidden"))


def _is_headed(table: Element, styles: Styles) -> bool:
    """Whether a table's first row looks unlike the others by its style."""
    properties = child(table, "tblPr")
    look = child(properties, "tblLook") if properties is not None else None
    if properties is None or look is None or not styles.has_head(value(properties, "tblStyle")):
        return False
    first = attribute(look, "firstRow")
    if first:
        return first not in {"0", "false", "off"}
    bits = attribute(look, "val")
    return len(bits) == 4 and bits.isalnum() and bits[2:3] in set("2367abefABEF")


def _is_contents(element: Element) -> bool:
    """Whether a content control holds a table of contents."""
    properties = child(element, "sdtPr")
    part = child(properties, "docPartObj") if properties is not None else None
    return part is not None and value(part, "docPartGallery") == "Table of Contents"


def paragraphs_in(items: Sequence[Item]) -> Iterator[Paragraph]:
    """All paragraphs in ``items``, those in tables too, in order."""
    stack = [iter(items)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif isinstance(item, Paragraph):
            yield item
        else:
            stack.append(iter([each for row in item.rows for c in row.cells for each in c.items]))
