"""Questions to ask next, each of which the documents are known to answer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from index.documents.document import ENGLISH, Document, Passage
from index.documents.span import Span
from index.index import Index
from index.text.stop_words import STOP_WORDS
from index.text.terms import WORD
from qa.assistant import Assistant
from qa.question.answer_type import AnswerType, expected_type
from qa.question.english.words import QUESTION_WORDS, VERBS
from qa.question.follow_up import is_follow_up
from qa.question.keywords import search_terms
from qa.suggestions.phrases import Wording, subjects
from qa.suggestions.rewriting import questions
from qa.types import Answer, Citation

MIN_CONFIDENCE = 0.65
"""The least confidence in the answer to a question that is suggested."""
MAX_TRIED = 12
"""Candidates that are tried; each costs as much as a question."""

# Passages on either side of a citation's that are looked through.
_AROUND = 3
# Passages that questions to begin with are made of.
_MOST_READ = 60
# Headings that tell nothing of what stands under them.
_PLAIN_HEADING = re.compile(
    r"(?:introduction|overview|summary|contents|notes?|references|see also|external links|appendix"
    r"|background|general|miscellaneous|other|conclusion|further reading|about)\W*",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^(?:(?:section|article|chapter|part) )?[\dIVX]+(?:[.)]\d*)*[.):]?\s+")
_LONGEST_HEADING = 40  # characters
_FUNCTION_WORDS = STOP_WORDS[ENGLISH] | {*f"{QUESTION_WORDS}|{VERBS}".split("|")}
_LONGEST_ABBREVIATION = 4  # letters: "GDPR"
_SAID_BY_ONE, _SAID_BY_ANY = "What does the document say about {}?", "What is said about {}?"

Place = tuple[str, Span]
"""A document's id, and where in it."""


class Candidate(NamedTuple):
    """A question, and what should answer it: the number of a passage, and where in the document."""

    question: str
    passage: int
    span: Span


def suggestions(
    assistant: Assistant,
    answer: Answer,
    asked: Collection[str] = (),
    wanted: Callable[[], bool] = lambda: True,
    most: int = 3,
) -> list[str]:
    """Up to ``most`` questions that follow on ``answer``, best first, and are not ``asked`` yet.

    They are made of sentences near its citations and in its hits, and of what these name. Each
    stands alone, is answered with a confidence of at least `MIN_CONFIDENCE`, and that by the text
    it was made of, in a sentence that neither ``answer`` cites nor another of them. At most
    `MAX_TRIED` are tried, and none once they are no longer ``wanted``. Of documents that are not in
    English only headings are used.
    """
    near = _near(assistant.index, answer)
    candidates = chain(
        _candidates(assistant.index, near), _heading_candidates(assistant.index, near)
    )
    known = [answer.question, *asked]
    return _choose(assistant, candidates, answer.citations, known, most, wanted)


def openers(assistant: Assistant, most: int = 4) -> list[str]:
    """Up to ``most`` questions to begin with, from all over the documents; see `suggestions`."""
    index = assistant.index
    spread = range(0, len(index.passages), -(-len(index.passages) // _MOST_READ))
    kinds = (_candidates(index, spread), _heading_candidates(index, spread))
    return _choose(assistant, _in_turn(index, kinds), (), (), most)


def _in_turn(index: Index, kinds: Iterable[Iterable[Candidate]]) -> Iterator[Candidate]:
    """The first of each document, then the second of each: four on one say little of the others.

    Of one document those of the first of the ``kinds`` come first, of a kind the first of each
    passage.
    """
    of_documents: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidates in kinds:
        turns: Counter[int] = Counter()
        made: list[tuple[int, Candidate]] = []
        for candidate in candidates:
            made.append((turns[candidate.passage], candidate))
            turns[candidate.passage] += 1
        for _, candidate in sorted(made, key=lambda turn: turn[0]):
            of_documents[index.passages[candidate.passage].document.id].append(candidate)
    for each in zip_longest(*of_documents.values()):
        yield from filter(None, each)


def _choose(
    assistant: Assistant,
    candidates: Iterable[Candidate],
    cited: Iterable[Citation],
    asked: Iterable[str],
    most: int,
    wanted: Callable[[], bool] = lambda: True,
) -> list[str]:
    """The first ``most`` candidates that are answered, each by a sentence of its own."""
    index = assistant.index
    taken = [(citation.document_id, citation.span) for citation in cited]
    senses = {_sense(index, question) for question in asked}
    chosen: list[str] = []
    tried = 0
    for candidate in candidates:
        if len(chosen) == most or tried == MAX_TRIED or not wanted():
            break
        sense = _sense(index, candidate.question)
        place = (index.passages[candidate.passage].document.id, candidate.span)
        if (
            sense in senses
            or is_follow_up(candidate.question)
            or any(_meet(place, t) for t in taken)
        ):
            continue
        senses.add(sense)
        tried += 1
        answer = assistant.ask(candidate.question)
        if answer.abstained or answer.confidence < MIN_CONFIDENCE:
            continue
        first = (answer.citations[0].document_id, answer.citations[0].span)
        if _meet(first, place) and not any(_meet(first, t) for t in taken):
            chosen.append(candidate.question)
            taken.append(first)
    return chosen


def _candidates(index: Index, passages: Iterable[int]) -> Iterator[Candidate]:
    """Of each sentence of ``passages`` the best question that it answers."""
    wordings: dict[str, Wording] = {}
    for number in passages:
        document = index.passages[number].document
        if document.language != ENGLISH:
            continue
        wording = wordings.setdefault(document.id, Wording(document.text))
        for sentence in index.passages[number].sentences:
            for question in islice(questions(sentence.of(document.text), wording), 1):
                yield Candidate(question, number, sentence)


def _heading_candidates(index: Index, passages: Sequence[int]) -> Iterator[Candidate]:
    """What is said of the headings that ``passages`` stand under, then of what they name."""
    about = _SAID_BY_ONE if len(index.documents) == 1 else _SAID_BY_ANY
    for number in passages:
        passage = index.passages[number]
        # The outermost is the title: all of the document is about it.
        heading = _NUMBERING.sub("", passage.headings[-1]) if len(passage.headings) > 1 else ""
        if 0 < len(heading) <= _LONGEST_HEADING and not _PLAIN_HEADING.fullmatch(heading):
            words = _in_small_letters(heading, passage.document)
            yield Candidate(about.format(f"“{words}”"), number, passage.span)
    for number in passages:
        passage = index.passages[number]
        if passage.document.language == ENGLISH:
            for sentence in passage.sentences:
                for name in subjects(sentence.of(passage.document.text)):
                    yield Candidate(about.format(name), number, sentence)


def _in_small_letters(heading: str, document: Document) -> str:
    """A ``heading`` of several words in capitals as a sentence has it; any other as it is.

    Abbreviations keep theirs: short words that ``document`` writes in no other way. Only English
    has all other words small.
    """
    if document.language != ENGLISH or not heading.isupper() or " " not in heading:
        return heading

    def written(match: re.Match[str]) -> str:
        word, small = match[0], match[0].lower()
        if len(word) > _LONGEST_ABBREVIATION or small in _FUNCTION_WORDS:
            return small
        otherwise = rf"\b(?:{re.escape(small)}|{re.escape(small.capitalize())})\b"
        return small if re.search(otherwise, document.text) else word

    words = WORD.sub(written, heading)
    return words[0].upper() + words[1:]


def _near(index: Index, answer: Answer) -> list[int]:
    """The passages that ``answer`` cites, those beside them, and the rest of its hits."""
    hits = [_number(index, hit.passage) for hit in answer.hits]
    cited = [n for n in hits if any(_holds(index.passages[n], c) for c in answer.citations)]
    beside = [
        number + step
        for step in sorted(range(-_AROUND, _AROUND + 1), key=lambda step: (abs(step), -step))
        for number in cited
        if number + step in index.passages_of(index.passages[number].document.id)
    ]
    return list(dict.fromkeys([*beside, *hits]))


def _number(index: Index, passage: Passage) -> int:
    """The number of ``passage`` in ``index``."""
    own: list[int] = index.passages_of(passage.document.id).tolist()
    return own[bisect_left(own, passage.start, key=lambda number: index.passages[number].start)]


def _holds(passage: Passage, citation: Citation) -> bool:
    return _meet((passage.document.id, passage.span), (citation.document_id, citation.span))


def _meet(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1].overlap(other[1]) > 0


def _sense(index: Index, question: str) -> tuple[frozenset[str], AnswerType | None]:
    """What tells whether two questions ask the same: their terms, and the kind of answer."""
    return frozenset(search_terms(question, index.terms)), expected_type(question)
