"""All places that name a thing, in reading order, and those that may mean it without naming it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.documents.document import Document
from index.documents.span import Span
from index.index import Index
from index.text.language import count_of
from index.text.terms import WORD, terms
from qa.answering.outline import sections
from qa.answering.refusal import lead_to_likely, unread_part
from qa.answering.scope import Scope, absent_reply, cited_reply, likely_reply
from qa.question.keywords import content_words
from qa.question.kind import Request
from qa.question.query import understand
from qa.types import Answer, Citation, ReplyKind

MAX_PLACES = 20
"""Places that are cited."""
MAX_MEANT = 3
"""Places that may mean it without naming it."""
MEANT, MAY_BE_MEANT = 0.5, 0.33
"""The cosine of a sentence and what is asked for from which it may mean that.

The first beside places that name it, the second where there are none, and it is only likely.
Chosen by eye on some 30 names over six documents.
"""

_NAME, _NAMES = "{} mentions “{}”", "{} mention “{}”"
_FIRST = "The first {} of {} that mention “{}”:"
_MEANT = ", and {} after that may mean it in other words"
_NEVER, _NEVER_ANY = "The document never mentions “{}”.", "The documents never mention “{}”."
_OTHER_WORDS = "“{}” is not mentioned in these words."


def mention(scope: Scope, request: Request, question: str) -> Answer | None:
    """The places that mention what a ``request`` names; None where it names nothing to look for."""
    thing = understand(scope.index, request.things[0]).text
    words = _telling(scope.index, thing)
    if not words:
        return None
    named = places_naming(scope, words)
    meant = places_meaning(scope, thing, named, MEANT if named else MAY_BE_MEANT)
    if named:
        return cited_reply(
            scope,
            ReplyKind.MENTION,
            question,
            [*named[:MAX_PLACES], *(meant if len(named) <= MAX_PLACES else ())],
            note=_note(thing, len(named), len(meant)),
            about=thing,
        )
    if meant:
        said = _OTHER_WORDS.format(thing) + unread_part(scope.index, scope.within)
        text = lead_to_likely(len(meant), said)
        return likely_reply(scope, ReplyKind.MENTION, question, meant, text)
    never = _NEVER if scope.alone else _NEVER_ANY
    return absent_reply(scope, ReplyKind.MENTION, question, never.format(thing))


def places_naming(scope: Scope, words: Sequence[str]) -> list[Citation]:
    """The headings and sentences that have all of ``words``, in any form, in reading order."""
    index = scope.index
    wanted = [set(index.terms(word)) for word in words]
    there = index.sentence_terms.holding(wanted)
    every: list[Citation] = []
    for document in scope.holding(words):
        own = [Citation.of(document, span) for span in _headings_naming(document, wanted)]
        for number in np.intersect1d(there, index.sentences_of(index.passages_of(document.id))):
            own.append(_sentence(index, int(number)))
        own.sort(key=lambda citation: (citation.start, citation.end))
        every.extend(c for n, c in enumerate(own) if not n or c.start >= own[n - 1].end)
    return every


def places_meaning(
    scope: Scope, thing: str, named: Sequence[Citation], least: float
) -> list[Citation]:
    """The sentences like ``thing`` that do not name it, in reading order; few or none.

    ``least`` is the cosine that they have at the least.
    """
    index = scope.index
    rows = None if scope.within is None else index.sentences_of(index.passages_of(scope.within))
    (embedding,) = index.embedder.embed_queries([thing])
    near = index.sentence_vectors.search(embedding.whole, MAX_MEANT + len(named) + 5, rows)
    cosines = index.sentence_vectors.rows(near) @ embedding.whole
    places = {(citation.document_id, citation.start) for citation in named}
    meant = [
        (int(number), citation)
        for number, cosine in zip(near, cosines, strict=True)
        if cosine >= least
        and ((citation := _sentence(index, int(number))).document_id, citation.start) not in places
        and not any(_within(citation, other) for other in named)
    ]
    return [citation for _, citation in sorted(meant[:MAX_MEANT], key=lambda place: place[0])]


def _telling(index: Index, thing: str) -> list[str]:
    """The words that have to be there: those that say something, or all where none does."""
    content = content_words(thing) or WORD.findall(thing)
    return [word for word in content if index.terms(word)]


def _note(thing: str, named: int, meant: int) -> str:
    if named > MAX_PLACES:
        return _FIRST.format(MAX_PLACES, count_of(named, "place"), thing)
    note = (_NAME if named == 1 else _NAMES).format(count_of(named, "place"), thing)
    return f"{note}{_MEANT.format(meant) if meant else ''}:"


def _headings_naming(document: Document, wanted: Sequence[set[str]]) -> list[Span]:
    of = [
        (section.words, {*terms(section.title, document.language)})
        for section in sections(document)
    ]
    return [span for span, stems in of if all(stems & own for own in wanted)]


def _sentence(index: Index, number: int) -> Citation:
    owner = int(index.numbering.owners_of(np.array([number]))[0])
    passage = index.passages[owner]
    return Citation.of(
        passage.document, passage.sentences[number - int(index.numbering.sentences[owner])]
    )


def _within(citation: Citation, other: Citation) -> bool:
    return citation.document_id == other.document_id and citation.span.overlap(other.span) > 0
