"""The documents and passages of a saved index, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.documents.document import Document, Passage
from index.documents.loading import SkippedFile
from index.documents.record import (
    blocks_of,
    blocks_record,
    pair,
    places_of,
    places_record,
)
from index.documents.span import Span
from index.errors import IndexDamagedError
from index.index import Index
from index.storage.manifest import REBUILD

_FIELDS = ("id", "title", "text", "source", "language")

Contents = tuple[tuple[Document, ...], tuple[Passage, ...], tuple[SkippedFile, ...]]
"""An index's documents, their passages, and the files that were left out."""


def write_documents_file(index: Index, file: Path) -> None:
    """Write what `read_documents_file` reads."""
    numbers = {document.id: number for number, document in enumerate(index.documents)}
    content = {
        "documents": [_document_record(document) for document in index.documents],
        "skipped": [asdict(skipped) for skipped in index.skipped],
        "passages": [
            (
                numbers[passage.document.id],
                passage.start,
                passage.end,
                [pair(sentence) for sentence in passage.sentences],
                list(passage.headings),
                [pair(span) for span in passage.lead],
            )
            for passage in index.passages
        ],
    }
    file.write_text(json.dumps(content), encoding="utf-8")


def read_documents_file(file: Path) -> Contents:
    """The documents, passages and skipped files in ``file``.

    Raises:
        IndexDamagedError: when it holds something else.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        documents = tuple(map(_document, content["documents"]))
        return (
            documents,
            tuple(_passage(documents, row) for row in content["passages"]),
            tuple(SkippedFile(**fields) for fields in content["skipped"]),
        )
    except (LookupError, TypeError, ValueError, RecursionError) as error:
        raise IndexDamagedError(
            f"{file} does not hold an index's documents: {error!r:.200}.", REBUILD
        ) from error


def _passage(documents: Sequence[Document], row: Sequence[Any]) -> Passage:
    number, start, end, sentences, headings, *lead = row  # earlier versions wrote no lead
    document = documents[number]
    return Passage(
        document,
        start,
        end,
        document.text[start:end],
        tuple(Span(*sentence) for sentence in sentences),
        tuple(headings),
        tuple(Span(*span) for spans in lead for span in spans),
    )


def _document_record(document: Document) -> dict[str, object]:
    record = {name: getattr(document, name) for name in _FIELDS}
    return {
        **record,
        "blocks": blocks_record(document.blocks),
        "notes": list(document.notes),
        "copy": document.copy,
        "places": places_record(document.places),
    }


def _document(record: Mapping[str, Any]) -> Document:
    """The document that `_document_record` made ``record`` of.

    Earlier versions wrote no blocks, or none with a kind: they are made anew then. They wrote no
    places either: they read text files only, which have none.
    """
    return Document(
        **{name: record[name] for name in _FIELDS},
        blocks=blocks_of(record.get("blocks", ())),
        notes=tuple(record.get("notes", ())),
        places=places_of(record.get("places", {})),
        copy=record.get("copy", ""),
    )
