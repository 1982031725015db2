"""The shapes of a slide, where they are on it, and the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from index.documents.parsers.office.drawing import description, is_hidden, text_of, visible
from index.documents.parsers.office.ooxml import attribute, child, local
from index.documents.parsers.powerpoint.layouts import Layout, Placeholder, placeholder_of

_LEAVES = frozenset({"sp", "pic", "graphicFrame"})
_MOST_CUT = 400  # shapes that are divided by the gaps between them; more are read by their tops
_OVERLAP = 0.2  # of the smaller of two shapes that may lie over each other where there is a gap
_WIDER = 1.5  # times as wide as a gap between rows is one between columns that are read first
_QUARTER = 5_400_000  # 90 degrees


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, from its left and its top, in 1/12,700 of a point."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape that has something to say: its ``box`` is None where the file does not tell it."""

    element: Element
    box: Box | None
    placeholder: Placeholder | None
    alt: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """How places in a group become places on the slide."""

    across: float = 1
    down: float = 1
    left: float = 0
    top: float = 0

    def of(self, box: Box) -> Box:
        return Box(
            self.left + self.across * box.left,
            self.top + self.down * box.top,
            self.left + self.across * box.right,
            self.top + self.down * box.bottom,
        )


def shapes_in(tree: Element, layout: Layout) -> Iterator[Shape]:
    """The shapes with text, pictures or tables in a tree of shapes, in the file's order.

    Hidden ones, and those with the date, the number or the foot of the slide are left out.
    """
    stack = [(visible(tree), _Scale())]
    while stack:
        shapes, scale = stack[-1]
        element = next(shapes, None)
        if element is None:
            stack.pop()
            continue
        kind = local(element)
        properties = _properties(element)
        if is_hidden(properties):
            continue
        alt = description(properties)
        if kind == "grpSp":
            box = _box(element)
            if alt:
                yield Shape(element, scale.of(box) if box else None, None, alt)
            stack.append((visible(element), _inner(element, scale)))
        elif kind in _LEAVES:
            placeholder = placeholder_of(element)
            if placeholder and placeholder.is_furniture:
                continue
            if kind == "graphicFrame" or alt or text_of(child(element, "txBody")):
                box = _box(element)
                if box:
                    box = scale.of(box)
                else:
                    boxes = map(_box, layout.inherited(placeholder))
                    box = next(filter(None, boxes), None)
                yield Shape(element, box, placeholder, alt)


def reading_order(shapes: Sequence[Shape]) -> list[Shape]:
    """``shapes`` from top to bottom and from left to right, columns and groups by the gaps between.

    One whose place is not known stays behind the one before it.
    """
    runs: list[list[Shape]] = []
    for shape in shapes:
        if shape.box or not runs:
            runs.append([shape])
        else:
            runs[-1].append(shape)
    boxes = [run[0].box or Box(0, 0, 0, 0) for run in runs]
    return [shape for n in _order(boxes) for shape in runs[n]]


def _order(boxes: Sequence[Box]) -> list[int]:
    """Divide them at the widest gap right through them, then each of the parts, and so on."""
    ordered: list[int] = []
    stack = [list(range(len(boxes)))]
    while stack:
        some = stack.pop()
        parts: list[list[int]] = []
        if 1 < len(some) <= _MOST_CUT:
            rows, down = _cut([(boxes[n].top, boxes[n].bottom, n) for n in some])
            columns, across = _cut([(boxes[n].left, boxes[n].right, n) for n in some])
            by_columns = len(columns) > 1 and (len(rows) == 1 or across > _WIDER * down)
            parts = columns if by_columns else rows
        if len(parts) > 1:
            stack.extend(reversed(parts))
        else:
            ordered += sorted(some, key=lambda n: (boxes[n].top, boxes[n].left))
    return ordered


def _cut(spans: list[tuple[float, float, int]]) -> tuple[list[list[int]], float]:
    """The parts that gaps between spans divide them into, and how wide the widest gap is."""
    spans.sort()
    parts: list[list[int]] = []
    edge, size, widest = 0.0, 0.0, 0.0
    for start, end, n in spans:
        gap = start - edge
        if not parts or gap > -_OVERLAP * min(size, end - start):
            widest = max(widest, gap) if parts else 0.0
            parts.append([n])
            edge, size = end, end - start
        else:
            parts[-1].append(n)
            edge = max(edge, end)
            size = min(size, end - start)
    return parts, widest


def _properties(element: Element) -> Element | None:
    own = next((each for each in element if local(each).startswith("nv")), None)
    return None if own is None else child(own, "cNvPr")


def _transform(element: Element) -> Element | None:
    for each in element:
        if local(each) in {"spPr", "grpSpPr"}:
            return child(each, "xfrm")
    return child(element, "xfrm")


def _box(element: Element) -> Box | None:
    transform = _transform(element)
    if transform is None:
        return None
    place, size = child(transform, "off"), child(transform, "ext")
    left, top = _numbers(place, "x", "y")
    width, height = _numbers(size, "cx", "cy")
    if place is None or size is None:
        return None
    turned = _numbers(transform, "rot", "rot")[0] % (2 * _QUARTER)
    if _QUARTER / 2 < turned < 3 * _QUARTER / 2:
        left, top = left + (width - height) / 2, top + (height - width) / 2
        width, height = height, width
    return Box(left, top, left + width, top + height)


def _inner(group: Element, scale: _Scale) -> _Scale:
    """How places in ``group``, whose own are on ``scale``, become places on the slide."""
    transform = _transform(group)
    if transform is None:
        return scale
    left, top = _numbers(child(transform, "off"), "x", "y")
    width, height = _numbers(child(transform, "ext"), "cx", "cy")
    inner_left, inner_top = _numbers(child(transform, "chOff"), "x", "y")
    inner_width, inner_height = _numbers(child(transform, "chExt"), "cx", "cy")
    across = width / inner_width if width and inner_width else 1
    down = height / inner_height if height and inner_height else 1
    made = _Scale(
        scale.across * across,
        scale.down * down,
        scale.left + scale.across * (left - across * inner_left),
        scale.top + scale.down * (top - down * inner_top),
    )
    # Groups in groups in groups may scale without end.
    return made if all(abs(n) < 1e15 for n in (*_sides(made),)) else scale


def _sides(scale: _Scale) -> tuple[float, float, float, float]:
    return scale.across, scale.down, scale.left, scale.top


def _numbers(element: Element | None, first: str, second: str) -> tuple[float, float]:
    """Two numbers among the attributes of ``element``, 0 where there are none."""
    texts = ("", "") if element is None else (attribute(element, first), attribute(element, second))
    across, down = (_number(text) for text in texts)
    return across, down


def _number(text: str) -> float:
    whole = text.removeprefix("-")
    return float(text) if whole.isdecimal() and whole.isascii() and len(whole) < 16 else 0
