"""Documents cut, embedded and counted: an index built."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

import numpy as np

from index.documents.document import Document, Passage
from index.documents.files import SkippedFile
from index.embedding.embedder import Embedder, Vectors
from index.errors import DocumentError
from index.index import Index, searchable_text
from index.progress import progress_bar
from index.search.bm25 import Bm25
from index.search.faiss_store import FaissStore
from index.search.late_interaction import PassageWords, WordStore, compress, principal_axes
from index.search.threads import one_thread
from index.text.language import detect_language
from index.text.passages import cut_passages
from index.text.terms import terms

# Passages embedded between two steps of the progress told, after which a build may be stopped.
_STEP = 32


@dataclass(frozen=True)
class PassageRows:
    """The vectors of one passage: its own (dimension,), its sentences' and its words'."""

    passage: Vectors
    sentences: Vectors
    words: PassageWords


@dataclass(frozen=True)
class ReusableRows:
    """What an earlier build leaves to the next: rows by `passage_key`, and the words' axes."""

    axes: Vectors | None = None
    rows: Mapping[str, PassageRows] = field(default_factory=dict)


@one_thread
def build(
    documents: Sequence[Document],
    embedder: Embedder,
    *,
    skipped: Sequence[SkippedFile] = (),
    reusable: ReusableRows = ReusableRows(),
    progress: bool = True,
    embedded: Callable[[int, int], None] = lambda new, reused: None,
    step: Callable[[int, int], None] = lambda done, of: None,
) -> Index:
    """Cut, embed and count ``documents``.

    Vectors that are ``reusable`` are taken from there; ``embedded`` is told how many passages were
    new and how many were not, and ``step``, after each batch, how many of the new
    ones are embedded. A progress bar appears on standard error when embedding takes longer than
    two seconds.

    Raises:
        DocumentError: when there is no text to index.
    """
    documents = [replace(d, language=detect_language(d.text)) for d in documents]
    cut = [p for d in documents for p in cut_passages(d, embedder.count, embedder.window)]
    if not cut:
        raise DocumentError("The documents hold no text.", "Give at least one with text.")
    keys = [passage_key(p) for p in cut]
    new = {key: p for key, p in zip(keys, cut, strict=True) if key not in reusable.rows}
    embedded(len(new), len(cut) - sum(key in new for key in keys))
    along = principal_axes(embedder) if reusable.axes is None else reusable.axes
    rows = {**reusable.rows, **_embed(new, embedder, along, progress, step)}
    return Index(
        documents=tuple(documents),
        passages=tuple(cut),
        embedder=embedder,
        passage_vectors=FaissStore.build(np.stack([rows[key].passage for key in keys])),
        sentence_vectors=FaissStore.build(np.concatenate([rows[key].sentences for key in keys])),
        words=WordStore.build(along, [rows[key].words for key in keys]),
        passage_terms=Bm25.build([terms(searchable_text(p), p.document.language) for p in cut]),
        sentence_terms=Bm25.build(
            [terms(s.of(p.document.text), p.document.language) for p in cut for s in p.sentences]
        ),
        skipped=tuple(skipped),
    )


def passage_key(passage: Passage) -> str:
    """A hash of everything a passage's vectors depend on but the model."""
    spans = ",".join(f"{s.start}-{s.end}" for s in passage.local_sentences)
    return sha256(f"{spans}\0{passage.text}".encode()).hexdigest()


def _embed(
    new: Mapping[str, Passage],
    embedder: Embedder,
    along: Vectors,
    progress: bool,
    step: Callable[[int, int], None],
) -> dict[str, PassageRows]:
    # Texts of like length go through the model together, over the whole build.
    keys = sorted(new, key=lambda key: len(new[key].text))
    rows: dict[str, PassageRows] = {}
    with progress_bar(len(keys), "Embedding", "passages", shown=progress) as bar:
        for at in range(0, len(keys), _STEP):
            some = [new[key] for key in keys[at : at + _STEP]]
            sentences = [p.local_sentences for p in some]
            made = embedder.embed_passages([p.text for p in some], sentences)
            for key, p, e in zip(keys[at : at + _STEP], some, made, strict=True):
                rows[key] = PassageRows(
                    e.whole, e.sentences, compress(e, p.text, p.local_sentences, along)
                )
            bar.update(len(some))
            step(len(rows), len(keys))
    return rows
