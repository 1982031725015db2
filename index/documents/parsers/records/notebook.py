"""Jupyter notebooks: their text, their code, and what it printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from index.documents.blocks import BlockKind
from index.documents.limits import Limits, over
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.text.decoding import decode
from index.documents.parsers.writer import Writer
from index.documents.parsers.written_text import write_markdown
from index.documents.places import UnitKind
from index.errors import DocumentError

_MOST_OUTPUT = 20_000  # characters of what a cell printed
# Colours and the like, which a terminal does not print.
_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
# What Python prints of things that have no text of their own: "<Figure size 640x480 with 1 Axes>".
_NO_TEXT = re.compile(
    r"\[?<[\w.]+(?: [^<>\n]{0,300})?(?:size \d+x\d+| at 0x[0-9a-fA-F]+)[^<>\n]{0,100}>\]?"
)
_WIDGET = "application/vnd.jupyter.widget"


def parse_notebook(data: bytes, name: str) -> ParsedFile:
    """The cells of the notebook ``name``, with what their code printed; without pictures.

    Raises:
        DocumentError: when it is no notebook, or longer than the limits.
    """
    decoded, most = decode(data, name), Limits.from_environment().characters
    try:
        notebook = json.loads(decoded.text, strict=False, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise _no_notebook(name, str(error)) from error
    cells = _cells(notebook)
    if not cells:
        raise _no_notebook(name, "it has no cells")
    if sum(len(_text(cell, "source") or _text(cell, "input")) for cell in cells) > most:
        raise over(name, "characters", most, "characters")
    writer = Writer()
    for note in decoded.notes:
        writer.note(note)
    pictures = 0
    for number, cell in enumerate(cells, start=1):
        writer.unit(UnitKind.CELL, number)
        _write_cell(writer, cell)
        pictures += sum(_has_picture(output) for output in _mappings(cell.get("outputs")))
    if pictures:
        many = pictures > 1
        writer.note(
            f"{pictures:,} picture{'s' if many else ''} that its code made"
            f" {'were' if many else 'was'} left out."
        )
    title = _mapping(_mapping(notebook).get("metadata")).get("title")
    return writer.parsed(name, title if isinstance(title, str) else "")


def _no_notebook(name: str, why: str) -> DocumentError:
    return DocumentError(
        f"{name!r} is no notebook: {why[:200]}.", "Open it in Jupyter and save it anew."
    )


def _cells(notebook: object) -> list[Mapping[str, object]]:
    """All cells in order; those of the format 3 stand in worksheets."""
    sheets = [_mapping(notebook), *_mappings(_mapping(notebook).get("worksheets"))]
    return [cell for sheet in sheets for cell in _mappings(sheet.get("cells"))]


def _write_cell(writer: Writer, cell: Mapping[str, object]) -> None:
    match cell.get("cell_type"):
        case "markdown":
            write_markdown(writer, _text(cell, "source"))
        case "heading":
            level = cell.get("level")
            level = int(level) if isinstance(level, str) and re.fullmatch("[1-9]", level) else 1
            writer.write(_text(cell, "source"), BlockKind.HEADING, level=level)
        case "code":
            writer.write(_text(cell, "source") or _text(cell, "input"), BlockKind.CODE)
            _write_outputs(writer, _mappings(cell.get("outputs")))
        case _:
            writer.write(_text(cell, "source"), BlockKind.CODE)


def _write_outputs(writer: Writer, outputs: Sequence[Mapping[str, object]]) -> None:
    left = _MOST_OUTPUT
    for kind, text in _printed(outputs):
        if len(text) > left:
            writer.note(
                f"Of what a cell printed, no more than {_MOST_OUTPUT:,} characters were read."
            )
        if kind == "markdown":
            write_markdown(writer, text[:left])
        else:
            writer.write(text[:left], BlockKind.CODE)
        left = max(0, left - len(text))


def _printed(outputs: Sequence[Mapping[str, object]]) -> Iterator[tuple[str, str]]:
    """What ``outputs`` say in words, and whether that is "plain" or "markdown".

    Pieces of one stream, which are printed one by one, are one.
    """
    stream: list[str] = []
    for output in outputs:
        if output.get("output_type") == "stream":
            stream.append(_text(output, "text"))
            continue
        if stream:
            yield "plain", _on_screen("".join(stream))
            stream = []
        if output.get("output_type") in ("error", "pyerr"):
            yield "plain", _on_screen(f"{_text(output, 'ename')}: {_text(output, 'evalue')}")
            continue
        shown = _mapping(output.get("data")) or output  # the format 3 has no "data"
        if any(kind.startswith(_WIDGET) for kind in shown):
            continue
        if markdown := _text(shown, "text/markdown"):
            yield "markdown", markdown
        elif plain := _text(shown, "text/plain") or _text(shown, "text"):
            plain = _on_screen(plain)
            if not _NO_TEXT.fullmatch(plain.strip()):
                yield "plain", plain
    if stream:
        yield "plain", _on_screen("".join(stream))


def _on_screen(text: str) -> str:
    """``text`` as a terminal leaves it: of a line that is overwritten, the last state."""
    lines = _ESCAPES.sub("", text).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rsplit("\r", 1)[-1] for line in lines)


def _has_picture(output: Mapping[str, object]) -> bool:
    shown = _mapping(output.get("data")) or output
    return any(kind.startswith("image/") or kind in ("png", "jpeg", "svg") for kind in shown)


def _text(holder: Mapping[str, object], key: str) -> str:
    """The text under ``key``, which may be given by its lines; "" without one."""
    value = holder.get(key)
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _mappings(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
