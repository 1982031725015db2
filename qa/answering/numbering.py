"""Parts of a document by the number that stands before them: clauses, sections, steps.

Pure functions. A part reaches from its number to the next one as high: clause 4 has 4.1 and 4.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.documents.blocks import Block, BlockKind
from index.documents.document import Document
from index.documents.span import Span
from qa.question.english.requests import NUMBERED_PARTS

_NUMBER = r"\d+[a-z]?(?:\.\d+[a-z]?)*(?:\([a-z0-9]+\))*"
_LABEL = re.compile(
    rf"[ \t>]*(?:[-*+•][ \t]+)?[#*_ \t]*(?:(?P<word>{NUMBERED_PARTS}|§|Q|Art)\.?[ \t]*)?"
    rf"(?:no\.?[ \t]*)?(?P<number>\(?{_NUMBER}|\(?[a-z]|[IVXLC]+)(?P<end>[.):]+|[ \t]*[–—-](?=\s)"
    r"|(?=[ \t*_]|$))[*_]*[.):]*[ \t]*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?;,:…。][\s*_)\"'”’]*$")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_UNNUMBERED = frozenset({BlockKind.NOISE, BlockKind.CODE, BlockKind.TABLE_HEAD})
_CONTENTS = re.compile(r"(?:\.{3,}|…|[ \t]{3,})[ \t]*\d+$")
# What people call the parts that headings number, and those that a list numbers.
_HEADED = frozenset("section article chapter part appendix annex schedule §".split())
_WORDS = {"para": "paragraph", "art": "article", "q": "question", "§": "section"}


class _Label(NamedTuple):
    """The number that a block begins with, and what it is called there."""

    block: Block
    word: str
    number: str
    sure: bool  # whether the number has a mark behind it, or dots in it


def numbered_parts(document: Document, part: str, number: str) -> list[Span]:
    """The parts called ``part`` and numbered ``number``, in order; none where there are none.

    Those that the text calls so are taken, if any; else headings, or lines, with the number.
    """
    every = list(_labels(document))
    called, wanted = _called(part), _plain(number)
    same = [label for label in every if label.number == wanted]
    named = [label for label in same if label.word == called]
    headed = [label for label in same if label.block.level and not label.word]
    listed = [label for label in same if not label.block.level and not label.word and label.sure]
    either = (headed, listed) if called in _HEADED else (listed, headed)
    chosen = named or either[0] or either[1]
    spans = [_reach(document, label, every) for label in chosen]
    full = [span for span in spans if not _CONTENTS.search(span.of(document.text))]
    return full or spans


def numbers_parts(document: Document, part: str) -> bool:
    """Whether ``document`` numbers what is called ``part``, so that one can be missing."""
    called = _called(part)
    every = list(_labels(document))
    named = [label for label in every if label.word == called]
    return bool(named) or sum(label.sure and not label.word for label in every) > 1


def _labels(document: Document) -> Iterator[_Label]:
    """The numbered blocks of ``document``, in order."""
    for block in document.blocks:
        if block.kind in _UNNUMBERED:
            continue
        words = block.span.of(document.text)
        match = _LABEL.match(words)
        if not match or (not words[match.end() :].strip() and not match["word"]):
            continue
        number, word = match["number"], _called(match["word"] or "")
        lone = number.strip("(").isalpha()
        if lone and not word and not match["end"].startswith((")", ".")):
            continue
        if lone and not word and len(number.strip("(")) > 1 and not number.isupper():
            continue
        sure = bool(match["end"].strip()) or "." in number
        yield _Label(block, word, _plain(number), sure)


def _reach(document: Document, label: _Label, every: list[_Label]) -> Span:
    """A part from its label to the next that is as high, or to the next heading."""
    labels = {other.block.span.start: other for other in every}
    start = label.block.span.start
    end = label.block.span.end
    titled = label.word and not _ENDS.search(label.block.span.of(document.text))
    opens = label.block.level or titled
    for block in document.blocks_in(Span(start, len(document.text)))[1:]:
        if block.kind is BlockKind.NOISE:
            continue
        other = labels.get(block.span.start)
        inside = other is not None and _is_inside(label, other)
        under = any(span.start == start for span in document.context_at(block.span.start))
        if block.level and not block.level > label.block.level > 0:
            break
        if other and not inside and not under and _is_as_high(label, other):
            break
        on = other is None and not _BLANK_LINE.search(document.text, end, block.span.start)
        if not (opens or inside or under or on):
            break
        end = block.span.end
    return Span(start, end)


def _is_inside(label: _Label, other: _Label) -> bool:
    """Whether the number of ``other`` begins with that of ``label``: 4.2 is in 4."""
    return other.number.startswith((f"{label.number}.", f"{label.number}("))


def _is_as_high(label: _Label, other: _Label) -> bool:
    """Whether ``other``, which stands behind ``label`` and not under it, ends it."""
    if not label.block.level:
        return True
    named = bool(label.word) or other.block.kind in (BlockKind.CLAUSE, BlockKind.LINE)
    return named and label.word == other.word and "." not in other.number


def _called(word: str) -> str:
    plain = word.casefold().rstrip(".")
    return _WORDS.get(plain, plain)


def _plain(number: str) -> str:
    """A number without the marks around it, in small letters."""
    bare = number.casefold().strip(" .:")
    return bare if "(" in bare[1:] else bare.strip("()")
