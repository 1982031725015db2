"""What a document says in parts, by how the page shows each. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from index import Document, Span
from index.documents.blocks import BlockKind
from index.text.emphasis import SetOff, is_markdown, set_off
from index.text.terms import UNSPACED

Style = Literal["plain", "emphasis", "code", "signs"]
"""How words are shown; ``signs`` make a heading, emphasis or code of others, and are not."""

# What is written for machines, in which the signs are other signs.
_LITERAL = frozenset({BlockKind.CODE, BlockKind.FRONT_MATTER, BlockKind.LOG_LINE})
_NAMED_MARKDOWN = frozenset({".md", ".markdown"})
# Characters around a place in which the other sign of a pair is looked for.
_REACH = 500


class Words(NamedTuple):
    """Some words, and whether the question has them as well."""

    text: str
    term: bool


class Part(NamedTuple):
    """Words in a row that are shown in one style."""

    style: Style
    words: list[Words]

    @property
    def text(self) -> str:
        """All of it, as it is in the document."""
        return "".join(words.text for words in self.words)


def parts_of(document: Document, span: Span, matched: Sequence[str] = ()) -> list[Part]:
    """What ``document`` says at ``span`` by its styles; all of it, with ``matched`` terms told."""
    text = span.of(document.text)
    return _parts(text, _styles(document, span), matched)


def plain_parts(text: str, matched: Sequence[str] = ()) -> list[Part]:
    """A ``text`` that is of no document in one part, with ``matched`` terms told."""
    return _parts(text, ["plain"] * len(text), matched)


def shown_text(document: Document, span: Span) -> str:
    """What ``document`` says at ``span`` without the signs that the page does not show."""
    return "".join(part.text for part in parts_of(document, span) if part.style != "signs")


def _parts(text: str, styles: Sequence[Style], matched: Sequence[str]) -> list[Part]:
    terms = _are_terms(text, matched)
    return [
        Part(style, [
            Words("".join(text[place] for place in places), term)
            for term, places in groupby(stretch, key=terms.__getitem__)
        ])
        for style, stretch in groupby(range(len(text)), key=styles.__getitem__)
    ]  # fmt: skip


def _styles(document: Document, span: Span) -> list[Style]:
    """The style of each character at ``span``."""
    styles: list[Style] = ["plain"] * len(span)

    def paint(start: int, end: int, style: Style) -> None:
        for place in range(max(start, span.start), min(end, span.end)):
            styles[place - span.start] = style

    every = _set_off_in(document, span)
    for each in every:
        paint(each.words.start, each.words.end, "code" if each.code else "emphasis")
    # Signs come last, as what is set off may hold those of others.
    for outer, inner in (
        *((each.whole, each.words) for each in every),
        *((block.span, block.words) for block in document.blocks_in(span) if block.words),
    ):
        paint(outer.start, inner.start, "signs")
        paint(inner.end, outer.end, "signs")
    return styles


def _set_off_in(document: Document, span: Span) -> list[SetOff]:
    """What is set off at ``span`` or around it, by its places in ``document``."""
    found: list[SetOff] = []
    for block in document.blocks_in(span):
        if block.kind not in _LITERAL:
            start = max(block.span.start, span.start - _REACH)
            end = min(block.span.end, span.end + _REACH)
            found += [
                SetOff(each.whole.shifted(start), each.words.shifted(start), each.code)
                for each in set_off(document.text[start:end])
            ]
    return found if found and is_marked_up(document) else []


def is_marked_up(document: Document) -> bool:
    """Whether the signs of Markdown in ``document`` are such."""
    return is_markdown_file(document) or is_markdown(document.text)


def is_markdown_file(document: Document) -> bool:
    """Whether ``document`` is Markdown by its name."""
    return PurePosixPath(document.id).suffix.lower() in _NAMED_MARKDOWN


def _are_terms(text: str, matched: Sequence[str]) -> list[bool]:
    """For each character of ``text`` whether it is in one of the words ``matched``."""
    terms = [False] * len(text)
    if matched:
        alike = "|".join(map(_whole_word, sorted(matched, key=len, reverse=True)))
        for match in re.finditer(alike, text, re.IGNORECASE):
            terms[match.start() : match.end()] = [True] * len(match[0])
    return terms


def _whole_word(word: str) -> str:
    """What finds ``word`` as a whole word; see `index.text.terms.WORD`."""
    if UNSPACED.search(word):
        return re.escape(word)
    before, after = (r"(?<!\d[.,])", r"(?![.,]\d)") if word.isdecimal() else ("", "")
    return rf"(?<![^\W_]){before}{re.escape(word)}(?![^\W_]){after}"
