"""What asking gives: citations, hits and answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from index import Document, Passage, Span, SpanError
from index.documents.span import check_quote
from index.text.list_items import LIST_ITEM

# What may follow a sentence's stop: closing quotes, brackets, Markdown's signs, a note's number.
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।](?:[\"'”’»›」』)\]）*_`]|\[\^?\w{1,4}\])*\s*\Z")
# What a list item, a row, a heading or a clause ("4.2 The tenant") begins with.
_CLAUSE = r"\d{1,3}(?:\.\d{1,3})+[.)]?\s+[^\W\d_a-z]"
_OPENS_LINE = re.compile(rf"\s*(?:{LIST_ITEM.pattern}|[+·▪◦‣]\s|\||#{{1,6}}\s|{_CLAUSE})")
_LABELS = ((0.85, "quite sure"), (0.65, "fairly sure"), (0.0, "not sure, check the source"))


@dataclass(frozen=True)
class Citation:
    """A verbatim quote and its place: ``document.text[start:end] == quote``.

    ``answers`` are the places in the document of the short answers in it: mostly one, two where it
    answers two questions, none where a whole sentence is asked for or nothing was read.

    Raises:
        SpanError: when the document does not say the quote at that place, or an answer is not in
            the quote.
    """

    document: Document = field(repr=False)
    start: int
    end: int
    quote: str
    answers: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        check_quote(
            f"A citation of {self.document_id}",
            self.document.text,
            self.start,
            self.end,
            self.quote,
        )
        for answer in self.answers:
            if not self.start <= answer.start < answer.end <= self.end:
                raise SpanError(
                    f"The answer {answer.start}:{answer.end} is outside its citation"
                    f" {self.start}:{self.end} of {self.document_id}.",
                    "Mark an answer inside the quote.",
                )

    @classmethod
    def of(cls, document: Document, span: Span, answers: tuple[Span, ...] = ()) -> Citation:
        """The citation of what ``document`` says at ``span``, with the short ``answers`` in it."""
        return cls(document, span.start, span.end, span.of(document.text), answers)

    @property
    def context(self) -> tuple[str, ...]:
        """The texts that it is read with: a table's head, what a list is of, a question."""
        spans = self.document.context_at(self.start)
        return tuple(span.of(self.document.text) for span in spans)

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
    words; the words of it that the question has, as written; how far its score is ahead of the
    next passage's, None for the last; and how it stands by the reader, None if that did not read
    it.
    """

    dense: Standing
    lexical: Standing
    words: Standing
    matched: tuple[str, ...]
    margin: float | None
    reader: Standing | None = None


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


class Grade(StrEnum):
    """How sure a reply is: the answer, a likely place, or that the documents do not say."""

    ANSWER = "answer"
    LIKELY = "likely"
    ABSENT = "absent"


class ReplyKind(StrEnum):
    """What was asked for, which decides how a reply is made.

    ``TALK`` asks nothing of the documents ("hello"): its text says what Pincite does. ``MARKED`` is
    what a reader called right, in place of what was answered.
    """

    QUESTION = "question"
    OVERVIEW = "overview"
    MENTION = "mention"
    LOOK_UP = "look-up"
    COUNT = "count"
    COMPARISON = "comparison"
    TALK = "talk"
    MARKED = "marked"


def answer_text(quotes: Iterable[str], unsaid: str = "", note: str = "") -> str:
    """The text of an answer that cites ``quotes`` and leaves ``unsaid`` what it says there.

    ``note`` is what Pincite says itself before the quotes ("No:"). Sentences follow each other
    after a blank; a quote that is none (a heading, an item, a row, several lines) has lines of its
    own.
    """
    said = [(note, False), *((quote, _has_own_line(quote)) for quote in quotes), (unsaid, False)]
    parts = [(part, own_line) for part, own_line in said if part]
    joints = ["", *("\n" if one or other else " " for (_, one), (_, other) in pairwise(parts))]
    return "".join(joint + part for joint, (part, _) in zip(joints, parts, strict=False))


def _has_own_line(quote: str) -> bool:
    """Whether ``quote`` is no sentence that others can stand beside on one line."""
    several = "\n" in quote.strip()
    return several or bool(_OPENS_LINE.match(quote)) or not _SENTENCE_END.search(quote)


def short_answer_text(marked: Iterable[str]) -> str | None:
    """The short answer of what is ``marked`` in the citations, each once; None without any."""
    return "; ".join(dict.fromkeys(marked)) or None


def confidence_label(confidence: float) -> str:
    """A confidence in words."""
    return next(words for least, words in _LABELS if confidence >= least)


@dataclass(frozen=True)
class Answer:
    """The answer to a question, or the word that there is none.

    ``grade`` says how sure it is. Of `Grade.ANSWER`, ``text`` is ``note``, what Pincite says itself
    ("No:", "3 places:"), and the cited sentences, as `answer_text` joins them. Of the others
    ``abstained`` is true, ``citations`` is empty and ``closest`` is the nearest passage, which is
    not an answer: of `Grade.LIKELY`, ``likely`` are up to three places that may answer, best first;
    of `Grade.ABSENT`, ``text`` says that the documents do not. ``kind`` is what was asked for.
    ``citations`` are one to three sentences, best first, and more where all places or an overview
    are asked for, in the order of the text. ``hits`` are the passages found, best first, and
    ``sentences`` the likeliest sentences of all passages, best first, whether they
    answer or not. Of a question that asks several things, each part has its citations, and hits
    and sentences are those of each part in turn. ``confidence`` in [0, 1] estimates the chance that
    the document answers. ``searched`` is the question as it was searched, with what a follow-up
    left unsaid. ``unsaid`` names the parts of such a question that the documents do not answer;
    ``text`` ends with it.
    """

    question: str
    searched: str
    text: str
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    confidence: float
    grade: Grade
    sentences: tuple[Citation, ...] = ()
    unsaid: str = ""
    likely: tuple[Citation, ...] = ()
    note: str = ""
    kind: ReplyKind = ReplyKind.QUESTION

    def __post_init__(self) -> None:
        cited, likely = bool(self.citations), bool(self.likely)
        if cited is self.abstained or likely is not (self.grade is Grade.LIKELY):
            raise ValueError(
                f"A reply of grade {self.grade} with {len(self.citations)} citations and"
                f" {len(self.likely)} likely places."
            )

    @property
    def abstained(self) -> bool:
        """Whether it is no answer: a likely place at the most."""
        return self.grade is not Grade.ANSWER

    @property
    def short_answer(self) -> str | None:
        """The answers marked in the citations, as the document writes them; None without any."""
        return short_answer_text(a.of(c.document.text) for c in self.citations for a in c.answers)

    @property
    def turn(self) -> Turn:
        """What a follow-up to this answer is understood from."""
        return Turn(self.question, answered=not self.abstained)

    @property
    def closest(self) -> Hit | None:
        """The nearest passage of a refusal: "closest passage, not an answer".

        Of a likely place it is the passage that holds the first one, if it was found; of talk there
        is none.
        """
        if not self.abstained or self.kind is ReplyKind.TALK:
            return None
        holding = (hit for hit in self.hits if any(_holds(hit, it) for it in self.likely[:1]))
        return next(holding, next(iter(self.hits), None))


def _holds(hit: Hit, citation: Citation) -> bool:
    passage = hit.passage
    same = passage.document.id == citation.document_id
    return same and passage.start <= citation.start < passage.end
