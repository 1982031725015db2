"""Which heading is the title of a file that does not give itself one. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from index.documents.blocks import is_part_number
from index.documents.parsers.pdf.paragraphs import Paragraph

_MARKED = 3  # pages that have the same words at the same place: those of a watermark
_SLACK = 4.0  # points by which these may stand higher or lower on another page


def title_heading(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The highest of the headings before the first text of some lines, else the first heading.

    The number of a part, and what many pages have at the same place, is no title.
    """
    text = next((n for n, each in enumerate(paragraphs) if _is_text(each)), len(paragraphs))
    every = [(n, each) for n, each in enumerate(paragraphs) if each.level]
    titles = [(n, each) for n, each in every if _is_title(each, [other for _, other in every])]
    first = titles[0][1] if titles else None
    before = [each for n, each in titles if n < text]
    return min(before, key=lambda heading: heading.level, default=first)


def _is_text(paragraph: Paragraph) -> bool:
    return not paragraph.level and len(paragraph.lines) > 1


def _is_title(heading: Paragraph, every: Sequence[Paragraph]) -> bool:
    words, first = _words(heading), heading.lines[0]
    pages = {
        other.lines[0].page
        for other in every
        if abs(other.lines[0].box.bottom - first.box.bottom) <= _SLACK and _words(other) == words
    }
    return len(pages) < _MARKED and not is_part_number(words)


def _words(heading: Paragraph) -> str:
    return " ".join(line.text.strip() for line in heading.lines)
