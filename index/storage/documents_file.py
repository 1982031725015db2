"""The documents and passages of a saved index, as lines of JSON that are read one by one."""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.documents.document import Document, Passage
from index.documents.label import Label
from index.errors import REBUILD, IndexDamagedError
from index.index import Index
from index.lazy_sequence import LazySequence
from index.numbering import Numbering
from index.search.arrays import Rows, load_array, load_bytes
from index.storage.document_record import CutDocument, cut_of, cut_record

FILES = ("documents.jsonl", "line-ends.npy", "passages.npy", "sentences.npy", "labels.json")
"""What `write_documents` writes."""

# Characters of the documents that are held: with their passages they take some 8 bytes each.
_HELD = 1 << 22

# What is raised by a record of something else.
_OTHER = (LookupError, TypeError, ValueError, RecursionError, OSError)


class DocumentsFile:
    """The documents of a saved index, each with its passages, read when one is asked for.

    ``lines`` (bytes,) of uint8 are those of the file that ``name`` names, and ``ends`` (documents,)
    the places where each ends. Those that were asked for last are held. Safe to share between
    threads. `IndexDamagedError` is raised when a line that is read holds something else; where that
    is not seen until then, the next opening looks at all of the file.
    """

    def __init__(
        self,
        name: Path,
        lines: Rows,
        ends: NDArray[np.int64],
        numbering: Numbering,
    ) -> None:
        self._name, self._lines, self._ends = name, lines, ends
        self.numbering = numbering
        self._lock, self._held = Lock(), OrderedDict[int, CutDocument]()
        self._characters = 0

    @property
    def documents(self) -> Sequence[Document]:
        """All documents."""
        return LazySequence(len(self.numbering.labels), lambda number: self._line(number).document)

    @property
    def passages(self) -> Sequence[Passage]:
        """All passages, in the order of their documents."""
        return LazySequence(len(self.numbering.sentences) - 1, self._passage)

    def _passage(self, number: int) -> Passage:
        document = self.numbering.document_of(number)
        try:
            return self._line(document).passage(number - int(self.numbering.passages[document]))
        except _OTHER as error:
            raise _damaged(self._name, error) from error

    def _line(self, number: int) -> CutDocument:
        with self._lock:
            if held := self._held.get(number):
                self._held.move_to_end(number)
                return held
        line = self._read(number)
        with self._lock:
            if number not in self._held:
                self._held[number] = line
                self._characters += len(line.document.text)
            while self._characters > _HELD and len(self._held) > 1:
                _, first = self._held.popitem(last=False)
                self._characters -= len(first.document.text)
        return line

    def _read(self, number: int) -> CutDocument:
        start = int(self._ends[number - 1]) if number else 0
        try:
            line = cut_of(json.loads(self._lines[start : self._ends[number]].tobytes()))
            held = line.sentences
        except _OTHER as error:
            raise _damaged(self._name, error) from error
        own = self.numbering.passages[number : number + 2]
        if held != np.diff(self.numbering.sentences[own[0] : own[1] + 1]).tolist():
            raise _damaged(self._name, (line.document.id, held))
        return line


def write_documents(index: Index, folder: Path) -> None:
    """Write what `read_documents` reads."""
    numbering = index.numbering
    folder.mkdir()
    ends, end = [], 0
    with (folder / FILES[0]).open("wb") as file:
        for document, first, last in zip(
            index.documents, numbering.passages[:-1], numbering.passages[1:], strict=True
        ):
            record = cut_record(document, index.passages[first:last])
            end += file.write(json.dumps(record).encode() + b"\n")
            ends.append(end)
    np.save(folder / FILES[1], np.array(ends, np.int64))
    np.save(folder / FILES[2], numbering.passages)
    np.save(folder / FILES[3], numbering.sentences)
    labels = [astuple(label) for label in numbering.labels]
    (folder / FILES[4]).write_text(json.dumps(labels), encoding="utf-8")


def read_documents(folder: Path) -> DocumentsFile:
    """What `write_documents` wrote into ``folder``; the documents stay there until asked for.

    Raises:
        IndexDamagedError: when it holds something else.
    """
    name, *arrays, names = (folder / file for file in FILES)
    try:
        lines = load_bytes(name)
        ends, passages, sentences = map(load_array, arrays)
        labels = tuple(
            Label(id_, title, language, heading, unread, tuple(notes))
            for id_, title, language, heading, unread, notes in json.loads(names.read_bytes())
        )
        numbering = Numbering(labels, passages, sentences)
    except _OTHER as error:
        raise _damaged(folder, error) from error
    if len(ends) != len(numbering.labels) or ends[-1] != len(lines):
        raise _damaged(folder, (len(lines), *ends[-1:].tolist()))
    return DocumentsFile(name, lines, ends, numbering)


def _damaged(where: Path, why: object) -> IndexDamagedError:
    with suppress(OSError):
        os.utime(where)  # its stamp is not what it was any more
    return IndexDamagedError(f"{where} does not hold an index's documents: {why!r:.200}.", REBUILD)
