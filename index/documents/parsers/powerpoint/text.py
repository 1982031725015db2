"""The paragraphs of shapes, with the signs of lists as a slide shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.parsers.office.drawing import below, paragraph_text, whole
from index.documents.parsers.office.numerals import numeral
from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.office.pieces import Piece
from index.documents.parsers.office.slide_title import COMMON_SIZE, SlideLine

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


def slide_lines(
    body: Element, styles: Sequence[Element], box: int, top: float | None
) -> Iterator[SlideLine]:
    """The lines of a text body, as `text_pieces` gives them, with how they look.

    ``box`` is its number on the slide, and ``top`` where it begins; see `SlideLine`.
    """
    paragraphs = (each for each in children(body, "p") if paragraph_text(each).strip())
    scale = _scale(body)
    for paragraph, piece in zip(paragraphs, text_pieces(body, styles), strict=True):
        own = child(paragraph, "pPr")
        level = _level(own)
        inherited = [own, *(child(style, f"lvl{level + 1}pPr") for style in styles)]
        defaults = [it for each in inherited if each is not None for it in children(each, "defRPr")]
        runs = [
            [*children(each, "rPr"), *defaults]
            for each in below(paragraph, "r")
            if any((text.text or "").strip() for text in children(each, "t"))
        ]
        sizes = [_size(each) for each in runs]
        bold = bool(runs) and all(_first(each, "b") in {"1", "true"} for each in runs)
        listed = piece.kind is BlockKind.LIST_ITEM
        size = scale * max(sizes, default=COMMON_SIZE)
        yield SlideLine(piece.text, box, size, bold, listed, top)


def _size(properties: Sequence[Element]) -> float:
    """The size of letters with these properties, the nearest first, in points."""
    return whole(_first(properties, "sz")) / 100 or COMMON_SIZE


def _first(properties: Sequence[Element], name: str) -> str:
    """What the first of ``properties`` that tells it says of ``name``."""
    return next(filter(None, (attribute(each, name) for each in properties)), "")


def _scale(body: Element) -> float:
    """How much smaller the letters of a body are written so that they fit in its shape."""
    fits = next(below(body, "normAutofit"), None)
    given = "" if fits is None else attribute(fits, "fontScale").removesuffix("%")
    return whole(given) / 100_000 or 1.0


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
