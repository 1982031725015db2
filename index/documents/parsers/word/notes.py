"""Footnotes, endnotes and comments of a Word document, and the marks that refer to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from index.documents.parsers.office.numerals import numeral
from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.word.runs import NoteReference
from index.documents.parsers.word.styles import value, whole

_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass
class Notes:
    """The notes in a document's ``parts``, such as "footnotes", by kind and id.

    ``settings`` are elements that may say how notes are numbered; the last one that does holds.
    """

    parts: Iterable[Element]
    settings: Iterable[Element] = ()
    _elements: dict[tuple[str, str], Element] = field(init=False)
    _marks: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._elements = {
            (local(element), attribute(element, "id")): element
            for part in self.parts
            for element in children(part, "footnote", "endnote", "comment")
        }
        self._formats = dict(_FORMATS)
        for kind, setting in ((kind, each) for each in self.settings for kind in _FORMATS):
            numbering = child(setting, f"{kind}Pr")
            if numbering is not None:
                self._formats[kind] = value(numbering, "numFmt") or self._formats[kind]
                start = whole(value(numbering, "numStart"))
                if start is not None:
                    self._counts[kind] = start - 1

    def mark(self, reference: NoteReference) -> str:
        """The mark of a note, "[1]", which counts it where it is the first time."""
        key = reference.kind, reference.id
        if key not in self._marks:
            mark = reference.mark
            if not mark:
                number = self._counts.get(reference.kind, 0) + 1
                self._counts[reference.kind] = number
                mark = numeral(number, self._formats[reference.kind])
            self._marks[key] = f"[{mark}]"
        return self._marks[key]

    def take(self, kind: str, identity: str) -> Element | None:
        """The note or comment of this id; None where there is none, or it was taken before."""
        return self._elements.pop((kind, identity), None)
