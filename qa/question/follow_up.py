"""A follow-up made a question that stands alone, without a language model. Pure functions.

A follow-up is known by a pronoun, or by having next to nothing to search for ("And on which
day?", "For what purpose?"). It is searched with its own words and, in brackets, those of the
question it follows, where the document has them at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.text.terms import WORD
from qa.question.keywords import content_words
from qa.types import Turn

# More would drown the question's own words.
_MOST_BORROWED = 5

_CONNECTIVE = re.compile(r"^(?:and|but|or|so|also|then|what about|how about)\b", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"^(?:(?:and|but|so|then) )?(?:(?:with|for|from|to|by|in|on|at|of|about|under|since|until) )?"
    r"(?:which|what|whose|whom?|when|where|why|how)\b",
    re.IGNORECASE,
)
_MOST_IN_FRAGMENT = 4  # words
_PRONOUN = re.compile(
    r"\b(?:its?|they|them|theirs?|he|him|his|she|hers?|else|the same)\b"
    # "this strategy" and "that privacy matters" name their subject; "is that true", "why this?"
    # do not, and "there" points back only at the end.
    r"|\b(?:this|that|these|those|ones?)\b(?=\W*$| (?:is|are|was|were|will|would|can|do|does|did"
    r"|has|have|had|mean|means|happen|happened|true|possible|so|too|in|on|at|by|for|to|from)\b)"
    r"|\bthere\W*$",
    re.IGNORECASE,
)
# Up to three words after an article, none of which ends a noun's phrase.
_PHRASE = re.compile(
    r"\b(?:the|an?|these|those|its|their) "
    r"((?:(?!(?:of|in|on|at|by|for|to|with|and|or|is|was|are|were)\b)\w+\W+){0,2}\w+)",
    re.IGNORECASE,
)
# "What does it say about X" names its own subject; "it" is the document.
_SELF_CONTAINED = re.compile(
    r"\b(?:it|this|that|they|the (?:article|document|text))\s+"
    r"(?:say|says|said|mention|mentions|mentioned|state|states|tell|tells us|explain|explains)\b",
    re.IGNORECASE,
)


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
    named: list[str] = []
    for turn in filter(lambda turn: turn.answered, history):
        leans = is_follow_up(turn.question)
        own = [word for word in content_words(turn.question) if known(word)]
        things = [word for word in own if word in _named(turn.question)] or own
        words = own + words if leans else own or words
        named = things + named if leans else things or named
    # A pronoun stands for a thing; a fragment leaves out all the rest.
    pronoun = content_words(question) and _PRONOUN.search(question)
    subject = named if pronoun else words
    said = {word.casefold() for word in WORD.findall(question)}
    borrowed = [word for word in dict.fromkeys(subject) if word.casefold() not in said]
    return f"{question} ({' '.join(borrowed[:_MOST_BORROWED])})" if borrowed else question


def _named(question: str) -> set[str]:
    """Words that name things: with a capital inside the question, or shortly after an article."""
    capitals = re.findall(r"(?<=[\w,] )[A-Z]\w+", question)
    return set(capitals) | {
        word for phrase in _PHRASE.findall(question) for word in WORD.findall(phrase)
    }


def is_follow_up(question: str) -> bool:
    """Whether ``question`` leans on one asked before."""
    content = content_words(question)
    if not content:
        return True
    if _SELF_CONTAINED.search(question):
        return False
    fragment = bool(_FRAGMENT.match(question)) and len(WORD.findall(question)) <= _MOST_IN_FRAGMENT
    few = len(content) == 1 and bool(fragment or _CONNECTIVE.match(question))
    return few or bool(_PRONOUN.search(question))
