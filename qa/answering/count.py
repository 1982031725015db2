"""How many things a document lists: the items, where no sentence gives the number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.documents.blocks import BlockKind
from index.documents.span import Span
from index.text.language import count_of
from index.text.terms import WORD, terms
from qa.answering.listing import Listing, listings
from qa.answering.scope import Scope, cited_reply
from qa.question.english.overviews import WRITINGS
from qa.question.english.requests import (
    COUNTED_BETWEEN,
    COUNTED_NUMBER,
    DENIES,
    LISTED_PEOPLE,
    LISTED_ROWS,
    LISTED_STEPS,
    LISTED_THINGS,
)
from qa.question.keywords import content_words
from qa.question.kind import Request
from qa.types import Answer, Citation, ReplyKind

_NOUNS = {
    BlockKind.TABLE_ROW: "row",
    BlockKind.FIELD: "field",
    BlockKind.CLAUSE: "clause",
    BlockKind.QUESTION: "question",
    BlockKind.HEADING: "heading",
}
_ENDS_OF = re.compile(r"\s(?:of|for|to|in|on|that|which|who)\s.*$", re.IGNORECASE)
# Characters from a heading to the end of the block under it that are cited as one.
_LONGEST_PLACE = 300
# What states a number of things, or names a number's thing: no heading and no head of a table.
_STATING = frozenset(BlockKind) - {
    BlockKind.HEADING,
    BlockKind.TABLE_HEAD,
    BlockKind.NOISE,
    BlockKind.CODE,
}
_KEYED = frozenset({BlockKind.FIELD, BlockKind.TABLE_ROW})


def count(scope: Scope, request: Request, question: str) -> Answer | None:
    """The one list of the things that a ``request`` counts; None where it is not sure which."""
    things, *held = request.things
    noun = _head_noun(things)
    if not noun or _number_stated(scope, noun):
        return None
    every = [listing for document in scope.documents for listing in listings(document)]
    fitting = [listing for listing in every if _fits(listing, noun, things, request.scope)]
    if len({listing.items for listing in fitting}) != 1:
        return None
    listing, *_ = fitting
    number, cited = len(listing.items), listing.cited
    if held:
        cited = tuple(_holding(listing, held[0]))
        number = len(cited)
    if not cited:
        return None
    return cited_reply(
        scope,
        ReplyKind.COUNT,
        question,
        [Citation.of(listing.document, span) for span in cited],
        note=f"{count_of(number, _NOUNS.get(listing.kind, 'item'))}:",
        about=f"{things} {cited[0].of(listing.document.text)}"[:500],
    )


def _head_noun(things: str) -> str:
    words = [w for w in WORD.findall(_ENDS_OF.sub("", things)) if terms(w)]
    return words[-1].casefold() if words else ""


def _number_stated(scope: Scope, noun: str) -> bool:
    """Whether it is said how many there are: "five members", "Members: 5"."""
    (stem,) = terms(noun)[:1] or [noun]
    thing = rf"\b{re.escape(stem[:-1])}\w*"
    number = rf"(?<![.\d]){COUNTED_NUMBER}(?![.)]\s)"
    stated = re.compile(
        rf"\b{number} (?:{COUNTED_BETWEEN} ){{0,3}}?{thing}"
        rf"|\bnumber of (?:[\w’'-]+ ){{0,2}}?{thing}",
        re.IGNORECASE,
    )
    keyed = re.compile(
        rf"\W*(?:[\w’'-]+ ){{0,2}}{thing}(?: [\w’'-]+){{0,2}}\W+{number}\W*", re.IGNORECASE
    )
    return any(
        stated.search(text) or (block.kind in _KEYED and keyed.fullmatch(text))
        for document in scope.documents
        for block in document.blocks
        if block.kind in _STATING
        for text in [block.span.of(document.text)]
    )


def _fits(listing: Listing, noun: str, things: str, owner: str) -> bool:
    """Whether a list is of the things counted, and those of the owner that is named, if any."""
    language = listing.document.language
    wanted = _terms_in(_ENDS_OF.sub("", things), language)
    rest = _ENDS_OF.search(things)
    owners = {
        term
        for word in content_words(f"{owner} {rest[0] if rest else ''}")
        if word.casefold() not in WRITINGS and word.casefold() not in LISTED_THINGS | LISTED_ROWS
        for term in terms(word, language)
    }
    if not owners <= listing.around:
        return False
    if any(wanted <= name for name in listing.names):
        return True
    own = {*terms(noun, language)}
    if noun in LISTED_STEPS and not listing.ordered:
        return False
    if noun in LISTED_PEOPLE and listing.people and owners:
        return any(owners | (wanted - own) <= name for name in listing.names)
    rows = noun in LISTED_ROWS and listing.kind is BlockKind.TABLE_ROW
    generic = rows or noun in LISTED_THINGS or noun in LISTED_STEPS
    alike = listing.kind is not BlockKind.HEADING
    return generic and alike and any(wanted - own <= name for name in listing.names)


def _terms_in(text: str, language: str) -> set[str]:
    return {term for word in content_words(text) for term in terms(word, language)}


def _holding(listing: Listing, held: str) -> Iterator[Span]:
    """The items that have what is ``held``; none where one may say that it lacks it."""
    document = listing.document
    wanted = _terms_in(held, document.language)
    places: list[Span] = []
    for item in listing.items if wanted else ():
        blocks = [b for b in document.blocks_in(item) if not b.words]
        having = [
            block.span
            for block in blocks
            if wanted <= {*terms(block.span.of(document.text), document.language)}
        ]
        if any(DENIES.search(span.of(document.text)) for span in having):
            return
        if having:
            whole = Span(item.start, having[0].end)
            places.append(whole if len(whole) <= _LONGEST_PLACE else having[0])
    yield from places
