"""HTML as a tree: with the ends of elements that are left out, or that stand in a wrong place.

The rules are those of browsers (WHATWG HTML, 13.2.6), as far as a reader would see a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from index.documents.parsers.web.tokens import NO_ATTRIBUTES, Tag, tokens

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CELLS = frozenset({"td", "th"})
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_AROUND_ROWS = _SECTIONS | {"table", "tr"}
_TABLE_PARTS = _SECTIONS | CELLS | {"tr", "caption", "colgroup", "col"}
BLOCKS = (
    HEADINGS | LISTS | _TABLE_PARTS
    | frozenset(
        "address article aside blockquote center dd details dialog div dl dt fieldset figcaption"
        " figure footer form header hgroup hr legend li listing main nav p pre search section"
        " summary table xmp".split()
    )
)  # fmt: skip
"""Elements that begin and end on lines of their own."""
_ENDS_PARAGRAPH = BLOCKS - _TABLE_PARTS - {"legend"}
_EMPTY = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track"
    " wbr".split()
)
_NO_ELEMENTS = frozenset({"html", "head", "body"})  # a page has them, whether written or not
_UNSEEN = frozenset({"script", "style", "template", "input"})
_LONGEST_LINE = 500  # elements and texts: those who ask for a line mean a name or a label
_MOST_STEPS = 200  # elements that are looked through for the one that a tag ends


@dataclass(eq=False, slots=True)
class Node:
    """An element: its ``tag`` in small letters, and the ``children`` in it, elements and text."""

    tag: str
    attributes: Mapping[str, str]
    parent: Node | None = field(default=None, repr=False)
    children: list[Node | str] = field(default_factory=list, repr=False)

    def get(self, name: str) -> str:
        """The value of the attribute ``name``; an empty one where it has none."""
        return self.attributes.get(name, "")

    def has(self, name: str) -> bool:
        """Whether it has the attribute ``name``, be it without a value."""
        return name in self.attributes


def html_tree(text: str) -> Node:
    """The root of the HTML ``text``; its children are those of the page's head and body."""
    tree = _Tree()
    for token in tokens(text.replace("\r\n", "\n").replace("\r", "\n")):
        if isinstance(token, str):
            tree.text(token)
        elif token.closing:
            tree.end(token.name)
        else:
            tree.begin(token)
    return tree.root


def walk(root: Node, skip: set[Node]) -> Iterator[tuple[Node | str, bool]]:
    """What is in ``root``, in order: text, and elements when they begin (True) and end (False).

    What is in ``skip``, or is put there when it begins, is passed over, with all in it.
    """
    stack = [(root, iter(root.children))]
    while stack:
        node, rest = stack[-1]
        child = next(rest, None)
        if child is None:
            stack.pop()
            if stack:
                yield node, False
        elif isinstance(child, str):
            yield child, True
        elif child not in skip:
            yield child, True
            if child not in skip:
                stack.append((child, iter(child.children)))


def elements(root: Node, skip: set[Node]) -> Iterator[Node]:
    """The elements in ``root``, in the order they begin in, without those in ``skip``."""
    return (node for node, begins in walk(root, skip) if begins and isinstance(node, Node))


def plain_text(root: Node, skip: set[Node]) -> str:
    """The text in ``root`` on one line, without that in ``skip``; of a very long one its begin."""
    parts: list[str] = []
    for item, _ in islice(walk(root, skip), _LONGEST_LINE):
        if isinstance(item, str):
            parts.append(item)
        elif item.tag in BLOCKS or item.tag == "br":
            parts.append(" ")
    return " ".join("".join(parts).split())


class _Tree:
    """A tree that grows tag by tag, and the elements that are open in it."""

    def __init__(self) -> None:
        self.root = Node("#page", {})
        self._open = [self.root]

    def text(self, text: str) -> None:
        parent = self._open[-1]
        if parent.tag not in _AROUND_ROWS:
            parent.children.append(text)
        elif text.strip():
            self._before_table(text)

    def begin(self, tag: Tag) -> None:
        name = tag.name
        if name in _NO_ELEMENTS or (name == "form" and self._open[-1].tag in _AROUND_ROWS):
            return
        if name in _TABLE_PARTS:
            self._make_place(name)
        elif name in BLOCKS or name in {"a", "button", "optgroup", "option"}:
            self._end_implied(name)
        node = Node(name, tag.attributes, self._open[-1])
        if name in _TABLE_PARTS or name in _UNSEEN or self._open[-1].tag not in _AROUND_ROWS:
            self._open[-1].children.append(node)
        else:
            self._before_table(node)
        if name not in _EMPTY and not tag.empty:
            self._open.append(node)

    def end(self, name: str) -> None:
        if name in _EMPTY or name in _NO_ELEMENTS:
            if name == "br":
                self.begin(Tag("br", NO_ATTRIBUTES))
            return
        if name in HEADINGS:
            self._pop(HEADINGS, CELLS | {"table"})
        elif name in _TABLE_PARTS:
            self._pop({name}, {"table"})
        elif name == "table" or name not in BLOCKS:
            # What is in no block of its own ends with the block it is in.
            self._pop({name}, frozenset() if name == "table" else BLOCKS)
        elif not self._pop({name}, CELLS | {"table", "caption"}) and name == "p":
            self.begin(Tag("p", NO_ATTRIBUTES))  # an empty one, which divides a line
            self._open.pop()

    def _end_implied(self, name: str) -> None:
        """End what cannot go on in or beside an element of this ``name``."""
        if name in _ENDS_PARAGRAPH:
            self._pop({"p"}, BLOCKS)
        if name in HEADINGS:
            self._pop(HEADINGS, BLOCKS)
        elif name == "li":
            self._pop({"li"}, LISTS | CELLS | {"table"})
        elif name in {"dt", "dd"}:
            self._pop({"dt", "dd"}, CELLS | {"table", "dl"})
        elif name == "a":
            self._pop({"a"}, BLOCKS)
        elif name == "button":
            self._pop({"button"}, CELLS | {"table"})
        elif name == "option":
            self._pop({"option"}, {"select", "optgroup"})
        elif name == "optgroup":
            self._pop({"optgroup"}, {"select"})

    def _make_place(self, name: str) -> None:
        """End what is open in a table, up to where a part of this ``name`` belongs."""
        around = frozenset({"table"})
        if name in CELLS:
            around = _AROUND_ROWS
        elif name == "tr":
            around = _SECTIONS | {"table"}
        for steps, node in enumerate(reversed(self._open[-_MOST_STEPS:])):
            if node.tag in around and node is not self.root:
                if steps:
                    del self._open[-steps:]
                break
        else:
            return
        if name in CELLS and node.tag != "tr":
            self.begin(Tag("tr", NO_ATTRIBUTES))

    def _pop(self, names: set[str] | frozenset[str], stops: set[str] | frozenset[str]) -> bool:
        """End the innermost open element of ``names``, unless one of ``stops`` is inside of it."""
        for steps, node in enumerate(reversed(self._open[-_MOST_STEPS:]), start=1):
            if node.tag in names and node is not self.root:
                del self._open[-steps:]
                return True
            if node.tag in stops:
                break
        return False

    def _before_table(self, child: Node | str) -> None:
        """Put what stands between a table's cells before the table, as browsers do."""
        for node in reversed(self._open[-4:]):
            if node.tag == "table" and node.parent:
                siblings = node.parent.children
                siblings.insert(max(0, len(siblings) - 1), child)
                if isinstance(child, Node):
                    child.parent = node.parent
                return
        self._open[-1].children.append(child)
