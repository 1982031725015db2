"""That the documents do not say, in words: what a refusal names as missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.documents.document import ENGLISH
from index.documents.scan_reader import pages_left
from index.index import Index
from index.numbering import DocumentIds
from index.text.language import count_of
from index.text.stop_words import STOP_WORDS
from index.text.terms import WORD
from qa.question.english.words import DAYS, MONTHS
from qa.question.foreign import foreign_things, language_asked, tells_nouns
from qa.question.keywords import content_words
from qa.question.nouns import is_name, things
from qa.retrieval.search import SearchResult

_DOCUMENT, _DOCUMENTS = "The document does not say", "The documents do not say"
_DOCUMENT_LACKS, _DOCUMENTS_LACK = "It never mentions {}.", "They never mention {}."
_DOCUMENT_NEVER, _DOCUMENTS_NEVER = (
    "The document never mentions {}.",
    "The documents never mention {}.",
)
_CLOSEST_LACKS = "The closest passage does not mention {}."
_NOT_SURE = "I am not sure."
_PLACE, _PLACES = "The likeliest place:", "The likeliest places:"

_MAX_WORDS = 2
"""Missing words that are named."""
_MAX_LETTERS = 40
_WRITTEN_OTHERWISE = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th|am|pm)?|(?:{DAYS})s?|{MONTHS}", re.IGNORECASE
)
# "QP-99" is one name, of which a part alone says little.
_WHOLE = re.compile(r"\w+(?:[-/_]\w+)*")


def refusal(results: Sequence[SearchResult], named: bool = False) -> str:
    """That the documents do not say, and what the questions ask for that they lack.

    ``named``: beside an answer to something else, so that it has to say what is not said.
    """
    alone = _alone(results)
    sentence = _DOCUMENT if alone else _DOCUMENTS
    unread = unread_part(results[0].index, results[0].within)
    if named:
        sentence += ": " + " ".join(f"“{result.query.question}”" for result in results)
    else:
        sentence += "."
    if missing := _quote_words(word for result in results for word in missing_words(result)):
        lacks = _DOCUMENT_LACKS if alone else _DOCUMENTS_LACK
        return f"{sentence} {lacks.format(missing)}{unread}"
    lacking = _quote_words(
        word for result in results for word in missing_words(result, closest=True)
    )
    return (f"{sentence} {_CLOSEST_LACKS.format(lacking)}" if lacking else sentence) + unread


def unread_part(index: Index, within: DocumentIds | None) -> str:
    """What of ``index`` could not be read, or not be compared yet, in sentences behind a blank.

    "" if nothing. Only of the documents ``within`` it, unless that is None. It follows each
    sentence that says what the documents do not. Pages whose OCR is to come or was skipped could
    be read; what shows the answer tells of them.
    """
    pages, numbering = index.numbering.unreadable, index.numbering
    if within is not None:
        ids = [within] if isinstance(within, str) else within
        own = (number for number in map(numbering.document, ids) if number >= 0)
        pages = sum(numbering.labels[number].unreadable for number in own)
    skipped = index.skipped if within is None else ()
    files = sum(not any(pages_left([file.reason])) for file in skipped)
    parts = [
        count_of(number, what) for number, what in ((pages, "page"), (files, "file")) if number
    ]
    unread = f" {' and '.join(parts)} could not be read." if parts else ""
    of = f"of {len(index.passages):,}"
    if index.missing == 1:
        unread += f" 1 passage {of} is not embedded yet: ask again when it is."
    elif index.missing:
        unread += f" {index.missing:,} passages {of} are not embedded yet: ask again when they are."
    return unread


def not_sure(places: int, missing: str = "") -> str:
    """What leads to so many ``places`` that may answer; ``missing`` is what was not found or read.

    What ends in a colon comes last, as the places follow it.
    """
    return lead_to_likely(places, f"{_NOT_SURE} {missing}".rstrip())


def lead_to_likely(places: int, said: str) -> str:
    """``said``, and behind it what leads to so many likely ``places``."""
    return f"{said} {_PLACE if places == 1 else _PLACES}"


def never_mentioned(results: Sequence[SearchResult]) -> str:
    """What the questions ask for that the documents lack, and what was not read; "" without any.

    Not days and months, which are written in many ways, nor in a language whose nouns none can tell
    from verbs.
    """
    missing = _quote_words(
        word
        for result in results
        if result.query.language == ENGLISH
        for word in missing_words(result)
        if not _WRITTEN_OTHERWISE.fullmatch(word)
    )
    never = _DOCUMENT_NEVER if _alone(results) else _DOCUMENTS_NEVER
    if not missing:
        return ""
    return never.format(missing) + unread_part(results[0].index, results[0].within)


def _alone(results: Sequence[SearchResult]) -> bool:
    """Whether only one document was searched."""
    return len(results[0].index.documents) == 1 or isinstance(results[0].within, str)


def missing_words(result: SearchResult, closest: bool = False) -> list[str]:
    """The names and nouns of the question that are nowhere in what was searched, as written.

    Words that were mended are not missing. ``closest``: those that the best passage and its
    headings do not have.
    """
    index, searched = result.index, WORD.findall(result.query.text)
    passages = None if result.within is None else index.passages_of(result.within)
    if closest:
        passages = result.numbers[result.order[:1]]
    question = result.query.question
    words = dict.fromkeys(_names(question, result.query.language))
    missing = [word for word in words if word in searched and not index.says(word, passages)]
    wholes = [whole[0] for whole in _WHOLE.finditer(question)]
    # Of several with the same part the first.
    compounds = {part: whole for whole in reversed(wholes) for part in WORD.findall(whole)}
    return list(dict.fromkeys(compounds.get(word, word) for word in missing))


def missing_names(result: SearchResult) -> list[str]:
    """The names, and numbers of three digits or more, that are nowhere in what was searched.

    Not days, months and hours, which are written in many ways, nor what only opens the question.
    """
    opening = WORD.search(result.query.question)
    first = opening[0] if opening else ""
    return [
        word
        for word in missing_words(result)
        if is_name(word) and word != first and not _WRITTEN_OTHERWISE.fullmatch(word)
    ]


def _names(question: str, language: str) -> list[str]:
    """What ``question`` names; ``language`` is the one among the documents' that it is nearest."""
    asked = language_asked(question)
    if tells_nouns(asked) or (language == ENGLISH and asked != ENGLISH):
        return foreign_things(question, asked)
    if language == ENGLISH:
        return things(question)
    idle = STOP_WORDS.get(language, frozenset())
    return [word for word in content_words(question) if word.casefold() not in idle]


def shorten(word: str, most: int = _MAX_LETTERS) -> str:
    """``word``, cut when it is longer than any word is."""
    return word if len(word) <= most else word[: most - 1] + "…"


def _quote_words(words: Iterable[str]) -> str:
    """The words that tell most: names and numbers before others."""
    every = [*dict.fromkeys(words)]
    telling = sorted(every, key=lambda word: not is_name(word))[:_MAX_WORDS]
    return " or ".join(f"“{shorten(word)}”" for word in every if word in telling)
