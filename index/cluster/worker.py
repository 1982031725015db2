"""Some of the files of a build read and written into a store, by one of several workers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, repeat
from math import inf
from typing import TypeVar

from index.cluster.store import Store
from index.cluster.writing import difference, write
from index.documents.document_ids import printable
from index.documents.file_reader import FileReader
from index.documents.files import LoadedDocuments
from index.documents.listing import ListedFile, read_listed
from index.documents.loading import SkippedFile
from index.embedding.embedders import embedder_named
from index.errors import PinciteError, StoreError
from index.search.store_address import StoreAddress
from index.storage.parsed_files import ParsedFolder
from index.storage.paths import own_folder
from index.storage.saved_index import document_states

_PAUSES = 1.0, 2.0, 4.0, 8.0
"""Seconds between tries, the last of them again and again."""

T = TypeVar("T")

Files = Mapping[int, ListedFile]
"""Files of a build, by their numbers in it."""


@dataclass(frozen=True)
class Outcome:
    """What became of files: the documents in them are in the store, in these ``states`` by ids.

    ``files`` are the numbers of those that are done with. What ended the work is in ``failure``:
    the class of an error, its problem and its next step.
    """

    files: tuple[int, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    skipped: tuple[SkippedFile, ...] = ()
    failure: tuple[type[PinciteError], str, str] | None = None


@dataclass(frozen=True, repr=False)
class Task:
    """What each worker of a build is to do: write to ``address`` what ``model`` embeds.

    It computes with so many ``threads``, and waits so many seconds for a server that is gone. Of
    the ``environment`` come secrets too, so none of it is shown. When a store has its usual lengths
    already, it is ``measured``.
    """

    address: StoreAddress
    model: str | None
    threads: int
    patience: float
    environment: Mapping[str, str]
    measured: bool


class Worker:
    """Does ``task`` in a process of its own, whose environment it changes."""

    def __init__(self, task: Task) -> None:
        os.environ.update(task.environment)
        os.environ["OMP_NUM_THREADS"] = str(task.threads)
        self._task = task
        self._store: Store | None = None
        self._reader = FileReader(ParsedFolder(own_folder("parsed")))

    def write(self, files: Files) -> Outcome:
        """Read ``files``, and write what the store does not have of them."""
        try:
            self._store = self._store or patiently(self._opened, self._task.patience)
            return write_files(self._store, files, self._reader, self._task.patience)
        except PinciteError as error:
            return Outcome(failure=(type(error), error.problem, error.next_step))

    def _opened(self) -> Store:
        store = Store(self._task.address, embedder_named(self._task.model))
        # A server may show a new reader what was written only after a while, and a worker that does
        # not see the usual lengths would measure others.
        if self._task.measured and store.means() == (None, None):
            raise StoreError(
                f"The store {self._task.address} does not show yet what was written there.",
                "Try again in a minute.",
            )
        return store


def write_files(store: Store, files: Files, reader: FileReader, patience: float) -> Outcome:
    """Read ``files`` with ``reader``, and write what ``store`` does not have of them.

    It tries again for ``patience`` seconds when the store does not answer. Where anything else goes
    wrong with several files, none is done with: each is to be tried alone. One is skipped then.

    Raises:
        StoreError: when the store cannot be written.
        ModelError: when the model cannot be read.
    """
    loaded = [_read(file, reader) for file in files.values()]
    skipped = tuple(it for one in loaded for it in one.skipped)
    documents = [document for one in loaded for document in one.documents]
    try:
        new = patiently(partial(difference, store, documents), patience)
        for batch in new.batches:
            patiently(partial(write, store, batch), patience)
        return Outcome(tuple(files), document_states(documents), skipped)
    except PinciteError:
        raise
    except Exception as error:  # noqa: BLE001 - one odd document is to end no build of millions
        if len(files) > 1:
            return Outcome()
        return Outcome(tuple(files), skipped=tuple(_skipped(it, error) for it in files.values()))


def patiently(work: Callable[[], T], seconds: float) -> T:
    """What ``work`` gives, tried again for so many ``seconds`` after a store failed first.

    Raises:
        StoreError: the last, when it still fails.
    """
    end = inf
    for pause in chain(_PAUSES, repeat(_PAUSES[-1])):
        try:
            return work()
        except StoreError:
            end = min(end, time.monotonic() + seconds)
            if time.monotonic() + pause > end:
                raise
        time.sleep(pause)
    raise AssertionError("the pauses never end")


def _read(file: ListedFile, reader: FileReader) -> LoadedDocuments:
    try:
        return read_listed([file], reader)
    except Exception as error:  # noqa: BLE001 - whatever a damaged file does to what reads it
        return LoadedDocuments((), (_skipped(file, error),))


def _skipped(file: ListedFile, error: Exception) -> SkippedFile:
    reason = f"{type(error).__name__}: {' '.join(str(error).split()):.200}"
    return SkippedFile(printable(str(file.path)), f"It cannot be read or written ({reason}).")
