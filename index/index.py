"""The index: documents, their passages and sentences, and what finds them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index.documents.document import Document, Passage
from index.documents.files import SkippedFile
from index.embedding.embedder import Embedder, Vectors
from index.errors import DocumentError
from index.search.faiss_store import FaissStore
from index.search.late_interaction import PassageWords, WordStore, compress, principal_axes
from index.search.threads import one_thread
from index.text.language import detect_language
from index.text.passages import cut_passages
from index.text.terms import Bm25, terms, words

# Passages embedded between two steps of the progress told.
_STEP = 64


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
    words: WordStore
    passage_terms: Bm25
    sentence_terms: Bm25
    skipped: tuple[SkippedFile, ...] = ()

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """The number of each passage's first sentence, and at the end of all: (passages + 1,)."""
        return np.cumsum([0, *(len(p.sentences) for p in self.passages)])

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The number of each sentence's passage: (sentences,)."""
        return np.repeat(np.arange(len(self.passages)), np.diff(self.firsts))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The documents' languages, that of most passages first."""
        counted = Counter(passage.document.language for passage in self.passages)
        return tuple(language for language, _ in counted.most_common())

    def terms(self, word: str) -> tuple[str, ...]:
        """The terms of a question's word, in those of the documents' languages that know it."""
        ways = [terms(word, language) for language in self.languages]
        known = [way for way in ways if any(term in self.passage_terms for term in way)]
        if not known and not all(ways):
            return ()  # idle in one of the languages
        return tuple(dict.fromkeys(term for way in known or ways[:1] for term in way))

    def says(self, word: str) -> bool:
        """Whether the documents have a question's word in any of its forms, or count it as idle."""
        found = self.terms(word)
        return not found or any(term in self.passage_terms for term in found)

    @cached_property
    def vocabulary(self) -> dict[str, Counter[str]]:
        """How often each word comes in the documents, in lower case, by its first letter."""
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for passage in self.passages:
            for word in words(searchable_text(passage)):
                counted[word[0]][word] += 1
        return counted

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


@one_thread
def build(
    documents: Sequence[Document],
    embedder: Embedder,
    *,
    skipped: Sequence[SkippedFile] = (),
    kept: ReusableRows = ReusableRows(),
    progress: bool = True,
    embedded: Callable[[int, int], None] = lambda new, kept: None,
    step: Callable[[int, int], None] = lambda done, of: None,
) -> Index:
    """Cut, embed and count ``documents``.

    Vectors of passages that are ``kept`` are taken from there; ``embedded`` is told how many
    passages were new and how many were kept, and ``step``, after each batch, how many of the new
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
    new = {key: p for key, p in zip(keys, cut, strict=True) if key not in kept.rows}
    embedded(len(new), len(cut) - sum(key in new for key in keys))
    along = principal_axes(embedder) if kept.axes is None else kept.axes
    rows = {**kept.rows, **_embed(new, embedder, along, progress, step)}
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


def searchable_text(passage: Passage) -> str:
    """The words a passage is found by: its own and those of the headings it stands under."""
    return "\n".join((passage.document.title, *passage.headings, passage.text))


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
    bar = tqdm(total=len(keys), desc="Embedding", unit=" passages", delay=2, disable=not progress)
    with bar:
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
