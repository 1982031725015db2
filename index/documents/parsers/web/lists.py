"""How the items of a list on a web page are marked: "3. ", "b. ", "- "."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.documents.parsers.web.tree import Node

BULLET = "- "
_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b((?:lower|upper)-(?:alpha|latin|roman)|decimal)"
)
_TYPES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
          "lower-roman": "i", "upper-roman": "I", "decimal": "1"}  # fmt: skip
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LARGEST_ROMAN = 3999
_WHOLE = re.compile(r"\s*([+-]?\d{1,9})")


@dataclass
class Counter:
    """The numbers of a list's items, in the order they come."""

    ordered: bool
    form: str
    number: int
    step: int

    def sign(self, item: Node) -> str:
        """The sign of the next ``item``."""
        if not self.ordered:
            return BULLET
        self.number = whole(item.get("value"), self.number)
        form = _form(item) or self.form
        sign = f"{numeral(self.number, form)}. "
        self.number += self.step
        return sign


def counter(list_: Node) -> Counter:
    """The counter of the items of ``list_``."""
    backwards = list_.has("reversed")
    first = 1
    if backwards:
        first = sum(isinstance(child, Node) and child.tag == "li" for child in list_.children)
    return Counter(
        list_.tag == "ol",
        _form(list_) or "1",
        whole(list_.get("start"), first),
        -1 if backwards else 1,
    )


def numeral(number: int, form: str) -> str:
    """``number`` in the form of "1", "a", "A", "i" or "I"; in figures where that has none."""
    text = str(number)
    if form in {"a", "A"} and number > 0:
        text, rest = "", number
        while rest:
            rest, letter = divmod(rest - 1, len(_LETTERS))
            text = _LETTERS[letter] + text
    elif form in {"i", "I"} and 0 < number <= _LARGEST_ROMAN:
        text, rest = "", number
        for value, sign in _ROMAN:
            text += sign * (rest // value)
            rest %= value
    return text.upper() if form in {"A", "I"} else text


def whole(text: str, default: int) -> int:
    """The whole number that ``text`` begins with, else the ``default``."""
    match = _WHOLE.match(text)
    return int(match[1]) if match else default


def _form(node: Node) -> str:
    kind = node.get("type")
    if kind in {"1", "a", "A", "i", "I"}:
        return kind
    match = _STYLE.search(node.get("style")) if node.has("style") else None
    return _TYPES[match[1]] if match else ""
