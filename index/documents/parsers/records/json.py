"""JSON as text: values by their names, under headings of where they stand, and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from json import JSONDecodeError
from pathlib import PurePath

from index.documents.blocks import BlockKind
from index.documents.limits import Limits, over
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.records.json_values import (
    DEEPEST,
    LEFT_OUT,
    Array,
    Object,
    Scalar,
    Value,
    json_values,
)
from index.documents.parsers.table_heads import is_head
from index.documents.parsers.text.decoding import DecodedText, decode
from index.documents.parsers.writer import Writer, one_line
from index.documents.places import UnitKind
from index.errors import DocumentError

_RECORD = "Record"
_TITLES = ("title", "name")
_LABELS = ("name", "title", "label", "id", "key")
_LONGEST_LABEL = 80
_LONG = 240  # characters of a text that is a paragraph rather than a field
_LONGEST_CELL, _MOST_COLUMNS = 200, 40
_FILLED = 0.5  # of the cells of a table
_NUMBERS_TOGETHER = 20
_LINES_NAMED = 10
_PARAGRAPH_END = re.compile(r"\n\s*\n")


def parse_json(data: bytes, name: str) -> ParsedFile:
    """The values in the file ``name``; of an object its own first, then those in others.

    Raises:
        DocumentError: when it is not JSON, or longer than the limits.
    """
    decoded = _decoded(data, name)
    try:
        values = list(json_values(decoded.text))
    except JSONDecodeError as error:
        raise _not_json(error, name) from error
    writer = _writer(decoded)
    title = ""
    if len(values) > 1:
        writer.note(f"It holds {len(values):,} values, one after the other.")
        _write_inside(writer, Array(1, values), _RECORD, 1)
    elif isinstance(values[0], Scalar):
        writer.write(values[0].text, at=values[0].line)
    elif isinstance(values[0], Array) and _is_simple(values[0]):
        _write_simple(writer, "", values[0])
    else:
        title = _label(values[0], _TITLES)
        _write_inside(writer, values[0], _RECORD, 1)
    return writer.parsed(name, title or PurePath(name).stem)


def parse_json_lines(data: bytes, name: str) -> ParsedFile:
    """The records in the file ``name``; a line that is not JSON is left out, with a note.

    Raises:
        DocumentError: when no line is JSON, or the file is longer than the limits.
    """
    decoded = _decoded(data, name)
    writer = _writer(decoded)
    try:
        values = list(json_values(decoded.text))
    except JSONDecodeError as error:
        values, broken = _by_line(decoded.text)
        if not values:
            raise _not_json(error, name) from error
        more = f" and {len(broken) - _LINES_NAMED:,} more" if len(broken) > _LINES_NAMED else ""
        lines = ", ".join(map(str, broken[:_LINES_NAMED])) + more
        several = len(broken) > 1
        writer.note(
            f"Line{'s' if several else ''} {lines} {'are' if several else 'is'} not JSON and"
            f" {'were' if several else 'was'} left out."
        )
    _write_inside(writer, Array(1, values), _RECORD, 1)
    return writer.parsed(name, PurePath(name).stem)


def _decoded(data: bytes, name: str) -> DecodedText:
    decoded, most = decode(data, name), Limits.from_environment().characters
    if len(decoded.text) > most:
        raise over(name, "characters", most, "characters")
    return decoded


def _writer(decoded: DecodedText) -> Writer:
    writer = Writer()
    for note in decoded.notes:
        writer.note(note)
    writer.unit(UnitKind.LINES)
    return writer


def _not_json(error: JSONDecodeError, name: str) -> DocumentError:
    why = error.msg[:1].lower() + error.msg[1:]
    return DocumentError(
        f"{name!r} is not JSON: {why} (line {error.lineno}, column {error.colno}).",
        "Mend it there, or save it as .txt.",
    )


def _by_line(text: str) -> tuple[list[Value], list[int]]:
    """The values in the lines of ``text``, and the numbers of the lines that are not JSON."""
    values: list[Value] = []
    broken = []
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            values += list(json_values(line, number))
        except JSONDecodeError:
            broken.append(number)
    return values, broken


def _write_inside(writer: Writer, value: Value, name: str, level: int) -> None:
    """What is in a ``value`` of this ``name``, with headings from ``level`` on."""
    if isinstance(value, Object):
        _write_members(writer, value.members, level)
    elif isinstance(value, Array):
        _write_items(writer, value.items, name, level)


def _write_members(writer: Writer, members: Sequence[tuple[str, Value]], level: int) -> None:
    # What belongs to the object itself goes before the headings of what is in it.
    for name, value in members:
        if _is_simple(value):
            _write_simple(writer, one_line(name), value)
    for name, value in members:
        if not _is_simple(value):
            heading = one_line(name)
            writer.write(heading, BlockKind.HEADING, level=level, at=value.line)
            _write_inside(writer, value, heading, level + bool(heading))


def _write_items(writer: Writer, items: Sequence[Value], name: str, level: int) -> None:
    if _write_table(writer, items) or _write_matrix(writer, items):
        return
    if len(items) == 1 and not _is_simple(items[0]):
        _write_inside(writer, items[0], name, level)
        return
    for item in items:
        if _is_simple(item):
            writer.write(f"- {_in_words(item)}", BlockKind.LIST_ITEM, at=item.line)
            _note_left_out(writer, item)
    for number, item in enumerate(items, start=1):
        if not _is_simple(item):
            label = _label(item, _LABELS)
            numbered = f"{name} {number}".strip()
            heading = f"{numbered}: {label}" if label else numbered
            writer.write(heading, BlockKind.HEADING, level=level, at=item.line)
            _write_inside(writer, item, numbered, level + 1)


def _is_simple(value: Value) -> bool:
    """Whether nothing is in ``value`` but texts, numbers and the like."""
    if isinstance(value, Array):
        return all(isinstance(item, Scalar) for item in value.items)
    return isinstance(value, Scalar) or not value.members


def _in_words(value: Value) -> str:
    """A simple value on one line."""
    if isinstance(value, Scalar):
        return one_line(value.text) if value.quoted else value.text
    if isinstance(value, Array) and value.items:
        return ", ".join(_in_words(item) for item in value.items)
    return "[]" if isinstance(value, Array) else "{}"


def _write_simple(writer: Writer, name: str, value: Value) -> None:
    before = f"{name}: " if name else ""
    _note_left_out(writer, value)
    if isinstance(value, Scalar) and value.quoted:
        paragraphs = _PARAGRAPH_END.split(value.text.strip())
        long = len(value.text) > _LONG or len(paragraphs) > 1
        kind = BlockKind.PARAGRAPH if long else BlockKind.FIELD
        writer.write(before + (paragraphs[0] or '""'), kind, at=value.line)
        for paragraph in paragraphs[1:]:
            writer.write(paragraph, at=value.line)
    elif isinstance(value, Array) and any(_is_text(item) for item in value.items):
        if before:
            writer.write(before, at=value.line)
        long = any(len(_in_words(item)) > _LONG for item in value.items)
        for item in value.items:
            text = _in_words(item) or '""'
            if long:
                writer.write(text, at=item.line)
            else:
                writer.write(f"- {text}", BlockKind.LIST_ITEM, at=item.line)
    elif isinstance(value, Array) and value.items:
        for start in range(0, len(value.items), _NUMBERS_TOGETHER):
            some = Array(value.items[start].line, value.items[start : start + _NUMBERS_TOGETHER])
            writer.write(before + _in_words(some), BlockKind.FIELD, at=some.line)
    else:
        writer.write(before + _in_words(value), BlockKind.FIELD, at=value.line)


def _is_text(value: Value) -> bool:
    return isinstance(value, Scalar) and value.quoted


def _write_table(writer: Writer, items: Sequence[Value]) -> bool:
    """Write ``items`` as a table, where they are objects alike, and say whether they were."""
    objects = [item for item in items if isinstance(item, Object)]
    if len(items) < 2 or len(objects) < len(items):
        return False
    columns: dict[str, int] = {}
    for item in objects:
        names = [name for name, _ in item.members]
        if len(set(names)) < len(names) or not all(_is_cell(value) for _, value in item.members):
            return False
        for name in names:
            columns.setdefault(name, len(columns))
        if len(columns) > _MOST_COLUMNS:
            return False
    filled = sum(len(item.members) for item in objects)
    if not columns or filled < _FILLED * len(columns) * len(objects):
        return False
    writer.row(list(columns), head=True, at=objects[0].line)
    for item in objects:
        cells = [""] * len(columns)
        for name, value in item.members:
            cells[columns[name]] = _in_words(value)
            _note_left_out(writer, value)
        writer.row(cells, at=item.line)
    writer.end_table()
    return True


def _is_cell(value: Value) -> bool:
    """Whether ``value`` is a simple one, and short."""
    if isinstance(value, Scalar):
        return len(value.text) <= _LONGEST_CELL and "\n" not in value.text.strip()
    if not _is_simple(value):
        return False
    return isinstance(value, Object) or len(_in_words(value)) <= _LONGEST_CELL


def _write_matrix(writer: Writer, items: Sequence[Value]) -> bool:
    """Write ``items`` as rows, where they are arrays of short values, and say whether they were."""
    arrays = [item for item in items if isinstance(item, Array) and item.items]
    if len(items) < 2 or len(arrays) < len(items):
        return False
    if not all(isinstance(v, Scalar) and _is_cell(v) for array in arrays for v in array.items):
        return False
    if max(len(array.items) for array in arrays) > _MOST_COLUMNS:
        return False
    rows = [[_in_words(value) for value in array.items] for array in arrays]
    for number, (array, row) in enumerate(zip(arrays, rows, strict=True)):
        writer.row(row, head=number == 0 and is_head(row, rows[1:50]), at=array.line)
    writer.end_table()
    return True


def _label(value: Value, names: Sequence[str]) -> str:
    """What an object is called, by the first of its members that has one of these ``names``."""
    if isinstance(value, Object):
        texts = {name.lower(): v for name, v in reversed(value.members) if isinstance(v, Scalar)}
        for name in names:
            label = one_line(texts[name].text) if name in texts else ""
            if label and len(label) <= _LONGEST_LABEL:
                return label
    return ""


def _note_left_out(writer: Writer, value: Value) -> None:
    some = value.items if isinstance(value, Array) else [value]
    if any(isinstance(v, Scalar) and v.text == LEFT_OUT and not v.quoted for v in some):
        writer.note(f"What is nested deeper than {DEEPEST} levels was left out.")
