"""Which documents a question about whole documents means. Pure functions but for the index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from index.documents.document import Document
from index.text.terms import WORD, terms
from qa.answering.outline import Section, front_matter, sections
from qa.answering.scope import Scope
from qa.question.english.overviews import OWN_TEXT, WRITINGS

_DETERMINER = re.compile(
    r"^(?:the|this|that|these|those|my|your|our|an?|all|whole|entire)\s+", re.IGNORECASE
)
# The share of a title's terms that names the document, where they may be about something in it.
_MOST = 0.5


def documents_meant(scope: Scope, subject: str, surely: bool = False) -> tuple[Document, ...]:
    """The documents that ``subject`` ("it", "the lease") names, none where it is something else.

    A title or a file's name has to have all its words, and these most of it, or any of it where a
    whole document is ``surely`` meant. What documents call themselves ("this report") will do.
    """
    name = subject.strip(" \"'“”‘’`*_")
    if not name or OWN_TEXT.fullmatch(name):
        return scope.documents
    if named := [d for d in scope.documents if name.casefold() in _names(d)]:
        return tuple(named)
    words = [word.casefold() for word in WORD.findall(_DETERMINER.sub("", name))]
    own = [word for word in words if not _is_writing(word)]
    if own:
        return tuple(d for d in scope.documents if _titled(d, own, surely))
    nouns = [word for word in words if _is_writing(word)]
    return tuple(d for d in scope.documents if nouns and _calls_itself(d, nouns[-1]))


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
    """Whether a document may be meant by ``noun``: by its name, or by how it speaks of itself.

    Or where it says the word nowhere: then nothing in it can be meant.
    """
    word = re.escape(noun.removesuffix("s"))
    if any(re.search(rf"\b{word}", name) for name in _names(document)):
        return True
    own = rf"\b(?:this|the present) (?:\w+ )?{word}s?\b"
    front = front_matter(document)
    text = document.text[front.end if front else 0 :]
    return bool(re.search(own, text, re.IGNORECASE)) or not re.search(
        rf"\b{word}s?\b", text, re.IGNORECASE
    )
