"""How a line begins that is a unit by itself: an item, a field, a question, a turn and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.documents.blocks import BlockKind

_BULLETS = "•·▪◦‣○●■□☐☑✓✔✗✘→➔➤»"
_BULLET = re.compile(rf"[-*+](?: \[[ xX]\])?\s+(?=\S)|[{_BULLETS}]\s*(?=\S)|[–—]\s+(?=\S)|[-*+•]$")
_NUMBER = re.compile(r"(?:\(?(\d{1,3})[.)]|\((\d{1,3})\))(?:\s+(?=\S)|$)")
_LETTER = re.compile(r"(?:\(([a-zA-Z]|[ivx]{1,5})\)|([a-zA-Z]|[ivx]{1,5})[.)])\s+(?=\S)")
_CLAUSE = re.compile(
    r"(?:\*\*)?(?:§+\s?|(?:[Cc]lause|[Aa]rticle|[Aa]rt\.|[Ss]ection|[Rr]ule)\s)?"
    r"(\d{1,3}(?:\.\d{1,3}){1,4})[.)]?(?:\*\*)?\s+(?=[^\W\d_a-z]|[\"'“‘(*])"
)
_TITLED = re.compile(r"\*\*(\d{1,3})[.)]\s[^*\n]{1,80}\*\*\s+(?=\S)")
_SECTION = re.compile(
    r"(?:\*\*)?(?:§+\s?|(?:Clause|Article|Art\.)\s)\d{1,3}[a-z]?\b[.):]?\s+(?=\S)"
)
_QUESTION = re.compile(
    r"(?:\*\*|__)?(?:Q\d{0,3}|Question(?: \d{1,3})?)\s?[:.)](?:\*\*|__)?\s+(?=\S)"
)
_ANSWER = re.compile(r"(?:\*\*|__)?(?:A\d{0,3}|Answer(?: \d{1,3})?)\s?[:.)](?:\*\*|__)?\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s?)+(?![.,;:)])")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:\s|\^?\[\d{1,3}\]\s+(?=\S)|\[[^\]]{1,60}\]:\s+\S+://")
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?(?:\s?[aApP]\.?[mM]\.?)?"
_DATE = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
_STAMP = rf"\\?[\[(]?(?:{_DATE},?\s+)?{_CLOCK}\\?[\])]?"
_NAME = r"[^\W\d_a-z][\w.'’-]*(?:[ ][^\W\d_a-z][\w.'’-]*){0,3}"
_STAMPED_TURN = re.compile(
    rf"({_STAMP}\s*(?:[-–]\s)?(?:(?:\*\*)?{_NAME}(?:\*\*)?:(?:\*\*)?|<[^<>\s]{{1,30}}>))\s+(?=\S)"
)
_LABELLED = re.compile(
    rf"((?:\*\*|__)?({_NAME})(?:\s\([^()]{{1,30}}\))?(?:\*\*|__)?:(?:\*\*|__)?)(?:\s+(?=\S)|$)"
)
_LOG = re.compile(
    r"[\[(]?(?:\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}|[A-Z][a-z]{2}\s+\d{1,2} \d{2}:\d{2}:\d{2}\s"
    r"|\d{4}/\d{2}/\d{2} \d{2}:\d{2}|\d{2}:\d{2}:\d{2}[.,\s])\S*\s*(?=\S)"
)
_FIELD = re.compile(
    r"(?:\*\*|__)?(?P<key>\w[^:：=|<>!?\"“”]{0,40}?)(?:\*\*|__)?(?:\s?[:：](?:\*\*|__)?\s+|\s=\s)"
    r"(?P<value>\S.*)"
)
_LEADER = re.compile(r"\S.{0,80}?\s?(?:\.{4,}|…{2,}|(?: \.){3,})\s?(?P<value>[^\s.].{0,40})")
_TERM = re.compile(r"(?:\*\*[^*\n]{1,60}\*\*|__[^_\n]{1,60}__)\s*(?:[-–—:]|\.\s)\s*(?=\S)")
_MOST_KEY_WORDS, _MOST_VALUE, _MOST_FIELD = 4, 120, 300
_NO_SPEAKERS = frozenset(
    "note notes warning caution tip hint example examples important attention update edit question"
    " answer summary result results step remark nb todo ps q a re subject from to cc date".split()
)


@dataclass(frozen=True)
class Mark:
    """What a line begins with: the kind that tells, and how many characters it takes.

    ``order`` is the number or letter of an item, "" for a bullet.
    """

    kind: BlockKind
    width: int
    order: str = ""


def mark_of(bare: str, speakers: frozenset[str]) -> Mark | None:
    """The mark of a line without blanks at its ends, in a text with these ``speakers``."""
    if match := _QUOTE.match(bare):
        return Mark(BlockKind.QUOTE, match.end())
    if turn := _turn(bare, speakers):
        return Mark(BlockKind.TURN, turn)
    for kind, pattern in (
        (BlockKind.LOG_LINE, _LOG),
        (BlockKind.FOOTNOTE, _FOOTNOTE),
        (BlockKind.QUESTION, _QUESTION),
        (BlockKind.ANSWER, _ANSWER),
    ):
        if match := pattern.match(bare):
            return Mark(kind, match.end())
    if match := _CLAUSE.match(bare) or _SECTION.match(bare) or _TITLED.match(bare):
        return Mark(
            BlockKind.CLAUSE, match.end(), match[match.lastindex] if match.lastindex else ""
        )
    if match := _BULLET.match(bare):
        return Mark(BlockKind.LIST_ITEM, match.end())
    if match := _NUMBER.match(bare) or _LETTER.match(bare):
        return Mark(BlockKind.LIST_ITEM, match.end(), str(match[match.lastindex or 0]))
    if field := field_width(bare):
        return Mark(BlockKind.FIELD, field)
    return None


def field_width(bare: str) -> int:
    """How many characters a field's name and sign take; 0 where the line is no field."""
    if len(bare) > _MOST_FIELD:  # a long line of dots would be tried from each
        return 0
    if match := _LEADER.fullmatch(bare) or _TERM.match(bare):
        return match.start("value") if "value" in match.groupdict() else match.end()
    match = _FIELD.fullmatch(bare)
    if not match or len(match["value"]) > _MOST_VALUE:
        return 0
    words = match["key"].split()
    return match.start("value") if len(words) <= _MOST_KEY_WORDS else 0


def label_of(bare: str) -> str | None:
    """The name that a line begins with as a speaker's line may ("Dana: Good morning")."""
    match = _LABELLED.match(bare)
    return match[2] if match and match[2].lower() not in _NO_SPEAKERS else None


def quote_depth(bare: str) -> int:
    """How deep a quoted line is quoted, by its marks."""
    match = _QUOTE.match(bare)
    return match[0].count(">") if match else 0


def turn_width(bare: str) -> int:
    """How many characters the time and the name before a speaker's words take."""
    match = _STAMPED_TURN.match(bare) or _LABELLED.match(bare)
    return match.end(1) if match else len(bare.split(maxsplit=1)[0])


def _turn(bare: str, speakers: frozenset[str]) -> int:
    if match := _STAMPED_TURN.match(bare):
        return match.end(1)
    match = _LABELLED.match(bare)
    return match.end(1) if match and match[2] in speakers else 0
