"""What an index holds, and what in it may answer badly. Pure functions."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from index.documents.blocks import BlockKind
from index.documents.document import Document, Passage
from index.documents.loading import SkippedFile
from index.embedding.embedder import Embedder
from index.index import Index
from index.text.language import count_of
from index.text.pieces import block_sentences
from index.text.terms import words
from qa.library.listing import same_texts


@dataclass(frozen=True)
class DocumentReport:
    """A document in numbers.

    ``language`` is its ISO 639-1 code; ``remarks`` are whole sentences, mostly none.
    """

    id: str
    title: str
    characters: int
    words: int
    passages: int
    language: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class LibraryReport:
    """An index in numbers: its documents, the files that were not read, and equal documents.

    Each of ``duplicates`` are the ids of documents with the same text.
    """

    documents: tuple[DocumentReport, ...]
    skipped: tuple[SkippedFile, ...] = ()
    duplicates: tuple[tuple[str, ...], ...] = ()

    @property
    def passages(self) -> int:
        """The passages of all documents."""
        return sum(document.passages for document in self.documents)

    @property
    def words(self) -> int:
        """The words of all documents."""
        return sum(document.words for document in self.documents)


def library_report(index: Index) -> LibraryReport:
    """How the documents of ``index`` are."""
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in index.passages:
        passages[passage.document.id].append(passage)
    return LibraryReport(
        tuple(_document(d, passages[d.id], index.embedder) for d in index.documents),
        index.skipped,
        tuple(tuple(it.id for it in same) for same in same_texts(index.documents)),
    )


def summary(report: LibraryReport) -> str:
    """Its numbers in a sentence: "3 documents, 41 passages, 12,040 words; 1 file not read."."""
    numbers = (
        (len(report.documents), "document"),
        (report.passages, "passage"),
        (report.words, "word"),
    )
    sentence = ", ".join(count_of(number, what) for number, what in numbers)
    if report.skipped:
        sentence += f"; {count_of(len(report.skipped), 'file')} not read"
    if report.duplicates:
        again = sum(len(same) - 1 for same in report.duplicates)
        sentence += f"; {count_of(again, 'document')} there twice"
    return f"{sentence}."


def _document(
    document: Document, passages: Sequence[Passage], embedder: Embedder
) -> DocumentReport:
    remarks = list(document.notes)
    if embedder.languages and document.language not in embedder.languages:
        remarks.append("It is searched by its words alone, not by meaning, for its language.")
    if divided := _count_divided(document, passages):
        long = count_of(divided, "very long sentence")
        remarks.append(f"It has {long}, of which a citation may quote a part.")
    return DocumentReport(
        document.id,
        document.title,
        len(document.text),
        len(words(document.text)),
        len(passages),
        document.language,
        tuple(remarks),
    )


def _count_divided(document: Document, passages: Sequence[Passage]) -> int:
    """How many sentences were too long to be one."""
    whole = [sentence for passage in passages for sentence in passage.sentences]
    starts = [sentence.start for sentence in whole]
    return sum(
        whole[max(0, bisect_right(starts, sentence.start) - 1)].end < sentence.end
        for block in document.blocks
        if not block.words and block.kind is not BlockKind.NOISE
        for sentence in block_sentences(document, block)
    )
