"""An index for measuring: cut anew each time, as the code now does it."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from index.build import build
from index.documents.files import read_documents
from index.embedding.embedder import Embedder
from index.index import Index
from index.storage.base import reusable_rows
from index.storage.paths import home
from index.storage.saved_index import save


def fresh_index(path: Path, embedder: Embedder) -> Index:
    """The index of the documents at ``path``; of an earlier one only vectors are kept.

    Raises:
        DocumentError: when there are no documents, or they hold no text.
        ModelError: when the model cannot be read.
    """
    key = sha256(f"{embedder.name}\0{path.resolve()}".encode()).hexdigest()
    folder = home() / "evals" / key[:24]
    loaded = read_documents([path])
    index = build(
        loaded.documents,
        embedder,
        skipped=loaded.skipped,
        reusable=reusable_rows(folder, embedder),
        progress=False,
    )
    with suppress(OSError):  # where it cannot be kept, the next run takes longer
        save(index, folder)
    return index
