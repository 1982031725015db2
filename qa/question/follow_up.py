"""A follow-up made a question that stands alone, without a language model. Pure functions.

A follow-up is known by a pronoun, by leaving out all but one thing ("And the Castle Pool?"), or by
asking next to nothing itself ("And on which day?"). Where that makes a sentence, the earlier
question is asked again of the other thing or in the other way, or the pronoun gives way to what it
stands for. Elsewhere the words that the earlier question has are added in brackets, where the
document has them at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from index.text.terms import WORD
from qa.question.english.follow_ups import (
    ANOTHER_THING,
    ANOTHER_WAY,
    ASKS_WHAT_IT_IS,
    CONNECTIVE,
    FRAGMENT,
    NOUN_PHRASE,
    PRONOUN,
    SELF_CONTAINED,
)
from qa.question.keywords import content_words
from qa.question.restating import ask_again, replace_pronoun
from qa.types import Turn

# More would drown the question's own words.
_MAX_BORROWED = 5
_MAX_FRAGMENT = 4  # words


class Standalone(NamedTuple):
    """A question that stands alone, and whether it is a ``whole`` one: an earlier one asked again.

    Otherwise its words are its own and what it borrows.
    """

    text: str
    whole: bool = False


def standalone(
    question: str, history: Sequence[Turn], known: Callable[[str], bool] = lambda word: True
) -> tuple[Standalone, ...]:
    """What ``question`` may ask, standing alone, after the ``history``, oldest turn first.

    That is one question, or two, the likelier first: the earlier question asked again, and with
    its words borrowed; or with something borrowed, and as it is. Words are borrowed from the last
    turn that was answered and has any that are ``known`` to the documents, which may itself be a
    follow-up; another thing is asked of whatever was asked last. A question that stands alone
    comes back as it is.
    """
    earlier: list[tuple[Turn, str]] = []
    for turn in history:
        earlier.append((turn, _complete(turn.question, earlier, known)[0].text))
    return _complete(question, earlier, known)


def is_follow_up(question: str) -> bool:
    """Whether ``question`` leans on one asked before."""
    content = content_words(question)
    if not content:
        return True
    if SELF_CONTAINED.search(question) or ASKS_WHAT_IT_IS.match(question):
        return False
    if ANOTHER_THING.match(question) or ANOTHER_WAY.match(question):
        return True
    short = len(WORD.findall(question)) <= _MAX_FRAGMENT
    fragment = short and bool(FRAGMENT.match(question))
    few = len(content) == 1 and bool(fragment or CONNECTIVE.match(question))
    return few or bool(PRONOUN.search(question))


def _complete(
    question: str, earlier: Sequence[tuple[Turn, str]], known: Callable[[str], bool]
) -> tuple[Standalone, ...]:
    """As `standalone`, from turns and what these ask standing alone."""
    as_it_is = Standalone(question)
    if not is_follow_up(question):
        return (as_it_is,)
    answered = [text for turn, text in earlier if turn.answered]
    other_thing = ANOTHER_THING.match(question)
    last = [text for _, text in earlier][-1:] if other_thing else answered[-1:]
    if last and (again := ask_again(question, last[0])):
        return Standalone(again, whole=True), Standalone(_borrow(question, [again], known))
    borrowed = Standalone(_borrow(question, answered, known))
    return (borrowed, as_it_is) if borrowed != as_it_is else (as_it_is,)


def _borrow(question: str, answered: Sequence[str], known: Callable[[str], bool]) -> str:
    """``question`` with its pronoun replaced, or else words added in brackets."""
    words: list[str] = []
    names: list[str] = []
    named = None
    for text in answered:
        if own := [word for word in content_words(text) if known(word)]:
            words, names = own, [word for word in own if word in _names(text)] or own
            named = replace_pronoun(question, text, known)
    if named:
        return named
    # A pronoun stands for a thing; a fragment leaves out all the rest.
    pronoun = content_words(question) and PRONOUN.search(question)
    own_words = {word.casefold() for word in WORD.findall(question)}
    subject = dict.fromkeys(names if pronoun else words)
    borrowed = [word for word in subject if word.casefold() not in own_words]
    return f"{question} ({' '.join(borrowed[:_MAX_BORROWED])})" if borrowed else question


def _names(question: str) -> set[str]:
    """Words that name things: with a capital inside the question, or shortly after an article."""
    capitals = re.findall(r"(?<=[\w,] )[A-Z]\w+", question)
    return set(capitals) | {
        word for phrase in NOUN_PHRASE.findall(question) for word in WORD.findall(phrase)
    }
