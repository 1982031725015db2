"""What a question is asked of, and the replies that need no search to be sure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from index.documents.document import Document
from index.index import Index
from index.lazy_sequence import LazySequence
from index.numbering import DocumentIds
from index.text.terms import terms
from qa.answering.answer import SENTENCES_RETURNED
from qa.answering.refusal import unread_part
from qa.retrieval.search import SearchResult
from qa.types import Answer, Citation, Grade, Hit, ReplyKind, answer_text

CERTAIN = 1.0
"""The confidence of what is read off the text itself, without weighing."""
POSSIBLE = 0.2
"""The confidence of places that may be meant."""
READ_THROUGH = 2_000
"""Documents that are read through for one question, at the most; that takes a second or two."""


@dataclass(frozen=True)
class Scope:
    """An index, or the documents ``within`` it, how they are searched, and for how many passages.

    ``search`` searches the documents ``within`` for a question, and ``passages`` is how many hits
    a reply has.
    """

    index: Index
    search: Callable[[str, DocumentIds | None], SearchResult]
    passages: int
    within: DocumentIds | None = None

    def find(self, question: str) -> SearchResult:
        """The search of what is asked for ``question``."""
        return self.search(question, self.within)

    def inside(self, documents: Sequence[Document]) -> Scope:
        """The same of ``documents`` alone, one or more of those that are asked."""
        if len(documents) == len(self.document_numbers):
            return self
        ids = tuple(document.id for document in documents)
        return replace(self, within=ids[0] if len(ids) == 1 else ids)

    @cached_property
    def documents(self) -> Sequence[Document]:
        """The documents that are asked, in order."""
        every = self.index.documents
        return every if self.within is None else tuple(every[n] for n in self.document_numbers)

    @cached_property
    def document_numbers(self) -> Sequence[int]:
        """The numbers of the documents that are asked, in order."""
        numbering = self.index.numbering
        if self.within is None:
            return range(len(numbering.labels))
        chosen = (self.within,) if isinstance(self.within, str) else self.within
        return sorted({number for number in map(numbering.document, chosen) if number >= 0})

    @property
    def is_vast(self) -> bool:
        """Whether so many documents are asked that they are not read through for one question."""
        return len(self.document_numbers) > READ_THROUGH

    def holding(self, words: Iterable[str]) -> Sequence[Document]:
        """Those of the documents that are asked that may have all ``words`` in one passage.

        In any form; what a passage stands under counts as its own. Words that are idle in one of
        the languages are left out, and so are those with a digit, which signs join to others.
        """
        index, languages = self.index, self.index.languages
        telling = [word for word in words if not any(map(str.isdigit, word))]
        wanted = [index.terms(w) for w in telling if all(terms(w, way) for way in languages)]
        numbers = index.numbering.documents_of(index.passage_terms.holding(wanted))
        asked = np.intersect1d(numbers, self.document_numbers).tolist()
        return LazySequence(len(asked), lambda place: index.documents[asked[place]])

    @property
    def alone(self) -> bool:
        """Whether only one document is asked."""
        return len(self.document_numbers) == 1

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the passages that are asked, in order."""
        if self.within is None:
            return tuple(range(len(self.index.passages)))
        return tuple(map(int, self.index.passages_of(self.within)))

    def sentences(self, documents: Iterable[Document] | None = None) -> Iterator[Citation]:
        """Every sentence of ``documents``, or of all that are asked, in order."""
        chosen = None if documents is None else {document.id for document in documents}
        for number in self.numbers:
            passage = self.index.passages[number]
            if chosen is None or passage.document.id in chosen:
                for sentence in passage.sentences:
                    yield Citation.of(passage.document, sentence)

    def hits(self, cited: Sequence[Citation], asked: str) -> tuple[Hit, ...]:
        """The passages that a search for ``asked`` finds, those with a citation first."""
        hits = self.find(asked).hits(len(self.index.passages))
        holding = [hit for hit in hits if any(_holds(hit, citation) for citation in cited)]
        others = [hit for hit in hits if hit not in holding]
        return tuple([*holding, *others][: self.passages])


def in_reading_order(cited: Sequence[Citation]) -> list[Citation]:
    """``cited`` of one document in the order of its text, each once, none inside another."""
    ordered: list[Citation] = []
    for citation in sorted(cited, key=lambda c: (c.start, -c.end)):
        if not ordered or citation.start >= ordered[-1].end:
            ordered.append(citation)
    return ordered


def cited_reply(
    scope: Scope,
    kind: ReplyKind,
    question: str,
    citations: Sequence[Citation],
    *,
    note: str = "",
    unsaid: str = "",
    about: str = "",
    confidence: float = CERTAIN,
) -> Answer:
    """The answer that ``citations`` make; ``about`` is what its passages are found by."""
    return Answer(
        question=question,
        searched=question,
        text=answer_text((citation.quote for citation in citations), unsaid, note),
        citations=tuple(citations),
        hits=scope.hits(citations, about or question),
        confidence=confidence,
        grade=Grade.ANSWER,
        sentences=tuple(citations[:SENTENCES_RETURNED]),
        unsaid=unsaid,
        note=note,
        kind=kind,
    )


def likely_reply(
    scope: Scope,
    kind: ReplyKind,
    question: str,
    places: Sequence[Citation],
    text: str,
) -> Answer:
    """The word that ``places`` may answer, best first; ``text`` leads to them."""
    return Answer(
        question=question,
        searched=question,
        text=text,
        citations=(),
        hits=scope.hits(places, question),
        confidence=POSSIBLE,
        grade=Grade.LIKELY,
        sentences=tuple(places),
        likely=tuple(places),
        kind=kind,
    )


def absent_reply(scope: Scope, kind: ReplyKind, question: str, text: str) -> Answer:
    """The word that the documents do not have what was asked for, and what of them is unread."""
    result = scope.find(question)
    return Answer(
        question=question,
        searched=question,
        text=text + unread_part(scope.index, scope.within),
        citations=(),
        hits=tuple(result.hits(scope.passages)),
        confidence=0.0,
        grade=Grade.ABSENT,
        sentences=tuple(citation for citation, _ in result.sentences(SENTENCES_RETURNED)),
        kind=kind,
    )


def _holds(hit: Hit, citation: Citation) -> bool:
    passage = hit.passage
    same = passage.document.id == citation.document_id
    return same and passage.span.overlap(citation.span) > 0
