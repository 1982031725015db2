"""Presentations in OpenDocument: .odp, .otp, and .fodp, which is plain XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.office.slide_title import COMMON_SIZE, SlideLine, title_among
from index.documents.parsers.opendocument.blocks import Blocks
from index.documents.parsers.opendocument.odf import OpenDocument, open_document
from index.documents.parsers.opendocument.text import SHAPES, paragraph_text
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.pieces import Piece, Table, flat, write_pieces
from index.documents.parsers.writer import Writer, one_line
from index.documents.places import UnitKind

_NOISE = frozenset({"page-number", "date-time", "header", "footer"})
_LENGTH = re.compile(r"(-?[\d.]{1,12})(cm|mm|in|pt|pc|px)?")
_MOVED = re.compile(r"translate\s*\(\s*(\S+?)[\s,]+([^\s)]+)")
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}
_MOST_PARTS = 30  # of a group, that tell where it stands
_POINTS = re.compile(r"\d{1,4}(?:\.\d{1,3})?pt")
_HEIGHT = 15.75  # centimetres of a slide
_SAME_HEIGHT = 1.0  # centimetres between the tops of what stands side by side


def parse_odp(data: bytes, name: str) -> ParsedFile:
    """The slides of the presentation ``name`` with their notes and comments, hidden ones left out.

    Raises:
        DocumentError: when it is damaged, encrypted, too large, or no presentation.
    """
    document = open_document(data, name, "presentation")
    blocks, writer = Blocks(document), Writer()
    hidden = []
    for number, page in enumerate(children(document.body, "page"), 1):
        if _is_hidden(page, document):
            hidden.append(number)
        else:
            _write_slide(writer, page, number, blocks, document)
    if hidden:
        numbers = ", ".join(map(str, hidden))
        one = len(hidden) == 1
        writer.note(
            f"Slide {numbers} is hidden and was left out."
            if one
            else f"Slides {numbers} are hidden and were left out."
        )
    for note in blocks.notes:
        writer.note(note)
    return writer.parsed(name, document.title)


def _is_hidden(page: Element, document: OpenDocument) -> bool:
    style = attribute(page, "style-name")
    return document.styles.value("drawing-page", style, "visibility") == "hidden"


def _write_slide(
    writer: Writer, page: Element, number: int, blocks: Blocks, document: OpenDocument
) -> None:
    shapes = [shape for shape in _in_order(page) if not _is_noise(shape)]
    titles = [shape for shape in shapes if attribute(shape, "class") == "title"]
    title, behind = "", list[Piece]()
    if titles:
        title, behind = flat(blocks.shape(titles[0]))
        shapes.remove(titles[0])
    texts = [list(_pieces(shape, blocks)) for shape in shapes]
    if not title.strip():
        lines = [line for n, shape in enumerate(shapes) for line in _lines(shape, n, document)]
        title = _taken_title(title_among(lines), texts)
    writer.unit(UnitKind.SLIDE, number, title)
    writer.write(one_line(title), BlockKind.HEADING, level=1)
    write_pieces(writer, behind)
    for pieces in texts:
        write_pieces(writer, pieces)
    write_pieces(writer, (blocks.comment(each) for each in children(page, "annotation")))
    write_pieces(writer, _notes(page, blocks))


def _taken_title(line: SlideLine | None, texts: Sequence[list[Piece | Table]]) -> str:
    """The text of the ``line`` that is a slide's title, which is taken out of its ``texts``."""
    first = texts[line.box][0] if line and texts[line.box] else None
    if line is None or not isinstance(first, Piece) or first.text != line.text:
        return ""
    del texts[line.box][0]
    return line.text


def _lines(shape: Element, number: int, document: OpenDocument) -> Iterator[SlideLine]:
    """The lines in a shape, the one of this ``number`` on a slide, and how they look."""
    place = _own_place(shape)
    top = place[1] / _HEIGHT if place else None
    for paragraph in shape.iter():
        if local(paragraph) in ("p", "h"):
            text = paragraph_text(paragraph, document).text
            if text.strip():
                yield SlideLine(text, number, _size(paragraph, shape, document), top=top)


def _size(paragraph: Element, shape: Element, document: OpenDocument) -> float:
    """The size of the largest letters of a paragraph in a shape, in points."""
    of_shape = ("presentation", shape, "style-name"), ("paragraph", shape, "text-style-name")
    around = [("paragraph", paragraph, "style-name"), *of_shape, ("graphic", shape, "style-name")]
    default = next(filter(None, (_given_size(*each, document) for each in around)), COMMON_SIZE)
    spans = [each for each in paragraph.iter() if local(each) == "span"]
    return (
        max((_given_size("text", it, "style-name", document) for it in spans), default=0) or default
    )


def _given_size(family: str, element: Element, name: str, document: OpenDocument) -> float:
    """The size that a style of ``element`` gives to its letters, in points; 0 where none does."""
    style = attribute(element, name)
    given = document.styles.value(family, style, "font-size") if style else None
    return float(given[:-2]) if given and _POINTS.fullmatch(given) else 0.0


def _pieces(shape: Element, blocks: Blocks) -> Iterator[Piece | Table]:
    """The blocks in a shape, those of a group in the order that they are read in."""
    todo = [shape]
    while todo:
        each = todo.pop()
        if local(each) not in ("g", "a"):
            yield from blocks.shape(each)
        elif attribute(each, "display") != "none":
            yield blocks.alternative(each)
            todo.extend(reversed(_in_order(each)))


def _notes(page: Element, blocks: Blocks) -> Iterator[Piece]:
    notes = child(page, "notes")
    shapes = [] if notes is None else [each for each in notes if local(each) in SHAPES]
    texts = [flat(blocks.shape(shape))[0] for shape in shapes if not _is_noise(shape)]
    if text := "\n".join(filter(None, texts)):
        yield Piece(f"Notes: {text}", BlockKind.COMMENT)


def _is_noise(shape: Element) -> bool:
    return attribute(shape, "class") in _NOISE or attribute(shape, "placeholder") == "true"


def _in_order(parent: Element) -> list[Element]:
    """The shapes in ``parent`` from top to bottom, those side by side from left to right."""
    shapes = [shape for shape in parent if local(shape) in SHAPES or local(shape) == "a"]
    if len(shapes) < 2:
        return shapes
    places = {shape: _place(shape) for shape in shapes}
    shapes.sort(key=lambda shape: places[shape][1])
    ordered: list[Element] = []
    row: list[Element] = []
    for shape in shapes:
        if row and places[shape][1] > places[row[0]][1] + _SAME_HEIGHT:
            ordered.extend(sorted(row, key=lambda each: places[each][0]))
            row = []
        row.append(shape)
    return ordered + sorted(row, key=lambda each: places[each][0])


def _place(shape: Element) -> tuple[float, float]:
    """How far from the left and from the top a shape begins, in centimetres."""
    group = local(shape) in ("g", "a")
    parts: Iterable[Element] = islice(shape.iter(), _MOST_PARTS) if group else (shape,)
    places = [place for part in parts if (place := _own_place(part))]
    if not places:
        return 0.0, 0.0
    return min(x for x, _ in places), min(y for _, y in places)


def _own_place(shape: Element) -> tuple[float, float] | None:
    x = attribute(shape, "x") or attribute(shape, "x1")
    y = attribute(shape, "y") or attribute(shape, "y1")
    moved = _MOVED.search(attribute(shape, "transform"))
    if not x and not y and moved:
        x, y = moved[1], moved[2]
    return (_length(x), _length(y)) if x or y else None


def _length(text: str) -> float:
    match = _LENGTH.fullmatch(text)
    if not match or match[1].count(".") > 1 or not any(map(str.isdigit, match[1])):
        return 0.0
    return float(match[1]) * _CENTIMETRES[match[2] or "cm"]
