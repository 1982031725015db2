"""Writes the flow of a Word document down, block by block."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.documents.blocks import BlockKind
from index.documents.parsers.text.lines import split_lines
from index.documents.parsers.text.paragraphs import TextFacts, paragraph_blocks, text_facts
from index.documents.parsers.word.code import code_in
from index.documents.parsers.word.flow import Item, Paragraph, Table, paragraphs_in
from index.documents.parsers.word.headings import is_heading, plain_headings
from index.documents.parsers.word.lists import ListDepths
from index.documents.parsers.word.pictures import described
from index.documents.parsers.word.styles import Role
from index.documents.parsers.word.tables import fields_in, is_layout, rows_of
from index.documents.parsers.writer import Writer, clean, one_line

_CHECKBOX = re.compile(r"[☐☑☒]\s*\S")
_CLAUSE = re.compile(r"(?:§|Art|Clause|Section|Rule|Artikel|Ziff)", re.IGNORECASE)

Aside = Callable[[Writer, Paragraph], None]
"""Writes what stands behind a paragraph: notes, comments, charts."""


@dataclass
class Blocks:
    """Writes items with a ``writer``, and ``aside`` what stands behind each paragraph."""

    writer: Writer
    aside: Aside
    _facts: TextFacts | None = None
    _depths: ListDepths = field(default_factory=ListDepths)
    _code: list[str] = field(default_factory=list)

    def write(self, items: Sequence[Item]) -> None:
        """Write all of a document."""
        texts = (clean(item.text) for item in items if isinstance(item, Paragraph))
        lines = [line for text in texts for line in split_lines(text)]
        self._facts = replace(text_facts(lines), width=0)
        self._items(items, plain_headings(items))

    def _items(self, items: Sequence[Item], levels: Mapping[int, int]) -> None:
        code = code_in(items)
        for n, item in enumerate(items):
            if isinstance(item, Paragraph) and n in code:
                self._code.append(item.text)
                self._asides(item)
                continue
            self._end_code()
            if isinstance(item, Paragraph):
                self._paragraph(item, levels.get(n, 0))
                continue
            self._depths.end()
            if not is_layout(item):
                self._table(item)
                continue
            for cell in (cell for row in item.rows for cell in row.cells):
                self._items(cell.items, {})
                self._depths.end()
        self._end_code()

    def _table(self, table: Table) -> None:
        rows = rows_of(table)
        self.writer.write(rows.title, BlockKind.CAPTION)
        self.writer.end_table()
        if fields := fields_in(rows):
            for field_ in fields:
                self.writer.write(field_, BlockKind.FIELD)
        else:
            if rows.head:
                self.writer.row(rows.head, head=True)
            for row in rows.rows:
                self.writer.row(row)
        for paragraph in paragraphs_in([table]):
            self.aside(self.writer, paragraph)

    def _paragraph(self, paragraph: Paragraph, level: int) -> None:
        if paragraph.role is Role.CONTENTS:
            return
        if paragraph.text.strip():
            self._words(paragraph, level or (paragraph.level if is_heading(paragraph) else 0))
        self._asides(paragraph)

    def _asides(self, paragraph: Paragraph) -> None:
        if _has_asides(paragraph):
            self._end_code()
            for words in described(paragraph.inline.described):
                self.writer.write(words, BlockKind.CAPTION)
            self.aside(self.writer, paragraph)

    def _words(self, paragraph: Paragraph, level: int) -> None:
        text, sign = paragraph.text, paragraph.sign
        numbered = sign if sign and sign.text else None
        if level:
            self._depths.end()
            before = numbered.before if numbered and numbered.numbers else ""
            self.writer.write(one_line(before + text), BlockKind.HEADING, level=level)
        elif numbered:
            clause = numbered.numbers > 1 or bool(_CLAUSE.match(numbered.text))
            kind = BlockKind.CLAUSE if clause else BlockKind.LIST_ITEM
            depth = self._depths.item(numbered, paragraph.indent)
            self.writer.write(numbered.before + text.lstrip(), kind, depth=depth)
        elif paragraph.role is Role.CAPTION:
            self.writer.write(text, BlockKind.CAPTION)
        elif paragraph.role is Role.QUOTE:
            self.writer.write(text, BlockKind.QUOTE)
        else:
            self._plain(clean(text), paragraph)

    def _plain(self, text: str, paragraph: Paragraph) -> None:
        """Write a paragraph that no style says anything of, or its parts, as its lines begin."""
        assert self._facts is not None
        depth = self._depths.paragraph(paragraph.indent)
        if paragraph.inline.equations:
            self.writer.write(text, depth=depth)
            return
        if _CHECKBOX.match(text):
            self.writer.write(text, BlockKind.LIST_ITEM, depth=depth)
            return
        for part in text.split("\n\n"):
            for block in paragraph_blocks(split_lines(part), self._facts):
                self.writer.write(block.span.of(part), block.kind, depth=depth)

    def _end_code(self) -> None:
        self.writer.write("\n".join(self._code), BlockKind.CODE)
        self._code.clear()


def _has_asides(paragraph: Paragraph) -> bool:
    inline = paragraph.inline
    notes = any(not isinstance(part, str) for part in inline.parts)
    return bool(notes or inline.described or inline.comments or inline.graphics)
