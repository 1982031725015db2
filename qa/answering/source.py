"""The documents that a question names as its source: "in the lease", "does the report say"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.documents.document import Document
from qa.answering.document_names import Fit
from qa.answering.scope import Scope
from qa.answering.subject import documents_meant, documents_named
from qa.question.english.overviews import OWN_TEXT, WRITINGS
from qa.question.english.sources import JOINS_SOURCES
from qa.question.source import SourceName, names_from, source_names

_MOST = 4
"""Sources of one question."""
_ANY = "the document"


@dataclass(frozen=True)
class Source:
    """The ``documents`` that are to answer, and what they are asked.

    ``name`` is what the question calls them and ``question`` asks them alone; ``plain`` is that
    with "the document" for the name, and ``rest`` without it. ``sure`` says that only they are to
    answer, and ``place`` that the name may be of a thing instead: what is "in the garden" may stand
    in other documents than the one of that title.
    """

    documents: Sequence[Document]
    name: str
    question: str
    plain: str
    rest: str
    sure: bool
    place: bool = False


def sources_of(scope: Scope, question: str) -> tuple[Source, ...]:
    """The sources that ``question`` names, mostly none; several where they are joined by "and"."""
    for name in source_names(question):
        if OWN_TEXT.fullmatch(name.text):
            continue
        if both := _parts(scope, name):
            return both
        if documents := _documents(scope, name):
            return _joined(scope, name, documents)
    return ()


def share(some: Sequence[Document], others: Sequence[Document]) -> bool:
    """Whether a document is among ``some`` and ``others``."""
    return not {document.id for document in some}.isdisjoint(document.id for document in others)


def _documents(scope: Scope, name: SourceName) -> Sequence[Document]:
    """The documents that ``name`` means; fewer than all there are where it may be a place."""
    if name.sure:
        return documents_meant(scope, name.text)
    own = documents_named(scope, name.text, _least(name.text))
    return own if len(own) < len(scope.document_numbers) else ()


def _least(name: str) -> Fit:
    """How well a name has to fit that may be of a place: a kind of writing is none."""
    return Fit.HEAD if _is_writing(name) else Fit.WHOLE


def _is_writing(name: str) -> bool:
    """Whether ``name`` is of a kind of writing or a file, which no place is called."""
    *_, noun = name.casefold().split()
    return "." in noun or not {noun, noun.removesuffix("s")}.isdisjoint(WRITINGS)


def _joined(scope: Scope, first: SourceName, documents: Sequence[Document]) -> tuple[Source, ...]:
    """The source that is named first, and those that are joined to it."""
    named = [(first.text, documents)]
    end = first.end
    while len(named) < _MOST and (joint := JOINS_SOURCES.match(first.question, end)):
        for other in names_from(first.question, joint.end(), sure=False):
            theirs = documents_named(scope, other.text)
            if theirs and not any(share(theirs, own) for _, own in named):
                named.append((other.text, theirs))
                end = other.end
                break
        else:
            break
    return tuple(_source(scope, first, name, own, end) for name, own in named)


def _parts(scope: Scope, name: SourceName) -> tuple[Source, ...]:
    """The sources of which a name is made: "the lease and the amendment"."""
    joint = JOINS_SOURCES.search(name.text)
    if not joint or documents_named(scope, name.text, Fit.WHOLE):
        return ()
    sides = name.text[: joint.start()], name.text[joint.end() :].strip()
    named = [(side, documents_named(scope, side)) for side in sides]
    if not all(own for _, own in named) or share(*(own for _, own in named)):
        return ()
    return tuple(_source(scope, name, side, own, name.end) for side, own in named)


def _source(
    scope: Scope, name: SourceName, text: str, documents: Sequence[Document], end: int
) -> Source:
    fits = bool(documents_named(scope.inside(documents), text))
    return Source(
        documents,
        text,
        name.renamed(text, end),
        name.renamed(_ANY, end),
        name.rest,
        sure=name.sure and (fits or scope.alone),
        place=not name.sure and not _is_writing(text),
    )
