"""Pages whose text was read from pictures: the place of each word on them. Pure functions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.pdf.page_lines import Box, Line, Word
from index.documents.places import PlaceMap, Run, Share


@dataclass(frozen=True)
class RecognizedPage:
    """The text on a picture of a page, and its lines, in points of the page held upright.

    ``turn`` is by how many degrees the page has to be turned clockwise to be upright, ``width`` and
    ``height`` are its sizes then.
    """

    text: str
    lines: Sequence[Line]
    turn: int
    width: float
    height: float

    def shown(self, box: Box) -> Share:
        """A ``box`` in shares of the page as it lies."""
        left, right = box.left / self.width, box.right / self.width
        top, bottom = 1 - box.top / self.height, 1 - box.bottom / self.height
        match self.turn:
            case 90:
                left, top, right, bottom = top, 1 - right, bottom, 1 - left
            case 180:
                left, top, right, bottom = 1 - right, 1 - bottom, 1 - left, 1 - top
            case 270:
                left, top, right, bottom = 1 - bottom, left, 1 - top, right
        return left, top, right - left, bottom - top


def recognized_record(page: RecognizedPage) -> dict[str, Any]:
    """``page`` in values for JSON."""
    lines = [
        (
            line.size,
            [
                (w.start, w.end, w.box.left, w.box.bottom, w.box.right, w.box.top)
                for w in line.words
            ],
        )
        for line in page.lines
    ]
    size = {"width": page.width, "height": page.height}
    return {"text": page.text, "lines": lines, "turn": page.turn, **size}


def recognized_of(record: Mapping[str, Any]) -> RecognizedPage:
    """What `recognized_record` made ``record`` of."""
    lines = [
        Line(tuple(Word(start, end, Box(*box)) for start, end, *box in words), size, 0.0)
        for size, words in record["lines"]
    ]
    return RecognizedPage(record["text"], lines, record["turn"], record["width"], record["height"])


def with_boxes(parsed: ParsedFile, pages: Mapping[int, RecognizedPage]) -> ParsedFile:
    """``parsed`` with the box of each word on those of its ``pages``, by index, that were read so.

    A unit of the index of a page is that page.
    """
    words = {
        index: [word for line in page.lines for word in line.words] for index, page in pages.items()
    }
    runs = [
        part
        for run in parsed.places.runs
        for part in (_parts(run, words[run.unit], pages[run.unit]) if run.unit in pages else [run])
    ]
    return replace(parsed, places=PlaceMap(parsed.places.units, tuple(runs)))


def _parts(run: Run, words: Sequence[Word], page: RecognizedPage) -> Iterator[Run]:
    """``run`` word by word, without the blanks between."""
    starts = [word.start for word in words]
    first = max(0, bisect_right(starts, run.at) - 1)
    last = run.at + run.end - run.start
    for word in words[first:]:
        if word.start >= last:
            return
        begin, end = max(word.start, run.at), min(word.end, last)
        if begin < end:
            offset = run.start - run.at
            yield Run(begin + offset, end + offset, run.unit, begin, page.shown(word.box))
