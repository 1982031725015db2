"""Accents that a file draws by themselves, as TeX does: over a letter, or over nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace

from index.documents.parsers.pdf.page_lines import Box, Line
from index.documents.parsers.pdf.pdfium import PageText

_SPACING = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306",
    "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327",
    "˛": "\u0328",
}  # fmt: skip
_ALONE = {mark: accent for accent, mark in _SPACING.items()}
_DOTLESS = {"ı": "i", "ȷ": "j"}
_REACH = 250  # characters before and behind an accent among which its letter is sought
_LEVEL = 0.6  # of its height, by which an accent's font reaches over that of its letter
_BESIDE = 0.3  # times its height: how far to the right of an accent a word begins
_NO_BLANK = 0.12  # times its height: what stands nearer has no blank between


def accents(page: PageText) -> Mapping[int, str]:
    """What stands in place of characters of a page, by their places, where accents are drawn.

    An accent over a letter makes one with it, one over a blank or over nothing is a sign of its
    own; where the accent itself stands in the page's text, nothing is left. One that stands right
    behind its letter is left as it is.
    """
    instead: dict[int, str] = {}
    for place, character in enumerate(page.text):
        mark = _SPACING.get(character, character)
        if mark not in _ALONE:
            continue
        below = _below(page, place)
        alone = character in _SPACING
        if below is None:
            behind = None if alone else _behind(page, place)
            if behind is not None:
                instead |= {behind: _ALONE[mark] + page.text[behind], place: ""}
        elif page.text[below].isspace():
            if not alone:
                instead |= {below: _ALONE[mark], place: ""}
        elif alone or below != place - 1:
            letter = _DOTLESS.get(page.text[below], page.text[below])
            whole = unicodedata.normalize("NFC", letter + mark)
            if len(whole) == 1:
                instead |= {below: whole, place: ""}
    return instead | dict.fromkeys(_blanks(page, instead), "")


def without_accents(lines: Iterable[Line], instead: Mapping[int, str]) -> list[Line]:
    """``lines`` without the words of which nothing is left; see `accents`."""
    if not instead:
        return [*lines]
    result = []
    for line in lines:
        words = tuple(
            word
            for word in line.words
            if any(instead.get(n, "?") for n in range(word.start, word.end))
        )
        if words:
            result.append(line if len(words) == len(line.words) else replace(line, words=words))
    return result


def _below(page: PageText, place: int) -> int | None:
    """The place of the letter or the blank that the accent at a ``place`` is drawn over."""
    ink, font = page.box(place), page.font_box(place)
    middle = (ink.left + ink.right) / 2
    if page.text[place - 1 : place].isalpha() and _holds(page.font_box(place - 1), middle):
        return place - 1  # nearly always
    over = [
        n
        for n in _around(page, place)
        if (page.text[n].isalpha() or page.text[n] == "\xa0")
        and _holds(box := page.font_box(n), middle)
        and _level(font, box)
    ]
    return min(over, key=lambda n: (page.text[n] == "\xa0", abs(n - place)), default=None)


def _behind(page: PageText, place: int) -> int | None:
    """The place of the word that begins right behind the accent at a ``place``."""
    ink, font = page.box(place), page.font_box(place)
    near = {
        n: box.left - ink.right
        for n in _around(page, place)
        if page.text[n].isalnum() and _level(font, box := page.font_box(n))
        and -1 < box.left - ink.right < _BESIDE * font.height
    }  # fmt: skip
    return min(near, key=lambda n: near[n], default=None)


def _around(page: PageText, place: int) -> Iterable[int]:
    text = page.text
    reach = range(max(0, place - _REACH), min(len(text), place + _REACH))
    return (n for n in reach if n != place and text[n] not in _ALONE and text[n] not in _SPACING)


def _holds(box: Box, across: float) -> bool:
    return box.left < across < box.right


def _level(accent: Box, letter: Box) -> bool:
    """Whether an accent is of the line that a letter stands in."""
    overlap = min(accent.top, letter.top) - max(accent.bottom, letter.bottom)
    return overlap > _LEVEL * min(accent.height, letter.height) > 0


def _blanks(page: PageText, instead: Mapping[int, str]) -> set[int]:
    """The places of blanks that go with the accents: PDFium has put them beside these."""
    blanks: set[int] = set()
    for place, text in instead.items():
        word, some = place + 1, []
        while instead.get(word) == "" or (
            page.text[word : word + 1] == " " and page.is_added(word)
        ):
            some += [word] if word not in instead else []
            word += 1
        if not text:  # two words are left apart
            blanks.update(some if page.text[place - 1 : place].isspace() else some[1:])
        elif some and word < len(page.text):
            before, after = page.font_box(place), page.font_box(word)
            if _level(before, after) and after.left - before.right < _NO_BLANK * before.height:
                blanks.update(some)
    return blanks
