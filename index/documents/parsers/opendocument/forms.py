"""What stands in the fields of forms in OpenDocument."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.parsers.office.ooxml import attribute, children, local
from index.documents.parsers.pieces import Piece

_VALUES = frozenset("text textarea formatted-text number date time combobox".split())
_CHOSEN = ("current-selected", "selected")
_STATES = ("current-state", "state", "current-selected", "selected")


def field_text(control: Element) -> Iterator[Piece]:
    """A form's field as "name: value", nothing where it is empty; a label as a paragraph."""
    kind = local(control)
    given = (attribute(control, key) for key in ("label", "title", "name"))
    name = next(filter(None, given), "")
    value = ""
    if kind == "fixed-text":
        yield Piece(attribute(control, "label"))
    elif kind in _VALUES:
        value = attribute(control, "current-value") or attribute(control, "value")
    elif kind in ("checkbox", "radio"):
        state = next(filter(None, (attribute(control, key) for key in _STATES)), "")
        value = "yes" if state in ("checked", "true") else "no"
    elif kind == "listbox":
        value = ", ".join(
            attribute(option, "label")
            for option in children(control, "option")
            if any(attribute(option, key) == "true" for key in _CHOSEN)
        )
    if value.strip():
        yield Piece(f"{name}: {value}" if name else value, BlockKind.FIELD)
