"""Vectors of an index that is being built, kept until it is saved: a killed build goes on."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np

from index.errors import StorageError
from index.partial import NO_ROWS, PassageRows, ReusableRows
from index.search.late_interaction import PassageWords
from index.storage.atomic_write import make_folder, write_atomically, writing
from index.storage.saved_index import ROWS, vector_settings

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder, Vectors

SECONDS = 20.0
"""What is lost at the most when a build is killed."""


class RowLog:
    """The rows that a build has made so far, beside the index in ``folder``.

    Each file holds what was made in some `SECONDS`. What cannot be written is not kept, and ``say``
    is told so.
    """

    def __init__(self, folder: Path, embedder: Embedder, say: Callable[[str], None]) -> None:
        self._folder, self._say = folder / ROWS, say
        self._settings = json.dumps(vector_settings(embedder), sort_keys=True)
        self._axes: Vectors | None = None
        self._new: dict[str, PassageRows] = {}
        self._written = monotonic()

    def read(self) -> ReusableRows:
        """What builds that were killed have left; files that are damaged are passed over."""
        rows = NO_ROWS
        for file in sorted(self._folder.glob("*.npz")):
            with suppress(OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
                rows = rows.joined(self._read(file))
        return rows

    def put(self, axes: Vectors, rows: Mapping[str, PassageRows]) -> None:
        """Keep ``rows``, whose words are along ``axes``; they are written now and then."""
        if self._axes is None:
            with self._warning(), writing(self._folder):
                make_folder(self._folder)
        self._axes = axes
        self._new |= rows
        if monotonic() - self._written >= SECONDS:
            self.write()

    def write(self) -> None:
        """Write what was not written yet, unless the folder was removed meanwhile."""
        made, self._new = self._new, {}
        if self._axes is not None and made and self._folder.is_dir():
            with self._warning():
                write_atomically(self._folder / f"{uuid4().hex}.npz", self._bytes(self._axes, made))
        self._written = monotonic()

    def remove(self) -> None:
        """Remove all that was kept: the index is saved."""
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def _warning(self) -> Iterator[None]:
        try:
            yield
        except StorageError as error:
            self._say(f"If this is stopped, it begins anew. {error.problem}")

    def _bytes(self, axes: Vectors, rows: Mapping[str, PassageRows]) -> bytes:
        file, values = BytesIO(), [*rows.values()]
        np.savez(
            file,
            settings=np.array(self._settings),
            axes=axes,
            keys=np.array([*rows]),
            passages=np.stack([row.passage for row in values]),
            sentences=np.concatenate([row.sentences for row in values]),
            sentence_counts=np.array([len(row.sentences) for row in values]),
            words=np.concatenate([row.words.rows for row in values]),
            owners=np.concatenate([row.words.sentences for row in values]),
            word_counts=np.array([len(row.words.rows) for row in values]),
        )
        return file.getvalue()

    def _read(self, file: Path) -> ReusableRows:
        with np.load(BytesIO(file.read_bytes())) as arrays:
            held = {name: arrays[name] for name in arrays.files}
        if str(held["settings"]) != self._settings:
            return NO_ROWS
        sentences = np.split(held["sentences"], np.cumsum(held["sentence_counts"])[:-1])
        of_words = np.cumsum(held["word_counts"])[:-1]
        words = map(
            PassageWords, np.split(held["words"], of_words), np.split(held["owners"], of_words)
        )
        values = map(PassageRows, held["passages"], sentences, words)
        return ReusableRows(held["axes"], dict(zip(held["keys"].tolist(), values, strict=True)))
