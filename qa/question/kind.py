"""What kind of reply a question wants, and what it names. Pure functions.

The patterns hold for a whole question: "What is it about?" wants an overview, "What is the article
about trade saying of tariffs?" does not. Whether the documents have what is named is not known
here: each kind of reply gives way to an ordinary search where they do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from qa.question.english.overviews import (
    ASKED_KINDLY,
    ASKS_AUTHOR,
    ASKS_CONCLUSION,
    ASKS_DATE,
    ASKS_KINDLY,
    ASKS_LENGTH,
    ASKS_OVERVIEW,
    ASKS_SECTIONS,
    ASKS_TITLE,
    GREETING,
    OWN_TEXT,
    SENTENCES_WANTED,
    SHORTENED,
)
from qa.question.english.requests import (
    ANY_CLAUSE,
    ASKS_ALL_PLACES,
    ASKS_TO_TRANSLATE,
    ASKS_TO_WRITE,
    ASKS_WHAT_IS_SAID,
    ASKS_WHETHER_MENTIONED,
    ASKS_WHO,
    CLAUSE_SUBJECT,
    CODE,
    CODE_NUMBER,
    COMPARES,
    COUNTED_EACH,
    COUNTS,
    GREETS,
    LOOKS_UP_CODE,
    LOOKS_UP_HEADING,
    LOOKS_UP_NUMBER,
    LOOKS_UP_ORDINAL,
    LOOKS_UP_ROW,
    ORDINALS,
    PARTS,
    THANKS,
)
from qa.question.split import split_question
from qa.types import ReplyKind


class Aspect(Enum):
    """What of a whole document is asked for."""

    ABOUT = "what it is about"
    CONCLUSION = "what it concludes"
    SECTIONS = "its headings"
    TITLE = "its title"
    AUTHOR = "its author"
    DATE = "its date"
    LENGTH = "its length"


class Mention(Enum):
    """How places that name a thing are asked for."""

    WHETHER = "whether there are any"
    ALL = "all of them"
    SAID = "what is said there"


class Named(Enum):
    """By what a part of a document is looked up."""

    NUMBER = "its number"
    ORDINAL = "its place in a list"
    HEADING = "its heading"
    CODE = "a code in it"
    ROW = "the key of a row"


class Smalltalk(Enum):
    """What is said to Pincite itself."""

    GREETING = "hello"
    THANKS = "thanks"
    PARTING = "goodbye"
    WHO = "who are you"
    WRITE = "write me something"
    TRANSLATE = "translate"


@dataclass(frozen=True)
class Request:
    """A question and the kind of reply it wants.

    ``question`` is as it is searched, without a greeting. ``things`` are what it names: what an
    overview is of ("" for all there is), what may be mentioned, the name of the part looked up, the
    two that are compared, or what is counted and what each of these is to have. ``scope`` is where
    in the document that is, or whose it is: the heading of a step, what is compared of two things,
    the owner of what is counted; ``part`` is what the part looked up is called ("clause").
    ``sentences`` is how many an overview shall have, 0 where nobody says.
    """

    kind: ReplyKind
    question: str
    aspects: tuple[Aspect, ...] = ()
    mention: Mention | None = None
    named: Named | None = None
    smalltalk: Smalltalk | None = None
    things: tuple[str, ...] = ()
    scope: str = ""
    part: str = ""
    sentences: int = 0


_ASPECTS = (
    (Aspect.TITLE, ASKS_TITLE),
    (Aspect.AUTHOR, ASKS_AUTHOR),
    (Aspect.DATE, ASKS_DATE),
    (Aspect.LENGTH, ASKS_LENGTH),
    (Aspect.SECTIONS, ASKS_SECTIONS),
    (Aspect.CONCLUSION, ASKS_CONCLUSION),
    (Aspect.ABOUT, ASKS_OVERVIEW),
)
_MENTIONS = (
    (Mention.WHETHER, ASKS_WHETHER_MENTIONED),
    (Mention.ALL, ASKS_ALL_PLACES),
    (Mention.SAID, ASKS_WHAT_IS_SAID),
)
_SMALLTALK = (
    (Smalltalk.GREETING, GREETS),
    (Smalltalk.PARTING, PARTS),
    (Smalltalk.WHO, ASKS_WHO),
    (Smalltalk.TRANSLATE, ASKS_TO_TRANSLATE),
    (Smalltalk.WRITE, ASKS_TO_WRITE),
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_LONGEST_SIDE = 8  # words
_MARKS = " \t?!.,;:…"
_QUOTES = "\"'“”‘’«»`*_"


def request(question: str) -> Request:
    """The kind of reply that a checked ``question`` wants, and what it names."""
    greeted = GREETING.match(question)
    asked = question[greeted.end() :].strip() if greeted else question
    if not any(map(str.isalnum, asked)):
        thanks = THANKS.match(question)
        smalltalk = Smalltalk.THANKS if thanks else Smalltalk.GREETING
        return Request(ReplyKind.TALK, question, smalltalk=smalltalk)
    parts = split_question(asked)
    if len(parts) > 1:
        return _joined(asked, [_of_one(part) for part in parts])
    return _of_one(asked)


def plain(question: str) -> str:
    """``question`` without what only makes it polite, and with "whats" as "what is"."""
    asked = " ".join(question.replace("’", "'").strip(_MARKS).split())
    asked = SHORTENED.sub(r"\1 is", asked)
    asked = ASKS_KINDLY.sub("", asked)
    return ASKED_KINDLY.sub("", asked).strip(_MARKS)


def _joined(asked: str, parts: Sequence[Request]) -> Request:
    """One overview of what several parts ask of a document; else a question of several parts."""
    aspects: list[Aspect] = []
    for part in parts:
        when = bool(aspects) and plain(part.question).casefold() == "when"
        if part.kind is not ReplyKind.OVERVIEW and not when:
            return Request(ReplyKind.QUESTION, asked)
        aspects.extend([Aspect.DATE] if when else part.aspects)
    return replace(parts[0], question=asked, aspects=tuple(dict.fromkeys(aspects)))


def _of_one(asked: str) -> Request:
    bare = plain(asked)
    for smalltalk, pattern in _SMALLTALK:
        if pattern.search(bare):
            return Request(ReplyKind.TALK, asked, smalltalk=smalltalk)
    for make in (_look_up, _overview, _mention, _comparison, _count):
        if made := make(asked, bare):
            return made
    return Request(ReplyKind.QUESTION, asked)


def _look_up(asked: str, bare: str) -> Request | None:
    if match := _first(LOOKS_UP_NUMBER, bare):
        number = match["number"]
        # "a" and "I" are words: what is numbered so is called clause a, and section I.
        plain_number = not number.isalpha() or not number.islower()
        if plain_number and not ANY_CLAUSE.search(match["scope"] or ""):
            return _named(asked, Named.NUMBER, number, match["scope"], match["part"])
    match = LOOKS_UP_ORDINAL.match(bare)
    if match and not ANY_CLAUSE.search(match["scope"] or ""):
        place = ORDINALS.index(match["number"].casefold()) + 1
        number = str(place) if place < len(ORDINALS) else "last"
        return _named(asked, Named.ORDINAL, number, match["scope"], match["part"])
    for pattern in LOOKS_UP_CODE:
        match = pattern.match(bare)
        code = match["code"].strip(_QUOTES) if match else ""
        numbered = match and match["coded"] and CODE_NUMBER.fullmatch(code)
        if CODE.fullmatch(code) or numbered:
            return _named(asked, Named.CODE, code)
    if match := _first(LOOKS_UP_ROW, bare):
        return _named(asked, Named.ROW, match["subject"])
    match = _first(LOOKS_UP_HEADING, bare)
    if match and not OWN_TEXT.fullmatch(match["subject"]):
        groups = match.groupdict()
        # "What is in the blue folder?" may name no heading: only its own words tell.
        surely = groups.get("under") is None or bool(groups.get("named"))
        return _named(asked, Named.HEADING, match["subject"], "" if surely else "maybe")
    return None


def _named(
    asked: str, named: Named, name: str, scope: str | None = None, part: str = ""
) -> Request:
    things = (name.strip(_QUOTES + " "),)
    return Request(
        ReplyKind.LOOK_UP, asked, named=named, things=things, scope=scope or "", part=part
    )


def _overview(asked: str, bare: str) -> Request | None:
    for aspect, patterns in _ASPECTS:
        if match := _first(patterns, bare):
            wanted = SENTENCES_WANTED.search(bare)
            return Request(
                ReplyKind.OVERVIEW,
                asked,
                aspects=(aspect,),
                things=((match.groupdict().get("subject") or "").strip(),),
                sentences=_number(wanted["number"]) if wanted else 0,
            )
    return None


def _mention(asked: str, bare: str) -> Request | None:
    for mention, patterns in _MENTIONS:
        match = _first(patterns, bare)
        if match and not CLAUSE_SUBJECT.match(match["subject"]):
            name = match["subject"].strip(_QUOTES + " ")
            if not OWN_TEXT.fullmatch(name):
                return Request(ReplyKind.MENTION, asked, mention=mention, things=(name,))
    return None


def _comparison(asked: str, bare: str) -> Request | None:
    match = _first(COMPARES, bare)
    if not match:
        return None
    sides = match["one"].strip(_QUOTES + " "), match["other"].strip(_QUOTES + " ")
    if any(ANY_CLAUSE.search(s) or len(s.split()) > _LONGEST_SIDE for s in sides):
        return None
    scope = match.groupdict().get("aspect") or ""
    return Request(ReplyKind.COMPARISON, asked, things=sides, scope=scope)


def _count(asked: str, bare: str) -> Request | None:
    match = _first(COUNTS, bare)
    if not match:
        return None
    groups = match.groupdict()
    things = COUNTED_EACH.sub("", match["things"])
    held = (groups["held"],) if groups.get("held") else ()
    return Request(ReplyKind.COUNT, asked, things=(things, *held), scope=groups.get("owner") or "")


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.match(text))), None)


def _number(written: str) -> int:
    word = written.casefold()
    return int(word) if word.isdigit() else _NUMBERS.index(word.replace("single", "one")) + 1
