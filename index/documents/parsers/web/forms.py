"""The fields of a form on a web page, with what is filled in or chosen."""

from __future__ import annotations

from dataclasses import dataclass

from index.documents.parsers.web.tree import Node, elements, plain_text, walk

CHOSEN, NOT_CHOSEN = "☒", "☐"
_NO_FIELDS = frozenset(
    {"hidden", "submit", "button", "reset", "image", "file", "range", "color", "search"}
)
_BOXES = frozenset({"checkbox", "radio"})


@dataclass(frozen=True)
class Labels:
    """The labels that stand apart from their fields: the ``texts`` by field, and the elements."""

    texts: dict[Node, str]
    nodes: set[Node]


def is_box(node: Node) -> bool:
    """Whether it is a box to tick; one that serves as a button is none."""
    return (
        node.tag == "input" and node.get("type").lower() in _BOXES and node.get("role") != "button"
    )


def is_field(node: Node) -> bool:
    """Whether it is a field that text is filled in, or one of several values chosen."""
    if node.tag == "input":
        kind = node.get("type").lower()
        return kind not in _NO_FIELDS and kind not in _BOXES
    return node.tag in {"textarea", "select"}


def box_sign(node: Node) -> str:
    """The sign of a box, ticked or not."""
    return CHOSEN if node.has("checked") else NOT_CHOSEN


def shown_value(node: Node) -> str:
    """What a field shows: its value, else what is to be filled in there."""
    if node.tag == "select":
        return _choice(node)
    value = node.get("value")
    if node.tag == "textarea":
        value = plain_text(node, set())
    if node.get("type").lower() == "password":
        value = ""
    return " ".join((value or node.get("placeholder")).split())


def own_label(node: Node) -> str:
    """What a field calls itself, for those who don't see what stands before it."""
    return " ".join((node.get("aria-label") or node.get("title")).split())


def labels(root: Node, skipped: set[Node]) -> Labels:
    """The labels of a page that stand apart from the field they are of."""
    nodes: dict[str, Node] = {}
    fields: dict[str, Node] = {}
    inside: set[str] = set()  # names of fields that are in their label
    label: Node | None = None
    for node, begins in walk(root, skipped):
        if isinstance(node, str):
            continue
        if node.tag == "label":
            label = node if begins else None
            if begins and node.has("for"):
                nodes.setdefault(node.get("for"), node)
        elif begins and node.has("id") and is_field(node):
            fields.setdefault(node.get("id"), node)
            if label and label.get("for") == node.get("id"):
                inside.add(node.get("id"))
    names = [name for name in fields if name in nodes and name not in inside]
    texts = {fields[name]: plain_text(nodes[name], skipped) for name in names}
    return Labels(texts, {nodes[name] for name in names})


def _choice(select: Node) -> str:
    options = [node for node in elements(select, set()) if node.tag == "option"]
    chosen = [node for node in options if node.has("selected")] or options[:1]
    return ", ".join(filter(None, (plain_text(node, set()) for node in chosen)))
