"""What kind of answer a question wants, and whether a text has one. Pure functions."""

from __future__ import annotations

import re
from enum import Enum


class AnswerType(Enum):
    """The kinds of answer that show in the text itself."""

    TIME = "a time"
    NUMBER = "a number"
    NAME = "a name"


_COUNTED = (
    "number|amount|percent|percentage|proportion|share|rate|cost|price|population|size|length"
    "|height|distance|area|temperature|speed"
)
_TIMED = "year|date|day|weekday|month|century|decade|time|era|season"
_ASKED = (
    (
        AnswerType.TIME,
        r"\bwhen\b|\bhow long ago\b"
        rf"|\b(?:what|which)\s+(?:{_TIMED})\b(?: of the (?:week|month|year))?",
    ),
    (
        AnswerType.NUMBER,
        rf"\bhow (?:many|much|long|old|tall|far|big|large|high|fast|often)\b"
        rf"|\bwhat (?:is|was|are|were) the (?:\w+ )?(?:{_COUNTED})\b|\bwhat (?:{_COUNTED})\b",
    ),
    (
        AnswerType.NAME,
        r"\bwho(?:m|se)?\b|\bwhere\b"
        r"|\b(?:what|which)\s+(?:\w+\s+)?(?:person|people|man|woman|city|country|state|company"
        r"|organi[sz]ation|ministry|ministries|office|agency|government|group|author|president"
        r"|king|queen)\b",
    ),
)
_QUESTIONS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ASKED)

_MEASURED = re.compile(
    r"\bhow (?:many|much|long|old|tall|far|big|large|high|fast|often|deep|wide|heavy|late|early)\b",
    re.IGNORECASE,
)

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_CARDINALS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty"
    "|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion"
    "|dozen|half|third|quarter|twice|none|no"
)
_SIGNS = {
    AnswerType.TIME: re.compile(
        rf"\b(?:1[0-9]|20)\d\d\b|\b(?:{_DAYS})s?\b|\b(?:{_MONTHS})\b(?! be\b)"
        r"|\b\d+(?:st|nd|rd|th)\b|\bcentur(?:y|ies)\b|\b\d+\s?(?:BC|AD|BCE|CE|[ap]\.?m)\b"
        r"|\b(?:yesterday|today|tomorrow|ago|decades?|spring|summer|autumn|winter)\b",
        re.IGNORECASE,
    ),
    AnswerType.NUMBER: re.compile(rf"\d|\b(?:{_CARDINALS})\b", re.IGNORECASE),
    # A capital that does not only open the sentence.
    AnswerType.NAME: re.compile(
        r"(?<=[\w,;:)\"'”’–—-] )[^\W\d_a-z]\w+|^\W*[A-Z]\w+ (?:of |the )?[A-Z]"
    ),
}


def expected_type(question: str) -> AnswerType | None:
    """The kind of answer ``question`` wants, or None when its words do not tell."""
    return next((kind for kind, pattern in _QUESTIONS if pattern.search(question)), None)


def asking_words(question: str) -> frozenset[str]:
    """Words that only name the kind wanted, in lower case: the "day" of "on which day?"."""
    found = [_QUESTIONS[0][1].search(question), _MEASURED.search(question)]
    return frozenset(word for match in found if match for word in match[0].casefold().split())


def fits(kind: AnswerType | None, text: str) -> bool:
    """Whether ``text`` holds something of the kind; any text does when there is no kind."""
    return kind is None or bool(_SIGNS[kind].search(text))


_WH = "what|which|who|whom|whose|when|where|how"
_ASKS = re.compile(rf"\b(?:{_WH}|name)\b", re.IGNORECASE)
# "Can you tell me who …" is no question of yes or no.
_POLITE = re.compile(rf"\b(?:tell|know|say|show|remember)\b.*?\b(?={_WH})", re.IGNORECASE)
_SETTLED = re.compile(
    r"^(?:and |but |so )?(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should"
    r"|may|might|must|isn't|aren't|wasn't|weren't|don't|doesn't|didn't)\b"
    r"|\b(?:says?|said|mentions?|mentioned) (?:anything )?about\b"
    r"|^(?:and |but |so )?(?:what|how) about\b|\btell me about\b|^why\b"
    r"|^what are\b|\bname (?:all|both|every)\b|^(?:please )?list\b|\beverything\b"
    r"|\b(?:two|three|four|five|all|these|those|the) things\b",
    re.IGNORECASE,
)


_LISTED = re.compile(r"^\W*(?:(?:and|please) )?(?:what|which|list|name)\b", re.IGNORECASE)


def may_want_list(question: str) -> bool:
    """Whether several things may be the answer to ``question``."""
    return bool(_LISTED.search(question)) and expected_type(question) is None


def wants_sentence(question: str) -> bool:
    """Whether a whole sentence settles ``question``, not a few words in it.

    It does for yes or no, why, what is said of a thing, lists, and where nothing is asked for.
    """
    asked = question.strip()
    if polite := _POLITE.search(asked):
        asked = asked[polite.end() :]
    return not _ASKS.search(asked) or bool(_SETTLED.search(asked))
