"""What a page break leaves in a text: page numbers and running heads. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.documents.parsers.text.lines import Line

# "Page 3 of 12", "- 3 -", "3 / 12": nothing but a page number is written so.
_SURE_NUMBER = re.compile(
    r"(?:page|p\.|seite|pág\.?|pagina)\s*\d{1,4}(?:\s*(?:of|/|von|de)\s*\d{1,4})?"
    r"|[-–—]\s?\d{1,4}\s?[-–—]|\[\s?page \d{1,4}\s?\]|\d{1,4} (?:/|of) \d{1,4}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
# A running head with its page number at one side, a gap between.
_HEAD_WITH_NUMBER = re.compile(
    r"\d{1,4}(?:\s{2,}|\s*[|·•]\s*)\S.*|.*\S(?:\s{2,}|\s*[|·•]\s*)\d{1,4}"
)
_DIGITS = re.compile(r"\d+")
_MOST = 100  # characters of a running head


def page_noise(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that are page numbers or running heads."""
    edges = [n for n, line in enumerate(lines) if line.bare and _at_edge(lines, n)]
    noise = {n for n in edges if _SURE_NUMBER.fullmatch(lines[n].bare)}
    noise |= set(_counting(lines, [n for n in edges if _NUMBER.fullmatch(lines[n].bare)]))
    noise |= set(_running_heads(lines, edges, noise))
    return frozenset(noise)


def _at_edge(lines: Sequence[Line], n: int) -> bool:
    """Whether line ``n`` stands alone, or first or last on its page."""
    alone_above = n == 0 or not lines[n - 1].bare
    alone_below = n + 1 == len(lines) or not lines[n + 1].bare
    page_below = n + 1 < len(lines) and lines[n + 1].after_page
    return (alone_above and alone_below) or lines[n].after_page or page_below


def _counting(lines: Sequence[Line], numbers: Sequence[int]) -> Iterator[int]:
    """Those of the bare ``numbers`` that count pages: one more each time, or at a form feed."""
    for n in numbers:
        below = lines[n + 1 : n + 3]
        if lines[n].after_page or any(line.after_page for line in below):
            yield n
    arabic = [n for n in numbers if lines[n].bare.isdigit()]
    for a, b in pairwise(arabic):
        if int(lines[b].bare) == int(lines[a].bare) + 1 and b - a > 2:
            yield from (a, b)


def _running_heads(lines: Sequence[Line], edges: Sequence[int], noise: set[int]) -> Iterator[int]:
    """Lines that come again, their numbers aside, where pages begin or end."""
    alike: dict[str, list[int]] = defaultdict(list)
    for n in edges:
        if n not in noise and len(lines[n].bare) <= _MOST and not lines[n].ends_sentence:
            alike[_DIGITS.sub("0", " ".join(lines[n].bare.split()))].append(n)
    for same in alike.values():
        if len(same) < 2:
            continue
        numbered = all(_HEAD_WITH_NUMBER.fullmatch(lines[n].bare) for n in same)
        equal = len({lines[n].bare for n in same}) == 1
        breaks = sum(_at_break(lines, n, noise) for n in same)
        if (equal or numbered) and (2 * breaks >= len(same) or (numbered and _counts(lines, same))):
            yield from same


def _at_break(lines: Sequence[Line], n: int, noise: set[int]) -> bool:
    """Whether a form feed or a page number is next to line ``n``, blank lines aside."""
    above, below = n - 1, n + 1
    while above >= 0 and not lines[above].bare and not lines[above + 1].after_page:
        above -= 1
    while below < len(lines) and not lines[below].bare and not lines[below].after_page:
        below += 1
    return (
        lines[above + 1].after_page
        or above in noise
        or below in noise
        or (below < len(lines) and lines[below].after_page)
    )


def _counts(lines: Sequence[Line], same: Sequence[int]) -> bool:
    """Whether a number at one side of these lines goes up with each."""
    for place in (0, -1):
        numbers = [_DIGITS.findall(lines[n].bare) for n in same]
        if all(
            found and int(found[place]) < int(further[place])
            for found, further in pairwise(numbers)
        ):
            return True
    return False
