"""A follow-up made a question that stands alone, without a language model. Pure functions.

A follow-up is known by how it opens ("And …", "What about …"), by a pronoun without its noun, or
by having next to nothing to search for. It is searched with the words of the question it follows:
those of its subject come first to hand, since the follow-up's own words are kept whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.lexical import STOPWORDS, WORD
from qa.question import ASKING

_OPENING = re.compile(
    r"^(?:and|but|or|so|also|then|what about|how about|what else|who else|where else|why|why not"
    r"|when|where|who|how|how so|which|which one|which ones)\b[\s,]*",
    re.IGNORECASE,
)
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
    subject = topic(standalone(earlier[-1], earlier[:-1]))
    own = {word.casefold() for word in WORD.findall(question)}
    added = [word for word in subject if word.casefold() not in own]
    return f"{question} ({' '.join(added)})" if added else question


def follows(question: str) -> bool:
    """Whether ``question`` leans on one asked before."""
    if _SELF_CONTAINED.search(question) and _content(question):
        return False
    return bool(
        _CONNECTIVE.match(question)
        or _PRONOUN.search(question)
        or len(_content(_OPENING.sub("", question))) < 2
    )


def topic(question: str) -> list[str]:
    """The words of ``question`` that say what it is about, as written, each once."""
    return list(dict.fromkeys(_content(question)))


def _content(question: str) -> list[str]:
    return [
        word
        for word in WORD.findall(question)
        if word.casefold() not in STOPWORDS and word.casefold() not in ASKING
    ]
