"""What stands before a text about it: YAML between rules, or who wrote it and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.documents.blocks import Block, BlockKind
from index.documents.parsers.text.lines import Line
from index.documents.parsers.text.marks import mark_of
from index.documents.span import Span

_RULE = re.compile(r"(?:-{3}|\+{3})$")
_KEY = re.compile(r"[\w-][\w .-]{0,60}\s?[:=](?:\s|$)")
_LONGEST = 200  # lines
_MOST = 80  # characters of a line under a title
_TITLE = re.compile(
    r"title\s?[:=]\s*(?P<quote>['\"]?)(?P<title>\S.*?)(?P=quote)\s*$", re.IGNORECASE
)


def front_matter(lines: Sequence[Line]) -> Iterator[tuple[Block, int]]:
    """The blocks of the YAML or TOML that a text begins with, each with its number of lines.

    The rules around it are noise; a key is one block with the list below it.
    """
    if not lines or not _RULE.match(lines[0].text):
        return
    end = next(
        (n for n in range(1, min(_LONGEST, len(lines))) if lines[n].text == lines[0].text), None
    )
    if end is None or not all(_belongs(line) for line in lines[1:end]):
        return
    at = next(n for n in range(1, end + 1) if lines[n].bare)
    yield Block(lines[0].span, kind=BlockKind.NOISE), at
    while at < end:
        last = at + 1
        while last < end and not _KEY.match(lines[last].text):
            last += 1
        inside = [line for line in lines[at:last] if line.bare]
        span = Span(inside[0].span.start, inside[-1].end)
        yield Block(span, kind=BlockKind.FRONT_MATTER), last - at
        at = last
    yield Block(lines[end].span, kind=BlockKind.NOISE), 1


def front_title(block: Block, text: str) -> str | None:
    """The title that a block of front matter gives."""
    match = _TITLE.match(block.span.of(text)) if block.kind is BlockKind.FRONT_MATTER else None
    return match["title"] if match else None


def are_head_lines(lines: Sequence[Line]) -> bool:
    """Whether lines right under a title say who wrote the text, when and the like."""
    return len(lines) < 4 and all(
        len(line.bare) <= _MOST
        and not line.ends_sentence
        and not line.ends_open
        and mark_of(line.bare, frozenset()) is None
        for line in lines
    )


def _belongs(line: Line) -> bool:
    return not line.bare or bool(_KEY.match(line.text)) or line.text[0] in " \t-#[]"
