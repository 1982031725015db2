"""A question as it is searched: its slips mended, what it leaves unsaid filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from index.documents.document import ENGLISH
from index.index import Index
from index.numbering import DocumentIds
from index.text.language import detect_language
from index.text.stop_words import STOP_WORDS
from index.text.terms import WORD, terms, words
from qa.question.english.parts_of_speech import ABBREVIATIONS
from qa.question.english.words import AMERICAN, MISTAKEN
from qa.question.follow_up import standalone
from qa.question.foreign import language_asked
from qa.question.keywords import search_terms
from qa.question.spelling import corrections, question_word
from qa.types import Turn


@dataclass(frozen=True)
class Query:
    """A question for an index.

    ``question`` is as it was asked, ``text`` as it is searched; ``terms`` are what it asks about
    itself, ``borrowed`` what it takes from the questions before it. ``language`` is which of the
    documents' languages it is in; ``foreign`` says that the index's embedder was not trained on it.
    """

    question: str
    text: str
    terms: tuple[str, ...]
    borrowed: tuple[str, ...] = ()
    foreign: bool = False
    language: str = ENGLISH


def understand(
    index: Index, question: str, history: Sequence[Turn] = (), within: DocumentIds | None = None
) -> Query:
    """What a checked ``question`` most likely asks ``index``: the first of `understand_ways`.

    Raises:
        DocumentError: when ``within`` is not in the index.
    """
    return understand_ways(index, question, history, within)[0]


def understand_ways(
    index: Index, question: str, history: Sequence[Turn] = (), within: DocumentIds | None = None
) -> tuple[Query, ...]:
    """What a checked ``question`` may ask ``index``, or its document ``within``; likeliest first.

    That is one query, or two where it follows on the ``history``: see
    `qa.question.follow_up.standalone`.

    Raises:
        DocumentError: when ``within`` is not in the index.
    """
    language = _language(index, question)
    known = index.embedder.languages
    foreign = bool(known) and language not in known
    # Of other languages too little is known to tell a slip from an inflection, or a pronoun.
    mended = question if foreign else _mend_slips(index, question, within)
    own = search_terms(mended, index.terms)
    if foreign or not history:
        return (Query(question, mended, own, (), foreign, language),)
    queries = []
    for text, whole in standalone(mended, history, _says(index, within)):
        every = search_terms(text, index.terms)
        asked = every if whole else own
        borrowed = tuple(term for term in every if term not in asked)
        queries.append(Query(question, text, asked, borrowed, foreign, language))
    first, *others = queries
    return first, *(query for query in others if query.terms or query.borrowed)


def _language(index: Index, question: str) -> str:
    """Which of the documents' languages a question is in, by its idle words or else its letters."""
    most, *others = index.languages
    if not others:
        return most
    asked = words(question)
    idle = {name: sum(w in STOP_WORDS.get(name, ()) for w in asked) for name in index.languages}
    first, second = sorted(idle.values(), reverse=True)[:2]
    if first > second:
        return max(idle, key=lambda name: idle[name])
    likeliest = detect_language(question, otherwise=most)
    return likeliest if likeliest in index.languages else most


def _says(index: Index, within: DocumentIds | None) -> Callable[[str], bool]:
    """Whether what is searched has a word; see `Index.says`."""
    passages = None if within is None else index.passages_of(within)
    return partial(index.says, passages=passages)


@lru_cache(maxsize=64)
def _stems(vocabulary: frozenset[str], initial: str) -> frozenset[str]:
    """The stems of the words that begin so: all of them take a tenth of a second."""
    own = (word for word in vocabulary if word.casefold().startswith(initial))
    return frozenset(term for word in own for term in terms(word))


def _mend_slips(index: Index, question: str, within: DocumentIds | None) -> str:
    """``question`` with its slips mended and its shortened words written out.

    The words that a slip is mended to are those of the document searched. One that another
    document has is no slip, nor is one of which the embedder knows any form; and where most words
    are unknown, it may be that they are of another language.
    """

    def known_to_model(term: str) -> bool:
        return term in _stems(index.embedder.vocabulary, term[0])

    def known(word: str) -> bool:
        return (
            index.says(word)
            or word.casefold() in ABBREVIATIONS
            or all(known_to_model(term) for term in terms(AMERICAN.sub("iz", word)))
        )

    asked = WORD.findall(question)
    unknown = [word for word in asked if not known(word)]
    if 2 * len(unknown) > len(asked) and language_asked(question) != ENGLISH:
        return question
    meant: dict[str, str] = {}
    if unknown:
        said = _says(index, within)
        meant = corrections(unknown, known, index.word_counts.beginning)
        meant = {word: other for word, other in meant.items() if said(other)}
    first = asked[0] if len(asked) > 2 else ""
    if first in unknown or first.casefold() in MISTAKEN:
        meant |= question_word(first, known)
    for word in asked:
        if (whole := ABBREVIATIONS.get(word)) and not index.says(word):
            meant[word] = whole
    return WORD.sub(lambda match: meant.get(match[0], match[0]), question)
