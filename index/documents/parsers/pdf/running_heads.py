"""What the running heads of a file say of it: its title, and the sections it is made of.

Courts' opinions and books have no other word for where a section begins. Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from index.documents.parsers.pdf.margins import PageLines
from index.documents.parsers.pdf.page_lines import Line

_PAGE_NUMBER = re.compile(r"\W*(?:\d{1,4}|[ivxlc]{1,7})\W*")
_SIGNS = re.compile(r"\W+")
_SLACK = 4.0  # points by which a head may stand higher or lower on another page
_FEWEST = 4  # pages
_OFTEN = 0.25  # share of the pages that have a head with a file's title: every other one, about
_THROUGHOUT = 0.6  # share of the pages from the first head with a file's title to the last
_MOSTLY = 0.6  # share of the pages that have the name of their section
_ALIKE = 0.7  # share of a title's words that its shorter form in a head has
_MOST_LINES = 3  # of a title
_FIRST = 4  # pages on which a title stands


@dataclass(frozen=True)
class Section:
    """The name of a section, where it stands first: the line ``text`` of the page of that index."""

    line: Line
    text: str
    page: int


@dataclass(frozen=True)
class RunningHeads:
    """The ``sections`` in order, and the words, in small letters, of what may be the title."""

    sections: tuple[Section, ...] = ()
    titles: frozenset[tuple[str, ...]] = frozenset()


NO_HEADS = RunningHeads()


def running_heads(pages: Sequence[PageLines], margin: Sequence[Collection[int]]) -> RunningHeads:
    """What those of the lines in the ``margin`` of ``pages`` say that stand above all others."""
    if len(pages) < _FEWEST:
        return NO_HEADS
    heads = [
        head
        for index, (page, left_out) in enumerate(zip(pages, margin, strict=True))
        for head in _heads(index, page, left_out)
    ]
    by_words: dict[tuple[str, ...], set[int]] = {}
    for head in heads:
        by_words.setdefault(words_of(head.text), set()).add(head.page)
    often = _OFTEN * len(pages)
    titles = frozenset(
        words
        for words, on in by_words.items()
        if words and len(on) >= often and max(on) - min(on) >= _THROUGHOUT * len(pages)
    )
    return RunningHeads(_sections(heads, len(pages)), titles)


def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` in small letters."""
    return tuple(filter(None, _SIGNS.split(text.casefold())))


def title_lines(texts: Sequence[tuple[int, str]], heads: RunningHeads) -> range:
    """The numbers of the lines that are the title which the running heads repeat; none without one.

    ``texts`` are the pages of lines and what these say.
    """
    for start, (page, _) in enumerate(texts):
        if page >= _FIRST:
            break
        words: tuple[str, ...] = ()
        for stop in range(start + 1, min(start + _MOST_LINES, len(texts)) + 1):
            if texts[stop - 1][0] != page:
                break
            words += words_of(texts[stop - 1][1])
            if any(_is_short_for(title, words) for title in heads.titles):
                return range(start, stop)
    return range(0)


def unnamed(sections: Iterable[Section], texts: Iterable[str]) -> list[Section]:
    """Those of the ``sections`` whose name is not one of the ``texts`` of lines too."""
    there = {words_of(text) for text in texts}
    return [section for section in sections if words_of(section.text) not in there]


def _is_short_for(head: Sequence[str], title: Sequence[str]) -> bool:
    """Whether a ``head`` has nearly all words of a ``title``, in their order, and its last."""
    rest = iter(title)
    inside = all(word in rest for word in head)
    return inside and head[-1] == title[-1] and len(head) >= _ALIKE * len(title)


def _heads(index: int, page: PageLines, left_out: Collection[int]) -> list[Section]:
    """The lines above all that are no running heads, without the page's number."""
    top = max((line.box.top for n, line in enumerate(page.lines) if n not in left_out), default=0.0)
    heads = []
    for number in left_out:
        line, text = page.lines[number], page.texts[number]
        if line.box.bottom < top:
            continue
        words = [*line.words]
        for at in (0, -1):
            edge = words[at] if len(words) > 1 else None
            if edge and _PAGE_NUMBER.fullmatch(
                text[edge.start - line.start : edge.end - line.start]
            ):
                del words[at]
        line = replace(line, words=tuple(words))
        start = line.start - page.lines[number].start
        heads.append(Section(line, text[start : start + line.end - line.start], index))
    return heads


def _sections(heads: Sequence[Section], pages: int) -> tuple[Section, ...]:
    """The first of the heads of each section, at the height at which most pages have one."""
    at_height: dict[int, list[Section]] = {}
    for head in heads:
        at_height.setdefault(round(head.line.box.bottom / _SLACK), []).append(head)
    for some in sorted(at_height.values(), key=len, reverse=True):
        if len(some) < _MOSTLY * pages:
            break
        runs = [[*run] for _, run in groupby(some, key=lambda head: words_of(head.text))]
        names = {words_of(run[0].text) for run in runs}
        # Words that each page has its own of, or that two pages have in turn, name no section.
        if len(names) > 1 and len(runs) <= len(some) / 2:
            return tuple(run[0] for run in runs)
    return ()
