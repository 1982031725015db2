"""The index: documents, their passages and sentences, and what finds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index.document import Document, Passage
from index.embedder import Embedder, Vectors
from index.errors import DocumentError
from index.files import Skipped
from index.lexical import Bm25, terms
from index.segment import passages
from index.vectors import FaissStore

# Passages embedded between two steps of the progress bar.
_STEP = 256


@dataclass(frozen=True)
class Rows:
    """The vectors of one passage, from an earlier build."""

    passage: Vectors
    sentences: Vectors


@dataclass(frozen=True)
class Index:
    """Documents cut, embedded and counted, ready to be searched.

    Sentences are numbered through all passages in order: passage ``i`` has the sentences
    ``firsts[i]`` to ``firsts[i + 1]``.
    """

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    embedder: Embedder
    passage_vectors: FaissStore
    sentence_vectors: FaissStore
    passage_terms: Bm25
    sentence_terms: Bm25
    skipped: tuple[Skipped, ...] = ()

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """The number of each passage's first sentence, and at the end of all: (passages + 1,)."""
        return np.cumsum([0, *(len(p.sentences) for p in self.passages)])

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The number of each sentence's passage: (sentences,)."""
        return np.repeat(np.arange(len(self.passages)), np.diff(self.firsts))

    @cached_property
    def _ranges(self) -> dict[str, range]:
        ranges: dict[str, range] = {}
        for number, passage in enumerate(self.passages):
            start = ranges.get(passage.document.id, range(number, number)).start
            ranges[passage.document.id] = range(start, number + 1)
        return ranges

    def passages_of(self, document_id: str) -> range:
        """The numbers of a document's passages.

        Raises:
            DocumentError: when the index has no such document.
        """
        if document_id not in self._ranges:
            known = ", ".join(sorted(self._ranges)[:5])
            raise DocumentError(
                f"The index has no document {document_id!r}.", f"It has {known}, for example."
            )
        return self._ranges[document_id]


def passage_key(passage: Passage) -> str:
    """A hash of everything a passage's vectors depend on but the model."""
    spans = ",".join(f"{s.start}-{s.end}" for s in passage.local_sentences)
    return sha256(f"{spans}\0{passage.text}".encode()).hexdigest()


def build(
    documents: Sequence[Document],
    embedder: Embedder,
    *,
    skipped: Sequence[Skipped] = (),
    known: Mapping[str, Rows] | None = None,
    progress: bool = True,
    embedded: Callable[[int, int], None] = lambda new, kept: None,
) -> Index:
    """Cut, embed and count ``documents``.

    Vectors of passages in ``known`` (by `passage_key`) are taken from there; ``embedded`` is told
    how many passages were new and how many were kept. A progress bar appears on standard error
    when embedding takes longer than two seconds.

    Raises:
        DocumentError: when there is no text to index.
    """
    cut = [p for d in documents for p in passages(d, embedder.count, embedder.window)]
    if not cut:
        raise DocumentError("The documents hold no text.", "Give at least one with text.")
    keys = [passage_key(p) for p in cut]
    rows = dict(known or {})
    new = {key: p for key, p in zip(keys, cut, strict=True) if key not in rows}
    embedded(len(new), len(cut) - sum(key in new for key in keys))
    rows.update(_embed(new, embedder, progress))
    return Index(
        documents=tuple(documents),
        passages=tuple(cut),
        embedder=embedder,
        passage_vectors=FaissStore.build(np.stack([rows[key].passage for key in keys])),
        sentence_vectors=FaissStore.build(np.concatenate([rows[key].sentences for key in keys])),
        passage_terms=Bm25.build([terms(searchable(p)) for p in cut]),
        sentence_terms=Bm25.build([terms(s.of(p.document.text)) for p in cut for s in p.sentences]),
        skipped=tuple(skipped),
    )


def searchable(passage: Passage) -> str:
    """The words a passage is found by: its own and those of the headings it stands under."""
    return "\n".join((passage.document.title, *passage.headings, passage.text))


def _embed(new: Mapping[str, Passage], embedder: Embedder, progress: bool) -> dict[str, Rows]:
    # Texts of like length go through the model together, over the whole build.
    keys = sorted(new, key=lambda key: len(new[key].text))
    rows: dict[str, Rows] = {}
    bar = tqdm(total=len(keys), desc="Embedding", unit=" passages", delay=2, disable=not progress)
    with bar:
        for at in range(0, len(keys), _STEP):
            some = [new[key] for key in keys[at : at + _STEP]]
            sentences = [p.local_sentences for p in some]
            whole, parts = embedder.embed_passages([p.text for p in some], sentences)
            divided = np.split(parts, np.cumsum([len(s) for s in sentences])[:-1])
            rows.update(zip(keys[at : at + _STEP], map(Rows, whole, divided), strict=True))
            bar.update(len(some))
    return rows
