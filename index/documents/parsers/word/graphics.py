"""What charts and diagrams (SmartArt) of Office documents say: their values and their words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.word.styles import whole

_MOST_POINTS = 10_000
_DEEPEST = 8
_EPOCH = dt.date(1899, 12, 30)
_LATEST_DAY = 2_958_465  # in the year 9999
_DATE_FORMAT = re.compile(r"[dy]", re.IGNORECASE)
_NO_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(frozen=True)
class Chart:
    """A chart's title and its values: a row of names, then one for each category."""

    title: str
    rows: list[list[str]]


@dataclass(frozen=True)
class _Series:
    name: str
    categories: dict[int, str]
    values: dict[int, str]


def read_chart(root: Element) -> Chart:
    """The chart that ``root`` describes, with the values that were stored with it."""
    series, title = [], ""
    for element in root.iter():
        if local(element) == "ser":
            series.append(_series(element))
        elif local(element) == "title" and not title:
            title = " ".join(_words(element).split())
    points = sorted({n for each in series for n in each.values | each.categories})[:_MOST_POINTS]
    categories: dict[int, str] = {}
    for each in reversed(series):
        categories |= each.categories
    if not points:
        return Chart(title, [])
    head = ["", *(each.name for each in series)]
    body = [[categories.get(n, ""), *(each.values.get(n, "") for each in series)] for n in points]
    return Chart(title, [head, *body])


def _series(element: Element) -> _Series:
    name = child(element, "tx")
    categories = next(children(element, "cat", "xVal"), None)
    values = next(children(element, "val", "yVal"), None)
    return _Series(
        " ".join(_points(name).values()) if name is not None else "",
        _points(categories) if categories is not None else {},
        _points(values) if values is not None else {},
    )


def _points(element: Element) -> dict[int, str]:
    """The stored values of ``element``, by their place; categories of several levels in one."""
    points: dict[int, str] = {}
    code = ""
    for each in element.iter():
        if local(each) == "formatCode":
            code = each.text or ""
        elif local(each) == "pt":
            number = whole(attribute(each, "idx"))
            shown = child(each, "v")
            if number is not None and number >= 0 and shown is not None:
                words = _shown((shown.text or "").strip(), attribute(each, "formatCode") or code)
                points[number] = f"{words} {points[number]}" if number in points else words
        elif local(each) == "v" and not points:
            points[0] = (each.text or "").strip()
    return points


def _shown(text: str, code: str) -> str:
    """A stored number as it is shown: without the rest of rounding, as a date, in percent."""
    try:
        number = float(text)
    except ValueError:
        return text
    plain = _NO_LETTERS.sub("", code)
    if _DATE_FORMAT.search(plain) and "general" not in plain.lower() and 0 < number <= _LATEST_DAY:
        return (_EPOCH + dt.timedelta(days=int(number))).isoformat()
    if "%" in plain:
        return f"{number * 100:.10g}%"
    return f"{number:.15g}"


def read_diagram(root: Element) -> list[tuple[int, str]]:
    """The words in the boxes of the diagram that ``root`` describes, and how deep each stands."""
    texts: dict[str, str] = {}
    below: dict[str, list[tuple[int, str]]] = {}
    top = ""
    for element in root.iter():
        if local(element) == "pt":
            identity, kind = attribute(element, "modelId"), attribute(element, "type")
            if kind in {"", "node", "asst"}:
                texts[identity] = " ".join(_words(element).split())
            elif kind == "doc":
                top = identity
        elif local(element) == "cxn" and attribute(element, "type") in {"", "parOf"}:
            order = whole(attribute(element, "srcOrd")) or 0
            below.setdefault(attribute(element, "srcId"), []).append(
                (order, attribute(element, "destId"))
            )
    return [(depth, texts.pop(at)) for depth, at in _walk(top, below) if texts.get(at)] + [
        (0, text) for text in texts.values() if text
    ]


def _walk(top: str, below: dict[str, list[tuple[int, str]]]) -> Iterator[tuple[int, str]]:
    """What stands below ``top``, each before what stands below it, each once."""
    stack = [iter(sorted(below.pop(top, [])))]
    while stack:
        following = next(stack[-1], None)
        if following is None:
            stack.pop()
            continue
        yield min(len(stack) - 1, _DEEPEST), following[1]
        stack.append(iter(sorted(below.pop(following[1], []))))


def _words(element: Element) -> str:
    """The text in ``element``, its paragraphs apart."""
    parts = []
    for each in element.iter():
        if local(each) == "t":
            parts.append(each.text or "")
        elif local(each) in {"p", "br"}:
            parts.append(" ")
        elif local(each) == "v":
            parts.append(f"{each.text or ''} ")
    return "".join(parts)
