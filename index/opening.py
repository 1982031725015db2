"""Documents opened for asking: from the saved index when it still fits, else built anew."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

import platformdirs

from index.embedder import Embedder, SentenceTransformerEmbedder
from index.errors import IndexDamagedError, IndexMismatchError
from index.files import default_documents, read_documents
from index.index import Index, build
from index.saved import check_documents, known_rows, load, save

Paths = str | Path | Iterable[str | Path]


def home() -> Path:
    """Where indexes are kept: ``PINCITE_HOME``, else the user's cache folder."""
    return Path(os.environ.get("PINCITE_HOME") or platformdirs.user_cache_path("pincite", False))


def saved_folder(paths: Paths, embedder: Embedder) -> Path:
    """The folder in which the index of ``paths`` by this model is kept."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    names = sorted(str(Path(item).expanduser().resolve()) for item in given)
    key = sha256("\0".join((embedder.name, *names)).encode()).hexdigest()
    return home() / "indexes" / key[:24]


def to_stderr(line: str) -> None:
    """Print ``line`` on standard error."""
    print(line, file=sys.stderr, flush=True)


def open_index(
    documents: Paths | None = None,
    embedder: Embedder | None = None,
    say: Callable[[str], None] = to_stderr,
) -> Index:
    """The index of ``documents`` (None: the article Pincite ships with).

    It is loaded from where it was kept; when there is none, or the documents or settings changed,
    or it is damaged, it is built, kept, and ``say`` is told why. Only passages that changed are
    embedded.

    Raises:
        DocumentError: when a path cannot be read.
        ModelError: when the model cannot.
    """
    paths = default_documents() if documents is None else documents
    paths = [paths] if isinstance(paths, str | Path) else list(paths)
    embedder = embedder or SentenceTransformerEmbedder()
    reading = read_documents(paths)
    for skipped in reading.skipped:
        say(f"Not read: {skipped.path}: {skipped.reason}")
    folder = saved_folder(paths, embedder)
    kept = None
    if folder.exists():
        try:
            kept = load(folder, embedder)
            check_documents(folder, reading)
            return kept
        except (IndexDamagedError, IndexMismatchError) as error:
            say(f"Rebuilding the index. {error.problem}")
    index = build(
        reading.documents,
        embedder,
        skipped=reading.skipped,
        known=known_rows(kept) if kept else None,
        embedded=lambda new, old: say(
            f"Indexing {len(reading.documents)} documents:"
            f" {new} passages to embed" + (f", {old} kept as they were." if old else ".")
        ),
    )
    save(index, folder)
    return index
