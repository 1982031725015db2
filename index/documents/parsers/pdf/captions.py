"""The captions of court papers: parties and case side by side, a rule of signs between.

Pure functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.documents.parsers.pdf.page_lines import Line, Word

_RULES = frozenset(")]§")
_FEWEST = 4  # signs below each other that are a rule
_SAME_PLACE = 6.0  # points
_APART = 0.2  # times the size of a font, by which a sign of a rule stands off from words
_BELOW = 3.0  # times the size of a font, by which a sign may stand lower than the one before


def sides_of_captions(lines: Sequence[Line], text: str) -> list[Line]:
    """The ``lines`` of a page that says ``text``, of captions the left side first.

    The signs between the sides are left out.
    """
    ordered: list[Line] = []
    at = 0
    while at < len(lines):
        stop, rule = _rule_at(lines, text, at)
        if rule:
            ordered += _parts(lines[at:stop], rule, left=True)
            ordered += _parts(lines[at:stop], rule, left=False)
        else:
            stop = at + 1
            ordered.append(lines[at])
        at = stop
    return ordered


def _rule_at(lines: Sequence[Line], text: str, at: int) -> tuple[int, list[Word]]:
    """Where the caption that begins at a line ends, and the signs of its rule; none without one."""
    first = _sign(lines[at], text)
    if not first:
        return at, []
    rule, stop, lowest = [first], at + 1, lines[at]
    for number in range(at + 1, len(lines)):
        line, sign = lines[number], _sign(lines[number], text)
        if lowest.box.bottom - line.box.bottom > _BELOW * line.size:
            break
        if sign and abs(sign.box.left - first.box.left) < _SAME_PLACE:
            rule.append(sign)
            stop, lowest = number + 1, line
        elif line.box.left < first.box.right and line.box.right > first.box.left:
            break
    return (stop, rule) if len(rule) >= _FEWEST else (at, [])


def _sign(line: Line, text: str) -> Word | None:
    """The one sign of a rule that stands in a line, apart from its words."""
    if line.fixed:
        return None
    signs = [n for n, word in enumerate(line.words) if text[word.start : word.end] in _RULES]
    if len(signs) != 1:
        return None
    (number,) = signs
    word, least = line.words[number], _APART * line.size
    before, after = line.words[:number], line.words[number + 1 :]
    apart = not before or word.box.left - before[-1].box.right > least
    return word if apart and (not after or after[0].box.left - word.box.right > least) else None


def _parts(lines: Sequence[Line], rule: Sequence[Word], *, left: bool) -> Iterator[Line]:
    """What stands on one side of a rule."""
    middle = rule[0].box.left
    for line in lines:
        words = tuple(w for w in line.words if w not in rule and (w.box.left < middle) is left)
        if words:
            yield replace(line, words=words)
