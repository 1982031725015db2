"""The words of a block by its kind, with its signs hidden and its name told. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from index import Document
from index.documents.blocks import BlockKind
from index.documents.parsers.text.marks import field_width, turn_width
from index.text.emphasis import is_markdown
from qa.web.templates.inline import (
    Mark,
    Place,
    Run,
    breaks_in,
    definitions_in,
    marks_in,
    runs_of,
)

_LITERAL = frozenset({BlockKind.CODE, BlockKind.FRONT_MATTER, BlockKind.LOG_LINE, BlockKind.NOISE})
_NAMED_MARKDOWN = frozenset({".md", ".markdown"})
_BULLET = re.compile(r"[-*+•·▪◦‣○●■□–—](?P<task>[ \t]+\[[ xX]\](?=\s))?(?:[ \t]+|$)")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_NAME = re.compile(r"[^\n:：=]{1,80}(?:[:：][*_]{0,2}|\s=)(?=\s|$)")


class Markdown(NamedTuple):
    """How the signs of Markdown in a document are read.

    ``addresses`` are those it gives names to, and ``flows`` says that its paragraphs are set anew:
    only some of its line ends are kept.
    """

    addresses: Mapping[str, str]
    flows: bool


def markdown_of(document: Document) -> Markdown | None:
    """How the signs of Markdown in ``document`` are read, or None where they are none."""
    if not is_marked_up(document):
        return None
    return Markdown(definitions_in(document.text), is_markdown_file(document))


def is_marked_up(document: Document) -> bool:
    """Whether the signs of Markdown in ``document`` are such."""
    return is_markdown_file(document) or is_markdown(document.text)


def is_markdown_file(document: Document) -> bool:
    """Whether ``document`` is Markdown by its name."""
    return PurePosixPath(document.id).suffix.lower() in _NAMED_MARKDOWN


def words_of(text: str, kind: BlockKind, markdown: Markdown | None) -> Sequence[Run]:
    """The ``text`` of a block of this ``kind``."""
    marks: list[Mark] = []
    breaks: list[int] = []
    hidden = _hidden_in(text, kind)
    if markdown and markdown.flows and kind not in _LITERAL:
        marks = marks_in(text.replace("\n", " "), markdown.addresses)
        breaks = breaks_in(text)
        hidden += [(end - 2, end - 1) for end in breaks if text[end - 2] == "\\"]
    elif markdown and kind not in _LITERAL:
        marks = marks_in(text, markdown.addresses)
    if name := _name_end(text, kind):
        marks.append(Mark((0, name), (0, name), ("b",)))
    if marks or hidden or breaks:
        return runs_of(text, marks, hidden, breaks)
    return [Run(text)] if text else []


def bullet_of(text: str) -> str:
    """What is shown in place of the sign that an item begins with; "" for a number or a letter."""
    match = _BULLET.match(text)
    if not match:
        return ""
    task = match["task"]
    return "•" if task is None else "☐" if task.endswith("[ ]") else "☑"


def _name_end(text: str, kind: BlockKind) -> int:
    """Where the name ends that a field or a turn begins with; 0 where there is none."""
    if kind is BlockKind.TURN:
        return turn_width(text)
    if kind is BlockKind.FRONT_MATTER or kind is BlockKind.FIELD:
        match = _NAME.match(text)
        return match.end() if match else field_width(text)
    return 0


def _hidden_in(text: str, kind: BlockKind) -> list[Place]:
    """The signs in ``text`` that say what a block of this ``kind`` is."""
    if kind is BlockKind.LIST_ITEM:
        match = _BULLET.match(text)
        return [match.span()] if match else []
    if kind is BlockKind.QUOTE:
        return [match.span() for match in _QUOTED.finditer(text)]
    return []
