"""PDF files as PDFium has them: pages of characters with their boxes. The home of pypdfium2.

PDFium must not be used by two threads at once: only processes of their own import this.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from math import degrees

import pypdfium2.raw as raw
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from index.documents.limits import given_password
from index.documents.parsers.package import damaged
from index.documents.parsers.pdf.page_lines import Box, Line, Word, around
from index.documents.parsers.pdf.words import GAP, looks_glued, parted, runs_of, whole
from index.errors import EncryptedError

PdfFile = PdfDocument
"""An open file."""
pdfium = raw
"""PDFium's own functions."""

_WORD = re.compile(r"[^\s\x00]+")
_HYPHENS = frozenset("\x02\ufffe")  # what PDFium writes for a hyphen at the end of a line
_LINE_END = re.compile(r"[\r\n]+|[\x02\ufffe]")
_FIXED = re.compile(r"mono|courier|consol|typewriter|cmtt|fixed|menlo", re.IGNORECASE)
_BOLD_NAME = re.compile(r"bold|black(?!letter)|heavy", re.IGNORECASE)
_BOLD = 700.0
_FONT_NAME = 80  # bytes

_NOT_WHOLE = "it is no PDF file, or not a whole one"
_PASSWORD = 4  # PDFium's error code
_FEW, _MANY = 3, 12  # characters of a line that tell its font
_RIGHT, _SKEW = 90, 10  # degrees: of a right angle, and of lines that do not lie quite straight


@dataclass(frozen=True)
class Outline:
    """An entry of a file's table of contents: its title, its level from 1, and its page from 0."""

    title: str
    level: int
    page: int | None


def opened(data: bytes, name: str) -> closing[PdfDocument]:
    """The PDF file ``name``, which is closed behind.

    Raises:
        DocumentError: when it is damaged, or does not open with the password that is set.
    """
    return closing(open_document(data, name))


def open_document(data: bytes, name: str, password: str | None = None) -> PdfDocument:
    """The PDF file ``name``, to be closed; ``password`` is the one that is set when None.

    Raises:
        DocumentError: when it is damaged, an `EncryptedError` when ``password`` does not open it.
    """
    password = given_password() if password is None else password
    try:
        document = _opened(data, password)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise EncryptedError(
                f"{name!r} is encrypted, and the password does not open it."
                if password
                else f"{name!r} is encrypted.",
                "Give its password with --password, or save it without one.",
            ) from error
        broken = getattr(error, "err_code", None) == raw.FPDF_ERR_FORMAT
        raise damaged(name, _NOT_WHOLE if broken else str(error)) from error
    document.init_forms()
    return document


def _opened(data: bytes, password: str) -> PdfDocument:
    try:
        return PdfDocument(data)
    except PdfiumError:
        if not password:
            raise
    # Given to a file that opens without one, a wrong password would keep it shut.
    return PdfDocument(data, password=password)


class PageText:
    """The characters of a page. ``text`` has one for each of PDFium's, so indices are the same.

    A character beyond the basic plane is two halves in there.
    """

    def __init__(self, page: PdfPage) -> None:
        self.page = page
        self.raw = page.raw
        self._text_page = page.get_textpage()
        self.width, self.height = page.get_size()
        count = raw.FPDFText_CountChars(self._text_page)
        buffer = (ctypes.c_ushort * (count + 1))()
        if count > 0:
            raw.FPDFText_GetText(self._text_page, 0, count, buffer)
        self.text = "".join(map(chr, buffer[: max(count, 0)]))
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._loose = raw.FS_RECTF()

    def close(self) -> None:
        """Give back its memory."""
        self._text_page.close()
        self.page.close()

    def box(self, index: int) -> Box:
        """The box of a character's ink, in points."""
        left, right, bottom, top = self._sides
        raw.FPDFText_GetCharBox(self._text_page, index, left, right, bottom, top)
        return Box(left.value, bottom.value, right.value, top.value)

    def font_box(self, index: int) -> Box:
        """The box that a character's font gives to it, whatever its ink."""
        raw.FPDFText_GetLooseCharBox(self._text_page, index, self._loose)
        loose = self._loose
        return Box(loose.left, loose.bottom, loose.right, loose.top)

    def weight(self, index: int) -> float:
        """How bold a character's font is, 400 being common; some fonts say nothing of it: 0."""
        weight = max(0.0, float(raw.FPDFText_GetFontWeight(self._text_page, index)))
        # Many that are bold say so in their names only.
        return max(weight, _BOLD) if _BOLD_NAME.search(self._font(index)) else weight

    def font_size(self, index: int, angle: int) -> float:
        """The height of a character's font, in a line that is turned by ``angle`` degrees."""
        box = self.font_box(index)
        return box.right - box.left if angle in (_RIGHT, 3 * _RIGHT) else box.height

    def lines(self) -> list[Line]:
        """The lines, in the order in which the file has them."""
        lines = [*self._lines()]
        if any(len(self._parted(word, line)) > 1 for line in lines for word in self._glued(line)):
            lines = [self._with_blanks(line) for line in lines]
        return lines

    def has_text(self) -> bool:
        """Whether there is a line on the page."""
        return next(self._lines(), None) is not None

    def _lines(self) -> Iterator[Line]:
        start = 0
        for end in (*_LINE_END.finditer(self.text), None):
            stop = end.start() if end else len(self.text)
            words = [self._word(*match.span()) for match in _WORD.finditer(self.text, start, stop)]
            words = [word for word in words if word.box.right > word.box.left]
            if words:
                hyphen = bool(end and end[0] in _HYPHENS)
                runs = runs_of(words, self.text, self._angle(words[0].start))
                for run in runs:
                    yield self._line(run, hyphen=hyphen and run is runs[-1])
            start = end.end() if end else stop

    def _with_blanks(self, line: Line) -> Line:
        return replace(line, words=tuple(p for w in line.words for p in self._parted(w, line)))

    def _glued(self, line: Line) -> Iterator[Word]:
        """Those words of ``line`` that may be two."""
        return (word for word in line.words if looks_glued(self.text[word.start : word.end]))

    def _parted(self, word: Word, line: Line) -> Sequence[Word]:
        """``word`` in parts where it has gaps as wide as a blank."""
        if line.angle or not self._has_gap(word, GAP * line.size):
            return (word,)
        boxes = [self.font_box(index) for index in range(word.start, word.end)]
        return parted(word, self.text[word.start : word.end], boxes, line.size)

    def _has_gap(self, word: Word, least: float) -> bool:
        """Whether letters of ``word`` stand further apart than ``least``, in points."""
        loose, page = self._loose, self._text_page
        left = right = self.font_box(word.start).left
        for index in range(word.start, word.end):
            raw.FPDFText_GetLooseCharBox(page, index, loose)
            if loose.left - right > least or left - loose.right > least:
                return True
            left, right = loose.left, loose.right
        return False

    def _angle(self, index: int) -> int:
        """By how many degrees from 0 to 359 a character is turned to the left."""
        angle = degrees(max(0.0, raw.FPDFText_GetCharAngle(self._text_page, index)))
        upright = round(angle / _RIGHT) * _RIGHT
        return round(-(upright if abs(angle - upright) < _SKEW else angle)) % 360

    def rectangles(self, start: int, end: int) -> list[Box]:
        """Boxes that together hold the characters ``start`` to ``end``, one for each line."""
        count = raw.FPDFText_CountRects(self._text_page, start, end - start)
        boxes = []
        left, right, bottom, top = self._sides
        for number in range(count):
            raw.FPDFText_GetRect(self._text_page, number, left, top, right, bottom)
            boxes.append(Box(left.value, bottom.value, right.value, top.value))
        return boxes

    def _word(self, start: int, end: int) -> Word:
        return Word(start, end, around((self.font_box(start), self.font_box(end - 1))))

    def _line(self, words: list[Word], *, hyphen: bool) -> Line:
        letters = [
            index
            for word in words
            for index in range(word.start, word.end)
            if self.text[index].isalnum()
        ] or [words[0].start]
        step = max(1, len(letters) // _FEW)
        some = letters[step // 2 :: step]
        angle = self._angle(letters[0])
        sizes = sorted((self.font_size(index, angle), index) for index in some)
        weights = sorted(self.weight(index) for index in some)
        middle = len(some) // 2
        ends = letters[0], *some, letters[-1]
        named = all(_FIXED.search(self._font(index)) for index in ends)
        fixed = named or (not angle and self._equal(letters))
        size, index = sizes[middle]
        words = whole(words, self.text, size, self.is_added)
        return Line(tuple(words), size, weights[0], fixed, hyphen, angle, self._base(index))

    def is_added(self, index: int) -> bool:
        """Whether a character is one that PDFium has added, and none of the file's."""
        return bool(raw.FPDFText_IsGenerated(self._text_page, index))

    def _base(self, index: int) -> float:
        """The height on the page at which a character stands, in points."""
        across, up, *_ = self._sides
        raw.FPDFText_GetCharOrigin(self._text_page, index, across, up)
        return up.value

    def _equal(self, letters: list[int]) -> bool:
        """Whether the letters, narrow and wide ones among them, are all of one width."""
        narrow = [index for index in letters if self.text[index] in "ijlt1"][:2]
        wide = [index for index in letters if self.text[index] in "abdeghknopqumwDGHMNOUW"]
        figures = all(self.text[index] == "1" for index in narrow)  # as wide as some letters
        wide = wide[: _MANY if figures else _FEW]
        boxes = [self.font_box(index) for index in (*narrow, *wide)]
        widths = [box.right - box.left for box in boxes]
        return bool(narrow and wide) and max(widths) < 1.02 * min(widths)

    def _font(self, index: int) -> str:
        """The name of a character's font."""
        buffer = ctypes.create_string_buffer(_FONT_NAME)
        flags = ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._text_page, index, buffer, _FONT_NAME, flags)
        return buffer.value.decode("utf-8", "replace")


def page_text(document: PdfDocument, number: int) -> PageText | None:
    """The page of index ``number``; None where the file is damaged there."""
    try:
        return PageText(document[number])
    except PdfiumError:
        return None


def outline(document: PdfDocument) -> list[Outline]:
    """A file's table of contents; an empty one where it has none that can be read."""
    entries = []
    try:
        for item in document.get_toc(max_depth=9):
            target = item.get_dest()
            page = target.get_index() if target else None
            entries.append(Outline(item.get_title() or "", item.level + 1, page))
    except PdfiumError:
        return []
    return entries


def bytes_of(document: PdfDocument) -> bytes:
    """A document as a file."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def attachments(document: PdfDocument) -> int:
    """How many files are attached to a document."""
    return int(raw.FPDFDoc_GetAttachmentCount(document.raw))


def title_of(document: PdfDocument) -> str:
    """The title among a file's properties."""
    return str(document.get_metadata_value("Title")).strip()


def page_label(document: PdfDocument, number: int) -> str:
    """The label that the file gives its page of index ``number``, or an empty one."""
    return str(document.get_page_label(number) or "")
