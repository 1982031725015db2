"""A follow-up made a question that stands alone, without a language model. Pure functions.

A follow-up is known by a pronoun, or by having next to nothing to search for ("And on which
day?", "For what purpose?"). It is searched with its own words and, in brackets, those of the
question it follows, where the document has them at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.text.terms import WORD
from qa.question import english
from qa.question.keywords import content_words
from qa.types import Turn

# More would drown the question's own words.
_MAX_BORROWED = 5
_MAX_FRAGMENT = 4  # words


def standalone(
    question: str, history: Sequence[Turn], known: Callable[[str], bool] = lambda word: True
) -> str:
    """``question`` with what it leaves unsaid, from the ``history``, oldest turn first.

    Words are borrowed from the last turn that was answered and has any that are ``known`` to the
    documents, which may itself be a follow-up. A question that stands alone comes back as it is.
    """
    if not is_follow_up(question):
        return question
    words: list[str] = []
    names: list[str] = []
    for turn in filter(lambda turn: turn.answered, history):
        leans = is_follow_up(turn.question)
        own = [word for word in content_words(turn.question) if known(word)]
        things = [word for word in own if word in _names(turn.question)] or own
        words = own + words if leans else own or words
        names = things + names if leans else things or names
    # A pronoun stands for a thing; a fragment leaves out all the rest.
    pronoun = content_words(question) and english.PRONOUN.search(question)
    subject = names if pronoun else words
    own_words = {word.casefold() for word in WORD.findall(question)}
    borrowed = [word for word in dict.fromkeys(subject) if word.casefold() not in own_words]
    return f"{question} ({' '.join(borrowed[:_MAX_BORROWED])})" if borrowed else question


def is_follow_up(question: str) -> bool:
    """Whether ``question`` leans on one asked before."""
    content = content_words(question)
    if not content:
        return True
    if english.SELF_CONTAINED.search(question):
        return False
    short = len(WORD.findall(question)) <= _MAX_FRAGMENT
    fragment = short and bool(english.FRAGMENT.match(question))
    few = len(content) == 1 and bool(fragment or english.CONNECTIVE.match(question))
    return few or bool(english.PRONOUN.search(question))


def _names(question: str) -> set[str]:
    """Words that name things: with a capital inside the question, or shortly after an article."""
    capitals = re.findall(r"(?<=[\w,] )[A-Z]\w+", question)
    return set(capitals) | {
        word for phrase in english.NOUN_PHRASE.findall(question) for word in WORD.findall(phrase)
    }
