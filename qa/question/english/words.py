"""English words that patterns are made of, and that frame a question."""

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
MISTAKEN = {"wat": "what", "wut": "what", "wen": "when", "wich": "which", "wher": "where"}
"""Slips that are words themselves, though hardly to begin a question with."""
AMERICAN = re.compile(r"is(?=(?:e|ed|es|ing|ation|ations)$)", re.IGNORECASE)
"""Where British spelling has an s, and American a z."""


def any_case(pattern: str) -> re.Pattern[str]:
    """``pattern`` for capitals and small letters alike."""
    return re.compile(pattern, re.IGNORECASE)
