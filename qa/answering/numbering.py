"""Parts of a document by the number that stands before them: clauses, sections, steps.

Pure functions. A part reaches from its number to the next one as high: clause 4 has 4.1 and 4.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.documents.document import Document
from index.documents.span import Span, trim
from qa.answering.outline import sections
from qa.question.english.requests import NUMBERED_PARTS

_NUMBER = r"\d+[a-z]?(?:\.\d+[a-z]?)*(?:\([a-z0-9]+\))*"
_LABEL = re.compile(
    rf"[ \t>]*(?:[-*+•][ \t]+)?[#*_ \t]*(?:(?P<word>{NUMBERED_PARTS}|§|Q|Art)\.?[ \t]*)?"
    rf"(?:no\.?[ \t]*)?(?P<number>\(?{_NUMBER}|\(?[a-z]|[IVXLC]+)(?P<end>[.):]+|[ \t]*[–—-](?=\s)"
    r"|(?=[ \t*_]|$))[*_]*[.):]*[ \t]*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:\.{3,}|…|[ \t]{3,})[ \t]*\d+$")
# What people call the parts that headings number, and those that a list numbers.
_HEADED = frozenset("section article chapter part appendix annex schedule §".split())
_WORDS = {"para": "paragraph", "art": "article", "q": "question", "§": "section"}


class _Label(NamedTuple):
    """A number before a line, what it is called there, and where the line and its text begin."""

    word: str
    number: str
    start: int
    level: int  # of a heading; 0 for a line of text
    sure: bool  # whether the number has a mark behind it, or dots in it


def numbered_parts(document: Document, part: str, number: str) -> list[Span]:
    """The parts called ``part`` and numbered ``number``, in order; none where there are none.

    Those that the text calls so are taken, if any; else headings, or lines, with the number.
    """
    every = list(_labels(document))
    called, wanted = _called(part), _plain(number)
    same = [label for label in every if label.number == wanted]
    named = [label for label in same if label.word == called]
    headed = [label for label in same if label.level and not label.word]
    listed = [label for label in same if not label.level and not label.word and label.sure]
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
    """The numbered lines and headings of ``document``, in order."""
    levels = {s.heading.span.start: s.heading.level for s in sections(document)}
    position = 0
    for line in document.text.splitlines(keepends=True):
        begin, position = position, position + len(line)
        match = _LABEL.match(line)
        if not match or (not line[match.end() :].strip() and not match["word"]):
            continue
        number, word = match["number"], _called(match["word"] or "")
        lone = number.strip("(").isalpha()
        if lone and not word and not match["end"].startswith((")", ".")):
            continue
        if lone and not word and len(number.strip("(")) > 1 and not number.isupper():
            continue
        indent = len(line) - len(line.lstrip())
        level = levels.get(begin + indent, 0)
        sure = bool(match["end"].strip()) or "." in number
        yield _Label(word, _plain(number), begin + indent, level, sure)


def _reach(document: Document, label: _Label, every: list[_Label]) -> Span:
    """A part from its label to the next that is as high, or to the next heading."""
    text = document.text
    end = len(text)
    for section in sections(document):
        start = section.heading.span.start
        if start > label.start and not 0 < label.level < section.heading.level:
            end = min(end, start)
    for other in every:
        inside = other.number.startswith((f"{label.number}.", f"{label.number}("))
        nested = label.level and not other.level and label.word != other.word
        if (
            other.start > label.start
            and not inside
            and not nested
            and not _under(label, other, text)
        ):
            end = min(end, other.start)
            break
    if not label.level:
        end = min(end, _paragraphs_end(text, label, end, every))
    return trim(text, label.start, end) or Span(label.start, label.start + 1)


def _under(label: _Label, other: _Label, text: str) -> bool:
    """Whether ``other`` is an item further in than ``label``, which has no marks of headings."""
    return _indent(text, other.start) > _indent(text, label.start)


def _indent(text: str, start: int) -> int:
    return start - (text.rfind("\n", 0, start) + 1)


def _paragraphs_end(text: str, label: _Label, end: int, every: list[_Label]) -> int:
    """Where the paragraph of a numbered line ends, if nothing numbered under it follows."""
    blank = re.compile(r"\n[ \t]*\n").search(text, label.start, end)
    while blank:
        following = next((other for other in every if other.start >= blank.end()), None)
        at = text[blank.end() :]
        begins = blank.end() + len(at) - len(at.lstrip())
        goes_on = _indent(text, begins) > _indent(text, label.start)
        below = following and following.start == begins and following.start < end
        if not goes_on and not below:
            return blank.start()
        blank = re.compile(r"\n[ \t]*\n").search(text, begins, end)
    return end


def _called(word: str) -> str:
    plain = word.casefold().rstrip(".")
    return _WORDS.get(plain, plain)


def _plain(number: str) -> str:
    """A number without the marks around it, in small letters."""
    bare = number.casefold().strip(" .:")
    return bare if "(" in bare[1:] else bare.strip("()")
