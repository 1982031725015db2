"""Slides of PowerPoint: .pptx and its kin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.limits import Limits
from index.documents.parsers.office.drawing import below, reference, text_of, whole
from index.documents.parsers.office.ooxml import (
    attribute,
    child,
    children,
    given_title,
    local,
    main_part,
    relations,
)
from index.documents.parsers.office.pieces import Pen, Piece, office_package
from index.documents.parsers.office.slide_title import SlideLine, title_among
from index.documents.parsers.package import Package, damaged
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.powerpoint.comments import asides, authors_of
from index.documents.parsers.powerpoint.frames import Frames
from index.documents.parsers.powerpoint.layouts import Layout, Layouts, text_styles
from index.documents.parsers.powerpoint.shapes import Shape, reading_order, shapes_in
from index.documents.parsers.powerpoint.text import slide_lines, text_pieces
from index.documents.parsers.writer import Writer, one_line
from index.documents.places import UnitKind

_MOST_LISTED = 30
_HEIGHT = 6_858_000  # of a slide whose size is not told, in 1/12,700 of a point


@dataclass(frozen=True)
class _Slide:
    number: int
    path: str
    root: Element

    @property
    def is_hidden(self) -> bool:
        return attribute(self.root, "show") in {"0", "false"}


def parse_pptx(data: bytes, name: str) -> ParsedFile:
    """The slides of a presentation in order, with their notes and comments.

    Raises:
        DocumentError: when it is none, damaged, encrypted, or of the kind of before 2007.
    """
    limits = Limits.from_environment()
    package = office_package(data, name, ".pptx", limits)
    reader = _Reader(package, limits)
    writer = Writer()
    hidden, bare = [], []
    pen = Pen(writer, limits.characters)
    for slide in reader.slides(writer):
        if slide.is_hidden:
            hidden.append(slide.number)
            continue
        texts = 0
        for n, piece in enumerate(reader.pieces(slide)):
            if n == 0:
                title = piece.text if piece.kind is BlockKind.HEADING else ""
                writer.unit(UnitKind.SLIDE, slide.number, title)
            if not pen.put(piece):
                break
            texts += piece.kind is not BlockKind.COMMENT
        if not texts and next(below(slide.root, "pic"), None) is not None:
            bare.append(slide.number)
        if pen.left < 0:
            writer.note(
                f"Only the slides up to a part of slide {slide.number} were read: they have more"
                f" than {limits.characters:,} characters."
            )
            break
    _tell(writer, hidden, bare, reader.frames.embedded)
    return writer.parsed(name, given_title(package))


@dataclass(frozen=True)
class _Text:
    """What is written in a shape, and as lines with their looks; nothing in a picture."""

    shape: Shape
    pieces: Sequence[Piece] = ()
    lines: Sequence[SlideLine] = ()


class _Reader:
    """Reads the slides of a presentation one by one."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._main = main_part(package)
        self._layouts = Layouts(package)
        self._authors = authors_of(package, self._main)
        self.frames = Frames(package)
        self._height = _HEIGHT

    def slides(self, writer: Writer) -> Iterator[_Slide]:
        """The slides in the order in which they are shown, hidden ones among them."""
        root = self._package.xml(self._main)
        if local(root) != "presentation":
            raise damaged(self._package.name, "it holds no presentation")
        for size in children(root, "sldSz"):
            self._height = whole(attribute(size, "cy")) or _HEIGHT
        related = relations(self._package, self._main)
        named = [each for names in children(root, "sldIdLst") for each in children(names, "sldId")]
        paths = [related[r].path for each in named if (r := reference(each)) in related]
        paths = list(dict.fromkeys(paths))
        if len(paths) > self._limits.pages:
            writer.note(
                f"Only the first {self._limits.pages:,} of {len(paths):,} slides were read."
            )
        for number, path in enumerate(paths[: self._limits.pages], 1):
            yield _Slide(number, path, self._package.xml(path))

    def pieces(self, slide: _Slide) -> Iterator[Piece]:
        """The title of a slide, all else on it in the order of reading, notes and comments."""
        tree = next(below(slide.root, "spTree"), None)
        related = relations(self._package, slide.path)
        layout = self._layouts.of(slide.path)
        shapes = [] if tree is None else list(shapes_in(tree, layout))
        title = next((s for s in shapes if s.placeholder and s.placeholder.is_title), None)
        words = "" if title is None else one_line(text_of(child(title.element, "txBody")))
        if words:
            yield Piece(words, BlockKind.HEADING, level=1)
            shapes = [shape for shape in shapes if shape is not title]
        texts = self._texts(reading_order(shapes), layout)
        title_line = None if words else title_among([line for text in texts for line in text.lines])
        if title_line:
            yield Piece(one_line(title_line.text), BlockKind.HEADING, level=1)
        for text in texts:
            yield from text.pieces[text.lines[:1] == [title_line] :]
            if not text.lines and text.shape.alt:
                yield _picture(text.shape)
            if not text.lines and local(text.shape.element) == "graphicFrame":
                yield from self.frames.pieces(text.shape.element, related)
        yield from asides(self._package, related, self._authors)

    def _texts(self, shapes: Iterable[Shape], layout: Layout) -> list[_Text]:
        """What is written in each of ``shapes``, in order."""
        texts = []
        for number, shape in enumerate(shapes):
            text = _Text(shape)
            body = child(shape.element, "txBody")
            if body is not None and text_of(body):
                styles = text_styles(shape.element, layout, shape.placeholder)
                top = shape.box.top / self._height if shape.box else None
                text = _Text(
                    shape,
                    list(text_pieces(body, styles)),
                    list(slide_lines(body, styles, number, top)),
                )
            texts.append(text)
        return texts


def _picture(shape: Shape) -> Piece:
    return Piece(f"Picture: {shape.alt}", BlockKind.CAPTION)


def _tell(writer: Writer, hidden: list[int], bare: list[int], embedded: int) -> None:
    """Note what was left out: the numbers of slides, and how many files in other files."""
    if hidden:
        were = "was" if len(hidden) == 1 else "were"
        writer.note(f"Hidden {_listed(hidden)} {were} left out.")
    if bare:
        writer.note(f"Only pictures are on {_listed(bare)}, and the text in pictures is not read.")
    if embedded:
        files = "1 embedded file was" if embedded == 1 else f"{embedded:,} embedded files were"
        writer.note(f"{files} not read.")


def _listed(numbers: list[int]) -> str:
    listed = ", ".join(map(str, numbers[:_MOST_LISTED]))
    if len(numbers) > _MOST_LISTED:
        listed += f" and {len(numbers) - _MOST_LISTED:,} more"
    return f"slide {listed}" if len(numbers) == 1 else f"slides {listed}"
