"""Which documents a question about whole documents means. Pure functions but for the index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from index.documents.document import Document
from index.text.terms import WORD, terms
from qa.answering.document_names import Fit, fit_of, stems_needed
from qa.answering.name_index import name_index, names_of
from qa.answering.outline import Section, sections, text_start
from qa.answering.same_text import each_text_once
from qa.answering.scope import Scope
from qa.question.english.overviews import OWN_TEXT, WRITINGS
from qa.question.english.sources import DETERMINER

# The share of a title's words that names the document, where they may be about something in it.
_MOST = 0.5
MAX_NAMED = 200
"""Documents that may have one name; what more of them are called is none."""


def documents_meant(scope: Scope, subject: str, surely: bool = False) -> Sequence[Document]:
    """The documents that ``subject`` ("it", "the lease") names, none where it is something else.

    See `documents_named`; a part of a title has to be most of it, or any of it where a whole
    document is ``surely`` meant. What documents call themselves ("this report") will do.
    """
    name = _bare(subject)
    if not name or OWN_TEXT.fullmatch(name):
        return scope.documents
    if named := documents_named(scope, name):
        return named
    words = [word.casefold() for word in WORD.findall(DETERMINER.sub("", name))]
    own = [word for word in words if not _is_writing(word)]
    if own:
        return _few(scope, [n for n in _holding(scope, own) if _titled(scope, n, own, surely)])
    nouns = [word for word in words if _is_writing(word)]
    calls = _calling_themselves(scope, nouns[-1]) if nouns and not scope.is_vast else []
    if not calls and scope.alone and nouns and (surely or not _says(scope.documents[0], nouns[-1])):
        # Where it says the word nowhere nothing in it can be meant.
        return scope.documents
    return each_text_once(calls)


def documents_named(scope: Scope, name: str, least: Fit = Fit.HEAD) -> Sequence[Document]:
    """Those documents that a ``name`` fits best, and at the ``least`` so well; a copy once.

    A file's name or a title in full names just that.
    """
    bare = _bare(name)
    if not bare:
        return ()
    names, every = name_index(scope.index.numbering), scope.index.documents
    if exact := [n for n in names.called(bare) if n in scope.document_numbers]:
        return _few(scope, exact)
    labels, fits = scope.index.numbering.labels, dict[int, Fit]()
    for language in names.languages:
        for n in names.holding(stems_needed(bare, language)):
            if n in scope.document_numbers and labels[n].language == language:
                fit = fit_of(labels[n], bare, partial(every.__getitem__, n))
                fits |= {n: fit} if fit else {}
    best = max(fits.values(), default=None)
    if best is None or best < least:
        return ()
    return _few(scope, sorted(number for number, fit in fits.items() if fit is best))


def _few(scope: Scope, numbers: Sequence[int]) -> Sequence[Document]:
    """The documents of these numbers, a copy once; none where what they share is no name."""
    every = scope.index.documents
    return each_text_once(every[n] for n in numbers) if len(numbers) <= MAX_NAMED else ()


def section_meant(scope: Scope, subject: str) -> list[Section]:
    """The sections whose heading has just the words of ``subject``; if none, all its words."""
    asked = {stem for stem in terms(subject) if stem not in _SECTION}
    if not asked:
        return []
    words = [word for word in WORD.findall(subject) if not {*terms(word)} <= _SECTION]
    every = [section for document in scope.holding(words) for section in sections(document)]
    of = [(section, {*terms(section.name, section.document.language)}) for section in every]
    return [s for s, stems in of if stems == asked] or [s for s, stems in of if asked < stems]


_SECTION = frozenset(terms("section sections chapter heading part paragraph entry"))


def _is_writing(word: str) -> bool:
    return word in WRITINGS or word.removesuffix("s") in WRITINGS


def _holding(scope: Scope, words: Sequence[str]) -> Sequence[int]:
    """The numbers of the documents that have all ``words`` in their names."""
    names = name_index(scope.index.numbering)
    ways = [[t for word in words for t in terms(word, way)] for way in names.languages]
    numbers = {number for stems in ways for number in names.holding(stems)}
    return sorted(numbers.intersection(scope.document_numbers))


def _titled(scope: Scope, number: int, words: Sequence[str], surely: bool) -> bool:
    label = scope.index.numbering.labels[number]
    asked = {t for word in words for t in terms(word, label.language)}
    titles = [{*terms(name, label.language)} for name in names_of(label)]
    return bool(asked) and any(
        asked <= title and (surely or len(asked) >= _MOST * len(title)) for title in titles if title
    )


def _calling_themselves(scope: Scope, noun: str) -> list[Document]:
    """The documents that may be meant by ``noun``: by their name, or how they speak of themselves.

    In order.
    """
    index, word = scope.index, re.escape(noun.removesuffix("s"))
    name = re.compile(rf"\b{word}")
    own = re.compile(rf"\b(?:this|the present) (?:\w+ )?{word}s?\b", re.IGNORECASE)
    labels = ((n, index.numbering.labels[n]) for n in scope.document_numbers)
    numbers = {n for n, label in labels if any(map(name.search, names_of(label)))}
    saying = (document for document in scope.holding([noun]) if own.search(_body(document)))
    numbers |= {index.numbering.document(document.id) for document in saying}
    return [index.documents[number] for number in sorted(numbers)]


def _says(document: Document, noun: str) -> bool:
    word = re.escape(noun.removesuffix("s"))
    return bool(re.search(rf"\b{word}s?\b", _body(document), re.IGNORECASE))


def _body(document: Document) -> str:
    return document.text[text_start(document) :]


def _bare(name: str) -> str:
    return name.strip(" \"'“”‘’`*_")
