"""What kind of answer a question wants, and whether a text has one. Pure functions."""

from __future__ import annotations

from enum import Enum

from qa.question.english.asking import (
    ASKS,
    ASKS_COUNT_ALONE,
    ASKS_HOW_TO,
    ASKS_NAME,
    ASKS_NUMBER,
    ASKS_TIME,
    ASKS_TIME_ALONE,
    LISTED,
    MAY_TELL_COUNT,
    MAY_TELL_TIME,
    MEASURED,
    POLITE,
    SAYS_UNKNOWN,
    SETTLED_BY_SENTENCE,
    SEVERAL,
    TELLS_NAME,
    TELLS_NUMBER,
    TELLS_TIME,
)


class AnswerType(Enum):
    """The kinds of answer that show in the text itself."""

    TIME = "a time"
    NUMBER = "a number"
    NAME = "a name"


_ASKED = {
    AnswerType.TIME: ASKS_TIME,
    AnswerType.NUMBER: ASKS_NUMBER,
    AnswerType.NAME: ASKS_NAME,
}
_TOLD = {
    AnswerType.TIME: TELLS_TIME,
    AnswerType.NUMBER: TELLS_NUMBER,
    AnswerType.NAME: TELLS_NAME,
}

_ALONE = ((ASKS_TIME_ALONE, MAY_TELL_TIME), (ASKS_COUNT_ALONE, MAY_TELL_COUNT))


def expected_type(question: str) -> AnswerType | None:
    """The kind of answer ``question`` wants, or None when its words do not tell."""
    return next((kind for kind, pattern in _ASKED.items() if pattern.search(question)), None)


def asking_words(question: str) -> frozenset[str]:
    """Words that only name the kind wanted, in lower case: the "day" of "on which day?"."""
    matches = ASKS_TIME.search(question), MEASURED.search(question)
    return frozenset(word for match in matches if match for word in match[0].casefold().split())


def fits(kind: AnswerType | None, text: str) -> bool:
    """Whether ``text`` holds something of the kind; any text does when there is no kind."""
    return kind is None or bool(_TOLD[kind].search(text))


def surely_lacks(question: str, text: str) -> bool:
    """Whether ``question`` asks for a time or a number of things, and ``text`` has nothing of it.

    Of 2,574 sentences that answer such a question, of six sets, it says so of 18. It never does of
    one that may say that there is none, or that it is not known.
    """
    if SAYS_UNKNOWN.search(text):
        return False
    return any(asks.search(question) and not tells.search(text) for asks, tells in _ALONE)


def may_want_list(question: str) -> bool:
    """Whether several things may be the answer to ``question``."""
    return bool(LISTED.search(question)) and expected_type(question) is None


def asks_for_several(question: str) -> bool:
    """Whether ``question`` asks for several things in so many words."""
    return bool(SEVERAL.search(question))


def asks_how_to(question: str) -> bool:
    """Whether steps are what answers ``question``."""
    return bool(ASKS_HOW_TO.search(question))


def wants_sentence(question: str) -> bool:
    """Whether a whole sentence settles ``question``, not a few words in it.

    It does for yes or no, why, how to do something, what is said of a thing, lists, and where
    nothing is asked for.
    """
    asked = question.strip()
    if polite := POLITE.search(asked):
        asked = asked[polite.end() :]
    return not ASKS.search(asked) or bool(SETTLED_BY_SENTENCE.search(asked)) or asks_how_to(asked)
