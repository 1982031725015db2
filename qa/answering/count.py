"""How many things a document lists: the list, whole, where no sentence gives the number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.documents.document import Document
from index.documents.span import Span
from index.text.language import count_of
from index.text.list_items import ITEM_OR_ROW
from index.text.terms import WORD, terms
from qa.answering.outline import Section, lines, list_under, sections
from qa.answering.scope import Scope, cited_reply
from qa.question.english.overviews import WRITINGS
from qa.question.english.requests import COUNTED_NUMBER, LEAD_OF_LIST, LISTED_STEPS, LISTED_THINGS
from qa.question.keywords import content_words
from qa.question.kind import Request
from qa.types import Answer, Citation, ReplyKind

_ORDERED = re.compile(r"\(?\d{1,3}[.)]\s")
_ENDS_OF = re.compile(r"\s(?:of|for|to|in|on|that|which|who)\s.*$", re.IGNORECASE)


@dataclass(frozen=True)
class _List:
    """A list with what it is of: a lead-in, or the headings that it stands under."""

    document: Document
    span: Span
    items: int
    name: str
    headings: tuple[str, ...]
    ordered: bool


def count(scope: Scope, request: Request, question: str) -> Answer | None:
    """The one list of the things that a ``request`` counts; None where it is not sure which."""
    things, owner = request.things[0], request.scope
    noun = _head_noun(things)
    if not noun or _number_stated(scope, noun):
        return None
    every = [found for document in scope.documents for found in _lists(document)]
    fitting = [found for found in every if _fits(found, noun, things, owner)]
    if len(fitting) != 1:
        return None
    (found,) = fitting
    return cited_reply(
        scope,
        ReplyKind.COUNT,
        question,
        [Citation.of(found.document, found.span)],
        note=f"{count_of(found.items, 'item')}:",
        about=f"{found.name} {things}",
    )


def _head_noun(things: str) -> str:
    words = [w for w in WORD.findall(_ENDS_OF.sub("", things)) if terms(w)]
    return words[-1].casefold() if words else ""


def _number_stated(scope: Scope, noun: str) -> bool:
    """Whether a sentence says how many there are: "five members", "the number of members"."""
    (stem,) = terms(noun)[:1] or [noun]
    number = rf"(?<![.\d]){COUNTED_NUMBER}(?![.)]\s)"
    stated = re.compile(
        rf"\b{number} (?:[\w’'-]+ ){{0,3}}?{re.escape(stem[:-1])}\w*"
        rf"|\bnumber of (?:[\w’'-]+ ){{0,2}}?{re.escape(stem[:-1])}\w*",
        re.IGNORECASE,
    )
    return any(stated.search(document.text) for document in scope.documents)


def _fits(found: _List, noun: str, things: str, owner: str) -> bool:
    """Whether a list is of the things counted, and those of the owner that is named, if any."""
    language = found.document.language
    name = {*terms(found.name, language)}
    around = name | {t for h in (*found.headings, found.document.title) for t in terms(h, language)}
    generic = noun in LISTED_THINGS
    steps = noun in LISTED_STEPS
    wanted = {t for word in content_words(_ENDS_OF.sub("", things)) for t in terms(word, language)}
    if steps and not wanted <= name:
        if not found.ordered:
            return False
        wanted -= {*terms(noun, language)}
    elif generic:
        wanted -= {*terms(noun, language)}
    rest = _ENDS_OF.search(things)
    owned = f"{owner} {rest[0] if rest else ''}"
    owners = {
        t
        for word in content_words(owned)
        if word.casefold() not in WRITINGS and word.casefold() not in LISTED_THINGS
        for t in terms(word, language)
    }
    return wanted <= name and owners <= around


def _lists(document: Document) -> Iterator[_List]:
    """The lists of ``document`` of at least two items, each with its lead-in or heading."""
    text = document.text
    headings = {section.heading.span.start: section for section in sections(document)}
    path: dict[int, str] = {}
    before: Span | None = None
    end = 0
    for line in lines(text, Span(0, len(text))) if text.strip() else ():
        if line.start < end:
            continue
        if section := headings.get(line.start):
            path = {n: name for n, name in path.items() if n < section.heading.level}
            path[section.heading.level] = section.title
        words = line.of(text)
        item = ITEM_OR_ROW.match(words)
        if item and "|" not in item[0] and before and line.start not in headings:
            items = list_under(document, line.start)
            lead = _lead(document, before, headings)
            if len(items) > 1:
                end = items[-1].end
                if lead is not None:
                    name, start = lead
                    ordered = all(_ORDERED.match(it.of(text)) for it in items)
                    yield _List(
                        document, Span(start, end), len(items), name, (*path.values(),), ordered
                    )
        elif not item and (listed := _run_in(document, line)):
            yield _List(document, *listed, (*path.values(),), ordered=False)
        before = line


def _lead(
    document: Document, before: Span, headings: Mapping[int, Section]
) -> tuple[str, int] | None:
    """What a list is said to be of by the line before it, and where the list with that begins."""
    words = before.of(document.text)
    if before.start in headings:
        name = words.strip("# =-")
        return name, before.start + words.index(name)
    if LEAD_OF_LIST.search(words):
        start = max((m.end() for m in re.finditer(r"[.!?]\s+", words)), default=0)
        return words[start:], before.start + start
    return None


def _run_in(document: Document, line: Span) -> tuple[Span, int, str] | None:
    """A list within a line, "The goals are: …; …; and …": its place, length, and lead-in."""
    words = line.of(document.text)
    head, colon, rest = words.partition(":")
    start = max((m.end() for m in re.finditer(r"[.!?]\s+", head)), default=0)
    sentence = re.split(r"(?<=[.!?])\s", rest, maxsplit=1)[0]
    if not colon or sentence.count(";") < 2:
        return None
    end = line.start + len(head) + 1 + len(sentence)
    return Span(line.start + start, end), sentence.count(";") + 1, head[start:]
