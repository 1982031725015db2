"""What the lines of a whole file have in common, by which the others are known. Pure functions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from string import ascii_letters
from types import MappingProxyType

from index.documents.blocks import BlockKind
from index.documents.parsers.pdf.ligatures import OF_NO_SCRIPT, repairs
from index.documents.parsers.pdf.page_lines import Box, Line, Word

_LABEL = re.compile(
    rf"(?:[•◦▪▫‣●○■□◆➢➤✓✔❖{OF_NO_SCRIPT}]|[-–—*](?=\s)|o(?=\s[A-Z])"
    r"|\(?\d{1,3}[.)](?=\s)|\(?[a-zA-Z]\)|[a-z]\.(?=\s)(?!\s?[a-z]\.)|\(?[ivx]{1,5}\)|\[\d{1,3}\](?=\s))\s*"
)
_CLAUSE = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?\s+\S")
_CONTENTS = re.compile(r"(?:\.\s?){4,}\W*(?:\d{1,4}|[ivxlc]{1,7})?$")
_ENTRY = re.compile(r"(?:\.\s?){12,}\W*(?:\d{1,4}|[ivxlc]{1,7})$")
_ADDRESS = re.compile(r"(?:https?:|://\S*[./]|www\.\S*)$")
_NOTE_NUMBER = re.compile(r"\d{1,3}(?=\W)")
_APART = 0.13  # times the size of a font: a gap that is a blank's
_ALIKE, _FEWEST_ALIKE = 0.1, 5  # share of a size; distances that tell what is common
_EQUAL, _LITTLE_MORE, _FEW_MORE = 1.04, 1.14, 0.02  # times a distance, and the share of such
_FEWEST = 3  # entries of a table of contents
_END = re.compile(r"[.!?:;…。！？](?:[\"'”’»)\]]|\[?\d{1,3}\]?)*$")


@dataclass(frozen=True)
class PageLine:
    """A line on the page of index ``page``, with what it says and the sides of its column.

    ``contents`` tells whether it is of a table of contents, and ``ligatures`` what stands in place
    of some characters of it, by their places; ``marks`` are where numbers of notes start and end.
    ``aside`` is the kind of a line that interrupts the text; None for the text itself. At
    ``reversed_pairs`` begin two letters that are in turned order.
    """

    line: Line
    text: str
    page: int
    margin: float
    edge: float
    contents: bool = False
    ligatures: Mapping[int, str] = field(default_factory=dict)
    marks: Mapping[int, int] = field(default_factory=dict)
    aside: BlockKind | None = None
    reversed_pairs: Collection[int] = ()

    @property
    def box(self) -> Box:
        """Where it stands."""
        return self.line.box

    @property
    def words_apart(self) -> set[int]:
        """Where a word begins that stands apart from the one before, without a blank between."""
        first = self.line.start
        return {b.start - first for a, b in pairwise(self.line.words) if self._are_apart(a, b)}

    def _are_apart(self, before: Word, word: Word) -> bool:
        if word.start <= before.end + 1:  # most often one sign is between, which is a blank
            return word.start == before.end
        first = self.line.start
        only_ends = not self.text[before.end - first : word.start - first].strip("\r\n")
        return only_ends and word.box.left - before.box.right > _APART * self.line.size

    @property
    def blanks_within(self) -> set[int]:
        """Where the text has blanks within a word."""
        first = self.line.start
        return {
            n - first
            for word in self.line.words
            if " " in self.text[word.start - first : word.end - first]
            for n in range(word.start, word.end)
            if self.text[n - first] == " "
        }

    @property
    def has_letters(self) -> bool:
        """Whether a word or a number stands in it."""
        return any(character.isalnum() for character in self.text)

    @property
    def label(self) -> str:
        """The sign or number that it begins with where it begins an item of a list."""
        match = _LABEL.match(self.text)
        return match[0].strip() if match and re.search(r"\w", self.text[match.end() :]) else ""

    @property
    def is_clause(self) -> bool:
        """Whether it begins with a number such as "4.2"."""
        return bool(_CLAUSE.match(self.text))

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence or a lead-in does, and not within an address."""
        return bool(_END.search(self.text)) and not _ADDRESS.search(self.text)

    def lacks(self, share: float) -> bool:
        """Whether it stops short of its column's edge by more than this share of its width."""
        width = self.edge - self.box.left
        return self.edge - self.box.right > share * width


@dataclass(frozen=True)
class Body:
    """How most of a file is set: its font's ``size``, how bold, and how far lines stand apart.

    ``pitches`` tell how far lines in other sizes do. A ``regular`` file has its lines at that
    distance, whatever stands in them.
    """

    size: float
    weight: float
    pitch: float
    pitches: Mapping[float, float] = field(default_factory=dict)
    regular: bool = False

    def pitch_at(self, size: float) -> float:
        """How far lines in a ``size`` stand apart, in points."""
        scaled = self.pitch * max(1.0, size / self.size)
        return min(scaled, self.pitches.get(_rounded(size), scaled))


def _rounded(points: float) -> float:
    return round(points * 2) / 2


def body_of(pages: Iterable[Sequence[Line]]) -> Body:
    """How most characters of ``pages`` are set."""
    sizes: Counter[float] = Counter()
    weights: Counter[float] = Counter()
    pitches: Counter[float] = Counter()
    distances: list[float] = []
    by_size: defaultdict[float, Counter[float]] = defaultdict(Counter)
    for lines in pages:
        for line in lines:
            length = line.end - line.start
            sizes[round(line.size * 4) / 4] += length
            weights[line.weight] += length
        for above, below in pairwise(lines):
            distance = above.height - below.height
            if (
                _rounded(distance) > 0
                and distance < 4 * below.size
                and abs(above.size - below.size) < _ALIKE * below.size
            ):
                pitches[_rounded(distance)] += 1
                distances.append(distance)
                by_size[_rounded(below.size)][_rounded(distance)] += 1
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    pitch = pitches.most_common(1)[0][0] if pitches else 1.2 * (size or 10.0)
    common = {size: some.most_common(1)[0] for size, some in by_size.items()}
    others = {size: apart for size, (apart, times) in common.items() if times >= _FEWEST_ALIKE}
    weight = weights.most_common(1)[0][0] if weights else 0.0
    return Body(size or 10.0, weight, pitch, others, _is_regular(distances, pitch))


def _is_regular(distances: Sequence[float], pitch: float) -> bool:
    """Whether hardly any lines of a text stand a little further apart than others."""
    near = [distance / pitch for distance in distances if 0.95 < distance / pitch < _LITTLE_MORE]
    return sum(share > _EQUAL for share in near) <= _FEW_MORE * len(near)


def contents_of(texts: Sequence[str]) -> range:
    """The numbers of the lines of a page, which say ``texts``, that are a table of contents."""
    entries = [number for number, text in enumerate(texts) if _CONTENTS.search(text)]
    if len(entries) < _FEWEST:  # what goes on on another page
        entries = [number for number in entries if _ENTRY.search(texts[number])]
    if not entries or 3 * len(entries) < entries[-1] - entries[0]:
        return range(0)
    return range(entries[0], entries[-1] + 1)


def page_lines(
    lines: Sequence[Line],
    texts: Sequence[str],
    page: int,
    wide: Collection[int] = (),
    raised: Mapping[int, int] = MappingProxyType({}),
    body_size: float = 0.0,
) -> list[PageLine]:
    """The ``lines`` of a page, in reading order, with what is seen of each beside the others.

    ``wide`` are the places on the page of letters that are too wide, ``raised`` those where small
    numbers start, and end. One that a line begins with which is smaller than ``body_size`` is the
    mark of a note.
    """
    notes = {
        match[0]
        for line, text in zip(lines, texts, strict=True)
        if line.size < 0.95 * body_size and (match := _NOTE_NUMBER.match(text))
    }
    contents = contents_of(texts)
    result = []
    for number, (line, text) in enumerate(zip(lines, texts, strict=True)):
        beside = [
            other.box
            for other in lines
            if other.box.left < line.box.right and other.box.right > line.box.left
        ]
        margin = sorted(box.left for box in beside)[len(beside) // 4]
        edge = sorted(box.right for box in beside)[3 * len(beside) // 4]
        result.append(
            PageLine(
                line,
                text,
                page,
                margin,
                max(edge, line.box.right),
                number in contents,
                repairs(
                    text,
                    () if line.fixed else {place - line.start for place in wide},
                    _last_part(lines[number - 1], texts[number - 1]) if number else "",
                    _first_part(line, texts[number + 1]) if number + 1 < len(lines) else "",
                ),
                {
                    start - line.start: end - line.start
                    for start, end in raised.items()
                    if line.start <= start < line.end
                    and text[start - line.start : end - line.start] in notes
                },
            )
        )
    return result


def with_pairs(lines: Sequence[PageLine], places: Collection[int]) -> Sequence[PageLine]:
    """``lines`` with those of the ``places`` on their page where letters are in turned order."""
    if not places:
        return lines
    return [
        replace(
            line,
            reversed_pairs={
                n - line.line.start for n in places if line.line.start <= n < line.line.end - 1
            },
        )
        for line in lines
    ]


def with_instead(lines: Sequence[PageLine], instead: Mapping[int, str]) -> Sequence[PageLine]:
    """``lines`` with what stands ``instead`` of characters of their page, by their places there."""
    if not instead:
        return lines
    return [
        replace(
            line,
            ligatures={
                **line.ligatures,
                **{
                    n - line.line.start: text
                    for n, text in instead.items()
                    if line.line.start <= n < line.line.end
                },
            },
        )
        for line in lines
    ]


def aside_line(line: Line, text: str, page: int, kind: BlockKind) -> PageLine:
    """A ``line`` that interrupts the text of a page, and is of this ``kind``."""
    return PageLine(line, text, page, line.box.left, line.box.right, aside=kind)


def _last_part(line: Line, text: str) -> str:
    """The part of a divided word that a line ends with; "" where it divides none."""
    return text[len(text.rstrip(ascii_letters)) :] if line.hyphen else ""


def _first_part(line: Line, after: str) -> str:
    """The part on the next line of the word that ``line`` divides; "" where it divides none."""
    return after[: len(after) - len(after.lstrip(ascii_letters))] if line.hyphen else ""
