"""What is asked of a document as a whole: its title, author, date, length, headings, conclusion.

Only what the document says of itself answers. Where it does not, the question is left to an
ordinary search: "Who is the author?" may be answered by a sentence of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.documents.document import Document
from index.documents.span import Span
from index.text.language import count_of
from index.text.terms import WORD
from qa.answering.centrality import sums_up
from qa.answering.head import Head, Told, head_of
from qa.answering.outline import sections, top_sections
from qa.answering.overview import title_of
from qa.answering.scope import Scope, absent_reply, cited_reply, in_reading_order
from qa.answering.subject import documents_meant
from qa.question.english.documents import (
    CHANGED,
    OWN_CONCLUSION,
    TELLS_AUTHOR,
    TELLS_DATE,
    TELLS_LENGTH,
)
from qa.question.english.overviews import ASKS_WORDS
from qa.question.kind import Aspect, Request
from qa.types import Answer, Citation, ReplyKind

MAX_HEADINGS = 20
"""Headings that are cited of all documents together."""
MAX_DOCUMENTS = 20
"""Documents whose titles, authors or dates are cited."""
WORDS_PER_MINUTE = 230
"""How fast a text is read, about."""

_MAX_CONCLUSIONS = 3
_LENGTH = "It has {}, about {} to read:"
_LENGTHS = "They have {} in {}, about {} to read:"
_FIRST = "The first {} of {}:"
_UNSAID = {
    Aspect.AUTHOR: "Its head and its end do not say who wrote it.",
    Aspect.DATE: "Its head and its end do not say when it was written.",
    Aspect.TITLE: "It has no title.",
}
_FLAT = "There are no headings, but for a title."
_PAGES = re.compile(r"\b\d+[ -]pages?\b", re.IGNORECASE)
_ASKS_PAGES = re.compile(r"\bpages\b", re.IGNORECASE)


def facts(scope: Scope, request: Request, question: str) -> Answer | None:
    """What the documents that a ``request`` names say of themselves; None where they do not."""
    documents = documents_meant(scope, request.things[0])
    if not documents:
        return None
    scope = scope.inside(documents)
    cited: list[Citation] = []
    notes: list[str] = []
    unsaid: list[str] = []
    for aspect in request.aspects:
        told = _told(scope, aspect, documents, request)
        if told:
            note, citations = told
            cited.extend(citations)
            notes.extend([note] if note else [])
        elif aspect in _UNSAID:
            unsaid.append(_UNSAID[aspect])
    if not cited:
        no_headings = request.aspects == (Aspect.SECTIONS,)
        return absent_reply(scope, ReplyKind.OVERVIEW, question, _FLAT) if no_headings else None
    by_document = [[c for c in cited if c.document_id == document.id] for document in documents]
    ordered = [citation for own in by_document for citation in in_reading_order(own)]
    return cited_reply(
        scope,
        ReplyKind.OVERVIEW,
        question,
        ordered,
        note=" ".join(notes),
        unsaid=" ".join(unsaid) if len(documents) == 1 else "",
        about=" ".join(citation.quote for citation in ordered)[:500],
    )


def _told(
    scope: Scope, aspect: Aspect, documents: Sequence[Document], request: Request
) -> tuple[str, list[Citation]] | None:
    """What is said of one aspect, with a note before it; None where nothing is."""
    heads = {document.id: head_of(document) for document in documents}
    match aspect:
        case Aspect.LENGTH:
            return _length(documents, request)
        case Aspect.SECTIONS:
            every = [Citation.of(d, s.words) for d in documents for s in top_sections(d)]
            return _first(every, MAX_HEADINGS, "heading")
        case Aspect.CONCLUSION:
            return _first(_conclusions(scope, documents), _MAX_CONCLUSIONS, "sentence", more=False)
        case Aspect.TITLE:
            every = [c for d in documents for c in title_of(d, heads[d.id]) or _opening(d)]
            if len(documents) == 1 and not heads[documents[0].id].title:
                return None
        case _:
            every = [
                Citation.of(d, line.line, line.values)
                for d in documents
                if (line := _line(aspect, heads[d.id], request))
            ] or _stated(scope, aspect, documents)
    return _first(every, MAX_DOCUMENTS, "document")


def _line(aspect: Aspect, head: Head, request: Request) -> Told | None:
    if aspect is Aspect.AUTHOR:
        return head.author
    if CHANGED.search(request.question):
        return head.changed
    return head.date or head.changed


def _stated(scope: Scope, aspect: Aspect, documents: Sequence[Document]) -> list[Citation]:
    """The sentences in which documents tell their author or date themselves."""
    tells = TELLS_AUTHOR if aspect is Aspect.AUTHOR else TELLS_DATE
    stated: list[Citation] = []
    for citation in scope.sentences(documents):
        if match := tells.search(citation.quote):
            told = next(group for group, value in match.groupdict().items() if value)
            place = Span(*match.span(told)).shifted(citation.start)
            stated.append(Citation.of(citation.document, citation.span, (place,)))
    return stated


def _first(
    cited: Sequence[Citation], most: int, what: str, more: bool = True
) -> tuple[str, list[Citation]] | None:
    """The first ``most`` of ``cited``, saying so if ``more`` are left; None without any."""
    if not cited:
        return None
    left = more and len(cited) > most
    return _FIRST.format(most, count_of(len(cited), what)) if left else "", [*cited[:most]]


def _length(documents: Sequence[Document], request: Request) -> tuple[str, list[Citation]] | None:
    """How many words there are, and the title; None where the text tells of a length itself."""
    pages = bool(_ASKS_PAGES.search(request.question))
    of_text = pages or not ASKS_WORDS.search(request.question)
    stated = _PAGES if pages else TELLS_LENGTH
    if of_text and any(stated.search(document.text) for document in documents):
        return None
    number = sum(len(WORD.findall(document.text)) for document in documents)
    minutes = count_of(max(1, round(number / WORDS_PER_MINUTE)), "minute")
    cited = [c for d in documents[:MAX_DOCUMENTS] for c in title_of(d, head_of(d)) or _opening(d)]
    words = count_of(number, "word")
    if len(documents) == 1:
        return _LENGTH.format(words, minutes), cited
    return _LENGTHS.format(words, count_of(len(documents), "document"), minutes), cited


def _opening(document: Document) -> Iterable[Citation]:
    return [Citation.of(document, block.span) for block in document.blocks[:1]]


def _conclusions(scope: Scope, documents: Sequence[Document]) -> list[Citation]:
    """Sentences that say they conclude; else the first ones under a heading that says so."""
    own = [list(scope.sentences([document])) for document in documents]
    every = [citation for cited in own for citation in cited]
    telling = [c for cited in own for n, c in enumerate(cited) if sums_up(c.quote, n, len(cited))]
    if telling:
        return telling[-_MAX_CONCLUSIONS:]
    under = [
        section.span
        for document in documents
        for section in sections(document)
        if OWN_CONCLUSION.match(section.title)
    ][:1]
    return [c for c in every for span in under if span.start < c.start < span.end]
