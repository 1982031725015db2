"""Patterns of the words by which a question says which document is to answer it."""

from __future__ import annotations

from qa.question.english.words import any_case

DETERMINER = any_case(r"^(?:(?:the|this|that|these|those|my|your|our|an?|all|whole|entire)\s+)+")
ANY_TEXT = frozenset("document doc text file page paper pdf copy".split())
"""Nouns that say only that a document is meant: "the lease document"."""
VERSION = any_case(
    r"no|nr|number|v|ver|version|draft|final|copy|signed|scan|scanned|new|old|updated|revised|rev"
    r"|edition|latest"
)
"""Words of a name that tell versions of a document apart."""
NAME_END = any_case(
    r"\s[-–—|]+\s|[:,(]|\b(?:of|for|on|to|in|about|from|with|by|at|between|against|into)\b"
)
"""What the noun that names a document stands before: "Minutes of the meeting"."""

_OWNED = r"(?:the|this|that|these|those|my|your|our)"
_WORD = r"[^\s,;:?!]+"
_OFTEN = r"(?:(?:ever|even|also|anywhere|actually|really|itself|themselves) )*"
_SAY = (
    r"(?:say|mention|state|tell|specify|describe|explain|discuss|address|talk|speak|refer|conclude"
    r"|report|claim|suggest|recommend|advise|define|name|list|note|contain|write|bring up|touch on)"
)
# What a document does, but what it is about may do as well.
_HOLD = (
    r"(?:include|cover|give|require|allow|permit|forbid|prohibit|provide|set|need|ask|call|use"
    r"|have|show|let)"
)
_SAYS = (
    r"(?:says?|mentions?|states?|tells?|specif(?:y|ies)|describes?|explains?|discuss(?:es)?"
    r"|concludes?|reports?|claims?|suggests?|recommends?|advises?)"
)
_SAID = (
    r"(?:mentioned|said|stated|written|described|specified|listed|given|named|discussed|recorded"
    r"|reported|defined|noted|set out|laid down|found)"
)
IS_ASKED = any_case(r"\b(?:do|does|did)(?= )")
"""Behind these words stands the subject of a question."""
IS_OWNED = any_case(rf"\b(?={_OWNED} )")
SAY_FOLLOWS = any_case(rf" {_OFTEN}{_SAY}\b")
SAYS_FOLLOWS = any_case(rf" {_OFTEN}{_SAYS}\b")
"""What only a text does, behind its name."""
HOLD_FOLLOWS = any_case(rf" {_OFTEN}{_HOLD}\b")
OWNS = any_case(rf"\b(?P<name>{_OWNED} (?:{_WORD} ){{0,4}}?[^\s,;:?!'’]+)(?:'s|’s|(?<=s)['’])(?= )")
SOURCE_FOLLOWS = any_case(
    r"\b(?:according to|as per|going by|in accordance with|(?:by|under) the terms of"
    rf"|{_SAID} (?:anywhere |at all |somewhere )*(?:in|by))(?= )"
)
"""Behind these words a source is named."""
PLACE_FOLLOWS = any_case(rf"\b(?:in|under|within|inside|from|by|per)(?= {_OWNED} )")
"""Behind these words a source may be named, or any place."""
FILE_FOLLOWS = any_case(rf"\b(?:in|under|within|inside|from|by|per)(?= {_WORD}\.[a-z]{{1,5}}\b)")
JOINS_SOURCES = any_case(
    r"\s*,? (?:and|or|vs\.?|versus|compared (?:to|with)|rather than|as opposed to)"
    r"(?: (?:also|then))?(?: (?:in|under|from|by|within|according to))?(?= )"
)
"""What joins two sources: "in the lease and in the amendment"."""
ON_ASPECT = any_case(
    r"\s+(?:on|about|regarding|concerning|as to|with regard to|in terms of|when it comes to)"
    r" (?:the )?(?P<aspect>.+)"
)
"""What is compared of two documents: "the lease and the amendment on rent"."""
SAME_THING = any_case(r"(?:the )?(?:one|ones|that|those|it|same)")
"""What stands for the thing that was named before: "the one in the amendment"."""
