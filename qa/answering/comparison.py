"""Two things compared, or what documents say of one: a quote for each, from a search of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from index.documents.document import Document
from index.text.terms import terms
from qa.answering.answer import lacks
from qa.answering.citations import answer_below, cite
from qa.answering.confidence import THRESHOLD, confidence
from qa.answering.overview import overview
from qa.answering.scope import Scope, cited_reply
from qa.answering.source import Source, share, sources_of
from qa.answering.subject import documents_named
from qa.question.english.sources import ON_ASPECT, SAME_THING
from qa.question.keywords import content_words
from qa.question.kind import Aspect, Request
from qa.question.source import names_from
from qa.retrieval.search import SearchResult
from qa.types import Answer, Citation, ReplyKind

_SEARCHED = 10
"""Sentences of a search among which the one that speaks of a side is looked for."""
_UNSAID, _UNSAID_ANY = "The document says nothing of “{}”.", "The documents say nothing of “{}”."
_UNSAID_THERE, _UNSURE_THERE = "{} does not say.", "I am not sure what {} says."


def compare(scope: Scope, request: Request, question: str) -> Answer | None:
    """A sentence on each of two things, both in one where there is one; None without either."""
    if named := _documents_compared(scope, request):
        return named if isinstance(named, Answer) else compare_sources(scope, named, question)
    ways = [_quoted(scope, request)]
    if ways[0].lacking and (shared := _of_shared_noun(request)):
        ways.append(_quoted(scope, shared))
    best = min(ways, key=lambda way: len(way.lacking))
    if not best.cited:
        return None
    unsaid = (_UNSAID if scope.alone else _UNSAID_ANY).format
    return cited_reply(
        scope,
        ReplyKind.COMPARISON,
        question,
        _each_once(best.cited),
        unsaid=" ".join(map(unsaid, ways[0].lacking if best.lacking else ())),
        confidence=min(1.0, max(THRESHOLD, best.confidence)),
    )


class _Quoted(NamedTuple):
    """What is cited of the sides that are compared, those of which nothing is, and how surely."""

    cited: list[Citation]
    lacking: list[str]
    confidence: float


def _quoted(scope: Scope, request: Request) -> _Quoted:
    sides, aspect = request.things, request.scope
    both = _best(scope.find(request.question), " ".join((*sides, aspect)))
    results = [scope.find(_asked(side, aspect)) for side in sides]
    quotes = [_best(result, side) for result, side in zip(results, sides, strict=True)]
    cited = [quote for quote in (both, *quotes) if quote]
    lacking = [
        side
        for side, quote in zip(sides, quotes, strict=True)
        if not (quote or both or any(_has_own(it, side, sides) for it in cited))
    ]
    return _Quoted(cited, lacking, max(map(confidence, results)))


def _of_shared_noun(request: Request) -> Request | None:
    """The comparison of "adult and student fee" as that of the fee of adult and of student."""
    one, other = request.things
    *kinds, noun = other.split()
    if request.scope or not kinds:
        return None
    return replace(request, things=(one, " ".join(kinds)), scope=noun)


def compare_sources(scope: Scope, sources: Sequence[Source], question: str) -> Answer | None:
    """A sentence of each source on what it is asked; None where none of them answers."""
    results = [scope.inside(source.documents).find(source.question) for source in sources]
    chances = [confidence(result) for result in results]
    cited: list[Citation] = []
    unsaid: list[str] = []
    for source, result, chance in zip(sources, results, chances, strict=True):
        if chance >= THRESHOLD:
            cited.extend(cite(result)[:1])
        else:
            missing = _UNSAID_THERE if lacks(result, chance) else _UNSURE_THERE
            there = missing.format(source.name)
            unsaid.append(there[:1].upper() + there[1:])
    if not cited:
        return None
    return cited_reply(
        scope.inside([document for source in sources for document in source.documents]),
        ReplyKind.COMPARISON,
        question,
        cited,
        unsaid=" ".join(unsaid),
        confidence=max(chances),
    )


def _documents_compared(scope: Scope, request: Request) -> list[Source] | Answer | None:
    """What to ask each of two documents that are compared, or an overview of both."""
    sides = [_side(scope, side) for side in request.things]
    if not all(documents for documents, _, _ in sides):
        return None
    (ours, _, _), (theirs, _, _) = sides
    if share(ours, theirs):
        return None
    things = [thing for _, thing, _ in sides if thing and not SAME_THING.fullmatch(thing)]
    if not (things or request.scope):
        both = scope.inside([*ours, *theirs])
        summary = Request(ReplyKind.OVERVIEW, request.question, (Aspect.ABOUT,), things=("",))
        summed = overview(both, summary, request.question)
        return summed and replace(summed, kind=ReplyKind.COMPARISON)
    sources = []
    for documents, thing, name in sides:
        own = thing if thing in things else things[0] if things else ""
        asked = _asked(own, request.scope) if own else f"What is the {request.scope}?"
        sources.append(Source(documents, name, asked, asked, own, sure=True))
    return sources


def _side(scope: Scope, side: str) -> tuple[Sequence[Document], str, str]:
    """The documents that a side of a comparison names, what of them is compared, and their name."""
    for source in sources_of(scope, side)[:1]:
        return source.documents, source.rest, source.name
    for name in names_from(side, 0, sure=False):
        if documents := documents_named(scope, name.text):
            aspect = ON_ASPECT.fullmatch(side[name.end :])
            if aspect or name.end == len(side):
                return documents, aspect["aspect"] if aspect else "", name.text
    return (), "", ""


def _asked(side: str, aspect: str) -> str:
    return f"What is the {aspect} of {side}?" if aspect else f"What is {side}?"


def _best(result: SearchResult, side: str) -> Citation | None:
    """The best sentence that has the words of ``side``, or stands under a heading with them."""
    for citation, _ in result.sentences(_SEARCHED):
        if _has(citation.quote, side, citation.document):
            return answer_below(result, citation)
    for hit in result.hits(_SEARCHED):
        passage = hit.passage
        if any(_has(heading, side, passage.document) for heading in passage.headings[1:]):
            return hit.citation
    return None


def _has_own(cited: Citation, side: str, sides: Sequence[str]) -> bool:
    """Whether what is cited of another side has what tells ``side`` from it, such as its column."""
    language = cited.document.language
    others = {t for other in sides if other != side for t in terms(other, language)}
    own = {*terms(side, language)} - others
    read = "\n".join((cited.quote, *cited.context))
    return bool(own & {*terms(read, language)})


def _has(text: str, side: str, document: Document) -> bool:
    language = document.language
    wanted = {t for word in content_words(side) for t in terms(word, language)}
    return bool(wanted) and wanted <= {*terms(text, language)}


def _each_once(cited: Sequence[Citation]) -> list[Citation]:
    return [*{(c.document_id, c.start): c for c in cited}.values()]
