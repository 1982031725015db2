"""A document with its passages, in values for JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from index.documents.document import Document, Passage
from index.documents.record import (
    blocks_of,
    blocks_record,
    pair,
    places_of,
    places_record,
)
from index.documents.span import Span

_FIELDS = ("id", "title", "text", "source", "language")


class CutDocument:
    """A ``document``, and its passages, each made of one of ``rows`` when it is asked for."""

    def __init__(self, document: Document, rows: Sequence[Sequence[Any]]) -> None:
        self.document, self._rows = document, rows
        self._made: list[Passage | None] = [None] * len(rows)

    @property
    def sentences(self) -> list[int]:
        """How many sentences each passage has.

        Raises:
            LookupError, TypeError, ValueError: when the rows are of something else.
        """
        return [len(sentences) for _, _, sentences, *_ in self._rows]

    def passage(self, number: int) -> Passage:
        """The passage of this number.

        Raises:
            LookupError, TypeError, ValueError: when its row is of something else.
        """
        made = self._made[number]
        if made is None:
            self._made[number] = made = _passage(self.document, self._rows[number])
        return made


def cut_record(document: Document, passages: Sequence[Passage]) -> dict[str, object]:
    """``document`` and its ``passages`` in values for JSON."""
    return {
        **{name: getattr(document, name) for name in _FIELDS},
        "blocks": blocks_record(document.blocks),
        "notes": list(document.notes),
        "copy": document.copy,
        "places": places_record(document.places),
        "passages": [
            (
                passage.start,
                passage.end,
                [pair(sentence) for sentence in passage.sentences],
                list(passage.headings),
                [pair(span) for span in passage.lead],
            )
            for passage in passages
        ],
    }


def cut_of(record: Mapping[str, Any]) -> CutDocument:
    """What `cut_record` made ``record`` of.

    Raises:
        LookupError, TypeError, ValueError: when it was made of something else.
    """
    document = Document(
        **{name: record[name] for name in _FIELDS},
        blocks=blocks_of(record["blocks"]),
        notes=tuple(record["notes"]),
        places=places_of(record["places"]),
        copy=record["copy"],
    )
    return CutDocument(document, record["passages"])


def _passage(document: Document, row: Sequence[Any]) -> Passage:
    start, end, sentences, headings, lead = row
    return Passage(
        document,
        start,
        end,
        document.text[start:end],
        tuple(Span(*sentence) for sentence in sentences),
        tuple(headings),
        tuple(Span(*span) for span in lead),
    )
