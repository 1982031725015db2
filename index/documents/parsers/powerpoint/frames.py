"""What stands in frames on slides: tables, charts, diagrams, and files of other programs."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.parsers.office.charts import Chart, chart_in
from index.documents.parsers.office.drawing import below, reference, text_of, whole
from index.documents.parsers.office.ooxml import Relation, attribute, child, children, local
from index.documents.parsers.office.pieces import END, Piece
from index.documents.parsers.package import Package

_NODES = frozenset({"", "node", "asst"})
_DEEPEST = 8


class Frames:
    """Reads the frames of a presentation; charts and diagrams that stand on several slides once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._charts: dict[str, Chart] = {}
        self._diagrams: dict[str, list[Piece]] = {}
        self.embedded = 0

    def pieces(self, frame: Element, related: dict[str, Relation]) -> Iterator[Piece]:
        """What stands in ``frame``, on a slide with these relations.

        Raises:
            DocumentError: when a part that it needs is damaged.
        """
        for data in below(frame, "tbl", "chart", "relIds", "oleObj"):
            match local(data):
                case "tbl":
                    yield from _table(data)
                case "chart":
                    yield from self._chart(_path(related, reference(data))).pieces()
                case "relIds":
                    yield from self._diagram(_path(related, reference(data, "dm")))
                case _:
                    self.embedded += 1

    def _chart(self, path: str) -> Chart:
        if path not in self._package:
            return Chart("", (), ())
        if path not in self._charts:
            self._charts[path] = chart_in(self._package.xml(path))
        return self._charts[path]

    def _diagram(self, path: str) -> list[Piece]:
        if path not in self._package:
            return []
        if path not in self._diagrams:
            self._diagrams[path] = list(_diagram(self._package.xml(path)))
        return self._diagrams[path]


def _path(related: dict[str, Relation], reference: str) -> str:
    relation = related.get(reference)
    return relation.path if relation and not relation.external else ""


def _table(table: Element) -> Iterator[Piece]:
    properties = child(table, "tblPr")
    headed = properties is not None and attribute(properties, "firstRow") in {"1", "true"}
    for number, row in enumerate(children(table, "tr")):
        # Cells that another one runs over are there too.
        cells = tuple(
            "" if _is_covered(cell) else text_of(child(cell, "txBody"))
            for cell in children(row, "tc")
        )
        if any(cells):
            yield Piece(cells=cells, head=headed and number == 0)
    yield END


def _is_covered(cell: Element) -> bool:
    return any(attribute(cell, name) in {"1", "true"} for name in ("hMerge", "vMerge"))


def _diagram(root: Element) -> Iterator[Piece]:
    """The points of a diagram, those below others as their items."""
    points: dict[str, str] = {}
    tops = []
    for point in below(root, "pt"):
        kind, name = attribute(point, "type"), attribute(point, "modelId")
        if kind == "doc":
            tops.append(name)
        elif kind in _NODES:
            points[name] = text_of(child(point, "t"))
    under: dict[str, list[tuple[int, str]]] = {}
    for line in below(root, "cxn"):
        if attribute(line, "type") in {"", "parOf"}:
            target = whole(attribute(line, "srcOrd")), attribute(line, "destId")
            under.setdefault(attribute(line, "srcId"), []).append(target)
    stack = [(name, 0) for name in reversed(tops)]
    while stack:
        name, depth = stack.pop()
        if text := points.pop(name, "").replace("\n", " "):
            yield Piece(f"- {text}", BlockKind.LIST_ITEM, depth=min(depth - 1, _DEEPEST))
        lower = sorted(under.pop(name, []), reverse=True)
        stack += [(each, depth + 1) for _, each in lower]
    for text in filter(None, points.values()):
        yield Piece(f"- {text}".replace("\n", " "), BlockKind.LIST_ITEM)
