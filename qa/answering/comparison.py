"""Two things compared: a quote for each side, from a search of its own."""

from __future__ import annotations

from collections.abc import Sequence

from index.documents.document import Document
from index.text.terms import terms
from qa.answering.confidence import THRESHOLD, confidence
from qa.answering.scope import Scope, cited_reply
from qa.question.keywords import content_words
from qa.question.kind import Request
from qa.retrieval.search import SearchResult
from qa.types import Answer, Citation, ReplyKind

_SEARCHED = 10
"""Sentences of a search among which the one that speaks of a side is looked for."""
_UNSAID, _UNSAID_ANY = "The document says nothing of “{}”.", "The documents say nothing of “{}”."


def compare(scope: Scope, request: Request, question: str) -> Answer | None:
    """A sentence on each of two things, both in one where there is one; None without either."""
    sides, aspect = request.things, request.scope
    both = _best(scope.find(request.question), " ".join((*sides, aspect)))
    results = [scope.find(_asked(side, aspect)) for side in sides]
    quotes = [_best(result, side) for result, side in zip(results, sides, strict=True)]
    cited = [quote for quote in (both, *quotes) if quote]
    if not cited:
        return None
    unsaid = (_UNSAID if scope.alone else _UNSAID_ANY).format
    lacking = [side for side, quote in zip(sides, quotes, strict=True) if not (quote or both)]
    return cited_reply(
        scope,
        ReplyKind.COMPARISON,
        question,
        _each_once(cited),
        unsaid=" ".join(unsaid(side) for side in lacking),
        confidence=min(1.0, max(THRESHOLD, *map(confidence, results))),
    )


def _asked(side: str, aspect: str) -> str:
    return f"What is the {aspect} of {side}?" if aspect else f"What is {side}?"


def _best(result: SearchResult, side: str) -> Citation | None:
    """The best sentence that has the words of ``side``, or stands under a heading with them."""
    for citation, _ in result.sentences(_SEARCHED):
        if _has(citation.quote, side, citation.document):
            return citation
    for hit in result.hits(_SEARCHED):
        passage = hit.passage
        if any(_has(heading, side, passage.document) for heading in passage.headings[1:]):
            return hit.citation
    return None


def _has(text: str, side: str, document: Document) -> bool:
    language = document.language
    wanted = {t for word in content_words(side) for t in terms(word, language)}
    return bool(wanted) and wanted <= {*terms(text, language)}


def _each_once(cited: Sequence[Citation]) -> list[Citation]:
    return [*{(c.document_id, c.start): c for c in cited}.values()]
