"""What asking gives: citations, hits and answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from index import Document, Passage, Span
from index.span import check_quote


@dataclass(frozen=True)
class Citation:
    """A verbatim quote and its place: ``document.text[start:end] == quote``.

    Raises:
        SpanError: when the document does not say the quote at that place.
    """

    document: Document = field(repr=False)
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        check_quote(
            f"A citation of {self.document_id}",
            self.document.text,
            self.start,
            self.end,
            self.quote,
        )

    @classmethod
    def of(cls, document: Document, span: Span) -> Citation:
        """The citation of what ``document`` says at ``span``."""
        return cls(document, span.start, span.end, span.of(document.text))

    @property
    def document_id(self) -> str:
        """The document's id in its index."""
        return self.document.id

    @property
    def span(self) -> Span:
        """The quote's place in the document."""
        return Span(self.start, self.end)


class Standing(NamedTuple):
    """A passage's place among all candidates by one kind of signal: rank from 1, score to 1."""

    rank: int
    score: float


@dataclass(frozen=True)
class Why:
    """Why a passage stands where it does.

    How it stands by the vectors of whole texts, by shared words, and by the likeness of single
    words; the words of it that the question has, as written; and how far its score is ahead of
    the next passage's, None for the last.
    """

    dense: Standing
    lexical: Standing
    words: Standing
    matched: tuple[str, ...]
    margin: float | None


@dataclass(frozen=True)
class Hit:
    """A passage found for a question, its score in [0, 1], its best sentence, and why it stands."""

    passage: Passage
    score: float
    citation: Citation
    why: Why


class Turn(NamedTuple):
    """An earlier question of a conversation, and whether it was answered or refused."""

    question: str
    answered: bool = True


@dataclass(frozen=True)
class Answer:
    """The answer to a question, or the word that there is none.

    ``text`` is the cited sentences, or says that the document does not answer when ``abstained``
    is true; then ``citations`` is empty and ``closest`` is the nearest passage, which is not an
    answer. ``citations`` are one to three sentences, best first. ``hits`` are the passages found,
    best first, and ``sentences`` the likeliest sentences of all passages, best first, whether they
    answer or not. ``confidence`` in [0, 1] estimates the chance that the document answers.
    ``searched`` is the question as it was searched, with what a follow-up left unsaid.
    """

    question: str
    searched: str
    text: str
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    confidence: float
    abstained: bool
    sentences: tuple[Citation, ...] = ()
    short_answer: str | None = None

    @property
    def turn(self) -> Turn:
        """What a follow-up to this answer is understood from."""
        return Turn(self.question, answered=not self.abstained)

    @property
    def closest(self) -> Hit | None:
        """The nearest passage of a refusal: "closest passage, not an answer"."""
        return self.hits[0] if self.abstained and self.hits else None
