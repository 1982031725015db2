"""Questions about public documents, real-docs, each with the passages that look nearest to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.cases import load_cases, locate
from evals.fitting.splits import half_of
from index.build import build
from index.documents.document import Passage
from index.documents.files import read_documents
from index.embedding.sentence_transformer import SentenceTransformerEmbedder

NEAR = 10
"""Passages that are read of each document."""


@dataclass(frozen=True)
class DocumentCase:
    """A question, the passages near it, and which of their sentences (passage, sentence) answer."""

    kind: str
    question: str
    passages: tuple[Passage, ...]
    right: frozenset[tuple[int, int]]
    golds: tuple[str, ...]


def document_cases(folder: Path, half: str) -> Iterator[DocumentCase]:
    """The cases of one half of the documents in the ``folder`` real-docs.

    A passage is as near as the packaged model's cosine with it and with its best sentence, summed.

    Raises:
        DocumentError: when there are no documents.
        CaseError: when there are no cases, or those of other documents.
    """
    documents = read_documents([str(folder / "documents")]).documents
    names = half_of([document.id for document in documents], half)
    documents = tuple(document for document in documents if document.id in names)
    cases = [case for case in load_cases(folder / "cases.jsonl") if case.document in names]
    evidence = locate(cases, documents)
    embedder = SentenceTransformerEmbedder()
    index = build(documents, embedder, progress=False)
    encode = embedder.model.encode
    passages = encode([passage.text for passage in index.passages])
    sentences = encode([s.of(p.document.text) for p in index.passages for s in p.sentences])
    questions = encode([case.question for case in cases])
    for case, question in zip(cases, questions, strict=True):
        own = index.passages_of(str(case.document))
        cosines = [
            float(passages[n] @ question)
            + float(
                (
                    sentences[index.numbering.sentences[n] : index.numbering.sentences[n + 1]]
                    @ question
                ).max()
            )
            for n in own
        ]
        near = tuple(index.passages[n] for n in own[np.argsort(-np.array(cosines))[:NEAR]])
        spans = [place.span for places in evidence[case.id] for place in places]
        right = frozenset(
            (i, j)
            for i, passage in enumerate(near)
            for j, sentence in enumerate(passage.sentences)
            if any(sentence.overlap(span) for span in spans)
        )
        yield DocumentCase(case.kind, case.question, near, right, case.golds)
