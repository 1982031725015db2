"""A conversation as evidence: what was asked, what was quoted, and of which documents.

As JSON, which can be checked against the documents later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import NamedTuple, TypedDict, final

from index import Document, PinciteError
from qa.serialization import (
    AnswerSummary,
    CitationRecord,
    GradeRecord,
    citation_record,
    grade_of,
    summary_of,
    sureness,
)
from qa.types import Answer, Citation, Grade

UNGRADED, FORMAT = 1, 2
"""The format of the packs that were exported before replies had grades, and the present one."""


class PackError(PinciteError):
    """A file that holds no evidence pack."""


class Source(TypedDict):
    """A document that was quoted; ``sha256`` is of its text in UTF-8, as hex.

    ``document`` is its id, or names an earlier version of the document with that id.
    """

    document: str
    title: str
    sha256: str


@final
class AnswerEntry(AnswerSummary, GradeRecord):
    """A question and its answer, its likeliest places or its refusal.

    ``sureness`` is ``confidence`` in the words that were shown, if any; ``closest`` is the nearest
    passage where the documents do not answer. One of the format `UNGRADED` has no `GradeRecord`.
    """

    sureness: str
    citations: list[CitationRecord]
    closest: CitationRecord | None


@final
class FailureEntry(TypedDict):
    """A question that met an error."""

    question: str
    error: str


class Pack(TypedDict):
    """A conversation and the documents it quotes: format ``pincite``, ``made`` at that time."""

    pincite: int
    made: str
    documents: list[Source]
    conversation: list[AnswerEntry | FailureEntry]


@dataclass(frozen=True)
class Failure:
    """A question that met an error, to be packed."""

    question: str
    error: PinciteError


def make_pack(conversation: Iterable[Answer | Failure], made: str) -> Pack:
    """``conversation`` as a pack; ``made`` is the time in ISO 8601.

    Of a document that was replaced meanwhile the version that was quoted last keeps the id.
    """
    conversation = list(conversation)
    cited = [*chain.from_iterable(_citations(it) for it in conversation)]
    names = _names([citation.document for citation in cited])
    versions = {_version(citation.document): citation.document for citation in cited}
    return {
        "pincite": FORMAT,
        "made": made,
        "documents": [
            {"document": names[version], "title": document.title, "sha256": text_sha256(document)}
            for version, document in versions.items()
        ],
        "conversation": [
            {"question": it.question, "error": str(it.error)}
            if isinstance(it, Failure)
            else _answer_entry(it, names)
            for it in conversation
        ],
    }


def _version(document: Document) -> tuple[str, str]:
    return document.id, document.text


def _names(documents: Iterable[Document]) -> dict[tuple[str, str], str]:
    """What each version of ``documents``, given in the order they were quoted, is listed as."""
    documents = list(documents)
    last = {document.id: document.text for document in documents}
    return {
        _version(it): it.id
        if it.text == last[it.id]
        else f"{it.id} (before, {text_sha256(it)[:8]})"
        for it in {_version(it): it for it in documents}.values()
    }


def text_sha256(document: Document) -> str:
    """The hash of a document's text in UTF-8, as hex."""
    return sha256(document.text.encode()).hexdigest()


def _citations(it: Answer | Failure) -> list[Citation]:
    if isinstance(it, Failure):
        return []
    return [*it.citations, *it.likely, *filter(None, [_closest(it)])]


def _closest(answer: Answer) -> Citation | None:
    hit = answer.closest if answer.grade is Grade.ABSENT else None
    return Citation.of(hit.passage.document, hit.passage.span) if hit else None


def _answer_entry(answer: Answer, names: Mapping[tuple[str, str], str]) -> AnswerEntry:
    closest = _closest(answer)
    return {
        **summary_of(answer),
        **grade_of(answer),
        "likely": [_citation_entry(citation, names) for citation in answer.likely],
        "sureness": sureness(answer),
        "citations": [_citation_entry(citation, names) for citation in answer.citations],
        "closest": _citation_entry(closest, names) if closest else None,
    }


def _citation_entry(citation: Citation, names: Mapping[tuple[str, str], str]) -> CitationRecord:
    return {**citation_record(citation), "document": names[_version(citation.document)]}


def quotes(pack: Pack) -> Iterator[CitationRecord]:
    """All that is quoted, in the order of the conversation; likely and closest places too."""
    return (each.cited for each in quotes_asked(pack))


class AskedQuote(NamedTuple):
    """A quote, the ``question`` it was quoted for, and whether it is ``closest``: no answer."""

    question: str
    cited: CitationRecord
    closest: bool = False


def quotes_asked(pack: Pack) -> Iterator[AskedQuote]:
    """All `quotes`, each with the question that it was quoted for."""
    for turn in pack["conversation"]:
        if "error" not in turn:
            for cited in chain(turn["citations"], turn.get("likely", ())):
                yield AskedQuote(turn["question"], cited)
            if turn["closest"]:
                yield AskedQuote(turn["question"], turn["closest"], closest=True)
