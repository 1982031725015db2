"""What kind of answer a question wants, and whether a text has one. Pure functions."""

from __future__ import annotations

from enum import Enum

from qa.question import english


class AnswerType(Enum):
    """The kinds of answer that show in the text itself."""

    TIME = "a time"
    NUMBER = "a number"
    NAME = "a name"


_ASKED = {
    AnswerType.TIME: english.ASKS_TIME,
    AnswerType.NUMBER: english.ASKS_NUMBER,
    AnswerType.NAME: english.ASKS_NAME,
}
_TOLD = {
    AnswerType.TIME: english.TELLS_TIME,
    AnswerType.NUMBER: english.TELLS_NUMBER,
    AnswerType.NAME: english.TELLS_NAME,
}


def expected_type(question: str) -> AnswerType | None:
    """The kind of answer ``question`` wants, or None when its words do not tell."""
    return next((kind for kind, pattern in _ASKED.items() if pattern.search(question)), None)


def asking_words(question: str) -> frozenset[str]:
    """Words that only name the kind wanted, in lower case: the "day" of "on which day?"."""
    matches = english.ASKS_TIME.search(question), english.MEASURED.search(question)
    return frozenset(word for match in matches if match for word in match[0].casefold().split())


def fits(kind: AnswerType | None, text: str) -> bool:
    """Whether ``text`` holds something of the kind; any text does when there is no kind."""
    return kind is None or bool(_TOLD[kind].search(text))


def may_want_list(question: str) -> bool:
    """Whether several things may be the answer to ``question``."""
    return bool(english.LISTED.search(question)) and expected_type(question) is None


def wants_sentence(question: str) -> bool:
    """Whether a whole sentence settles ``question``, not a few words in it.

    It does for yes or no, why, what is said of a thing, lists, and where nothing is asked for.
    """
    asked = question.strip()
    if polite := english.POLITE.search(asked):
        asked = asked[polite.end() :]
    return not english.ASKS.search(asked) or bool(english.SETTLED_BY_SENTENCE.search(asked))
