"""Charts in slides and sheets: their titles, and what they draw, as tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.parsers.office.drawing import below, text_of, whole
from index.documents.parsers.office.number_format import number_format
from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.office.pieces import END, Piece

_AXES = ("catAx", "dateAx", "valAx", "serAx")
_CATEGORIES, _VALUES = ("cat", "xVal"), ("val", "yVal")
_BETWEEN_LEVELS = " / "
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!")


@dataclass(frozen=True)
class Series:
    """What is drawn in one colour: its name, and categories and values by the place of a point."""

    name: str
    categories: dict[int, str]
    values: dict[int, str]


@dataclass(frozen=True)
class Chart:
    """A chart: its ``title``, what its ``axes`` are called, and the ``sheets`` that it draws of."""

    title: str
    axes: tuple[str, ...]
    series: tuple[Series, ...]
    sheets: frozenset[str] = frozenset()

    @property
    def caption(self) -> Piece:
        """Its title and its axes; nothing where it has neither."""
        axes = f"({'; '.join(self.axes)})" if self.axes else ""
        words = f"{self.title} {axes}".strip()
        return Piece(f"Chart: {words}" if words else "", BlockKind.CAPTION)

    def pieces(self) -> Iterator[Piece]:
        """Its caption and the tables of its values."""
        if self.caption.text:
            yield self.caption
        for group in self._groups():
            yield Piece(cells=("", *(series.name for series in group)), head=True)
            places = sorted({place for series in group for place in series.values})
            for place in places:
                category = group[0].categories.get(place, str(place + 1))
                values = (series.values.get(place, "") for series in group)
                yield Piece(cells=(category, *values))
            yield END

    def _groups(self) -> Iterable[Sequence[Series]]:
        """The series that share their categories, and make one table."""
        groups: dict[tuple[tuple[int, str], ...], list[Series]] = {}
        known: tuple[tuple[int, str], ...] = ()
        for series in self.series:
            if series.values:
                # A series without categories of its own goes by those of the one before it.
                known = tuple(series.categories.items()) or known
                groups.setdefault(known, []).append(series)
        return groups.values()


def chart_in(root: Element) -> Chart:
    """The chart in the part with this ``root``, of the kind of 2007 or of 2016."""
    if any(local(each) == "chartData" for each in root):
        return _newer_chart(root)
    chart = child(root, "chart")
    plot = None if chart is None else child(chart, "plotArea")
    if chart is None or plot is None:
        return Chart("", (), ())
    drawn = [series for kind in plot for series in children(kind, "ser")]
    series = tuple(_series(each) for each in drawn)
    title = _title(chart)
    deleted = child(chart, "autoTitleDeleted")
    if not title and len(series) == 1 and (deleted is None or attribute(deleted, "val") == "0"):
        title = series[0].name
    axes = tuple(filter(None, (_title(axis) for axis in children(plot, *_AXES))))
    sheets = {_sheet(formula.text or "") for each in drawn for formula in below(each, "f")}
    return Chart(title, axes, series, frozenset(sheets))


def _title(element: Element) -> str:
    """The title of a chart or of an axis; an empty one where there is none."""
    title = child(element, "title")
    words = None if title is None else child(title, "tx")
    if words is None:
        return ""
    rich = child(words, "rich")
    if rich is not None:
        return " ".join(text_of(rich).split())
    return " ".join(_points(words).values())


def _series(element: Element) -> Series:
    name = child(element, "tx")
    parts: list[dict[int, str]] = []
    for names in (_CATEGORIES, _VALUES):
        part = next(children(element, *names), None)
        parts.append({} if part is None else _points(part))
    return Series("" if name is None else " ".join(_points(name).values()), parts[0], parts[1])


def _points(element: Element) -> dict[int, str]:
    """What a series or a title takes from cells, or has itself, by place."""
    points: dict[int, list[str]] = {}
    for plain in children(element, "v"):
        points.setdefault(0, []).append(plain.text or "")
    for cache in below(element, "strCache", "strLit", "numCache", "numLit", "multiLvlStrCache"):
        shown = child(cache, "formatCode")
        code = "General" if shown is None else shown.text or "General"
        # The levels of categories go from the inner to the outer.
        levels = list(children(cache, "lvl"))[::-1] or [cache]
        outer = levels[:-1]
        for place, text in _given(levels[-1], code):
            points.setdefault(place, []).append(text)
        for level in outer:
            _put_before(points, dict(_given(level, code)))
    return {place: _BETWEEN_LEVELS.join(texts) for place, texts in sorted(points.items())}


def _put_before(points: dict[int, list[str]], level: dict[int, str]) -> None:
    """Put what a level of categories says before the points below it, which follow it."""
    current = ""
    for place in sorted(points):
        current = level.get(place, current)
        points[place].insert(len(points[place]) - 1, current)


def _given(level: Element, code: str) -> Iterator[tuple[int, str]]:
    for point in children(level, "pt"):
        value = child(point, "v")
        place = attribute(point, "idx")
        text = "" if value is None else value.text or ""
        if text and place.isdecimal():
            yield whole(place), as_displayed(text, attribute(point, "formatCode") or code)


def as_displayed(text: str, code: str) -> str:
    """A stored value as the format ``code`` displays it: words as they are."""
    try:
        return number_format(code).number(float(text))
    except ValueError:
        return text


def _sheet(formula: str) -> str:
    name = _SHEET.match(formula.lstrip("("))
    return (name[1] or name[2]).replace("''", "'") if name else ""


def _newer_chart(root: Element) -> Chart:
    """A chart of the kinds of 2016: waterfalls, funnels, maps and so on."""
    title = next(below(root, "title"), None)
    bodies = () if title is None else below(title, "rich")
    words = " ".join(" ".join(text_of(body).split()) for body in bodies)
    series = []
    for data in below(root, "data"):
        categories: dict[int, str] = {}
        for kind in children(data, "strDim", "numDim"):
            points: dict[int, list[str]] = {}
            for level in list(children(kind, "lvl"))[::-1]:
                for point in children(level, "pt"):
                    if attribute(point, "idx").isdecimal() and point.text:
                        text = as_displayed(point.text, attribute(level, "formatCode") or "General")
                        points.setdefault(whole(attribute(point, "idx")), []).append(text)
            texts = {place: _BETWEEN_LEVELS.join(each) for place, each in sorted(points.items())}
            if local(kind) == "strDim":
                categories = texts
            else:
                series.append(Series("", categories, texts))
    return Chart(words, (), tuple(series))
