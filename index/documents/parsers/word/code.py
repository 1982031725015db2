"""Which paragraphs of a Word document are code: by their style, or by their letters and signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from index.documents.parsers.word.flow import Item, Paragraph
from index.documents.parsers.word.styles import Role

_SIGNS = re.compile(r"[{}=<>\\$|&_]|\w\(|--|::|;\s*$|^\s*(?:import|from|return|def|class)\s")
_MOSTLY = 0.5  # of the lines of code, or of the letters of a text that is set as code is


def code_in(items: Sequence[Item]) -> frozenset[int]:
    """The places of those of ``items`` that are code, blank ones between them too."""
    styled = {
        n
        for n, item in enumerate(items)
        if isinstance(item, Paragraph) and item.role is Role.CODE and item.text.strip()
    }
    alike = set() if _is_typewritten(items) else {n for n, e in enumerate(items) if _may_be_code(e)}
    for is_likely, group in groupby(range(len(items)), lambda n: n in alike or _is_blank(items[n])):
        run = list(group)
        if is_likely and _are_code([n for n in run if n in alike], items):
            styled.update(n for n in run if n in alike)
    blank: set[int] = set()
    last = -1
    for n in sorted(styled):
        between = range(last + 1, n)
        if last >= 0 and all(_is_blank(items[each]) for each in between):
            blank.update(between)
        last = n
    return frozenset(styled | blank)


def _may_be_code(item: Item) -> bool:
    return (
        isinstance(item, Paragraph)
        and bool(item.text.strip())
        and item.inline.monospaced
        and not (item.level or item.sign or item.inline.equations)
        and item.role is Role.TEXT
    )


def _are_code(places: Sequence[int], items: Sequence[Item]) -> bool:
    texts = [item.text for n in places if isinstance(item := items[n], Paragraph)]
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    return sum(bool(_SIGNS.search(line)) for line in lines) >= max(1, _MOSTLY * len(lines))


def _is_blank(item: Item) -> bool:
    return isinstance(item, Paragraph) and not item.text.strip()


def _is_typewritten(items: Sequence[Item]) -> bool:
    """Whether the letters of most of the text are all of one width: then they tell nothing."""
    letters = alike = 0
    for item in items:
        if isinstance(item, Paragraph):
            for look, count in item.inline.looks.items():
                letters += count
                alike += count if look.monospaced else 0
    return alike > _MOSTLY * letters and len(items) > 1
