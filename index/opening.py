"""Documents opened for asking: from the saved index when it still fits, else built anew."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from index.build import build
from index.documents.files import (
    LoadedDocuments,
    Paths,
    default_documents,
    file_states,
    resolve_paths,
)
from index.embedding.embedder import Embedder
from index.embedding.embedders import default_embedder
from index.errors import DocumentError, IndexDamagedError, IndexMismatchError, StorageError
from index.index import Index
from index.local_paths import local_paths
from index.reading import read_with_progress
from index.storage.base import Base, base_of, reusable_rows, whole
from index.storage.file_states import States, are_unchanged, write_states
from index.storage.paths import own_folder
from index.storage.row_log import RowLog
from index.storage.saved_index import (
    document_states,
    is_large,
    is_saved,
    load,
    save,
    save_skipped,
)
from index.text.language import count_of


def index_folder(paths: Paths, embedder: Embedder) -> Path:
    """The folder in which the index of ``paths`` by this model is kept."""
    key = sha256("\0".join((embedder.name, *resolve_paths(paths))).encode()).hexdigest()
    return own_folder("indexes") / key[:24]


def to_stderr(line: str) -> None:
    """Print ``line`` on standard error."""
    print(line, file=sys.stderr, flush=True)


def open_index(
    documents: Paths | None = None,
    embedder: Embedder | None = None,
    say: Callable[[str], None] = to_stderr,
    *,
    allow_web: bool = False,
) -> Index:
    """The index of ``documents`` (None: the article Pincite ships with).

    They are files, folders, patterns such as ``notes/*.md``, and, if ``allow_web``, addresses of
    the web, what is at which is fetched once; see `local_paths`.

    It is loaded from where it was kept, and files that are as they were are not read; when there is
    none, or the documents or settings changed, or it is damaged, it is built, kept, and ``say`` is
    told why. Only passages that changed are embedded. Where it cannot be kept, ``say`` is told so,
    and it is used all the same.

    Raises:
        DocumentError: when nothing can be read.
        ModelError: when the model cannot.
    """
    documents = default_documents() if documents is None else documents
    paths = local_paths(documents, allow_web=allow_web)
    embedder = embedder or default_embedder()
    folder, states = index_folder(paths, embedder), file_states(paths)
    if index := _load_unchanged(folder, embedder, states):
        loaded = LoadedDocuments(index.documents, index.skipped)
    else:
        loaded = read_with_progress(paths)
    for sentence in loaded.not_read:
        say(sentence)
    if not index:
        index = load_or_build(loaded, folder, embedder, say)
        write_states(states, folder, document_states(loaded.documents), loaded.skipped)
    return index


def _load_unchanged(folder: Path, embedder: Embedder, states: States) -> Index | None:
    """The index in ``folder``, where its files are in the same ``states`` as they were."""
    if not are_unchanged(states, folder):
        return None
    try:
        return load(folder, embedder)
    except (IndexDamagedError, IndexMismatchError):  # the reason is told when it is built anew
        return None


def load_or_build(
    loaded: LoadedDocuments,
    folder: Path,
    embedder: Embedder,
    say: Callable[[str], None] = to_stderr,
    step: Callable[[int, int], None] = lambda done, of: None,
    early: Callable[[Index], None] = lambda index: None,
) -> Index:
    """The index of what was read, from ``folder`` or else built and kept there; see `open_index`.

    ``step`` is told how many of the passages to embed are embedded, after each batch, and ``early``
    is given an index to be asked meanwhile; see `build`. Of what is embedded when it is stopped
    nothing is lost, and when it is killed what was made in the last 20 seconds.

    Raises:
        ModelError: when the model cannot be read.
    """
    states, log = document_states(loaded.documents), RowLog(folder, embedder, say)
    problem = ""
    if is_saved(folder):
        try:
            index = load(folder, embedder, states)
        except (IndexDamagedError, IndexMismatchError) as error:
            problem = error.problem
        else:
            log.remove()
            if index.skipped == loaded.skipped:
                return index
            with suppress(IndexDamagedError, StorageError):  # they are told again the next time
                save_skipped(folder, loaded.skipped)
            return replace(index, skipped=loaded.skipped)
    base = base_of(folder, embedder, loaded, states)
    if problem:
        say(f"{'Updating' if base.parts else 'Rebuilding'} the index. {problem}")

    def built(base: Base) -> Index:
        return build(
            base.documents,
            embedder,
            means=base.means,
            reusable=reusable_rows(folder, embedder, base).joined(log.read()),
            embedded=lambda new, old: say(
                f"Indexing {count_of(len(base.documents), 'document')}:"
                f" {count_of(new, 'passage')} to embed"
                + (f", {old} kept as they were." if old else ".")
            ),
            step=step,
            made=log.put,
            early=lambda index: early(base.index_with(index)),
        )

    with log:
        try:
            new = built(base) if base.documents or not base.parts else None
        except DocumentError:
            if not base.parts:
                raise
            base = whole(loaded.documents, loaded.skipped)  # what is new is empty, as "#" is
            new = built(base)
        try:
            saved = _save(new, folder, log, base)
        except StorageError as error:
            saved = False
            say(
                f"The index could not be kept. {error.problem} It is built anew each time until"
                " PINCITE_HOME names a folder that can be written."
            )
    return load(folder, embedder) if saved and new and is_large(new) else base.index_with(new)


def _save(index: Index | None, folder: Path, log: RowLog, base: Base) -> bool:
    """As `save`; where the disk is full, without the ``log``, which is as large as the index.

    Raises:
        StorageError: when it cannot be written.
    """
    try:
        return save(index, folder, base)
    except StorageError:
        log.remove()
        return save(index, folder, base)
