"""The blocks of a text in OpenDocument: of a document, a text box or a table's cell."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.parsers.comment import comment_text
from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.opendocument.forms import field_text
from index.documents.parsers.opendocument.lists import BULLET, Numbering, given_number, whole
from index.documents.parsers.opendocument.odf import OpenDocument
from index.documents.parsers.opendocument.text import (
    SHAPES,
    ParagraphText,
    is_hidden,
    note_label,
    paragraph_text,
    said_in,
)
from index.documents.parsers.pieces import Piece, Row, Table, flat
from index.documents.parsers.row_spans import RowSpans
from index.documents.parsers.writer import one_line

HIDDEN_TEXT = "Hidden text was left out."
EMBEDDED = "A document that is embedded in it was left out."

_MOST_NESTED = 40  # elements in each other that are told apart
_MOST_LEVELS = 10
_MOST_CELLS = 64  # that one element stands for
_KINDS = {
    "Caption": BlockKind.CAPTION,
    "Preformatted Text": BlockKind.CODE,
    "HTML Preformatted": BlockKind.CODE,
    "Source Code": BlockKind.CODE,
    "Code": BlockKind.CODE,
    "Quotations": BlockKind.QUOTE,
    "Quote": BlockKind.QUOTE,
    "Intense Quote": BlockKind.QUOTE,
}
_TITLE, _COLUMN_NAME = "Title", "Table Heading"
_SILENT = frozenset(
    "tracked-changes forms table-of-content illustration-index table-index object-index user-index"
    " alphabetical-index bibliography-source event-listeners image-map".split()
)


class Blocks:
    """Reads the blocks of a ``document``, one numbering through all of it.

    ``data`` tells whether the figures of charts are among them; ``notes`` are sentences on what
    was left out.
    """

    def __init__(self, document: OpenDocument, *, data: bool = True) -> None:
        self.notes: list[str] = []
        self._document = document
        self._styles = document.styles
        self._data = data
        self._numbering = Numbering()
        self._outline = self._numbering.new()
        self._embedded: set[Element] = set()

    def pieces(self, container: Element, nested: int = 0) -> Iterator[Piece | Table]:
        """The blocks in a ``container``, which stands in ``nested`` others."""
        if nested > _MOST_NESTED:
            yield Piece(self._text(container).text)
            return
        for element in container:
            yield from self._pieces_of(element, nested)

    def shape(self, element: Element, nested: int = 0) -> Iterator[Piece | Table]:
        """The blocks in what is drawn, or else what it is said to show."""
        if attribute(element, "display") == "none":
            return
        if local(element) == "control":
            control = self._document.controls.get(attribute(element, "control"))
            if control is not None:
                yield from field_text(control)
            return
        inside = element
        if local(element) == "frame":
            content = self._document.embedded(element)
            if content is not None and content not in self._embedded:
                self._embedded.add(content)
                yield from self._content(content, nested)
            inside = next(children(element, "text-box"), element)
        pieces = list(self.pieces(inside, nested + 1))
        yield from pieces
        if not any(isinstance(piece, Table) or piece.text.strip() for piece in pieces):
            yield self.alternative(element)

    def alternative(self, element: Element) -> Piece:
        """What a picture or a group is said to show."""
        texts = ("".join(each.itertext()) for each in children(element, "title", "desc"))
        return Piece("\n".join(dict.fromkeys(map(one_line, texts))), BlockKind.CAPTION)

    def comment(self, element: Element, nested: int = 0, place: str = "") -> Piece:
        """What a comment says, in a spreadsheet with the cell that is its ``place``."""
        text, _ = flat(self.pieces(element, nested + 1))
        author, time = said_in(element, "creator"), said_in(element, "date")
        return Piece(comment_text(text, author=author, time=time, place=place), BlockKind.COMMENT)

    def _pieces_of(self, element: Element, nested: int) -> Iterator[Piece | Table]:
        name = local(element)
        if name in ("p", "h"):
            yield from self._paragraph(element, nested)
        elif name in ("list", "numbered-paragraph"):
            yield from self._list(element, nested, 1, "", None)
        elif name == "table":
            yield from self._table(element, nested)
        elif name == "section" and is_hidden(element, self._document):
            self._note(HIDDEN_TEXT)
        elif name in SHAPES and name != "g":
            yield from self.shape(element, nested)
        elif name == "annotation":
            yield self.comment(element, nested)
        elif name not in _SILENT:
            yield from self.pieces(element, nested + 1)

    def _paragraph(
        self, element: Element, nested: int, sign: str = "", depth: int = 0
    ) -> Iterator[Piece | Table]:
        """A paragraph and what hangs on it; one with a ``sign`` is an item of a list."""
        read = self._text(element)
        names = self._styles.names(attribute(element, "style-name"))
        level = self._level(element, names)
        if level and not sign:
            sign = self._heading_number(element, level)
        text = read.text
        if level:
            words = one_line(text)
            yield Piece(f"{sign} {words}" if words else "", BlockKind.HEADING, level)
        elif sign:
            text = text.strip()
            yield Piece(f"{sign} {text}" if text else "", BlockKind.LIST_ITEM, depth=depth)
        else:
            kinds = (_KINDS[name] for name in names if name in _KINDS)
            kind = next(kinds, BlockKind.PARAGRAPH)
            yield Piece(text, kind, depth=0 if kind is BlockKind.CODE else depth)
        for each in read.attached:
            if local(each) == "note":
                yield from self._footnote(each, nested)
            elif local(each) == "annotation":
                yield self.comment(each, nested)
            else:
                yield from self.shape(each, nested)

    def _level(self, element: Element, names: tuple[str, ...]) -> int:
        if local(element) == "h":
            return max(1, min(whole(attribute(element, "outline-level"), 1), _MOST_LEVELS))
        if _TITLE in names:
            return 1
        style = attribute(element, "style-name")
        level = self._styles.value("paragraph", style, "default-outline-level") or ""
        return min(whole(level, 0), _MOST_LEVELS)

    def _heading_number(self, element: Element, level: int) -> str:
        style = attribute(element, "style-name")
        if local(element) != "h" or attribute(element, "is-list-header") == "true":
            return ""
        if self._styles.value("paragraph", style, "list-style-name") == "":
            return ""
        start = _start(element)
        if start is None and attribute(element, "restart-numbering") == "true":
            start = 1
        sign = self._numbering.sign(self._outline, self._styles.outline, level, start)
        return given_number(element) or ("" if sign == BULLET else sign)

    def _list(
        self, element: Element, nested: int, level: int, style: str, number: int | None
    ) -> Iterator[Piece | Table]:
        """The items of a list at a ``level`` of the list of this ``number``, None for a new one."""
        if nested > _MOST_NESTED:
            yield Piece(self._text(element).text)
            return
        style = attribute(element, "style-name") or style
        if number is None:
            number = self._numbering.begin(element, style)
        items = element if local(element) == "list" else [element]
        level = whole(attribute(element, "level"), level)
        for item in items:
            open_, start = local(item) != "list-header", _start(item)
            for inner in item:
                if local(inner) == "list":
                    yield from self._list(inner, nested + 1, level + 1, style, number)
                elif local(inner) in ("p", "h"):
                    sign = ""
                    if open_ and self._counts(inner):
                        levels = self._styles.levels.get(style, {})
                        sign = self._numbering.sign(number, levels, level, start)
                        sign = given_number(item) or sign
                        open_, start = False, None
                    yield from self._paragraph(
                        inner, nested + 1, sign, min(level, _MOST_LEVELS) - 1
                    )
                else:
                    yield from self._pieces_of(inner, nested + 1)

    def _counts(self, paragraph: Element) -> bool:
        """Whether a paragraph in an item is shown, with its sign."""
        style = attribute(paragraph, "style-name")
        enabled = self._styles.value("paragraph", style, "enable-numbering")
        return enabled != "false" and not is_hidden(paragraph, self._document)

    def _footnote(self, note: Element, nested: int) -> Iterator[Piece | Table]:
        body = child(note, "note-body")
        if body is not None:
            text, behind = flat(self.pieces(body, nested + 1))
            yield Piece(f"[{note_label(note)}] {text}" if text else "", BlockKind.FOOTNOTE)
            yield from behind

    def _table(self, table: Element, nested: int) -> Iterator[Piece | Table]:
        rows = list(_rows(table))
        if len(rows) == 1 and len(rows[0][0]) == 1:
            yield from self.pieces(rows[0][0][0], nested + 1)  # a frame around a text
            return
        spans = RowSpans()
        yield Table(
            tuple(
                self._row(row, nested, spans, number, head=head)
                for number, (row, head) in enumerate(rows)
            )
        )

    def _row(self, row: Element, nested: int, spans: RowSpans, number: int, *, head: bool) -> Row:
        above = spans.above(number)
        cells: list[str] = []
        behind: list[Piece] = []
        named: list[bool] = []
        for cell in row:
            times = min(whole(attribute(cell, "number-columns-repeated"), 1), _MOST_CELLS)
            if local(cell) == "covered-table-cell":
                cells.extend([""] * times)
            elif local(cell) == "table-cell":
                text, more = flat(self.pieces(cell, nested + 1))
                behind.extend(more)
                height = whole(attribute(cell, "number-rows-spanned"), 1)
                spans.begin(number, len(cells), height, text)
                cells.extend([text] * times)
                styles = (attribute(each, "style-name") for each in children(cell, "p"))
                named.append(any(_COLUMN_NAME in self._styles.names(style) for style in styles))
        head = head or (bool(named) and all(named))
        return Row(tuple(cells), head, tuple(behind), above)

    def _content(self, content: Element, nested: int) -> Iterator[Piece | Table]:
        """What a chart shows; other documents that are embedded are left out."""
        if local(content) == "math":
            return
        if local(content) != "chart":
            self._note(EMBEDDED)
            return
        for title in children(content, "title", "subtitle"):
            yield Piece(one_line(self._text(title).text), BlockKind.CAPTION)
        for table in children(content, "table") if self._data else ():
            yield from self._table(table, nested)

    def _text(self, element: Element) -> ParagraphText:
        read = paragraph_text(element, self._document)
        if read.hidden:
            self._note(HIDDEN_TEXT)
        return read

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)


def _start(element: Element) -> int | None:
    text = attribute(element, "start-value")
    return whole(text, 1) if text else None


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, and whether they are repeated on each page as its head."""
    todo = [(element, False) for element in reversed(table)]
    while todo:
        element, head = todo.pop()
        name = local(element)
        if name == "table-row":
            yield element, head
        elif name in ("table-rows", "table-row-group", "table-header-rows"):
            head = head or name == "table-header-rows"
            todo.extend((inner, head) for inner in reversed(element))
