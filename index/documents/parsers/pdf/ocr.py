"""Text read from pictures of pages. The home of tesserocr, which brings Tesseract with it.

R. Smith, "An Overview of the Tesseract OCR Engine", 2007.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from statistics import median

import tesserocr
from tesserocr import OEM, PSM, RIL, PyTessBaseAPI

from index.documents.parsers.pdf.page_lines import Box, Line, Word
from index.documents.parsers.pdf.pictures import Picture, turned
from index.documents.parsers.pdf.scans import RecognizedPage
from index.documents.parsers.pdf.tessdata import ORIENTATION, data_file, data_folder, languages

_POINTS = 72  # in an inch
_SURE = 30  # percent of confidence, below which a word is a blot


def recognize(picture: Picture, resolution: int) -> RecognizedPage:
    """The text on ``picture``, which has this ``resolution`` in dots an inch.

    Raises:
        DocumentError: when the data of a language is not installed.
    """
    folder = data_folder()
    turn = _turn(picture, folder)
    upright = turned(picture, turn)
    scale = _POINTS / resolution
    text: list[str] = []
    lines: list[Line] = []
    at = 0
    with _engine(folder, languages(), PSM.AUTO) as engine:
        engine.SetImage(upright)
        engine.SetSourceResolution(resolution)
        engine.Recognize()
        for paragraph in _paragraphs(engine):
            size = median(bottom - top for _, (_, top, _, bottom) in paragraph) * scale
            for words, _ in paragraph:
                placed = []
                for word, (left, top, right, bottom) in words:
                    box = (left, upright.height - bottom, right, upright.height - top)
                    placed.append(Word(at, at + len(word), Box(*(side * scale for side in box))))
                    text.append(word + " ")
                    at += len(word) + 1
                lines.append(Line(tuple(placed), size, 0.0))
    width, height = upright.width * scale, upright.height * scale
    return RecognizedPage("".join(text), lines, turn, width, height)


_Spot = tuple[int, int, int, int]
_Words = list[tuple[str, _Spot]]


def _paragraphs(engine: PyTessBaseAPI) -> Iterator[list[tuple[_Words, _Spot]]]:
    """The lines of each paragraph: their words with their boxes in pixels, and their own boxes."""
    number, lines = 0, []
    iterator = engine.GetIterator()
    words: _Words = []
    for word in tesserocr.iterate_level(iterator, RIL.WORD) if iterator else ():
        if word.IsAtBeginningOf(RIL.PARA):
            number += 1
        if word.IsAtBeginningOf(RIL.TEXTLINE):
            words = []
            lines.append((number, words, word.BoundingBox(RIL.TEXTLINE)))
        said, box = word.GetUTF8Text(RIL.WORD).strip(), word.BoundingBox(RIL.WORD)
        if said and box and word.Confidence(RIL.WORD) >= _SURE:
            words.append(("".join(said.split()), box))
    for _, group in groupby(lines, key=lambda line: line[0]):
        if some := [(words, box) for _, words, box in group if words and box]:
            yield some


def _turn(picture: Picture, folder: Path) -> int:
    """By how many degrees ``picture`` has to be turned clockwise; 0 where that cannot be told."""
    if not data_file(folder, ORIENTATION).is_file():
        return 0
    with _engine(folder, ORIENTATION, PSM.AUTO_OSD) as engine:
        engine.SetImage(picture)
        told = engine.DetectOrientationScript()
    if not told or told["orient_conf"] < 2:
        return 0
    return (360 - int(told["orient_deg"])) % 360


def _engine(folder: Path, names: str, mode: int) -> PyTessBaseAPI:
    engine = OEM.DEFAULT if names == ORIENTATION else OEM.LSTM_ONLY
    return PyTessBaseAPI(path=str(folder), lang=names, psm=mode, oem=engine)
