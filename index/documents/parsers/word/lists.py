"""How deep the items of a document's lists stand in each other, by levels and by indents."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.documents.parsers.word.numbering import Sign

_STEP = 720  # twentieths of a point that a level stands in where nothing tells it
_ALIKE = 100  # by which indents differ that look the same
_DEEPEST = 8


@dataclass(frozen=True)
class _Item:
    list: str
    level: int
    indent: int

    def holds(self, other: _Item) -> bool:
        """Whether ``other``, which stands behind it, stands in it."""
        if self.list == other.list:
            return other.level > self.level
        return other.indent > self.indent + _ALIKE


@dataclass
class ListDepths:
    """Follows the items of lists through a document and tells how deep each stands."""

    _items: list[_Item] = field(default_factory=list)
    _broken: bool = False

    def item(self, sign: Sign, indent: int | None) -> int:
        """The depth of the next item, from 0."""
        item = _Item(sign.list, sign.level, _STEP * (sign.level + 1) if indent is None else indent)
        if self._broken and all(each.list != item.list for each in self._items):
            self._items.clear()
        self._broken = False
        while self._items and not self._items[-1].holds(item):
            self._items.pop()
        depth = min(len(self._items), _DEEPEST)
        if depth < _DEEPEST:
            self._items.append(item)
        return depth

    def paragraph(self, indent: int | None) -> int:
        """The depth of the next paragraph, 0 where it goes on with no item."""
        if not self._broken and indent:
            for depth in range(len(self._items), 0, -1):
                if 0 < self._items[depth - 1].indent <= indent + _ALIKE:
                    return depth
        self._broken = True
        return 0

    def end(self) -> None:
        """Say that a heading or a table stands here: no item goes on behind it."""
        self._items.clear()
        self._broken = False
