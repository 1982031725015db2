"""PDF files as PDFium has them: pages of characters with their boxes. The home of pypdfium2.

PDFium must not be used by two threads at once: only processes of their own import this.
"""

from __future__ import annotations

import ctypes
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pypdfium2.raw as raw
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from index.documents.limits import PASSWORD_VARIABLE
from index.documents.parsers.package import damaged
from index.documents.parsers.pdf.page_lines import Box, Line, Word, around
from index.errors import DocumentError

PdfFile = PdfDocument
"""An open file."""
pdfium = raw
"""PDFium's own functions."""

_WORD = re.compile(r"[^\s\x00]+")
_HYPHENS = frozenset("\x02\ufffe")  # what PDFium writes for a hyphen at the end of a line
_LINE_END = re.compile(r"[\r\n]+|[\x02\ufffe]")
_FIXED = re.compile(r"mono|courier|consol|typewriter|cmtt|fixed|menlo", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r"(?<=[^\W\d_]|[.,;:!?)\]”’\"'])(\d{1,3})$")
_SMALL = 0.8  # times the size of a line's font: a number that is smaller is raised, or lowered
_SHARED = 0.05  # of its height, by which a letter reaches into the next one's box
_FONT_NAME = 80  # bytes

_PASSWORD, _FEW = 4, 3  # PDFium's error code, and characters of a line that tell its font
_LOW, _HIGH, _LAST_HIGH = 0xDC00, 0xD800, 0xDBFF


@dataclass(frozen=True)
class Outline:
    """An entry of a file's table of contents: its title, its level from 1, and its page from 0."""

    title: str
    level: int
    page: int | None


@contextmanager
def opened(data: bytes, name: str) -> Iterator[PdfDocument]:
    """The PDF file ``name``, which is closed behind.

    Raises:
        DocumentError: when it is damaged, or does not open with the password that is set.
    """
    document = open_document(data, name)
    try:
        yield document
    finally:
        close_document(document)


def open_document(data: bytes, name: str) -> PdfDocument:
    """The PDF file ``name``, to be closed.

    Raises:
        DocumentError: when it is damaged, or does not open with the password that is set.
    """
    password = os.environ.get(PASSWORD_VARIABLE, "")
    try:
        document = PdfDocument(data, password=password or None)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise DocumentError(
                f"{name!r} is encrypted, and the password does not open it."
                if password
                else f"{name!r} is encrypted.",
                "Give its password with --password, or save it without one.",
            ) from error
        raise damaged(name, str(error)) from error
    document.init_forms()
    return document


def close_document(document: PdfDocument) -> None:
    """Give back the memory of a document."""
    document.close()


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
        return max(0.0, float(raw.FPDFText_GetFontWeight(self._text_page, index)))

    def lines(self) -> Iterator[Line]:
        """The lines, in the order in which the file has them."""
        start = 0
        for end in (*_LINE_END.finditer(self.text), None):
            stop = end.start() if end else len(self.text)
            words = [self._word(*match.span()) for match in _WORD.finditer(self.text, start, stop)]
            words = [word for word in words if word.box.right > word.box.left]
            if words:
                yield self._line(words, hyphen=bool(end and end[0] in _HYPHENS))
            start = end.end() if end else stop

    def raised(self, line: Line) -> dict[int, int]:
        """Where small numbers stand behind a word of ``line``, such as a note's: starts and ends.

        They are indices of characters of the page.
        """
        numbers = {}
        for word in line.words:
            match = _NUMBER_BEHIND.search(self.text[word.start : word.end])
            start = word.start + match.start() if match else -1
            if match and self.font_box(start).height < _SMALL * line.size:
                numbers[start] = word.end
        return numbers

    def widths(self, character: str) -> dict[int, float]:
        """How wide each ``character`` on the page is, in shares of its font's height, by place.

        One whose box the next character shares, as two letters of a ligature do, is left out.
        """
        widths = {}
        for match in re.finditer(character, self.text):
            place, box = match.start(), self.font_box(match.start())
            after = self.font_box(place + 1) if self.text[place + 1 : place + 2].strip() else None
            shared = after and box.left - 0.1 < after.left < box.right - _SHARED * box.height
            if box.height and not shared:
                widths[place] = (box.right - box.left) / box.height
        return widths

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
        sizes = sorted(self.font_box(index).height for index in some)
        weights = sorted(self.weight(index) for index in some)
        middle = len(some) // 2
        ends = letters[0], *some, letters[-1]
        fixed = all(_FIXED.search(self._font(index)) for index in ends) or self._equal(letters)
        return Line(tuple(words), sizes[middle], weights[0], fixed, hyphen)

    def _equal(self, letters: list[int]) -> bool:
        """Whether the letters, narrow and wide ones among them, are all of one width."""
        narrow = [index for index in letters if self.text[index] in "ijlt1"][:2]
        wide = [index for index in letters if self.text[index] in "abdeghknopqumwDGHMNOUW"][:3]
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


def halves(first: str, second: str) -> bool:
    """Whether these are the two halves of one character."""
    return _HIGH <= ord(first) <= _LAST_HIGH and _LOW <= ord(second) < _LOW + 0x400
