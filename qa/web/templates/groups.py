"""Which blocks make one thing: a table, a list, a quote, front matter, code. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.documents.blocks import BlockKind
from index.documents.parsers.text.marks import quote_depth
from qa.web.templates.block_words import Markdown, bullet_of, words_of
from qa.web.templates.elements import DEEPEST, Element, Group, Placed, element_of, sign_of
from qa.web.templates.inline import Run
from qa.web.templates.table import ASIDES, Line, Table, table_of

_ROWS = frozenset({BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW})
_RULE = re.compile(r"[-=*_~–—+|:\s]{3,}")
_FENCE = re.compile(r"(?P<sign>`{3,}|~{3,})\s*(?P<language>[\w+#.-]{0,20})")


def _table_length(placed: Sequence[Placed], at: int) -> int:
    """How many blocks from ``at`` on are a table: heads, rows, rules, and what is said of rows."""
    first = at
    while first < len(placed) and _is_rule(placed[first]):
        first += 1
    if first == len(placed) or placed[first].kind not in _ROWS or not _joined(placed, at, first):
        return 0
    end = first
    named = True  # whether nothing but heads was there yet
    for n in range(first, len(placed)):
        it = placed[n]
        behind_aside = n > first and placed[n - 1].kind in ASIDES
        if n > first and not (it.joined or behind_aside or it.kind in ASIDES):
            break
        if it.kind is BlockKind.TABLE_ROW:
            named = False
        elif not (_is_rule(it) or (named and it.kind is BlockKind.TABLE_HEAD)):
            if it.kind in ASIDES and not named:
                continue  # it belongs to the table where a row follows
            break
        end = n + 1
    return end - at


def _joined(placed: Sequence[Placed], at: int, end: int) -> bool:
    return all(placed[n].joined for n in range(at + 1, end + 1))


def _is_rule(it: Placed) -> bool:
    return it.kind is BlockKind.NOISE and _RULE.fullmatch(it.text) is not None


def _table(placed: Sequence[Placed], markdown: Markdown | None, indents: list[int]) -> Table:
    indents.clear()
    rows = [it.row for it in placed if it.kind in _ROWS]
    counted = len(set(rows)) == len(rows)  # those of a chart all stand where it begins
    lines = [Line(it.before, it.text, it.kind, it.row if counted else 0) for it in placed]
    return table_of(lines, lambda text: words_of(text, BlockKind.TABLE_ROW, markdown))


def _list_length(placed: Sequence[Placed], at: int) -> int:
    return _length(placed, at, lambda it: it.kind is BlockKind.LIST_ITEM)


def _list(placed: Sequence[Placed], markdown: Markdown | None, indents: list[int]) -> Group:
    items = []
    for it in placed:
        while indents and it.columns < indents[-1]:
            indents.pop()
        if not indents or it.columns > indents[-1]:
            indents.append(it.columns)
        words = words_of(it.text, it.kind, markdown)
        depth, label = min(len(indents), DEEPEST), bullet_of(it.text)
        items.append(Element(it.before, "li", words, depth=depth, label=label, close=it.close))
    return _group("ul" if items[0].label else "ol", items)


def _quote_length(placed: Sequence[Placed], at: int) -> int:
    """How many blocks from ``at`` on are quoted, lines without words among them."""
    length = _length(placed, at, lambda it: it.kind is BlockKind.QUOTE or _is_quoted(it))
    return length if any(it.kind is BlockKind.QUOTE for it in placed[at : at + length]) else 0


def _quote(placed: Sequence[Placed], markdown: Markdown | None, indents: list[int]) -> Group:
    indents.clear()
    inside = []
    for it in placed:
        words = words_of(it.text, BlockKind.QUOTE, markdown)
        kind = "sign" if all(run.hidden for run in words) else "noise" if _is_quoted(it) else ""
        depth = min(quote_depth(it.text), DEEPEST)
        inside.append(Element(it.before, "p", words, kind, depth, close=it.close))
    return _group("blockquote", inside)


def _is_quoted(it: Placed) -> bool:
    return it.kind is BlockKind.NOISE and it.text.startswith(">")


def _front_length(placed: Sequence[Placed], at: int) -> int:
    """How many blocks from ``at`` on are front matter, with the rules around it."""
    first = at + _is_rule(placed[at])
    length = _length(placed, first, lambda it: it.kind is BlockKind.FRONT_MATTER)
    if not length:
        return 0
    end = first + length
    closed = first > at and end < len(placed) and placed[end].text == placed[at].text
    return end + closed - at


def _front(placed: Sequence[Placed], markdown: Markdown | None, indents: list[int]) -> Group:
    inside = [sign_of(it) if _is_rule(it) else element_of(it, markdown, indents) for it in placed]
    return _group("div", inside, BlockKind.FRONT_MATTER.value)


def _code_length(placed: Sequence[Placed], at: int) -> int:
    """1 for code, and its fences beside it."""
    fence = _fence(placed[at])
    first = at + bool(fence)
    if first == len(placed) or placed[first].kind is not BlockKind.CODE:
        return 0
    end = first + 1
    closing = _fence(placed[end]) if fence and end < len(placed) else None
    return end + bool(closing and fence and closing["sign"][0] == fence["sign"][0]) - at


def _code(placed: Sequence[Placed], markdown: Markdown | None, indents: list[int]) -> Group:
    fence = _fence(placed[0])
    inside = []
    for it in placed:
        if it.kind is BlockKind.CODE:
            line = it.before.rfind("\n") + 1  # what its first line stands in is part of it
            words = [Run(it.before[line:] + it.text)]
            inside.append(Element(it.before[:line], "pre", words))
        else:
            inside.append(sign_of(it))
    return _group("div", inside, BlockKind.CODE.value, fence["language"] if fence else "")


def _fence(it: Placed) -> re.Match[str] | None:
    return _FENCE.match(it.text) if it.kind is BlockKind.NOISE else None


def _group(tag: str, inside: list[Element], kind: str = "", label: str = "") -> Group:
    first = inside[0]
    return Group(first.before, tag, [first._replace(before=""), *inside[1:]], kind, label)


def _length(placed: Sequence[Placed], at: int, belongs: Callable[[Placed], bool]) -> int:
    end = at
    while end < len(placed) and belongs(placed[end]):
        end += 1
    return end - at


GROUPS = (
    (_table_length, _table),
    (_list_length, _list),
    (_quote_length, _quote),
    (_front_length, _front),
    (_code_length, _code),
)
"""How many blocks from one on are one thing, 0 where it is none, and what they are shown as."""
