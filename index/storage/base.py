"""What of a saved index stays when its documents have changed, and what of the rest is of use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.documents.document import Document
from index.documents.files import LoadedDocuments
from index.documents.loading import SkippedFile
from index.errors import IndexDamagedError, IndexMismatchError
from index.index import Index
from index.join import join
from index.partial import NO_ROWS, ReusableRows
from index.search.bm25 import Bm25
from index.search.joined import of_one_part
from index.storage.growth import growth
from index.storage.manifest import Manifest, Part
from index.storage.part_files import read_part, read_rows
from index.storage.settings import settings, vector_settings

if TYPE_CHECKING:
    from index.build import Means
    from index.embedding.embedder import Embedder


@dataclass(frozen=True)
class Base:
    """What of a saved index stays, beside which ``documents`` are to be built.

    ``parts`` are its indexes, and ``saved`` what the manifest says of them. ``order`` is as in
    `Growth`, and ``skipped`` are the files that were left out of all.
    """

    documents: Sequence[Document]
    order: Sequence[int]
    skipped: tuple[SkippedFile, ...]
    parts: Sequence[Index] = ()
    saved: Sequence[Part] = ()

    @property
    def means(self) -> Means:
        """What passages and sentences are as long as usually, for a build; see `Bm25`."""
        if not self.parts:
            return None, None
        largest = max(self.parts, key=lambda part: len(part.passages))
        of_passages, of_sentences = largest.passage_terms, largest.sentence_terms
        return of_one_part(of_passages, Bm25).mean, of_one_part(of_sentences, Bm25).mean

    def index_with(self, new: Index | None) -> Index:
        """The index of all documents, of which ``new`` holds those that were built, if any were."""
        parts = [*self.parts, *([new] if new else [])]
        index = parts[0] if len(parts) == 1 else join(parts, self.order)
        return replace(index, skipped=self.skipped)


def whole(documents: Sequence[Document], skipped: tuple[SkippedFile, ...] = ()) -> Base:
    """Nothing of a saved index: all ``documents`` are to be built."""
    return Base(documents, [0] * len(documents), skipped)


def base_of(
    folder: Path, embedder: Embedder, loaded: LoadedDocuments, states: Mapping[str, str]
) -> Base:
    """What of the index in ``folder`` stays in one of what was ``loaded``, in these ``states``.

    Where nothing does, all is to be built. So are damaged parts.
    """
    documents, skipped = loaded.documents, loaded.skipped
    try:
        manifest = Manifest.read(folder)
        manifest.check_settings(folder, settings(embedder))
    except (IndexDamagedError, IndexMismatchError):
        return whole(documents, skipped)
    parts = [*manifest.parts]
    while grown := growth(parts, documents, states):
        saved = [parts[number] for number in grown.parts]
        read = {
            part.generation: index
            for part in saved
            if (index := _part(folder, part, manifest.dimension, embedder))
        }
        if len(read) == len(saved):
            return Base(grown.documents, grown.order, skipped, [*read.values()], saved)
        parts = [part for part in parts if part not in saved or part.generation in read]
    return whole(documents, skipped)


def _part(folder: Path, part: Part, dimension: int, embedder: Embedder) -> Index | None:
    try:
        return read_part(folder, part, dimension, embedder)
    except IndexDamagedError:
        return None


def reusable_rows(folder: Path, embedder: Embedder, base: Base | None = None) -> ReusableRows:
    """The vectors in ``folder``, for a build to keep, but for those of the ``base``.

    Damaged parts have none, nor has an index that another model made; how text is cut and counted
    may have changed since. The words' axes are those of the ``base``.
    """
    stays = {part.generation for part in base.saved} if base else set()
    rows = ReusableRows(base.parts[0].words.axes) if base and base.parts else NO_ROWS
    try:
        manifest = Manifest.read(folder)
        manifest.check_settings(folder, vector_settings(embedder))
    except (IndexDamagedError, IndexMismatchError):
        return rows
    for part in manifest.parts:
        if part.generation not in stays:
            try:
                rows = rows.joined(ReusableRows(*read_rows(folder, part, manifest.dimension)))
            except IndexDamagedError:
                continue  # the problem is told when the index is opened
    return rows
