"""The paragraphs of shapes, with the signs of lists as a slide shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.parsers.office.drawing import below, paragraph_text, text_of, whole
from index.documents.parsers.office.numerals import numeral
from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.office.pieces import Piece

_COMMON_SIZE, _LARGER = 1800, 1.3  # of a text box, in 1/100 points; times that: of a title
_MOST_TITLE = 120  # characters
_DEEPEST = 8
_LARGEST = 32_767  # number of an item
_SCHEME = re.compile(r"(arabic|alphaLc|alphaUc|romanLc|romanUc)(Period|ParenR|ParenBoth|Plain)")
_STYLES = {
    "alphaLc": "lowerLetter", "alphaUc": "upperLetter",
    "romanLc": "lowerRoman", "romanUc": "upperRoman",
}  # fmt: skip
_AROUND = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}"}
_TYPED = re.compile(r"[•●▪◦‣⁃■□➢✓✔·]\s+")  # signs that someone wrote before a paragraph himself


@dataclass(frozen=True)
class Bullet:
    """What stands before an item: a number by its ``scheme``, from ``start``, or else a sign."""

    scheme: str = ""
    start: int = 1


def heading_among(bodies: Sequence[Element]) -> Element | None:
    """The first of the text bodies of a slide, which are in order, where it stands out as a title.

    Such a slide has no title, and one line that is much larger than all else.
    """
    filled = [body for body in bodies if text_of(body)]
    if not filled or len(text_of(filled[0])) > _MOST_TITLE:
        return None
    lines = [each for each in children(filled[0], "p") if paragraph_text(each).strip()]
    largest = max((_size(body) for body in filled[1:]), default=_COMMON_SIZE)
    return filled[0] if len(lines) == 1 and _size(filled[0]) >= _LARGER * largest else None


def _size(body: Element) -> int:
    """The size of the largest letters in a text body, in 1/100 points."""
    sizes = [int(size) for run in below(body, "rPr") if (size := attribute(run, "sz")).isdecimal()]
    return max(sizes, default=_COMMON_SIZE)


def text_pieces(body: Element, styles: Sequence[Element]) -> Iterator[Piece]:
    """The paragraphs and the items of a text body; ``styles`` tell of its levels, nearest first."""
    counts: dict[int, tuple[Bullet, int]] = {}
    inherited: dict[int, Bullet | None] = {}
    for paragraph in children(body, "p"):
        text = paragraph_text(paragraph).strip()
        if not text:
            continue
        properties = child(paragraph, "pPr")
        level = _level(properties)
        bullet, given = _own_bullet(properties)
        if not given:
            if level not in inherited:
                inherited[level] = _bullet_at(level, styles)
            bullet = inherited[level]
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if bullet is None:
            counts.pop(level, None)
            yield _without_bullet(text, level)
            continue
        if not bullet.scheme:
            counts.pop(level, None)
            yield Piece(f"- {text}", BlockKind.LIST_ITEM, depth=level)
            continue
        before, count = counts.get(level, (bullet, bullet.start - 1))
        count = count + 1 if before == bullet else bullet.start
        counts[level] = bullet, count
        yield Piece(f"{_number(bullet, count)} {text}", BlockKind.LIST_ITEM, depth=level)


def _without_bullet(text: str, level: int) -> Piece:
    if typed := _TYPED.match(text):
        return Piece(f"- {text[typed.end() :]}", BlockKind.LIST_ITEM, depth=level)
    return Piece(text)


def _level(properties: Element | None) -> int:
    text = "" if properties is None else attribute(properties, "lvl")
    return min(whole(text), _DEEPEST)


def _bullet_at(level: int, styles: Sequence[Element]) -> Bullet | None:
    for style in styles:
        bullet, given = _own_bullet(child(style, f"lvl{level + 1}pPr"))
        if given:
            return bullet
    return None


def _own_bullet(properties: Element | None) -> tuple[Bullet | None, bool]:
    """The bullet that properties of a paragraph tell, and whether they tell of any or of none."""
    for each in () if properties is None else properties:
        match local(each):
            case "buNone":
                return None, True
            case "buChar" | "buBlip":
                return Bullet(), True
            case "buAutoNum":
                first = min(whole(attribute(each, "startAt")) or 1, _LARGEST)
                return Bullet(attribute(each, "type") or "arabicPeriod", first), True
    return None, False


def _number(bullet: Bullet, count: int) -> str:
    scheme = _SCHEME.fullmatch(bullet.scheme)
    kind, around = scheme.groups() if scheme else ("arabic", "Period")
    return _AROUND[around].format(numeral(count, _STYLES.get(kind, "decimal")))
