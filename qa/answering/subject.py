"""Which documents a question about whole documents means. Pure functions but for the index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from index.documents.document import Document
from index.text.terms import WORD, terms
from qa.answering.document_names import Fit, fit_of
from qa.answering.outline import Section, sections, text_start
from qa.answering.same_text import each_text_once
from qa.answering.scope import Scope
from qa.question.english.overviews import OWN_TEXT, WRITINGS
from qa.question.english.sources import DETERMINER

# The share of a title's words that names the document, where they may be about something in it.
_MOST = 0.5


def documents_meant(scope: Scope, subject: str, surely: bool = False) -> tuple[Document, ...]:
    """The documents that ``subject`` ("it", "the lease") names, none where it is something else.

    See `documents_named`; a part of a title has to be most of it, or any of it where a whole
    document is ``surely`` meant. What documents call themselves ("this report") will do.
    """
    name = _bare(subject)
    if not name or OWN_TEXT.fullmatch(name):
        return scope.documents
    if named := documents_named(scope.documents, name):
        return named
    words = [word.casefold() for word in WORD.findall(DETERMINER.sub("", name))]
    own = [word for word in words if not _is_writing(word)]
    if own:
        return each_text_once(d for d in scope.documents if _titled(d, own, surely))
    nouns = [word for word in words if _is_writing(word)]
    calls = [d for d in scope.documents if nouns and _calls_itself(d, nouns[-1])]
    if not calls and scope.alone and nouns and (surely or not _says(scope.documents[0], nouns[-1])):
        # Where it says the word nowhere nothing in it can be meant.
        return scope.documents
    return each_text_once(calls)


def documents_named(
    documents: Sequence[Document], name: str, least: Fit = Fit.HEAD
) -> tuple[Document, ...]:
    """Those of ``documents`` that a ``name`` fits best, and at the ``least`` so well; a copy once.

    A file's name or a title in full names just that.
    """
    bare = _bare(name)
    if not bare:
        return ()
    if exact := [d for d in documents if bare.casefold() in _names(d)]:
        return each_text_once(exact)
    fits = [(document, fit_of(document, bare)) for document in documents]
    best = max((fit for _, fit in fits if fit), default=None)
    if best is None or best < least:
        return ()
    return each_text_once(document for document, fit in fits if fit is best)


def section_meant(scope: Scope, subject: str) -> list[Section]:
    """The sections whose heading has just the words of ``subject``; if none, all its words."""
    asked = {stem for stem in terms(subject) if stem not in _SECTION}
    every = [section for document in scope.documents for section in sections(document)]
    of = [(section, {*terms(section.name, section.document.language)}) for section in every]
    if not asked:
        return []
    return [s for s, stems in of if stems == asked] or [s for s, stems in of if asked < stems]


_SECTION = frozenset(terms("section sections chapter heading part paragraph entry"))


def _names(document: Document) -> Sequence[str]:
    path = PurePosixPath(document.id)
    return [s.casefold() for s in (document.id, path.name, path.stem, document.title)]


def _is_writing(word: str) -> bool:
    return word in WRITINGS or word.removesuffix("s") in WRITINGS


def _titled(document: Document, words: Sequence[str], surely: bool) -> bool:
    asked = {t for word in words for t in terms(word, document.language)}
    titles = [{*terms(name, document.language)} for name in _names(document)]
    return bool(asked) and any(
        asked <= title and (surely or len(asked) >= _MOST * len(title)) for title in titles if title
    )


def _calls_itself(document: Document, noun: str) -> bool:
    """Whether a document may be meant by ``noun``: by its name, or by how it speaks of itself."""
    word = re.escape(noun.removesuffix("s"))
    if any(re.search(rf"\b{word}", name) for name in _names(document)):
        return True
    own = rf"\b(?:this|the present) (?:\w+ )?{word}s?\b"
    return bool(re.search(own, _body(document), re.IGNORECASE))


def _says(document: Document, noun: str) -> bool:
    word = re.escape(noun.removesuffix("s"))
    return bool(re.search(rf"\b{word}s?\b", _body(document), re.IGNORECASE))


def _body(document: Document) -> str:
    return document.text[text_start(document) :]


def _bare(name: str) -> str:
    return name.strip(" \"'“”‘’`*_")
