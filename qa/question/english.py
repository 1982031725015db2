"""English words and patterns by which questions are understood: one list, used all over `qa`."""

from __future__ import annotations

import re

QUESTION_WORDS = "what|which|who|whom|whose|when|where|why|how"
PREPOSITIONS = "in|on|at|by|for|from|to|with|of"
VERBS = "is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|may|might|must|shall"
"""Verbs that a question of yes or no may begin with."""
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
CARDINALS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty"
    "|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion"
    "|dozen|half|third|quarter|twice|none|no"
)
COUNTED = (
    "number|amount|percent|percentage|proportion|share|rate|cost|price|population|size|length"
    "|height|distance|area|temperature|speed"
)
"""What a number is told of."""
TIMED = "year|date|day|weekday|month|century|decade|time|era|season"
"""What a time is told of."""
MEASURES = "many|much|long|old|tall|far|big|large|high|fast|often"
"""What "how" asks a number with."""
NAMED = (
    "person|people|man|woman|city|country|state|company|organi[sz]ation|ministry|ministries|office"
    "|agency|government|group|author|president|king|queen"
)
"""What a name is told of."""

FRAME = frozenset(
    "say says said saying state states stated tell tells told mention mentions mentioned mentioning"
    " describe describes described explain explains explained according article document text"
    " passage paragraph author please know question answer anything something everything"
    " many much kind kinds sort sorts type types thing things name names named called list"
    " give get gets take takes want wants use uses used make makes made curious wonder".split()
)
"""Words that speak of asking, of the kind of answer, or of the document itself."""
SLIGHT = frozenset(
    "need needs needed must shall should would could might may allowed able ever else also both"
    " do does did done doing put puts come comes go goes happen happens face faces give given last"
    " lasts people single clause section".split()
)
"""Words whose absence says nothing of a document."""
MISTAKEN = {"wat": "what", "wut": "what", "wen": "when", "wich": "which", "wher": "where"}
"""Slips that are words themselves, though hardly to begin a question with."""


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


ASKS_TIME = _any_case(
    r"\bwhen\b|\bhow long ago\b"
    rf"|\b(?:what|which)\s+(?:{TIMED})\b(?: of the (?:week|month|year))?"
)
ASKS_NUMBER = _any_case(
    rf"\bhow (?:{MEASURES})\b"
    rf"|\bwhat (?:is|was|are|were) the (?:\w+ )?(?:{COUNTED})\b|\bwhat (?:{COUNTED})\b"
)
ASKS_NAME = _any_case(rf"\bwho(?:m|se)?\b|\bwhere\b|\b(?:what|which)\s+(?:\w+\s+)?(?:{NAMED})\b")
MEASURED = _any_case(rf"\bhow (?:{MEASURES}|deep|wide|heavy|late|early)\b")

TELLS_TIME = _any_case(
    rf"\b(?:1[0-9]|20)\d\d\b|\b(?:{DAYS})s?\b|\b(?:{MONTHS})\b(?! be\b)"
    r"|\b\d+(?:st|nd|rd|th)\b|\bcentur(?:y|ies)\b|\b\d+\s?(?:BC|AD|BCE|CE|[ap]\.?m)\b"
    r"|\b(?:yesterday|today|tomorrow|ago|decades?|spring|summer|autumn|winter)\b"
)
TELLS_NUMBER = _any_case(rf"\d|\b(?:{CARDINALS})\b")
# A capital that does not only open the sentence.
TELLS_NAME = re.compile(r"(?<=[\w,;:)\"'”’–—-] )[^\W\d_a-z]\w+|^\W*[A-Z]\w+ (?:of |the )?[A-Z]")

_TELLING_WORDS = "what|which|who|whom|whose|when|where|how"
ASKS = _any_case(rf"\b(?:{_TELLING_WORDS}|name)\b")
# "Can you tell me who …" is no question of yes or no.
POLITE = _any_case(rf"\b(?:tell|know|say|show|remember)\b.*?\b(?={_TELLING_WORDS})")
SETTLED_BY_SENTENCE = _any_case(
    r"^(?:and |but |so )?(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should"
    r"|may|might|must|isn't|aren't|wasn't|weren't|don't|doesn't|didn't)\b"
    r"|\b(?:says?|said|mentions?|mentioned) (?:anything )?about\b"
    r"|^(?:and |but |so )?(?:what|how) about\b|\btell me about\b|^why\b"
    r"|^what are\b|\bname (?:all|both|every)\b|^(?:please )?list\b|\beverything\b"
    r"|\b(?:two|three|four|five|all|these|those|the) things\b"
)
"""Questions of yes or no, why, or what is said of a thing, and for lists."""
LISTED = _any_case(r"^\W*(?:(?:and|please) )?(?:what|which|list|name)\b")

_IN = rf"(?:(?:{PREPOSITIONS})\s+)?"
JOINT = _any_case(
    rf"(?:,?\s+and(?:\s+also)?|\s*;|\?)\s+(?=(?:and\s+)?{_IN}(?:{QUESTION_WORDS})\b"
    rf"|(?:{VERBS})\s+(?:it|they|he|she|there|this|that|these|the)\b)"
)
"""What joins two questions."""
ASKS_FOR_ITSELF = _any_case(
    rf"\b(?:{QUESTION_WORDS})(?:'s|’s|\b.*\b(?:{VERBS})\b)|^(?:and\s+)?{_IN}whom?\s+\w+\s+\w+"
    rf"|^(?:{VERBS})\s+\w+"
)
# "Who issued it, and when?" asks of what was just asked about.
BARE = _any_case(rf"^(?:and\s+)?{_IN}(?:when|where|why|how|whom)$")
OPEN_END = _any_case(rf"\b(?:{QUESTION_WORDS})$")

CONNECTIVE = _any_case(r"^(?:and|but|or|so|also|then|what about|how about)\b")
FRAGMENT = _any_case(
    r"^(?:(?:and|but|so|then) )?(?:(?:with|for|from|to|by|in|on|at|of|about|under|since|until) )?"
    r"(?:which|what|whose|whom?|when|where|why|how)\b"
)
PRONOUN = _any_case(
    r"\b(?:its?|they|them|theirs?|he|him|his|she|hers?|else|the same)\b"
    # "this strategy" and "that privacy matters" name their subject; "is that true", "why this?"
    # do not, and "there" points back only at the end.
    r"|\b(?:this|that|these|those|ones?)\b(?=\W*$| (?:is|are|was|were|will|would|can|do|does|did"
    r"|has|have|had|mean|means|happen|happened|true|possible|so|too|in|on|at|by|for|to|from)\b)"
    r"|\bthere\W*$"
)
# Up to three words after an article, none of which ends a noun's phrase.
NOUN_PHRASE = _any_case(
    r"\b(?:the|an?|these|those|its|their) "
    r"((?:(?!(?:of|in|on|at|by|for|to|with|and|or|is|was|are|were)\b)\w+\W+){0,2}\w+)"
)
# "What does it say about X" names its own subject; "it" is the document.
SELF_CONTAINED = _any_case(
    r"\b(?:it|this|that|they|the (?:article|document|text))\s+"
    r"(?:say|says|said|mention|mentions|mentioned|state|states|tell|tells us|explain|explains)\b"
)
