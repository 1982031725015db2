"""Small files of the kinds that the data has none of, to be damaged."""

from __future__ import annotations

import json
from collections.abc import Mapping

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{name}="{_OFFICE}{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
    )
)
_PARAGRAPHS = "".join(f"<text:p>Pump {n} weighs {n} kg.</text:p>" for n in range(1, 30))
_ROWS = "".join(
    f"<table:table-row><table:table-cell><text:p>Pump {n}</text:p></table:table-cell>"
    f'<table:table-cell office:value-type="float" office:value="{n}"><text:p>{n}</text:p>'
    "</table:table-cell></table:table-row>"
    for n in range(1, 30)
)
_SLIDES = "".join(
    f'<draw:page draw:name="Slide {n}"><draw:frame><draw:text-box>{_PARAGRAPHS}</draw:text-box>'
    "</draw:frame></draw:page>"
    for n in range(1, 4)
)
_LINES = [f"Pump {n} weighs {n} kg." for n in range(1, 30)]
_CELLS = [
    {"cell_type": kind, "metadata": {}, "source": [f"{line}\n"]}
    | ({"outputs": [], "execution_count": 1} if kind == "code" else {})
    for kind, line in zip(("markdown", "code") * 14, _LINES, strict=False)
]
_MAIL = "From: a@example.org\nTo: b@example.org\nSubject: Pumps\nMIME-Version: 1.0\n"
_PAGE = "".join(f"<h2>Pump {n}</h2><p>It weighs <b>{n}</b> kg.</p>" for n in range(1, 30))


def _flat(kind: str, body: str) -> bytes:
    """A document of OpenDocument in one file."""
    return (
        f'<?xml version="1.0"?><office:document {_SPACES}'
        f' office:mimetype="application/vnd.oasis.opendocument.{kind}">'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()


def _rtf(lines: list[str]) -> bytes:
    rows = rf"\trowd\cellx2000\cellx4000 Pump\cell {len(lines)}\cell\row "
    text = r"\par ".join(lines)
    return (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\stylesheet{\s1 heading 1;}}"
        rf"\pard\s1 Pumps\par\pard {text}\par {rows}\u8364? {{\*\generator x}}\'e9\par}}"
    ).encode()


def _multipart(kind: str, parts: list[tuple[str, str]]) -> bytes:
    lines = [f'{_MAIL}Content-Type: multipart/{kind}; boundary="B"\n']
    lines += [f"--B\nContent-Type: {sort}; charset=utf-8\n\n{content}\n" for sort, content in parts]
    return "\n".join([*lines, "--B--\n"]).encode()


MADE: Mapping[str, bytes] = {
    "made.rtf": _rtf(_LINES),
    "made.fodt": _flat("text", _PARAGRAPHS),
    "made.fods": _flat("spreadsheet", f'<table:table table:name="Fees">{_ROWS}</table:table>'),
    "made.fodp": _flat("presentation", _SLIDES),
    "made.json": json.dumps([{"pump": line, "kg": n} for n, line in enumerate(_LINES)]).encode(),
    "made.jsonl": "\n".join(json.dumps({"pump": line}) for line in _LINES).encode(),
    "made.ipynb": json.dumps(
        {"cells": _CELLS, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    ).encode(),
    "made.eml": _multipart(
        "alternative", [("text/plain", "\n".join(_LINES)), ("text/html", _PAGE)]
    ),
    "made.mhtml": _multipart("related", [("text/html", f"<html><body>{_PAGE}</body></html>")]),
}
"""What the files hold, by their names."""
