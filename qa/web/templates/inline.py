"""Markdown inside a block: which words are set off, and which signs say so. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from index.text.emphasis import set_off

Place = tuple[int, int]
"""From where to where in a text something stands; the two may be the same."""

_WORDS = r"(?P<words>(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,400})"
_ADDRESS = r"<[^<>\n]{0,2000}>|(?:[^()\s]|\([^()\s]{0,200}\)){0,2000}"
_TITLE = r"(?:\s+(?:\"[^\"]{0,400}\"|'[^']{0,400}'))?"
_LINK = re.compile(
    rf"(?<!\\)!?\[{_WORDS}\]"
    rf"(?:\(\s?(?P<address>{_ADDRESS}){_TITLE}\s?\)|\[(?P<name>[^\[\]]{{0,80}})\])?"
)
_BARE_LINK = re.compile(r"<(?P<words>(?:https?://|mailto:)[^<>\s]{1,2000})>")
_FOOTNOTE = re.compile(r"\[\^(?P<words>[^\]\s]{1,40})\](?::(?=\s))?")
_STRUCK = re.compile(r"(?<![~\\])~~(?P<words>[^\s~](?:[^~\n]{0,400}[^\s~])?)~~(?!~)")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])(?P<words>)")
_BREAK = re.compile(r"(?: {2,}|\\)\n")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]\n]{1,80})\]:[ \t]+<?(\S{1,2000}?)>?[ \t]*$", re.MULTILINE
)
_SIGN = re.compile(r"[*_`\[<~\\]")
_TAGS = ("b", "strong", "em", "del", "sup", "a", "code")  # the outermost first
_EMPHASIS = {1: ("em",), 2: ("strong",), 3: ("strong", "em")}
_HIDDEN = 1 << len(_TAGS)


class Run(NamedTuple):
    """Words in a row that are shown alike: in these HTML ``tags``, or not at all.

    Those in an ``a`` are a link to ``address``. ``ends`` says that a line ends behind them.
    """

    text: str
    tags: tuple[str, ...] = ()
    address: str = ""
    hidden: bool = False
    ends: bool = False


class Mark(NamedTuple):
    """Words that are set off, and where they stand with the signs around them."""

    whole: Place
    words: Place
    tags: tuple[str, ...] = ()
    address: str = ""

    @property
    def signs(self) -> tuple[Place, Place]:
        """Where its signs stand, before the words and behind them."""
        return (self.whole[0], self.words[0]), (self.words[1], self.whole[1])


def definitions_in(text: str) -> dict[str, str]:
    """The addresses that a Markdown ``text`` gives names to, by these in small letters."""
    return {name.lower(): address for name, address in _DEFINITION.findall(text)}


def marks_in(text: str, definitions: Mapping[str, str]) -> list[Mark]:
    """What the Markdown ``text`` of a block sets off.

    Where a link gives a name in place of an address, it is that of the ``definitions``.
    """
    if not _SIGN.search(text):
        return []
    code, emphasis = [], []
    for each in set_off(text):
        whole, words = (each.whole.start, each.whole.end), (each.words.start, each.words.end)
        if each.code:
            code.append(Mark(whole, words, ("code",)))
        else:
            emphasis.append(Mark(whole, words, _EMPHASIS[words[0] - whole[0]]))
    others = [*_links(text, 0, len(text), definitions)]
    for pattern, tags in ((_BARE_LINK, ("a",)), (_FOOTNOTE, ("sup",)), (_STRUCK, ("del",)),
                          (_ESCAPE, ())):  # fmt: skip
        for match in pattern.finditer(text):
            address = match["words"] if "a" in tags else ""
            others.append(Mark(match.span(), match.span("words"), tags, address))
    others = _outside([mark.whole for mark in code], others, len(text))
    signs = [place for mark in others for place in mark.signs]
    return [*code, *_outside(signs, emphasis, len(text)), *others]


def breaks_in(text: str) -> list[int]:
    """Where in a Markdown ``text`` a line ends that is not to go on in the next."""
    return [match.end() for match in _BREAK.finditer(text)]


def runs_of(
    text: str, marks: Sequence[Mark], hidden: Sequence[Place] = (), breaks: Iterable[int] = ()
) -> list[Run]:
    """``text`` in runs, in order and nothing left out, the signs of ``marks`` hidden.

    ``hidden`` are further signs; a line ends at each of the ``breaks``.
    """
    if not text:
        return []
    styles = [0] * len(text)
    addresses: dict[int, str] = {}
    for mark in marks:
        style = sum(1 << _TAGS.index(tag) for tag in mark.tags)
        for place in range(*mark.words):
            styles[place] |= style
        if mark.address:
            addresses |= dict.fromkeys(range(*mark.words), mark.address)
    for start, end in (*(sign for mark in marks for sign in mark.signs), *hidden):
        styles[start:end] = [_HIDDEN] * (end - start)
    lines = set(breaks)
    edges = [
        place
        for place in range(1, len(text))
        if styles[place] != styles[place - 1]
        or place in lines
        or addresses.get(place) != addresses.get(place - 1)
    ]
    return [
        Run(
            text[start:end],
            tuple(tag for n, tag in enumerate(_TAGS) if styles[start] >> n & 1),
            addresses.get(start, ""),
            hidden=styles[start] == _HIDDEN,
            ends=end in lines,
        )
        for start, end in pairwise([0, *edges, len(text)])
    ]


def _links(text: str, start: int, end: int, definitions: Mapping[str, str]) -> Iterator[Mark]:
    """The links and pictures in a stretch of ``text``, and those in the words of others."""
    for match in _LINK.finditer(text, start, end):
        words, address = match.span("words"), match["address"]
        if address is None:
            name = " ".join((match["name"] or match["words"]).split())
            address = definitions.get(name.lower())
        if address is not None and match["words"].strip():
            tags = () if match[0].startswith("!") else ("a",)
            yield Mark(match.span(), words, tags, address.strip("<>"))
        yield from _links(text, *words, definitions)


def _outside(places: Iterable[Place], marks: Iterable[Mark], length: int) -> list[Mark]:
    """Those of the ``marks`` in a text of this ``length`` that have no sign in the ``places``."""
    taken = bytearray(length)
    for start, end in places:
        taken[start:end] = b"\1" * (end - start)
    return [mark for mark in marks if not any(any(taken[slice(*sign)]) for sign in mark.signs)]
