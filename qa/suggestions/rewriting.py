"""English statements turned into questions that they answer. Pure functions.

A rule that cannot be sure of its grammar gives nothing: no question is better than a bad one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index.text.list_items import LIST_ITEM
from qa.suggestions.phrases import DAY, MONTH, Wording, phrase

_MAX_STATEMENT = 400  # characters of a statement
_MAX_DEED = 12  # words of what somebody does

_POINTERS = re.compile(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|we|our|us|you|your|I|my|this|that|these|those"
    r"|which|who|there|here|such|then|however|so)\b",
    re.IGNORECASE,
)
_UNPLAIN = re.compile(r"[<>|`*_\[\]{}?\"“”]|https?:")

_PERSONS = (
    "landlord|tenant|treasurer|chair(?:man|woman|person)?|secretary|president|director|author|king"
    "|queen|mayor|minister|owner|manager|editor|architect|founder|captain|emperor|pope|governor"
    "|leader|teacher|doctor|buyer|seller|supplier|customer|employer|employee|contractor|borrower"
    "|lender|trustee|member|clerk|caretaker|warden|host|guest|physicist|chemist|poet|painter"
    "|composer|engineer|politician|historian|scientist|philosopher|inventor|man|woman|person|son"
    "|daughter|wife|husband|monarch|bishop|officer|explorer|mathematician|economist|writer|singer"
    "|actor|actress|lawyer|judge|nurse|coordinator|applicant|visitor|driver"
)
_BODIES = "council|committee|board|parliament|government|commission|ministry|agency|community"
# What a name is said to be, so that "What is …?" asks for it.
_SORTS = re.compile(
    r"(?:an?|the) (?:[\w’'-]+ ){0,3}?(?:city|capital|country|state|region|province|district|town"
    r"|village|river|lake|mountain|sea|island|desert|university|newspaper|magazine|novel|film|album"
    r"|language|religion|program(?:me)?|tool|library|game|museum|church|castle|bridge|theory|method"
    r"|disease|war|battle|treaty|festival|species|genus|planet|network|standard|format|protocol"
    r"|website|project|phylum|strategy|agreement|plan|system|channel|service)\b"
)
_PERSON = re.compile(rf"(?:the|an?) (?:[\w’'-]+ ){{0,2}}?(?:{_PERSONS})\b", re.IGNORECASE)
# "A bit", "the only": these describe, and define nothing.
_DEFINED = (
    r"(?:the|an?) (?!bit|little|lot|few|kind|sort|matter|result|only|same|good|bad|great|major"
    r"|(?:most|least|\w+est) (?:in|on|of)\b)"
)

_DATE = (
    rf"(?:in (?:(?:early |late )?(?:{MONTH},? )?[12]\d\d\d\b(?! \w+s\b)|{MONTH}\b)"
    rf"|(?:on|by|before) (?:the (?:first|last|\d+\w\w) (?:day )?of |{DAY}\b"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b|{MONTH} \d)"
    r"|at (?:\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|o[’']clock)|noon\b|midnight\b))"
)
_MONEY = r"(?:[£$€]\s?\d|\d[\d.,]* (?:euros?|dollars?|pounds?|pence|cents?)\b)"
_NUMBER = (
    r"(?:about |around |over |more than |nearly |almost |at least |up to |exactly )?"
    r"(?:\d{1,3}(?:,\d{3})*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)"
)
_EVERY = r"(?:every|once an?|twice an?) (?:hour|day|week|month|year)\b"
_DONE = (
    "[a-z]+ed|held|kept|built|made|paid(?: for)?|sold|sent|written|drawn up|chosen|taken|born|shown"
    "|given|found|won|lost|set up|cut|shut|bought|brought|taught"
)
# What only people do, by its past participle and its past.
_ACTS = {
    **{
        verb: verb
        for verb in (
            "issued founded designed signed approved appointed elected proposed seconded chaired"
            " discovered invented adopted published painted composed commissioned directed drafted"
            " built agreed presented organised organized suggested managed owned maintained"
        ).split()
    },
    "written": "wrote", "drawn up": "drew up", "chosen": "chose", "held": "held",
}  # fmt: skip
_BEGIN = {"begin": "began", "start": "started", "end": "ended", "open": "opened",
          "close": "closed", "expire": "expired", "die": "died"}  # fmt: skip
_BEGINS = {f"{verb}s": verb for verb in _BEGIN} | {past: verb for verb, past in _BEGIN.items()}
_HAVE = (
    "include require support comprise involve combine prohibit forbid oppose recommend"
).split()
_HAS = {f"{verb}s": verb for verb in _HAVE} | {"consists of": "consist of"}

_THING = r"(?P<thing>[^,;:()]+?)"
_MODAL = "(?P<be>must|shall|may|can|will|should)"
_WILL = "(?:must|shall|will|may)"
_BE = "(?P<be>is|are|was|were)"
_NAMES = rf"(?!{MONTH}|{DAY})[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){{0,3}}"
_SOMEBODY = rf"[Tt]he (?:[a-z]+ )?(?:(?i:{_PERSONS}|{_BODIES}))\b"


def questions(sentence: str, wording: Wording) -> Iterator[str]:
    """Questions that ``sentence``, of a text of such ``wording``, answers; the surest first."""
    statement = sentence.strip()
    if item := LIST_ITEM.match(statement):
        statement = statement[item.end() :]
    statement = " ".join(statement.split()).rstrip(".")
    if _UNPLAIN.search(statement) or len(statement) > _MAX_STATEMENT:
        return
    for pattern, question in _RULES:
        match = re.match(pattern, statement)
        thing = phrase(match["thing"], wording) if match else None
        if match and thing and (asked := question(match, thing)):
            yield asked
    if asked := _doer(statement):
        yield asked


def _doer(statement: str) -> str | None:
    """Who does it, where that is a person: the rest of the statement stays as it is."""
    acts = "|".join(_ACTS.values())
    object_ = rf"(?:the|an?|any|all|every|{_NUMBER}) "
    match = re.match(rf"(?:{_NAMES}) (?P<rest>(?:{acts}) {object_}.+)", statement) or re.match(
        rf"(?:{_SOMEBODY}) (?P<rest>(?!is |was )(?:{_WILL} [a-z]+|[a-z]+(?:s|ed)) {object_}.+)",
        statement,
    )
    if not match or len(match["rest"].split()) > _MAX_DEED:
        return None
    if _POINTERS.search(match["rest"]) or re.search(r"[,;:()]| and (?!the )", match["rest"]):
        return None
    return f"Who {match['rest']}?"


def _agent(match: re.Match[str], thing: str) -> str | None:
    act, be = match["how"], match["be"]
    if act not in _ACTS and not re.match(_SOMEBODY, match["agent"]):
        return None  # a name may be that of a war
    if be in ("was", "were") and act in _ACTS:
        return f"Who {_ACTS[act]} {thing}?"
    return f"Who {be} {thing} {act} by?"


def _definition(match: re.Match[str], thing: str) -> str | None:
    definition = match["definition"]
    if _PERSON.match(thing) or _PERSON.match(definition):
        return f"Who {match['be']} {thing}?"
    present = match["be"] in ("is", "are")  # a name outlives what it once was
    if re.match(r"an? .*\bof\b", thing):
        return None  # "a feature of the club" may be any
    known = thing.startswith(("the ", "a ", "an ")) or (present and _SORTS.match(definition))
    neither = re.search(rf"\b(?:{_BODIES})$", thing)  # who and what are both wrong for it
    return f"What {match['be']} {thing}?" if known and not neither else None


def _beginning(match: re.Match[str], thing: str) -> str:
    verb = match["verb"]
    return f"When {'does' if verb.endswith('s') else 'did'} {thing} {_BEGINS[verb]}?"


def _count(match: re.Match[str], thing: str) -> str:
    verb, do = {"has": ("have", "does"), "have": ("have", "do"), "had": ("have", "did")}.get(
        match["verb"], (match["verb"].removesuffix("s"), "does")
    )
    return f"How many {match['what']} {do} {thing} {verb}?"


def _form(form: str) -> Callable[[re.Match[str], str], str]:
    return lambda match, thing: form.format(**{**match.groupdict(), "thing": thing})


_PLACE = (
    rf"(?:in|at|near|under|behind) (?!{MONTH}|{DAY}|the (?:\d|early|late|mid|same|spring|summer"
    r"|autumn|winter|morning|afternoon|evening|\w+ century))(?:the |an? |[A-Z])"
)
_RULES: tuple[tuple[str, Callable[[re.Match[str], str], str | None]], ...] = (
    (
        rf"{_THING} {_BE} (?:\w+ly )?(?P<how>{_DONE})"
        rf" by (?P<agent>(?:the )?{_NAMES}|{_SOMEBODY})",
        _agent,
    ),
    (rf"{_THING} {_BE} (?:\w+ly )?(?P<how>{_DONE}) {_DATE}", _form("When {be} {thing} {how}?")),
    (
        rf"(?i:{_DATE})(?: \d{{4}})?,? {_THING} (?P<be>was|were)"
        rf" (?P<how>{_DONE})(?: by\b|$|,)",
        _form("When {be} {thing} {how}?"),
    ),
    (rf"{_THING} {_BE} {_DATE}(?: at\b|$|,| in the\b)", _form("When {be} {thing}?")),
    (rf"{_THING} {_MODAL} be (?P<how>{_DONE}) {_DATE}", _form("When {be} {thing} be {how}?")),
    (rf"{_THING} (?P<verb>{'|'.join(_BEGINS)}) {_DATE}", _beginning),
    (
        rf"{_THING} {_BE} (?P<how>located|situated|held|kept|stored|buried|displayed) {_PLACE}",
        _form("Where {be} {thing} {how}?"),
    ),
    (
        rf"{_THING} {_BE} (?P<how>{_DONE}) {_EVERY}",
        _form("How often {be} {thing} {how}?"),
    ),
    (
        rf"{_THING} {_MODAL} be (?P<how>{_DONE}) {_EVERY}",
        _form("How often {be} {thing} be {how}?"),
    ),
    (
        rf"{_THING} {_MODAL} (?P<how>be (?:{_DONE})|[a-z]+) for (?:up to )?{_NUMBER}"
        r" (?:minutes|hours|days|weeks|months|years)\b",
        _form("How long {be} {thing} {how}?"),
    ),
    (rf"{_THING} {_BE} (?:set at |fixed at |about )?{_MONEY}", _form("How much {be} {thing}?")),
    (rf"{_THING} costs {_MONEY}", _form("How much does {thing} cost?")),
    (
        rf"{_THING} {_BE} (?:about )?[\d.,]+ (?:years|met(?:re|er)s|kilomet(?:re|er)s|km|m|cm|feet"
        r"|miles) (?P<how>old|long|wide|high|tall|deep)\b",
        _form("How {how} {be} {thing}?"),
    ),
    (
        rf"{_THING} (?P<verb>has|have|had|contains|makes|serves|seats) {_NUMBER}"
        r" (?P<what>(?!of |years|per|times|others)(?:[a-z-]+ )?[a-z]+s)"
        r"(?=$|[,;:]| (?:and|in|on|at|for)\b)",
        _count,
    ),
    (rf"{_THING} {_BE} (?P<how>(?:not )?(?:{_DONE})) because ", _form("Why {be} {thing} {how}?")),
    (rf"{_THING} (?P<be>are|were)(?: the following| as follows)?:", _form("What {be} {thing}?")),
    (rf"{_THING} (?P<be>is|was) (?P<how>called|known as) ", _form("What {be} {thing} {how}?")),
    (
        rf"(?P<thing>[^,;:()]*\b(?:aim|goal|purpose|task|mission|objective|duty|role)\b[^,;:()]*?)"
        rf" {_BE} to ",
        _form("What {be} {thing}?"),
    ),
    (rf"{_THING} {_BE} \d[\d.,]*$", _form("What {be} {thing}?")),
    (rf"{_THING} {_BE} (?P<definition>{_DEFINED}.*)", _definition),
    (
        rf"{_THING} (?P<verb>{'|'.join(_HAS)})"
        r" (?!(?:to|that|for|of|in|is|are|was|were|and|or|by|at|on|from|with)\b)",
        lambda match, thing: f"What does {thing} {_HAS[match['verb']]}?",
    ),
    (
        rf"(?P<thing>{_SOMEBODY}) (?P<be>must|shall) (?!be\b|not\b|have\b)[a-z]+ ",
        _form("What {be} {thing} do?"),
    ),
    (
        rf"(?P<thing>{_SOMEBODY}) (?P<be>must|may|shall) not (?!be\b|have\b)[a-z]+ ",
        _form("What {be} {thing} not do?"),
    ),
)
