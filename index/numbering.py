"""Which numbers the passages and sentences of documents have among those of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.documents.document import Document, Passage
from index.documents.label import Label
from index.errors import DocumentError
from index.search.vector_store import Ids

DocumentIds = str | tuple[str, ...]
"""One document by its id, or several."""


@dataclass(frozen=True, eq=False)
class Numbering:
    """The documents by their ``labels``, and what is theirs, in order.

    Document ``i`` has the passages ``passages[i]`` to ``passages[i + 1]``, and passage ``j`` the
    sentences ``sentences[j]`` to ``sentences[j + 1]``: (documents + 1,) and (passages + 1,).

    Raises:
        ValueError: when these do not go together.
    """

    labels: tuple[Label, ...]
    passages: Ids
    sentences: Ids

    def __post_init__(self) -> None:
        expected = len(self.labels), int(self.passages[-1])
        if (held := (len(self.passages) - 1, len(self.sentences) - 1)) != expected:
            raise ValueError(f"{expected} documents and passages can't be {held}.")

    @classmethod
    def of(cls, documents: Sequence[Document], passages: Sequence[Passage]) -> Numbering:
        """That of ``documents``, whose ``passages`` are in their order."""
        counted = Counter(passage.document.id for passage in passages)
        return cls(
            tuple(map(Label.of, documents)),
            np.cumsum([0, *(counted[document.id] for document in documents)]),
            np.cumsum([0, *(len(passage.sentences) for passage in passages)]),
        )

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The documents' languages, that of most passages first."""
        counted: Counter[str] = Counter()
        for label, count in zip(self.labels, np.diff(self.passages).tolist(), strict=True):
            counted[label.language] += count
        return tuple(language for language, count in counted.most_common() if count)

    @cached_property
    def unreadable(self) -> int:
        """How many pages of all documents cannot be read."""
        return sum(label.unreadable for label in self.labels)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {label.id: number for number, label in enumerate(self.labels)}

    def owners_of(self, sentences: Ids) -> Ids:
        """The number of the passage of each of these sentences: (sentences,)."""
        return np.searchsorted(self.sentences, sentences, side="right") - 1

    def document_of(self, passage: int) -> int:
        """The number of the document that a passage is of."""
        return int(np.searchsorted(self.passages, passage, side="right")) - 1

    def documents_of(self, passages: Ids) -> Ids:
        """The numbers of the documents that ``passages`` are of, each once, in order."""
        return np.unique(np.searchsorted(self.passages, passages, side="right") - 1)

    def document(self, document_id: str) -> int:
        """The number of the document of this id, -1 where there is none."""
        return self._numbers.get(document_id, -1)

    def passages_of(self, document_id: DocumentIds) -> Ids:
        """The numbers of the passages of a document, or of several, in order: (their passages,).

        Raises:
            DocumentError: when there is no such document, or it has no passage.
        """
        if not isinstance(document_id, str):
            return np.sort(np.concatenate([self.passages_of(name) for name in document_id]))
        number = self.document(document_id)
        own = np.arange(*self.passages[number : number + 2]) if number >= 0 else np.arange(0)
        if not len(own):
            some = zip(self.labels, np.diff(self.passages).tolist(), strict=True)
            known = ", ".join(sorted(label.id for label, count in some if count)[:5])
            raise DocumentError(
                f"The index has no document {document_id!r}.", f"It has {known}, for example."
            )
        return own

    def firsts_among(self, passages: Ids) -> Ids:
        """Where each of ``passages`` has its sentences among those of all: (passages + 1,)."""
        counts = self.sentences[passages + 1] - self.sentences[passages]
        return np.concatenate([[0], np.cumsum(counts)])

    def sentences_of(self, passages: Ids) -> Ids:
        """The numbers of the sentences of ``passages``, in order: (their sentences,)."""
        return np.concatenate([np.arange(*self.sentences[n : n + 2]) for n in passages])
