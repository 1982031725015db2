"""What a file was read as, in values for JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any

from index.documents.blocks import Block, BlockKind
from index.documents.parsers.parser import ParsedFile
from index.documents.places import PlaceMap, Run, Unit, UnitKind
from index.documents.span import Span

_BLOCK = ("start", "end", "level", "words", "kind")


def parsed_record(parsed: ParsedFile) -> dict[str, object]:
    """``parsed`` in values for JSON."""
    return {
        "text": parsed.text,
        "blocks": blocks_record(parsed.blocks),
        "notes": list(parsed.notes),
        "places": places_record(parsed.places),
        "name": parsed.name,
    }


def parsed_of(record: Mapping[str, Any]) -> ParsedFile:
    """What `parsed_record` made ``record`` of.

    Raises:
        LookupError, TypeError, ValueError: when it was made of nothing.
    """
    return ParsedFile(
        record["text"],
        blocks_of(record["blocks"]),
        tuple(record["notes"]),
        places_of(record["places"]),
        record["name"],
    )


def blocks_record(blocks: Sequence[Block]) -> list[Sequence[object]]:
    """``blocks`` in values for JSON."""
    return [
        (*pair(block.span), block.level, pair(block.words) if block.words else None, block.kind)
        for block in blocks
    ]


def blocks_of(rows: Sequence[Sequence[Any]]) -> tuple[Block, ...]:
    """What `blocks_record` made ``rows`` of; none where it made rows of another kind once."""
    if any(len(row) != len(_BLOCK) for row in rows):
        return ()
    return tuple(
        Block(Span(start, end), level, Span(*words) if words else None, BlockKind(kind))
        for start, end, level, words, kind in rows
    )


def places_record(places: PlaceMap) -> dict[str, object]:
    """``places`` in values for JSON."""
    return {
        "units": [astuple(unit) for unit in places.units],
        "runs": [
            (run.start, run.end, run.unit, run.at, *([run.box] if run.box else []))
            for run in places.runs
        ],
    }


def places_of(record: Mapping[str, Any]) -> PlaceMap:
    """What `places_record` made ``record`` of; an empty one of an empty record."""
    return PlaceMap(
        tuple(Unit(UnitKind(kind), *rest) for kind, *rest in record.get("units", ())),
        tuple(
            Run(start, end, unit, at, tuple(box[0]) if box else None)
            for start, end, unit, at, *box in record.get("runs", ())
        ),
    )


def pair(span: Span) -> tuple[int, int]:
    """The ends of ``span``."""
    return span.start, span.end
