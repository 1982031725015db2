"""A follow-up made a question that stands alone, without a language model. Pure functions.

A follow-up is known by a pronoun, or by having next to nothing to search for ("And on which
day?"). It is searched with its own words and, in brackets, those of the question it follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.lexical import WORD
from qa.retriever import content_words

_MOST_BORROWED = 6

_CONNECTIVE = re.compile(r"^(?:and|but|or|so|also|then|what about|how about)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|this|these|those|that|there"
    r"|one|ones|the same|else)\b(?! \w+ (?:strategy|document|article)\b)",
    re.IGNORECASE,
)
# "What does it say about X" names its own subject; "it" is the document.
_SELF_CONTAINED = re.compile(
    r"\b(?:it|this|that|they|the (?:article|document|text))\s+"
    r"(?:say|says|mention|mentions|state|states|tell|tells us|explain|explains)\b",
    re.IGNORECASE,
)


def standalone(question: str, earlier: Sequence[str]) -> str:
    """``question`` with what it leaves unsaid, from the ``earlier`` questions, oldest first.

    A question that stands alone comes back as it is.
    """
    if not earlier or not follows(question):
        return question
    subject = dict.fromkeys(content_words(standalone(earlier[-1], earlier[:-1])))
    own = {word.casefold() for word in WORD.findall(question)}
    added = [word for word in subject if word.casefold() not in own][:_MOST_BORROWED]
    return f"{question} ({' '.join(added)})" if added else question


def follows(question: str) -> bool:
    """Whether ``question`` leans on one asked before."""
    content = content_words(question)
    if _SELF_CONTAINED.search(question) and content:
        return False
    few = 1 if _CONNECTIVE.match(question) else 0
    return bool(_PRONOUN.search(question)) or len(content) <= few
