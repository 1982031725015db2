"""PDF: pages of characters, put in reading order and taken for headings, paragraphs, tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from index.documents.blocks import BlockKind
from index.documents.parsers.own_title import own_title
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.pdf.annotations import Remark
from index.documents.parsers.pdf.asides import asides
from index.documents.parsers.pdf.captions import sides_of_captions
from index.documents.parsers.pdf.decryption import is_open
from index.documents.parsers.pdf.headings import heading_levels
from index.documents.parsers.pdf.ligatures import WIDER
from index.documents.parsers.pdf.line_numbers import without_line_numbers
from index.documents.parsers.pdf.lines import (
    Body,
    PageLine,
    aside_line,
    body_of,
    contents_of,
    page_lines,
    with_instead,
    with_pairs,
)
from index.documents.parsers.pdf.margins import margins
from index.documents.parsers.pdf.page_labels import printed_labels, without_shared
from index.documents.parsers.pdf.page_lines import Line
from index.documents.parsers.pdf.pages import NOTHING_RECOGNIZED, ReadPage, read_pages
from index.documents.parsers.pdf.paragraphs import Paragraph, paragraphs_of
from index.documents.parsers.pdf.pdfium import Outline, opened, outline, title_of
from index.documents.parsers.pdf.rows import Row, rows_of
from index.documents.parsers.pdf.running_heads import (
    RunningHeads,
    running_heads,
    title_lines,
    unnamed,
)
from index.documents.parsers.pdf.scans import RecognizedPage, with_boxes
from index.documents.parsers.pdf.sections import sections_before
from index.documents.parsers.pdf.stretches import stretches_of
from index.documents.parsers.pdf.text import joined, line_parts, vocabulary
from index.documents.parsers.pdf.titles import title_heading
from index.documents.parsers.pdf.turns import common_angle, upright
from index.documents.parsers.writer import Part, Writer, one_line
from index.documents.places import UnitKind


def parse_pdf(
    data: bytes, name: str, recognized: Mapping[int, RecognizedPage] = NOTHING_RECOGNIZED
) -> ParsedFile:
    """The content of the PDF file ``name``; pages by index may have been ``recognized`` before.

    Raises:
        DocumentError: when it is damaged, encrypted, or without text.
    """
    with opened(data, name) as document:
        writer = Writer()
        if is_open(document, data, name):
            writer.note("It is encrypted, and opens without a password.")
        pages = read_pages(document, writer, recognized)
        contents, title = outline(document), title_of(document)
    return written(pages, contents, own_title(title), name, writer)


def written(
    pages: Sequence[ReadPage], contents: Sequence[Outline], title: str, name: str, writer: Writer
) -> ParsedFile:
    """What the ``pages`` of the file ``name`` say, which has this outline and ``title``.

    Raises:
        DocumentError: when that is nothing.
    """
    angle = common_angle(line for page in pages for line in page.lines.lines)
    lines = [replace(page.lines, lines=upright(page.lines.lines, angle)) for page in pages]
    lines = without_line_numbers(lines)
    stretches = stretches_of(lines)
    margin = [each for some in stretches for each in margins(lines[some.start : some.stop])]
    printed = printed_labels(lines, margin)
    labels = without_shared(
        [page.label or label for page, label in zip(pages, printed, strict=True)]
    )
    for number, (page, label) in enumerate(zip(pages, labels, strict=True), 1):
        ocr = page.recognized is not None
        writer.unit(UnitKind.PAGE, number, label, ocr=ocr, unread=page.scanned or page.damaged)
    inner: list[Sequence[Line]] = [
        [line for number, line in enumerate(page.lines) if number not in left_out]
        for page, left_out in zip(lines, margin, strict=True)
    ]
    inner = [upright(some, common_angle(some)) for some in inner]
    bodies = [
        body for some in stretches for body in [body_of(inner[some.start : some.stop])] * len(some)
    ]
    heads = running_heads(lines, margin)
    heading = _write_flow(_flow(inner, pages, bodies), contents, bodies, heads, writer)
    for number, page in enumerate(pages, 1):
        if page.remarks:
            writer.unit(UnitKind.REMARKS, number, labels[number - 1])
            _write_remarks(page.remarks, writer)
    recognized = {n: page.recognized for n, page in enumerate(pages) if page.recognized}
    return with_boxes(writer.parsed(name, title or heading), recognized)


@dataclass(frozen=True)
class _Flow:
    """A row, and its lines with what they say."""

    row: Row
    lines: Sequence[PageLine]


def _flow(
    pages: Sequence[Sequence[Line]], read: Sequence[ReadPage], bodies: Sequence[Body]
) -> list[_Flow]:
    """The rows of all pages in reading order; ``bodies`` tell how each page is set."""
    flow: list[_Flow] = []
    widths = sorted(width for page in read for width in page.widths.values())
    wide = WIDER * widths[len(widths) // 2] if widths else 0
    for number, lines in enumerate(pages):
        text, size = read[number].text, bodies[number].size
        said = [text[line.start : line.end] for line in lines]
        beside = asides(lines, said, size)
        main = [line for at, line in enumerate(lines) if at not in beside]
        main = sides_of_captions(main, text)
        rows = rows_of(main, contents_of([text[line.start : line.end] for line in main]))
        some = [line for row in rows for line in row.lines]
        texts = [text[line.start : line.end] for line in some]
        letters = [at for at, width in read[number].widths.items() if width > wide]
        on_page = page_lines(some, texts, number, letters, read[number].raised, size)
        placed = iter(
            with_pairs(with_instead(on_page, read[number].instead), read[number].reversed_pairs)
        )
        flow.extend(_Flow(row, [*islice(placed, len(row.lines))]) for row in rows)
        flow.extend(
            _Flow(Row(((lines[at],),)), [aside_line(lines[at], said[at], number, kind)])
            for at, kind in beside.items()
        )
    return flow


def _write_flow(
    flow: Sequence[_Flow],
    contents: Sequence[Outline],
    bodies: Sequence[Body],
    heads: RunningHeads,
    writer: Writer,
) -> str:
    """Write what stands between tables as paragraphs, and the tables by rows.

    What is given back is the heading that is the title; "" without any.
    """
    words = vocabulary(line for item in flow for line in item.lines)
    prose = [line for item in flow if not item.row.table for line in item.lines]
    sections = [] if contents else unnamed(heads.sections, (line.text for line in prose))
    title = range(0) if contents else title_lines([(line.page, line.text) for line in prose], heads)
    levels = heading_levels(prose, contents, bodies, title, bool(sections))
    written: list[Paragraph | Sequence[_Flow]] = []
    at = 0
    for table, group in groupby(flow, key=lambda item: item.row.table):
        items = list(group)
        if table:
            written.append(items)
            continue
        lines = [line for item in items for line in item.lines]
        own = {n - at: level for n, level in levels.items() if at <= n < at + len(lines)}
        at += len(lines)
        written += paragraphs_of(lines, own, bodies)
    paragraphs = [each for each in written if isinstance(each, Paragraph)]
    before = sections_before(paragraphs, sections, 1 + bool(title))
    number = 0
    for each in written:
        if not isinstance(each, Paragraph):
            _write_table(each, writer)
            continue
        for paragraph in (*before.get(number, ()), each):
            _write(paragraph, words, writer)
        number += 1
    highest = title_heading(paragraphs)
    return "".join(part.text for part in _parts(highest, words)) if highest else ""


def _parts(paragraph: Paragraph, words: Counter[str]) -> Iterator[Part]:
    return joined(paragraph.lines, words, literal=paragraph.kind is BlockKind.CODE)


def _write(paragraph: Paragraph, words: Counter[str], writer: Writer) -> None:
    parts = _parts(paragraph, words)
    writer.write_parts(parts, paragraph.kind, level=paragraph.level, depth=paragraph.depth)


def _write_table(items: Sequence[_Flow], writer: Writer) -> None:
    """Write the rows of a table; the first is its head where no cell of it is a figure."""
    first = items[0].lines
    headed = len(items) > 2 and not any(map(_is_figure, first))
    for number, item in enumerate(items):
        texts = iter(item.lines)
        parts = [Part("|")]
        for cell in item.row.cells:
            for _ in cell or ():
                line = next(texts)
                parts += [Part(" "), *line_parts(line)]
            parts.append(Part(" |"))
        kind = BlockKind.TABLE_HEAD if headed and not number else BlockKind.TABLE_ROW
        writer.write_parts(parts, kind)
    writer.end_table()


def _is_figure(line: PageLine) -> bool:
    """Whether most of it are digits."""
    figures = sum(character.isdigit() for character in line.text)
    return 2 * figures >= sum(character.isalnum() for character in line.text)


def _write_remarks(some: Sequence[Remark], writer: Writer) -> None:
    for remark in some:
        name = one_line(remark.name)
        kind = BlockKind.FIELD if name else BlockKind.COMMENT
        writer.write(f"{name or 'Comment'}: {one_line(remark.value)}", kind)
