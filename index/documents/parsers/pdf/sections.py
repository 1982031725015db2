"""Sections that only the running heads name, put where they begin. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.documents.blocks import BlockKind
from index.documents.parsers.pdf.lines import PageLine
from index.documents.parsers.pdf.paragraphs import Paragraph
from index.documents.parsers.pdf.running_heads import Section, words_of

_BEGINNING = 200  # characters of a paragraph in which it names its section
_LEAST = 4  # letters of a word that tells one
_BESIDE = frozenset({BlockKind.FOOTNOTE, BlockKind.NOISE})


def sections_before(
    paragraphs: Sequence[Paragraph], sections: Sequence[Section], level: int
) -> Mapping[int, Sequence[Paragraph]]:
    """The headings of the ``sections``, by the number of the paragraph that each stands before.

    That is the first one on the section's page that names it, else the first heading there, else
    the first that begins there.
    """
    before: dict[int, list[Paragraph]] = {}
    for section in sections:
        place = _place(paragraphs, section, level)
        if place is not None:
            box = section.line.box
            line = PageLine(section.line, section.text, section.page, box.left, box.right)
            heading = Paragraph((line,), BlockKind.HEADING, level=level)
            before.setdefault(place, []).append(heading)
    return before


def _place(paragraphs: Sequence[Paragraph], section: Section, level: int) -> int | None:
    """Which paragraph a section begins with; None where none is behind it."""
    behind = [
        n
        for n, paragraph in enumerate(paragraphs)
        if paragraph.lines[0].page >= section.page
        and paragraph.kind not in _BESIDE
        and not 0 < paragraph.level < level
    ]
    tell = {word for word in words_of(section.text) if len(word) >= _LEAST}
    here = [n for n in behind if paragraphs[n].lines[0].page == section.page]
    naming = (n for n in here if tell and tell <= {*words_of(_text(paragraphs[n])[:_BEGINNING])})
    heading = (n for n in here if paragraphs[n].kind is BlockKind.HEADING)
    return next((n for some in (naming, heading, behind) for n in some), None)


def _text(paragraph: Paragraph) -> str:
    return " ".join(line.text for line in paragraph.lines)
