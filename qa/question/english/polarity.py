"""Patterns of what a plain sentence affirms or denies, and of what leaves that open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qa.question.english.words import DAYS, MONTHS, PREPOSITIONS, VERBS, any_case

ASKS_WHETHER = any_case(
    r"^(?:(?:so|and|but|then|well|ok|okay),? )*(?:(?:is|was) it (?:true|correct|right|so|a fact"
    r"|the case) that |(?:can|could|do) you (?:please )?(?:tell me|say|know) (?:if|whether) )?"
)
"""What frames a question of yes or no and asks nothing itself."""
ASKED_AS_QUESTION = any_case(rf"^(?:{VERBS}|am)\b")
ASKS_EITHER = any_case(r"\bor\b")
"""What yes or no may be no answer to."""
DENIAL = any_case(
    r"\bneither\b.*?\bnor\b|\b(?:not|no|never|neither|nor|nobody|none|nothing|nowhere|cannot"
    r"|lacks?|lacking)\b|n['’]t\b|\bnon(?=-)"
)
"""What turns a clause into its contrary."""
LEAVES_OPEN = any_case(
    # Conditions and exceptions.
    r"\b(?:if|unless|except\w*|only|when\w*|wherever|provid(?:ed|ing)|until|till|once|whether"
    r"|otherwise|while|without|subject to|depend\w*|other than|apart from|aside from|instead"
    r"|rather|as long as|in (?:any |that |this |which )?cases?|in the event|but for"
    r"|certain (?:cases|circumstances|conditions))\b"
    # What holds of a part, more or less, or at times.
    r"|\b(?:some\w*|usually|normally|typically|generally|mostly|mainly|often|most|many|few|several"
    r"|rarely|seldom|hardly|barely|scarcely|almost|nearly|part(?:ly|ially)|largely|at times"
    r"|perhaps|might|possibly|probably|likely|unlikely|apparently|allegedly|reportedly|supposedly"
    r"|seem\w*|appear(?:s|ed)? to|in principle|about to|due to|would|(?:should|could|may) have)\b"
    # What others say, ask, think or want, what comes to nothing, and what was.
    r"|\b(?:ask(?:s|ed|ing)?|claim(?:s|ed|ing)?|sa(?:y|ys|id|ying)|believ\w+|think\w*|thought"
    r"|suggest\w*|argu(?:e|es|ed|ing)|want\w*|wish\w*|try|tries|tried|trying|attempt\w*|fail\w*"
    r"|refus\w+|doubt\w*|den(?:y|ies|ied)|pretend\w*|consider\w*|suppos\w+|expect\w*|intend\w*"
    r"|hop(?:e|es|ed|ing)|planned|planning|plans? (?:to|for)|propos\w+|used to"
    r"|formerly|previously|originally|at first|nominated|rumou?r\w*|false|falsely|myth|resist\w*"
    r"|prevent\w*|avoid\w*)\b"
    # A denial of a part, or one that denies little.
    r"|\bnot (?:only|just|merely|simply|necessarily|always|all|every\w*|each|both|yet|least"
    r"|exactly|quite|entirely|fully|so|more|less|later|earlier)\b|\?"
    r"|\bno (?:more|less|fewer|later|earlier|sooner|matter|doubt|\d)\b|\bno\.|\bfar from\b"
)
"""What makes a sentence say less than yes or no."""
RESTRICTS = frozenset(
    "under over above below with without from before after between during than within whose near"
    " against until since outside inside beyond".split()
)
"""Words that make a part of what they stand behind, or another thing."""
NARROWS = frozenset(
    "in on at during for with within by from under near after before between since".split()
)
"""Words that a denial of a part goes on with: what is not so "at night" may be so by day."""
PARTS = NARROWS | RESTRICTS | {"against", "of", "per"}
"""Words that what is so of a part goes on with: "free in the lounge", "compulsory against …"."""
WHOLE = any_case(
    rf"{VERBS}|{PREPOSITIONS}|all|any|both|each|every|the|an?|your|our|their|his|her|its|my|this"
    r"|these|those|be|been|being|not|always|also|currently|now|free|freely|cannot|about|into|and"
)
"""Words before a noun that leave all of it meant."""
LETTER = re.compile(r"(?<=[^.?!] )[A-HJ-Z]\b(?!['’.])")
"""A letter that names something, as in "studio A": no article is written so inside a sentence."""
HELPING = frozenset(f"{VERBS}|cannot".split("|"))
"""Verbs that a subject ends before."""
GOVERNS = any_case(r"includ\w+|exclud\w+|cover\w*|barred|banned")
"""Words whose own preposition makes no part: "included in", "excluded from"."""
HAS_TO_SAY = RESTRICTS | frozenset(
    "same more most all each both few other own into out up down off only because why how who what"
    " which where whether if when".split()
)
"""Small words of a question that its sentence has to have as well."""
IDLE = frozenset(
    "i we you me us my our your it its they them their he she him her this that these those there"
    " someone somebody anyone anybody people person any anything something ok okay fine able"
    " need needs have has had get bring use make go please also ever really together now may might"
    " must shall can could will would should do does did am is are was were be been the a an of"
    " mr mrs ms note strictly currently".split()
)
"""Words that a question and the sentence that settles it need not share."""


class Family(NamedTuple):
    """Words that say the same, and those that say the contrary."""

    name: str
    pro: re.Pattern[str]
    con: re.Pattern[str]


def _family(name: str, pro: str, con: str) -> Family:
    return Family(name, any_case(rf"\b(?:{pro})\b"), any_case(rf"\b(?:{con})\b"))


PERMIT, REQUIRE = "permit", "require"
FAMILIES = (
    _family(
        PERMIT,
        r"allow(?:s|ed)?|permit(?:s|ted)?|permissible|admit(?:s|ted)?|welcome|lawful|legal(?:ly)?"
        r"|authori[sz]ed|free to|entitled to|the right to",
        r"forbid(?:s|den)?|prohibit(?:s|ed)?|ban(?:s|ned)?|disallow(?:s|ed)?|unlawful"
        r"|illegal(?:ly)?|off limits|barred|outlawed|unauthori[sz]ed",
    ),
    _family(
        REQUIRE,
        r"requir(?:e|es|ed)|mandatory|compulsory|obligatory|necessary|obliged|needed",
        r"optional|voluntary|unnecessary",
    ),
    _family("include", r"includ(?:e|es|ed|ing)|cover(?:s|ed)?", r"exclud(?:e|es|ed|ing)"),
    _family("open", r"open(?:s|ed)?", r"clos(?:e|es|ed)|shut"),
    _family("available", r"available|in stock", r"unavailable|sold out|out of stock"),
    _family("enabled", r"enabled?", r"disabled?"),
    _family("accept", r"approv(?:e|es|ed)|accept(?:s|ed)?", r"reject(?:s|ed)?"),
    _family("rise", r"increas(?:e|es|ed)|r[io]se[sn]?", r"decreas(?:e|es|ed)|fell|fall(?:s|en)?"),
    _family("valid", r"valid", r"invalid"),
    _family("safe", r"safe", r"unsafe|dangerous"),
    _family("possible", r"possible", r"impossible"),
)
TWO_WAYS = frozenset({PERMIT, REQUIRE, "include", "open", "available", "enabled"})
"""Families without a middle: what is not forbidden is allowed; what does not fall may not rise."""
MAY_ASKED = any_case(r"^(?:can|could|may)\b|\bable to\b|\bpossible to\b|\bok(?:ay)? to\b")
MUST_ASKED = any_case(r"^(?:must|should)\b|\b(?:have|has|had|need|needs|obliged) to\b")
MAY = any_case(r"\b(?:(?<!\d )may(?! \d)|can|could|able to)\b(?! not\b)")
MUST = any_case(r"\b(?:must|shall|should|ha(?:s|ve) to|(?:is|are) to)\b")
FORBIDS = any_case(
    r"\b(?:may|can|could|must|shall|should|is to|are to) (?:not|never)\b|\bcannot\b"
    r"|\b(?:ca|must|could|should|sha|may)n['’]t\b|^\W*(?:do not|don['’]t|never)\b"
)
"""What tells not to do something, rather than that it is not done."""
NEED_NOT = any_case(
    r"\b(?:need not|needn['’]t|(?:do|does|did)(?: not|n['’]t) (?:have to|need)|no need)\b"
)
"""What leaves it free to do something."""
THERE_ASKED = any_case(r"^(?:is|are|was|were|will|has|have) there\b")
VERBS_TOLD = (
    (
        THERE_ASKED,
        any_case(
            r"\bthere(?:['’]s| (?:is|are|was|were|will be|has been|have been))|\bha(?:s|ve|d) no\b"
        ),
    ),
    (
        any_case(r"^(?:do|does|did)\b.*\bhave\b(?! to\b)|^(?:has|have|had)\b"),
        any_case(
            r"\b(?:has|have|had|comes? with|includes?|contains?|offers?|lacks?|is|are|was|were)"
            r"(?:n['’]t)?\b"
        ),
    ),
    (any_case(r"^will\b"), any_case(r"\b(?:will|shall|wo)(?:n['’]t)?\b")),
)
"""What a question asks by its verb, and what a sentence that settles it has."""
ASKS_NOW = any_case(r"^(?:is|are|do|does)\b")
PAST, PRESENT = any_case(r"\b(?:was|were|did|had)\b"), any_case(r"\b(?:is|are|do|does|has|have)\b")
BEING = any_case(r"\b(?:is|are|was|were|been|be|being)(?:n['’]t)?\b")
CLAUSE_ENDS = any_case(
    r"[;:()—–]| - |,(?= ?(?:and|but|or|so|which|who|whom|whose|where|while|because|as|since"
    r"|although|though|yet|whereas|nor|then|not|never)\b)"
    r"|,(?= \w+ (?:is|are|was|were|do|does|did|has|have|can|may|must|will|shall)\b)"
    r"|\b(?:but|which|who|because|while|whereas|although|though|that)\b|\.(?= )"
)
"""Where what is affirmed or denied in a sentence ends."""
GOES_ON = any_case(
    r"^\W*(?:not|never)\b|^[\w ]{1,40} (?:(?:is|are|do|does|can|may) not|\w+n['’]t)\W*$"
)
"""A clause that tells of something else whether the clause before it holds of that."""
MARKUP = re.compile(r"[*`]|</?[a-z]+/?>")
FIGURES = tuple(
    any_case(rf"(?<![\w.,])(?:{one})(?!\w|[.,]\d)")
    for one in (r"1\d{3}|20\d\d", r"\d[\d.,]*(?<![.,])", DAYS, MONTHS)
)
"""Years, other numbers, days, months: what a thing mostly has one of."""
BOUNDS = any_case(
    r"\b(?:at (?:least|most)|up to|more|less|over|under|above|below|about|around|approximately"
    r"|roughly|minimum|maximum|max|min|between|from|since|until|through|by|per|each|every|or|and"
    r"|(?:the|its) (?:first|last)|version|v)\b(?= (?:\w+ )?[$€£]?\d)|[~≥≤<>±+]|\d ?[-–/] ?\d"
)
"""What leaves room around a number, or names one of several."""


def sides(text: str) -> dict[str, int]:
    """The families that ``text`` has words of: 1 for what they say, -1 the contrary, 0 both."""
    found = {f.name: (bool(f.pro.search(text)), bool(f.con.search(text))) for f in FAMILIES}
    return {name: pro - con for name, (pro, con) in found.items() if pro or con}


def without_families(text: str) -> str:
    """``text`` with blanks for the words of families."""
    for family in FAMILIES:
        text = family.con.sub(" ", family.pro.sub(" ", text))
    return text


def in_family(word: str) -> bool:
    """Whether ``word`` is one of a family."""
    return any(f.pro.fullmatch(word) or f.con.fullmatch(word) for f in FAMILIES)


def turns(word: str) -> bool:
    """Whether ``word`` denies, or says the contrary of something."""
    return bool(DENIAL.fullmatch(word)) or any(f.con.fullmatch(word) for f in FAMILIES)


def affirms(claim: str, text: str, turned: int) -> bool | None:
    """Whether ``text``, which has what ``claim`` asks, affirms it; None where it may do neither.

    ``turned`` of their words differ by an "un".
    """
    mine, its = sides(claim), sides(text)
    denied, denials = (len(DENIAL.findall(words)) for words in (text, claim))
    if denied > 1 or denials > 1 or 0 in (*mine.values(), *its.values()):
        return None
    sign = (-1) ** (denied + denials + turned)
    for name in (mine.keys() | its.keys()) - {PERMIT, REQUIRE}:
        if name not in its or (name not in mine and its[name] < 0):
            return None
        contrary = name in mine and mine[name] != its[name]
        if contrary and denied and name not in TWO_WAYS:
            return None
        sign *= -1 if contrary else 1
    side = _leave(claim, text, bool(denied))
    return None if side == 0 else sign * side > 0


def _leave(claim: str, text: str, denied: bool) -> int:
    """What leave or duty adds: 1 where nothing, -1 for the contrary, 0 where it is another."""
    mine, its = sides(claim), sides(text)
    free, may = bool(NEED_NOT.search(text)), bool(MAY.search(text)) and not denied
    forbids, must = denied and bool(FORBIDS.search(text)), bool(MUST.search(text)) and not denied
    if PERMIT in mine or MAY_ASKED.search(claim):
        side = mine.get(PERMIT, 1)
        if free or REQUIRE in its or (PERMIT not in mine and DENIAL.search(claim)):
            return 0
        if PERMIT in its:
            return side * its[PERMIT]
        return side if forbids or may or (denied and PERMIT not in mine) else 0
    if REQUIRE in mine or MUST_ASKED.search(claim):
        side = mine.get(REQUIRE, 1)
        if REQUIRE in its:
            return side * its[REQUIRE]
        return side if PERMIT not in its and (free or forbids or must) else 0
    return 0 if free or may or PERMIT in its or REQUIRE in its else 1


def clauses(sentence: str) -> Iterator[str]:
    """The clauses of ``sentence``; one that leans on those before it with them."""
    before = ""
    for part in CLAUSE_ENDS.split(sentence):
        if part.strip():
            yield f"{before} {part}" if GOES_ON.search(part) else part
        before = f"{before} {part}"


def with_figure_of(sentence: str, claim: str) -> str | None:
    """``claim`` with the number, day or month of ``sentence`` for its own, where each has one.

    None where they are alike, and where more or fewer may do as well.
    """
    if MAY_ASKED.search(claim) or BOUNDS.search(claim) or BOUNDS.search(sentence):
        return None
    for figure in FIGURES:
        asked, told = list(figure.finditer(claim)), list(figure.finditer(sentence))
        if len(asked) > 1 or (asked and len(told) != 1):
            return None
        if asked and asked[0][0].casefold() != told[0][0].casefold():
            return claim[: asked[0].start()] + told[0][0] + claim[asked[0].end() :]
    return None
