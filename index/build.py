"""Documents cut, embedded and counted: an index built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from index.documents.document import Document
from index.documents.loading import SkippedFile
from index.embedding.embedder import Embedder, Vectors
from index.errors import DocumentError
from index.index import Index, searchable_text
from index.numbering import Numbering
from index.partial import NO_ROWS, PartialRows, PartialWords, PassageRows, ReusableRows
from index.progress import progress_bar
from index.search.bm25 import Bm25
from index.search.late_interaction import WordStore, axes_of
from index.search.stores import store_of
from index.search.threads import one_thread
from index.search.word_counts import WordCounts
from index.text.language import detect_language
from index.text.passages import cut_passages
from index.text.terms import terms, word_terms, words

Means = tuple[float | None, float | None]
"""The mean number of terms of passages and of sentences."""


@one_thread
def build(
    documents: Sequence[Document],
    embedder: Embedder,
    *,
    skipped: Sequence[SkippedFile] = (),
    means: Means = (None, None),
    reusable: ReusableRows = NO_ROWS,
    progress: bool = True,
    embedded: Callable[[int, int], None] = lambda new, reused: None,
    step: Callable[[int, int], None] = lambda done, of: None,
    made: Callable[[Vectors, Mapping[str, PassageRows]], None] = lambda axes, rows: None,
    early: Callable[[Index], None] = lambda index: None,
) -> Index:
    """Cut, embed and count ``documents``.

    ``means`` are the terms of a passage and of a sentence that count as usual, those of these
    documents where it is None. Vectors that are ``reusable`` are taken from there; ``embedded`` is
    told how many passages were new and how many were not. Before any is embedded, ``early`` is
    given an index that can be asked meanwhile: it embeds the passages that a question needs, which
    are those that share words with it. After each batch ``made`` is given its vectors, with the
    axes of their words, and ``step`` is told how many of the new passages are embedded. A progress
    bar appears on standard error when embedding takes longer than two seconds.

    Raises:
        DocumentError: when there is no text to index.
    """
    documents = [replace(d, language=detect_language(d.text)) for d in documents]
    cut = [p for d in documents for p in cut_passages(d, embedder.count, embedder.window)]
    if not cut:
        raise DocumentError("The documents hold no text.", "Give at least one with text.")
    spoken: Counter[str] = Counter()

    def of_passages() -> Iterator[list[str]]:
        for passage in cut:
            own = words(searchable_text(passage))
            spoken.update(own)
            yield [t for word in own for t in word_terms(word, passage.document.language)]

    of_sentences = (
        terms(s.of(p.document.text), p.document.language) for p in cut for s in p.sentences
    )
    along = axes_of(embedder) if reusable.axes is None else reusable.axes
    with progress_bar(0, "Embedding", "passages", shown=progress) as bar:

        def advance(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)
            step(done, of)

        rows = PartialRows(cut, embedder, along, reusable.rows, advance, partial(made, along))
        embedded(rows.missing, len(cut) - rows.missing)
        index = Index(
            documents=tuple(documents),
            passages=tuple(cut),
            numbering=Numbering.of(documents, cut),
            embedder=embedder,
            passage_vectors=rows.passages,
            sentence_vectors=rows.sentences,
            words=PartialWords(rows),
            passage_terms=Bm25.build(of_passages(), means[0]),
            sentence_terms=Bm25.build(of_sentences, means[1]),
            word_counts=WordCounts.build(spoken),
            skipped=tuple(skipped),
            partial=rows,
        )
        early(index)
        rows.fill()
    return replace(
        index,
        passage_vectors=store_of(rows.passages.rows(range(len(cut)))),
        sentence_vectors=store_of(rows.sentences.rows(range(len(rows.sentences)))),
        words=WordStore.build(along, [rows.words(number) for number in range(len(cut))]),
        partial=None,
    )
