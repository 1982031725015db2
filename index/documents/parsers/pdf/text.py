"""Lines of a PDF joined to the text of a paragraph, with the place of every character.

Pure functions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from index.documents.parsers.pdf.ligatures import OF_NO_SCRIPT
from index.documents.parsers.pdf.lines import PageLine
from index.documents.parsers.writer import Part

_UNSEEN = re.compile("[\x00-\x1f\x7f\xad\u200b\u2060\ufeff\ufffe\uffff]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST, _FIRST = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_SIGN = re.compile(f"[{OF_NO_SCRIPT}]")
_SPECIAL = re.compile(f"{_UNSEEN.pattern}|{_SIGN.pattern}|[\ud800-\udfff]|(?<= ) ")
_ADDRESS = re.compile(r"(?:\bhttps?:|\bwww\.|[\w.+-]+@|(?:^|\s)~?/\w)\S*$")
_LOW, _HIGH, _LAST_HIGH = 0xDC00, 0xD800, 0xDBFF  # halves of characters
_HYPHENS, _SOFT_HYPHEN = "-\u2010", "\xad"


def vocabulary(lines: Iterable[PageLine]) -> Counter[str]:
    """How often each word stands in ``lines``, in small letters, those with hyphens whole.

    Words that are divided at the end of a line are left out.
    """
    words: Counter[str] = Counter()
    divided = False
    for line in lines:
        some = _WORD.findall(line.text.casefold())
        last = line.line.hyphen or line.text[-1:] in _HYPHENS
        words.update(some[1 if divided else 0 : -1 if last else None])
        words.update(part for word in some if "-" in word for part in word.split("-"))
        divided = last
    return words


def joined(lines: Sequence[PageLine], words: Counter[str], *, literal: bool) -> Iterator[Part]:
    """The text of ``lines`` as one, each line for itself where it is ``literal``.

    A hyphen at the end of a line is left out where the word is written without it.
    """
    for line, after in pairwise([*lines, None]):
        assert line
        yield from line_parts(line, cut=bool(after and _cuts_hyphen(line, after, words)))
        if after:
            yield from _between(line, after, words, literal=literal)


def line_parts(line: PageLine, *, cut: bool = False) -> Iterator[Part]:
    """The characters of ``line`` with their places, without its last one where it is ``cut``.

    Between words that stand apart is a blank, within one there is none.
    """
    text, at = line.text, line.line.start
    end = len(text) - cut
    apart, blanks = line.words_apart, line.blanks_within
    special = {*line.marks, *line.ligatures, *apart, *blanks, *line.reversed_pairs}
    special.update(match.start() for match in _SPECIAL.finditer(text))
    start = 0
    for place in sorted(special):
        if not start <= place < end:
            continue
        length, instead = (1, []) if place in blanks else _instead(line, place, end)
        if start < place:
            yield Part(text[start:place], line.page, at + start)
        if place in apart:
            yield Part(" ", line.page)
        yield from instead
        start = place + length
    if start < end:
        yield Part(text[start:end], line.page, at + start)


def _instead(line: PageLine, place: int, end: int) -> tuple[int, list[Part]]:
    """How many characters from ``place`` on are not taken as they are, and what stands instead."""
    text, at = line.text, line.line.start
    character = text[place]
    if place in line.marks and (last := line.marks[place]) <= end:
        number = Part(text[place:last], line.page, at + place)
        return last - place, [Part("["), number, Part("]")]
    if place in line.ligatures:
        return 1, [Part(line.ligatures[place], line.page)]
    if place in line.reversed_pairs and place + 1 < end:
        pair = (place + 1, place)
        return 2, [Part(text[n], line.page, at + n) for n in pair]
    if place + 1 < end and _are_halves(character, text[place + 1]):
        whole = text[place : place + 2].encode("utf-16", "surrogatepass").decode("utf-16")
        return 2, [Part(whole, line.page, at + place)]
    if _SIGN.match(character):  # a sign of a font of signs, most often a bullet
        return 1, [Part("•", line.page)]
    if character == "\t" and text[place - 1 : place] != " ":
        return 1, [Part(" ", line.page)]
    double = character == " " and text[place - 1 : place] == " "
    lone = "\ud800" <= character <= "\udfff"
    return int(double or lone or bool(_UNSEEN.match(character))), []


def _cuts_hyphen(line: PageLine, after: PageLine, words: Counter[str]) -> bool:
    """Whether the hyphen that is the last character of ``line`` is to be left out."""
    if line.line.hyphen or line.text[-1:] not in _HYPHENS:
        return False
    return not _keeps_hyphen(line.text.rstrip(_HYPHENS), after.text, words)


def _between(
    before: PageLine, line: PageLine, words: Counter[str], *, literal: bool
) -> Iterator[Part]:
    if literal:
        yield Part("\n", line.page)
    elif before.line.hyphen:
        if _keeps_hyphen(before.text, line.text, words):
            yield Part("-", before.page)
    elif before.text[-1:] == _SOFT_HYPHEN or (
        before.text[-1:] in _HYPHENS and before.text[-2:-1].isalpha()
    ):
        return
    elif not (_ADDRESS.search(before.text) and re.match(r"[/\w?&=#%.-]", line.text)
              and before.text[-1:] in "/.-_=&?:"):  # fmt: skip
        yield Part(" ", before.page)


def _keeps_hyphen(before: str, after: str, words: Counter[str]) -> bool:
    """Whether a word that is divided after ``before`` has a hyphen there anyway."""
    left, right = _LAST.search(before.casefold()), _FIRST.match(after.casefold())
    if not left or not right:
        return True
    whole, hyphened = words[left[0] + right[0]], words[f"{left[0]}-{right[0]}"]
    if whole or hyphened:
        return hyphened > whole
    # Neither stands elsewhere: two words that do are two here, and so are those of a chain.
    chained = before[left.start() - 1 : left.start()] in _HYPHENS and left.start() > 0
    alone = min(words[left[0]], words[right[0]]) > 0 and min(len(left[0]), len(right[0])) > 3
    return chained or alone


def _are_halves(first: str, second: str) -> bool:
    """Whether these are the two halves of one character."""
    return _HIGH <= ord(first) <= _LAST_HIGH and _LOW <= ord(second) < _LOW + 0x400
