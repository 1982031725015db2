"""Questions changed so that their passage no longer answers. Pure functions.

After the ways in which people made SQuAD 2.0's unanswerable questions (Rajpurkar, Jia and Liang
2018): an entity or a number swapped, an antonym, a negation, a condition that the text lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from qa.question.keywords import content_words

# Not a single word that begins a sentence: its capital says nothing.
NAME = re.compile(
    r"[A-Z][\w-]+(?: (?:of |the |de |von )?[A-Z][\w-]+)+|(?<=[^.?!:\n\"“] )[A-Z][\w-]+"
)
NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
WORD = re.compile(r"[A-Za-z]+")

# Words of which one put for another makes a different question.
KINDS = """
first second third fourth fifth last final
one two three four five six seven eight nine ten twelve
north south east west
northern southern eastern western
northeast northwest southeast southwest
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
red blue green yellow white black orange
largest smallest
larger smaller
large small
big little
biggest smallest
highest lowest
higher lower
high low
longest shortest
longer shorter
long short
oldest youngest newest
older younger newer
old new young
earliest latest
earlier later
early late
best worst
better worse
good bad
most least fewest
more less fewer
many few
major minor
main secondary
before after during
above below
over under
inside outside
within beyond without
increase decrease
increased decreased reduced
increasing decreasing
rise fall
rose fell
gain lose
gained lost
win lose
won lost
begin end
began ended
started ended stopped
start stop
open close
opened closed
founded abolished dissolved disbanded
created destroyed
built demolished
born died
birth death
enter leave
entered left
arrive depart
join leave
joined left
support oppose
supported opposed
supporters opponents
accept reject
accepted rejected refused
allow forbid prevent
allowed prohibited banned
include exclude
included excluded
approve disapprove
buy sell
bought sold
send receive
sent received
teach learn
attack defend
attacked defended
cause prevent
caused prevented
discover forget
male female
men women
man woman
father mother
son daughter
brother sister
husband wife
king queen
public private
rich poor
strong weak
hot cold
warm cool
wet dry
day night
summer winter spring autumn
morning evening
modern ancient medieval
internal external
domestic foreign
urban rural
military civilian
legal illegal
positive negative
primary secondary tertiary
always never
usually rarely
common rare
similar different
same different
easy difficult
safe dangerous
true false
heavy light
fast slow
wide narrow
upper lower
maximum minimum
majority minority
advantage disadvantage
success failure
peace war
friend enemy
ally enemy
employer employee
teacher student
country city state province
government church
president minister governor mayor
"""
_KINDS: dict[str, tuple[str, ...]] = {}
for _kind_of in map(str.split, KINDS.split("\n")):
    for _one in _kind_of:
        _KINDS[_one] = (*_KINDS.get(_one, ()), *(w for w in _kind_of if w != _one))

_AUXILIARY = re.compile(r"\b(is|was|are|were|did|does|do|has|have|had|can|could|will|would)\b")

Edit = Callable[[str, str, str, Sequence[str], Random], str | None]


def edit(
    question: str, passage: str, answer: str, elsewhere: Sequence[str], chance: Random
) -> str | None:
    """``question`` changed so that ``passage`` does not answer it, None when no way applies.

    ``elsewhere`` are texts of the same article, from which other names may come.
    """
    ways: list[tuple[Edit, int]] = [(_name, 4), (_kind, 3), (_number, 2), (_word, 2), (_not, 1)]
    while ways:
        (way,) = chance.choices([w for w, _ in ways], [weight for _, weight in ways])
        result = way(question, passage, answer, elsewhere, chance)
        if result is not None and result != question:
            return result
        ways = [(w, weight) for w, weight in ways if w is not way]
    return None


def contradict(question: str, passage: str, chance: Random) -> str | None:
    """A question of yes or no changed so that ``passage`` says no, None when no way applies."""
    ways = [_kind, _number, _not]
    chance.shuffle(ways)
    edits = (way(question, passage, "", (), chance) for way in ways)
    return next((other for other in edits if other and other != question), None)


def _name(
    question: str, passage: str, answer: str, elsewhere: Sequence[str], chance: Random
) -> str | None:
    """A name put for another, from the passage itself or from elsewhere in the article."""
    named = [m for m in NAME.finditer(question) if m.start() > 0]
    if not named:
        return None
    old = chance.choice(named)
    source = passage if chance.random() < 0.5 or not elsewhere else chance.choice(elsewhere)
    known = set(WORD.findall((question + " " + answer).lower()))
    others = [
        m.group()
        for m in NAME.finditer(source)
        if content_words(m.group()) and not known & set(WORD.findall(m.group().lower()))
    ]
    return _put(question, old, chance.choice(others)) if others else None


def _number(
    question: str, passage: str, answer: str, _: Sequence[str], chance: Random
) -> str | None:
    """A number put for another of as many digits, or a year near it."""
    counted = list(NUMBER.finditer(question))
    if not counted:
        return None
    old = chance.choice(counted)
    others = [
        n
        for n in NUMBER.findall(passage)
        if len(n) == len(old.group()) and n not in question and n not in answer
    ]
    if others and chance.random() < 0.6:
        return _put(question, old, chance.choice(others))
    if not old.group().isdigit():
        return None
    new = str(max(1, int(old.group()) + chance.choice((-20, -10, -3, -2, -1, 1, 2, 3, 10, 20))))
    return None if new in passage else _put(question, old, new)


def _kind(question: str, passage: str, answer: str, _: Sequence[str], chance: Random) -> str | None:
    """A word put for its opposite, or for another of its kind."""
    words = [
        m
        for m in WORD.finditer(question)
        if m.group().lower() in _KINDS and (m.start() > 0) and m.group().lower() != "many"
    ]
    if not words:
        return None
    old = chance.choice(words)
    new = chance.choice(_KINDS[old.group().lower()])
    if new in question.lower().split():
        return None
    return _put(question, old, new.capitalize() if old.group()[0].isupper() else new)


def _word(
    question: str, passage: str, answer: str, elsewhere: Sequence[str], chance: Random
) -> str | None:
    """A word that the passage has, put for one that it lacks and the article has elsewhere."""
    there = set(WORD.findall(passage.lower()))
    words = [
        m
        for m in WORD.finditer(question)
        if m.start() > 0 and m.group().islower() and len(m.group()) > 3 and m.group() in there
    ]
    words = [m for m in words if content_words(m.group())]
    if not words or not elsewhere:
        return None
    old = chance.choice(words)
    others = [
        word
        for word in WORD.findall(chance.choice(elsewhere))
        if word.islower()
        and len(word) > 3
        and word not in there
        and word[-2:] == old.group()[-2:]
        and content_words(word)
    ]
    return _put(question, old, chance.choice(others)) if others else None


def _not(question: str, passage: str, answer: str, _: Sequence[str], chance: Random) -> str | None:
    """The verb denied."""
    auxiliary = _AUXILIARY.search(question)
    if auxiliary is None or re.search(r"\b(not|never)\b|n't|n’t", question + passage):
        return None
    verb = auxiliary.group()
    short = {"can": "can't", "will": "won't"}.get(verb, verb + "n't")
    return _put(question, auxiliary, chance.choice((short, f"{verb} not", short)))


def _put(question: str, old: re.Match[str], new: str) -> str:
    return question[: old.start()] + new + question[old.end() :]
