"""Plain text and Markdown that stand in a file of another format: a mail, a cell of a notebook."""

from __future__ import annotations

import re
from textwrap import dedent

from index.documents.blocks import Block, BlockKind
from index.documents.parsers.text.text_blocks import text_blocks
from index.documents.parsers.writer import Writer

_INNER = 2  # columns that what belongs to an item stands in from it
_DEEPEST = 4
_INDENTED = frozenset({BlockKind.LIST_ITEM, BlockKind.PARAGRAPH})
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]*>(.{1,500}?)</h\1>", re.DOTALL | re.IGNORECASE)
_HTML_TAG = re.compile(
    r"</?(?:a|abbr|b|br|blockquote|center|code|dd|details|div|dl|dt|em|figcaption|figure|font|h[1-6]"
    r"|hr|i|img|kbd|li|mark|ol|p|pre|section|small|span|strong|sub|summary|sup|table|tbody|td|th"
    r"|thead|tr|u|ul)(?:\s[^<>]*)?/?>|<!--.{0,2000}?-->",
    re.DOTALL | re.IGNORECASE,
)
_TARGET = r"\((?:[^()\s]|\([^()\s]*\))*(?:\s[^()]*)?\)"
_PICTURE = re.compile(rf"!\[([^\[\]]*)\]{_TARGET}")
_LINK = re.compile(rf"\[([^\[\]]+)\]{_TARGET}")
_BOLD = re.compile(r"\*\*(\S(?:[^*\n]*\S)?)\*\*")


def write_text(writer: Writer, text: str) -> None:
    """Write plain ``text``; a short first line is no title of it, as one of a file would be."""
    for number, block in enumerate(text_blocks(text)):
        titled = number > 0 or _is_marked(block, text)
        _write(writer, block, text, block.span.of(text), titled=titled)


def write_markdown(writer: Writer, text: str) -> None:
    """Write Markdown as it is displayed: links by their words, without pictures and tags."""
    for block in text_blocks(text):
        words = (block.words or block.span).of(text)
        if html := _HTML_HEADING.fullmatch(words.strip()):
            writer.write(_displayed(html[2]), BlockKind.HEADING, level=int(html[1]))
            continue
        if picture := _PICTURE.fullmatch(words.strip()):
            writer.write(picture[1], BlockKind.CAPTION)
            continue
        if block.kind is not BlockKind.CODE:
            words = _displayed(words)
        _write(writer, block, text, words, titled=_is_marked(block, text))


def _is_marked(block: Block, text: str) -> bool:
    """Whether a heading has a sign, or stands in capitals."""
    if not block.words:
        return False
    words = block.words.of(text)
    return block.span != block.words or words == words.upper()


def _write(writer: Writer, block: Block, text: str, words: str, *, titled: bool) -> None:
    column_start = text.rfind("\n", 0, block.span.start) + 1
    match block.kind:
        case BlockKind.NOISE:
            pass
        case BlockKind.HEADING if titled:
            writer.write(words, BlockKind.HEADING, level=block.level)
        case BlockKind.HEADING:
            writer.write(words)
        case BlockKind.CODE:
            writer.write(dedent(text[column_start : block.span.end]), BlockKind.CODE)
        case kind:
            columns = len(text[column_start : block.span.start].expandtabs(4))
            inner = min(_DEEPEST, columns // _INNER) if kind in _INDENTED else 0
            line = kind is BlockKind.FRONT_MATTER  # it stands in front of nothing
            writer.write(words, BlockKind.LINE if line else kind, depth=inner)
            if kind in (BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW) and _ends(block, text):
                writer.end_table()


def _ends(block: Block, text: str) -> bool:
    """Whether a blank line follows ``block``."""
    following = text[block.span.end : block.span.end + 200].split("\n", 2)
    return len(following) > 1 and not following[1].strip()


def _displayed(text: str) -> str:
    """Markdown without what only says how it looks."""
    text = _PICTURE.sub(r"\1", _HTML_TAG.sub("", text))
    return _BOLD.sub(r"\1", _LINK.sub(r"\1", text))
