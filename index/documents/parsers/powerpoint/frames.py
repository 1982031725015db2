"""What stands in frames on slides: tables, charts, diagrams, and files of other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.parsers.office.charts import Chart, chart_in
from index.documents.parsers.office.drawing import below, reference, text_of, whole
from index.documents.parsers.office.ooxml import Relation, attribute, child, children, local
from index.documents.parsers.office.pieces import END, Piece
from index.documents.parsers.package import Package
from index.documents.parsers.row_spans import said_again

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
    # Cells that another one runs over are there too.
    rows = [list(children(row, "tc")) for row in children(table, "tr")]
    if headed and len(rows) > 2 and _is_refined(rows[0], rows[1]):
        names = zip(_names(rows[0]), _names(rows[1]), strict=True)
        yield Piece(cells=tuple(" ".join(filter(None, each)) for each in names), head=True)
        rows, headed = rows[2:], False
    above: dict[int, str] = {}
    for number, row in enumerate(rows):
        own = [_own_text(cell) for cell in row]
        head = headed and number == 0
        if any(own):
            cells = [
                above.get(n, "") if _is_covered(cell, "vMerge") else text
                for n, (cell, text) in enumerate(zip(row, own, strict=True))
            ]
            yield Piece(cells=tuple(cells), head=head)
        for n, cell in enumerate(row):
            if not _is_covered(cell, "vMerge"):
                above[n] = "" if head else said_again(own[n])
    yield END


def _is_refined(first: Sequence[Element], second: Sequence[Element]) -> bool:
    """Whether the ``second`` row of a table names its columns too.

    It does where it has something below each name of several columns, and nothing below others.
    """
    wide = [whole(attribute(c, "gridSpan")) > 1 or _is_covered(c, "hMerge") for c in first]
    return any(wide) and not all(wide) and wide == [bool(name) for name in _names(second)]


def _names(cells: Sequence[Element]) -> list[str]:
    """What stands in ``cells``, each in all of its columns."""
    names: list[str] = []
    for cell in cells:
        names.append(names[-1] if names and _is_covered(cell, "hMerge") else _own_text(cell))
    return names


def _own_text(cell: Element) -> str:
    covered = _is_covered(cell, "hMerge") or _is_covered(cell, "vMerge")
    return "" if covered else text_of(child(cell, "txBody"))


def _is_covered(cell: Element, name: str) -> bool:
    """Whether another cell runs over this one, from the left (hMerge) or from above (vMerge)."""
    return attribute(cell, name) in {"1", "true"}


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
