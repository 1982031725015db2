"""Words by where they stand: blanks that a file leaves out, and that are none. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from statistics import median_low

from index.documents.parsers.pdf.page_lines import Box, Word, around

GAP = 0.115
"""Times the size of a font: letters that stand further apart may have a blank between."""

_NO_GAP = 0.02  # letters that stand nearer have none
_OTHER = 2.2  # times as large: a word that is part of another line
_LONG = 10  # characters of a word that may be two
_BACK, _LOWER = 6, 0.3  # times its height: how far to the left a line begins, and how much lower
# Capital letters in a row that are spaced out: how many, by how much, by how much more their words.
_FEWEST_SPACED, _MOST_SPACED, _WORD_GAP = 5, 0.8, 0.2
# A sign within a word, or a capital letter, as where a blank is missing; addresses have them too.
_GLUED = re.compile(
    r"[^\W\d_][,;:.!?)\]”’][^\W_]|[a-zß-ÿ][A-ZÀ-Þ]"
    r"|[A-Za-z0-9][\u0590-\u08ff]|[\u0590-\u08ff][A-Za-z0-9]"
)
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def looks_glued(text: str) -> bool:
    """Whether a word may be two without a blank between."""
    return len(text) >= _LONG or bool(_GLUED.search(text))


def parted(word: Word, text: str, boxes: Sequence[Box], size: float) -> Sequence[Word]:
    """``word`` in parts where its letters, in these ``boxes``, stand a blank's width apart.

    Letters that are all spaced out are a word. The ``text`` of it may run to the left.
    """
    gaps = _gaps(text, boxes)
    least = max(0.0, median_low(gaps)) + GAP * size
    cuts = [word.start + n for n, gap in enumerate(gaps, 1) if gap > least]
    if not cuts:
        return (word,)
    return [
        Word(a, b, around(boxes[a - word.start : b - word.start]))
        for a, b in pairwise((word.start, *cuts, word.end))
    ]


def _gaps(text: str, boxes: Sequence[Box]) -> list[float]:
    """How far each letter of a word stands from the one before, in points."""
    alike = [bool(_LEFTWARD.match(letter)) for letter in text]
    gaps = []
    for n, (before, after) in enumerate(pairwise(boxes), 1):
        left, right = before, after
        if alike[n] != alike[n - 1]:  # the whole part that runs to the other side is beside it
            left = around(boxes[_start(alike, n - 1) : n])
            right = around(boxes[n : _stop(alike, n)])
        gaps.append(max(right.left - left.right, left.left - right.right))
    return gaps


def _start(alike: Sequence[bool], n: int) -> int:
    while n and alike[n - 1] == alike[n]:
        n -= 1
    return n


def _stop(alike: Sequence[bool], n: int) -> int:
    while n + 1 < len(alike) and alike[n + 1] == alike[n]:
        n += 1
    return n + 1


def whole(
    words: Sequence[Word], text: str, size: float, is_added: Callable[[int], bool]
) -> list[Word]:
    """``words`` of a page that says ``text``, those joined that a blank without a width parts.

    ``is_added`` tells whether a file has no blank at a place, and PDFium has added it.
    """
    joined: list[Word] = []
    spaced = _spaced_out(words, text, size)
    for number, word in enumerate(words):
        last = joined[-1] if joined else None
        if last and (
            number in spaced or (_touches(last, word, text, size) and not is_added(last.end))
        ):
            joined[-1] = Word(last.start, word.end, around((last.box, word.box)))
        else:
            joined.append(word)
    return joined


def _spaced_out(words: Sequence[Word], text: str, size: float) -> set[int]:
    """The numbers of capital letters that stand apart, and are of the word of the one before."""
    inner: set[int] = set()
    if sum(word.end - word.start == 1 for word in words) < _FEWEST_SPACED:
        return inner
    for single, some in groupby(range(len(words)), lambda n: _is_capital(words[n], text)):
        numbers = [*some]
        letters = [text[words[n].start] for n in numbers]
        if not single or len(letters) < _FEWEST_SPACED or letters == sorted(letters):
            continue
        gaps = {b: words[b].box.left - words[a].box.right for a, b in pairwise(numbers)}
        common = median_low(gaps.values())
        if 0 < common < _MOST_SPACED * size:
            inner.update(n for n, gap in gaps.items() if gap < common + _WORD_GAP * size)
    return inner


def _is_capital(word: Word, text: str) -> bool:
    return word.end - word.start == 1 and text[word.start].isupper()


def _touches(before: Word, word: Word, text: str, size: float) -> bool:
    gap = word.box.left - before.box.right
    one = word.start == before.end + 1
    return (
        abs(gap) < _NO_GAP * size
        and one
        and text[before.end - 1].isalpha()
        and text[word.start].islower()
    )


def runs_of(words: Sequence[Word], text: str, angle: int) -> list[list[Word]]:
    """``words`` that PDFium has in one line, in as many as they are on the page.

    A word of quite another size is part of a stamp, and one that stands further to the left, and
    lower, begins a line. The first is turned by ``angle`` degrees.
    """
    runs = [[words[0]]]
    for before, word in pairwise(words):
        one, two = _thick(before, angle), _thick(word, angle)
        if one > _OTHER * two or two > _OTHER * one:
            smaller, larger = (before, word) if one < two else (word, before)
            parts = _letters(text, larger) > 1 and _letters(text, smaller) > 0
        else:
            parts = not angle and word.box.left < before.box.left and _returns(before, word)
        if parts:
            runs.append([])
        runs[-1].append(word)
    return runs


def _returns(before: Word, word: Word) -> bool:
    height = min(before.box.height, word.box.height)
    back = before.box.left - word.box.left > _BACK * height
    return back and before.box.bottom - word.box.bottom > _LOWER * height


def _letters(text: str, word: Word) -> int:
    return sum(map(str.isalpha, text[word.start : word.end]))


def _thick(word: Word, angle: int) -> float:
    """How high a word is in a line that is turned by ``angle`` degrees."""
    return word.box.right - word.box.left if angle in (90, 270) else word.box.height
