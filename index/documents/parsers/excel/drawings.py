"""What lies over the cells of a sheet: text boxes, pictures and charts."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.parsers.office.charts import Chart, chart_in
from index.documents.parsers.office.drawing import (
    below,
    description,
    is_hidden,
    reference,
    text_of,
    visible,
    whole,
)
from index.documents.parsers.office.ooxml import child, local, relations
from index.documents.parsers.office.pieces import Piece
from index.documents.parsers.package import Package

_SHAPES = frozenset({"sp", "pic", "graphicFrame"})


class Drawings:
    """Reads the drawings of a workbook; charts that are in several of them once.

    ``shown`` are the sheets whose cells are read.
    """

    def __init__(self, package: Package, shown: frozenset[str]) -> None:
        self._package = package
        self._shown = shown
        self._charts: dict[str, Chart] = {}

    def pieces(self, path: str, *, alone: bool) -> Iterator[Piece]:
        """What is in the drawing at ``path``, from the top; ``alone`` when there are no cells.

        The values of a chart are left out where the cells that it draws are read anyway.

        Raises:
            DocumentError: when one of the parts is damaged.
        """
        if path not in self._package:
            return
        related = relations(self._package, path)
        anchors = [(_place(anchor), anchor) for anchor in visible(self._package.xml(path))]
        anchors.sort(key=lambda pair: pair[0])
        for (row, _), anchor in anchors:
            for shape in _shapes(anchor):
                for piece in _texts(shape):
                    yield _at(piece, row)
                for sign in below(shape, "chart"):
                    relation = related.get(reference(sign))
                    if relation and not relation.external and relation.path in self._package:
                        for piece in self._chart(relation.path, alone=alone):
                            yield _at(piece, row)

    def _chart(self, path: str, *, alone: bool) -> Iterator[Piece]:
        if path not in self._charts:
            self._charts[path] = chart_in(self._package.xml(path))
        chart = self._charts[path]
        drawn = chart.sheets
        if not alone and drawn and drawn <= self._shown:
            yield chart.caption
        else:
            yield from chart.pieces()


def _at(piece: Piece, row: int) -> Piece:
    if not piece.text and not piece.cells:
        return piece
    return Piece(piece.text, piece.kind, piece.level, piece.depth, row, piece.cells, piece.head)


def _place(anchor: Element) -> tuple[int, int]:
    """The row and the column that an anchor begins in, from 1."""
    start = child(anchor, "from")
    numbers = []
    for name in ("row", "col"):
        each = None if start is None else child(start, name)
        numbers.append(1 if each is None else whole((each.text or "").strip()) + 1)
    return numbers[0], numbers[1]


def _shapes(anchor: Element) -> Iterator[Element]:
    stack = [visible(anchor)]
    while stack:
        shape = next(stack[-1], None)
        if shape is None:
            stack.pop()
        elif local(shape) in _SHAPES:
            if not is_hidden(_properties(shape)):
                yield shape
        elif local(shape) == "grpSp" and not is_hidden(_properties(shape)):
            stack.append(visible(shape))


def _properties(shape: Element) -> Element | None:
    own = next((each for each in shape if local(each).startswith("nv")), None)
    return None if own is None else child(own, "cNvPr")


def _texts(shape: Element) -> Iterator[Piece]:
    if text := text_of(child(shape, "txBody")):
        for line in text.split("\n"):
            yield Piece(line)
    elif alt := description(_properties(shape)):
        yield Piece(f"Picture: {alt}", BlockKind.CAPTION)
