"""Markdown: headings by # or underlined, paragraphs between them, code left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.documents.blocks import Block
from index.documents.parsers.decoding import decode
from index.documents.parsers.parser import ParsedFile
from index.documents.span import Span, trim

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def parse_markdown(data: bytes, name: str) -> ParsedFile:
    """The content of the Markdown file ``name``.

    Raises:
        DocumentError: when it is empty, binary or not UTF-8.
    """
    text = decode(data, name)
    return ParsedFile(text, tuple(markdown_blocks(text)))


def markdown_blocks(text: str) -> Iterator[Block]:
    """Headings and paragraphs, in order; together they hold every non-blank character."""
    start: int | None = None  # of the paragraph being read
    lines = 0
    fence: str | None = None
    position = 0
    for line in text.splitlines(keepends=True):
        begin, position = position, position + len(line)
        bare = line.rstrip()
        mark = _FENCE.match(bare)
        if fence is not None:
            if mark and mark[1].startswith(fence):
                fence = None
            lines += 1
            continue
        if not bare or (not mark and _ATX.match(bare)):
            if start is not None and (span := trim(text, start, begin)):
                yield Block(span)
            start = None
            if heading := _ATX.match(bare):
                whole, words = trim(text, begin, position), Span(*heading.span(2))
                assert whole is not None
                yield Block(whole, len(heading[1]), words.shifted(begin))
        elif lines == 1 and start is not None and (under := _UNDERLINE.match(bare)):
            whole, above = trim(text, start, position), trim(text, start, begin)
            assert whole is not None
            yield Block(whole, 1 if under[1][0] == "=" else 2, above)
            start = None
        else:
            if start is None:
                start, lines = begin, 0
            lines += 1
            fence = mark[1] if mark else None
    if start is not None and (span := trim(text, start, len(text))):
        yield Block(span)
