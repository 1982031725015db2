"""Vectors of an index that is being built, kept until it is saved: a killed build goes on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np

from index.errors import StorageError
from index.partial import NO_ROWS, PassageRows, ReusableRows
from index.search.late_interaction import PassageWords
from index.storage.atomic_write import make_folder, write_atomically, writing
from index.storage.saved_index import ROWS
from index.storage.settings import vector_settings

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder, Vectors

SECONDS = 20.0
"""What is lost at the most when a build is killed."""

_SUFFIX = ".rows"
_DIGEST = sha256().digest_size


class RowLog:
    """The rows that a build has made so far, beside the index in ``folder``, to be entered.

    Its files hold what was made in some `SECONDS` each, behind their SHA-256. What cannot be
    written is not kept, and ``say`` is told so once. A folder that is removed meanwhile is not
    made again: whoever removed it wants nothing in it. Any thread may put.
    """

    def __init__(self, folder: Path, embedder: Embedder, say: Callable[[str], None]) -> None:
        self._folder, self._say = folder / ROWS, say
        self._settings = json.dumps(vector_settings(embedder), sort_keys=True)
        self._files = {*self._folder.glob(f"*{_SUFFIX}")}
        self._axes: Vectors | None = None
        self._new: dict[str, PassageRows] = {}
        self._lock, self._written, self._failed = Lock(), monotonic(), False

    def __enter__(self) -> RowLog:
        with suppress(StorageError), writing(self._folder):  # that the index isn't kept is told
            make_folder(self._folder)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what was made where the build has failed, else remove all: it is saved."""
        if kind:
            self.write()
            with suppress(OSError):  # there is something in it
                self._folder.rmdir()
        else:
            self.remove()

    def read(self) -> ReusableRows:
        """What builds that were stopped have left; files that are damaged are passed over."""
        axes: Vectors | None = None
        rows: dict[str, PassageRows] = {}
        for file in sorted(self._files):
            some = self._read(file)
            if some.axes is not None and (axes is None or np.array_equal(axes, some.axes)):
                axes = some.axes
                rows |= some.rows
        return ReusableRows(axes, rows)

    def put(self, axes: Vectors, rows: Mapping[str, PassageRows]) -> None:
        """Keep ``rows``, whose words are along ``axes``; they are written now and then."""
        with self._lock:
            self._axes = axes
            self._new |= rows
            due = monotonic() - self._written >= SECONDS
        if due:
            self.write()

    def write(self) -> None:
        """Write what was not written yet."""
        with self._lock:
            made, self._new, self._written = self._new, {}, monotonic()
            if self._axes is None or not made or not self._folder.is_dir():
                return
            file = self._folder / f"{uuid4().hex}{_SUFFIX}"
            with self._warning():
                write_atomically(file, self._bytes(self._axes, made))
                self._files.add(file)

    def remove(self) -> None:
        """Remove what was there and what was written: the index is saved."""
        for file in self._files:
            with suppress(OSError):
                file.unlink(missing_ok=True)
        with suppress(OSError):  # another build writes there, or it is gone
            self._folder.rmdir()

    @contextmanager
    def _warning(self) -> Iterator[None]:
        try:
            yield
        except StorageError as error:
            if not self._failed:
                self._say(f"If this is stopped, it begins anew. {error.problem}")
            self._failed = True

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
        return sha256(file.getbuffer()).digest() + file.getvalue()

    def _read(self, file: Path) -> ReusableRows:
        try:
            whole = file.read_bytes()
        except OSError:
            return NO_ROWS
        if sha256(whole[_DIGEST:]).digest() != whole[:_DIGEST]:
            return NO_ROWS
        with np.load(BytesIO(whole[_DIGEST:])) as arrays:
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
