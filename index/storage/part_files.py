"""The files of what of an index was built at one time, in a folder of their own.

documents and passages, passages.faiss, sentences.faiss, and the arrays of the words' vectors,
of BM25 and of the words' counts
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.errors import REBUILD, IndexDamagedError
from index.index import Index
from index.partial import PassageRows, passage_key
from index.search import bm25, word_counts
from index.search import late_interaction as words
from index.search.bm25 import Bm25
from index.search.joined import of_one_part
from index.search.late_interaction import WordSearch, WordStore
from index.search.stores import LocalStore, load_store, store_of
from index.search.vector_store import VectorSearch
from index.search.word_counts import WordCounts
from index.storage import documents_file
from index.storage.atomic_write import flush_to_disk, make_folder
from index.storage.checksum import checksum
from index.storage.documents_file import DocumentsFile, read_documents, write_documents
from index.storage.manifest import LARGE, Part, stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.embedding.embedder import Embedder, Vectors

_DOCUMENTS, _PASSAGES, _SENTENCES = "documents", "passages.faiss", "sentences.faiss"
_OF_VECTORS = (
    *(f"{_DOCUMENTS}/{name}" for name in documents_file.FILES),
    _PASSAGES,
    _SENTENCES,
    *(f"words/{name}" for name in words.FILES),
)
_OF_TERMS = (
    *(f"{grain}-terms/{name}" for grain in ("passage", "sentence") for name in bm25.FILES),
    *(f"word-counts/{name}" for name in word_counts.FILES),
)


@dataclass(frozen=True)
class _Vectors:
    """What a part holds that a later build can use again."""

    documents: DocumentsFile
    passages: LocalStore
    sentences: LocalStore
    words: WordStore


def write_part(index: Index, generation: Path, states: Mapping[str, str]) -> Part:
    """Write ``index`` into the new folder ``generation``; ``states`` are its documents'.

    Raises:
        OSError, RuntimeError: when it cannot be written.
        TypeError: when it is joined of several.
    """
    make_folder(generation)
    write_documents(index, generation / _DOCUMENTS)
    _store(index.passage_vectors).save(generation / _PASSAGES)
    _store(index.sentence_vectors).save(generation / _SENTENCES)
    _word_store(index.words).save(generation / "words")
    for name, terms in (("passage", index.passage_terms), ("sentence", index.sentence_terms)):
        of_one_part(terms, Bm25).save(generation / f"{name}-terms")
    of_one_part(index.word_counts, WordCounts).save(generation / "word-counts")
    every = sorted(generation.rglob("*"))
    for inside in every:
        inside.chmod(0o700 if inside.is_dir() else 0o600)
    files = [path for path in every if path.is_file()]
    names = {file: file.relative_to(generation).as_posix() for file in files}
    for file in files:
        flush_to_disk(file)
    return Part(
        generation=generation.name,
        documents=states,
        size=sum(len(document.text) for document in index.documents),
        files={names[file]: checksum(file) for file in files},
        stamps={names[f]: stamp(f) for f in files if f.stat().st_size >= LARGE},
    )


def read_part(folder: Path, part: Part, dimension: int, embedder: Embedder) -> Index:
    """What `write_part` wrote into a folder in ``folder``.

    Raises:
        IndexDamagedError: when it is missing, cut short or altered, or removed meanwhile.
    """
    generation = folder / part.generation
    with _still_there(generation):
        part.check_files(folder, (*_OF_VECTORS, *_OF_TERMS))
        kept = _read_vectors(folder, part, dimension)
        return _index(kept, generation, embedder)


def _index(kept: _Vectors, generation: Path, embedder: Embedder) -> Index:
    return Index(
        documents=kept.documents.documents,
        passages=kept.documents.passages,
        numbering=kept.documents.numbering,
        embedder=embedder,
        passage_vectors=kept.passages,
        sentence_vectors=kept.sentences,
        words=kept.words,
        passage_terms=Bm25.load(generation / "passage-terms", len(kept.passages)),
        sentence_terms=Bm25.load(generation / "sentence-terms", len(kept.sentences)),
        word_counts=WordCounts.load(generation / "word-counts"),
    )


def read_rows(folder: Path, part: Part, dimension: int) -> tuple[Vectors, dict[str, PassageRows]]:
    """The vectors that `write_part` wrote, by `passage_key`, behind the axes of the words.

    How text is cut and counted may have changed since.

    Raises:
        IndexDamagedError: as `read_part` does.
    """
    with _still_there(folder / part.generation):
        part.check_files(folder, _OF_VECTORS)
        kept = _read_vectors(folder, part, dimension)
    whole = kept.passages.rows(range(len(kept.passages)))
    parts = kept.sentences.rows(range(len(kept.sentences)))
    divided = np.split(parts, kept.documents.numbering.sentences[1:-1])
    rows = {
        passage_key(passage): PassageRows(whole[n], divided[n], kept.words.of(n))
        for n, passage in enumerate(kept.documents.passages)
    }
    return kept.words.axes, rows


@contextmanager
def _still_there(generation: Path) -> Iterator[None]:
    """Whatever is raised when another process removes the files that are being read, as damage."""
    try:
        yield
    except (OSError, RuntimeError) as error:  # the latter is FAISS's
        if generation.exists():
            raise
        raise IndexDamagedError(f"{generation} was removed.", REBUILD) from error


def _read_vectors(folder: Path, part: Part, dimension: int) -> _Vectors:
    generation = folder / part.generation
    kept = _Vectors(
        read_documents(generation / _DOCUMENTS),
        load_store(generation / _PASSAGES),
        load_store(generation / _SENTENCES),
        WordStore.load(generation / "words"),
    )
    numbering = kept.documents.numbering
    held = (len(kept.passages), len(kept.words), len(kept.sentences), kept.passages.dimension)
    passages, sentences = len(numbering.sentences) - 1, int(numbering.sentences[-1])
    expected = (passages, passages, sentences, dimension)
    if held != expected:
        raise IndexDamagedError(
            f"The index in {folder} holds (passages, their words, sentences, dimension) {held},"
            f" not {expected}.",
            REBUILD,
        )
    return kept


def _store(vectors: VectorSearch) -> LocalStore:
    """``vectors`` as they are kept."""
    if isinstance(vectors, LocalStore):
        return vectors
    return store_of(vectors.rows(range(len(vectors))))


def _word_store(search: WordSearch) -> WordStore:
    """``search`` as it is kept."""
    if isinstance(search, WordStore):
        return search
    return WordStore.build(search.axes, [search.of(number) for number in range(len(search))])
