"""An earlier question asked again of another thing or in another way. Pure functions.

"When does the Town Pool open?" followed by "And the Castle Pool?" asks "When does the Castle Pool
open?"; "Who issued the strategy?" followed by "And when?" asks "When was the strategy issued?". A
rule that cannot be sure of its grammar gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.text.terms import WORD
from qa.question.english.asking import ASKS
from qa.question.english.follow_ups import (
    ANOTHER_THING,
    ANOTHER_WAY,
    ASKS_HOW_DONE,
    ASKS_WHO_IS,
    COUNTS_AGAIN,
    DONE_BY_WHOM,
    HELPING,
    OWNING_HER,
    SAYS_ABOUT,
    STANDS_FOR_THING,
    YES_OR_NO,
)
from qa.question.english.parts_of_speech import ADVERBS, PARTICIPLES, QUALITIES
from qa.question.english.words import DAYS, MONTHS, PREPOSITIONS
from qa.question.nouns import is_name, things

_ARTICLES = "the|an?|this|that|these|those|my|your|our|his|her|its|their"
_ARTICLE = re.compile(rf"\b(?:{_ARTICLES}) $", re.IGNORECASE)
_DESCRIBING = QUALITIES - frozenset("many much more most fewer less least several".split())
_PLURAL = re.compile(r"\w+[^sui]s$|\w+ies$|people$|children$", re.IGNORECASE)
_TIME = re.compile(
    rf"(?:{DAYS})s?|{MONTHS}|spring|summer|autumn|winter|today|tomorrow|yesterday"
    r"|week(?:end|day)s?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NounPhrase:
    """A thing that a question names: its place, its words with their article, and without.

    ``head`` is the noun that the others describe.
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    head: str

    @property
    def plural(self) -> bool:
        """Whether it is several things, as far as its ending tells."""
        return bool(_PLURAL.match(self.head))


def noun_phrases(question: str) -> list[NounPhrase]:
    """The things that ``question`` names, in order: nouns in a row, their qualities and article.

    An "of" without an article belongs to the name: "the plan of action".
    """
    nouns = {*things(question), "one", "ones"}
    phrases: list[NounPhrase] = []
    run: list[re.Match[str]] = []
    for match in [*WORD.finditer(question), None]:
        word = match[0] if match else ""
        belongs = word.casefold() in _DESCRIBING or (
            word in nouns and (bool(run) or not word.startswith("one"))
        )
        if run and not (match and belongs and question[run[-1].end() : match.start()] in "- "):
            while run and run[-1][0] not in nouns:
                run.pop()
            if run:
                _add(phrases, question, run)
            run = []
        if match and belongs:
            run.append(match)
    return phrases


def _add(phrases: list[NounPhrase], question: str, run: list[re.Match[str]]) -> None:
    article = _ARTICLE.search(question, 0, run[0].start())
    start, end = article.start() if article else run[0].start(), run[-1].end()
    words, head = tuple(each[0] for each in run), run[-1][0]
    of = phrases and question[phrases[-1].end : start] == " of "
    if of and not article and words[0].islower():
        before = phrases.pop()
        start, words, head = before.start, (*before.words, *words), before.head
    phrases.append(NounPhrase(start, end, question[start:end], words, head))


def ask_again(question: str, earlier: str) -> str | None:
    """``earlier`` asked of the thing, or in the way, that ``question`` consists of.

    None when ``question`` says more than that, or nothing in ``earlier`` would give way to it.
    """
    if thing := ANOTHER_THING.match(question):
        return _of_another_thing(thing["thing"], earlier)
    if way := ANOTHER_WAY.match(question):
        return _in_another_way(way["way"], earlier)
    return _how_many(earlier) if COUNTS_AGAIN.match(question) else None


def _how_many(earlier: str) -> str | None:
    phrases = [phrase for phrase in noun_phrases(earlier) if phrase.plural]
    return f"How many {' '.join(phrases[0].words)} are there?" if phrases else None


def replace_pronoun(question: str, earlier: str, known: Callable[[str], bool]) -> str | None:
    """``question`` with what its pronoun stands for in ``earlier``; None when that is unsure.

    ``known``: whether the documents have a word; a thing they do not have is not meant.
    """
    pronouns = list(STANDS_FOR_THING.finditer(question))
    if len({match[0].casefold().removesuffix("s") for match in pronouns}) != 1:
        return None
    pronoun, word = pronouns[0], pronouns[0][0].casefold()
    phrases = [p for p in noun_phrases(earlier) if any(map(known, p.words))]
    if word.startswith("it"):
        phrases = [p for p in phrases if not p.plural]
        ends = {p.end for p in noun_phrases(earlier)}
        owned = [p for p in phrases if earlier.endswith(" of ", 0, p.start) and p.start - 4 in ends]
        acts = pronoun.start() == _subject_start(question)  # and so the subject is sooner meant
        alike = [p for p in phrases if (p.start == _subject_start(earlier)) is acts]
        phrases = owned[-1:] or alike or phrases
    elif word.startswith("the"):
        phrases = [p for p in phrases if p.plural]
    else:
        people = [p for p in phrases if is_name(p.words[0]) and not any(map(str.isdigit, p.text))]
        who = ASKS_WHO_IS.match(earlier)
        phrases = [_person(earlier, phrases[0])] if who and phrases else people
    if len(phrases) != 1:
        return None
    thing = phrases[0].text
    if thing == " ".join(phrases[0].words) and not is_name(thing):
        asked = re.search(
            r"\b(?:which|what|many|much) $", earlier[: phrases[0].start], re.IGNORECASE
        )
        thing = f"the {thing}" if asked else thing
    thing = re.sub(
        r"^(?:an?|this|that|these|those|its|their)(?= )", "the", thing, flags=re.IGNORECASE
    )
    if word in ("its", "their", "his") or OWNING_HER.match(question, pronoun.start()):
        thing += "’" if thing.endswith("s") else "’s"
    changed = question[: pronoun.start()] + thing + question[pronoun.end() :]
    return changed[0].upper() + changed[1:]


def _person(earlier: str, first: NounPhrase) -> NounPhrase:
    """Who "who is …" asks for: the ``first`` thing in ``earlier`` and all that describes it."""
    text = earlier[first.start :].rstrip(" ?.!")
    return NounPhrase(first.start, first.start + len(text), text, first.words, first.head)


def _of_another_thing(thing: str, earlier: str) -> str | None:
    preposition = re.match(rf"(?:{PREPOSITIONS}|after|before|during|until) ", thing, re.IGNORECASE)
    phrases = noun_phrases(earlier)
    if preposition:
        placed = [
            (p, found.start())
            for p in phrases
            if (found := re.search(rf"\b{preposition[0]}$", earlier[: p.start], re.IGNORECASE))
        ]
        if placed:
            phrase, start = placed[-1]
            return earlier[:start] + thing + earlier[phrase.end :]
        return f"{earlier.rstrip(' ?.')} {thing}?" if ASKS.search(earlier) else None
    new = noun_phrases(f"of {thing}")
    if len(new) != 1:
        return None
    subject = _subject_start(earlier)
    likeness, old = max(
        ((_likeness(new[0], p) + 0.5 * (p.start >= subject), p) for p in phrases),
        key=lambda each: each[0],
        default=(0, None),
    )
    if old is None or likeness < 1:
        return None
    before, after = earlier[: old.start], earlier[old.end :]
    for one, many in (("is", "are"), ("was", "were"), ("does", "do"), ("has", "have")):
        have, want = (many, one) if old.plural else (one, many)
        if new[0].plural != old.plural:
            before = re.sub(rf"\b{have} $", f"{want} ", before)
    return f"{before}{thing}{after}"


def _subject_start(question: str) -> int:
    """Where the words begin that follow the first "does", "is" or the like; 0 without one."""
    helping = HELPING.search(question)
    return helping.end() if helping else 0


def _likeness(one: NounPhrase, other: NounPhrase) -> int:
    """How surely one thing is asked about in place of the other; 0 not at all."""
    if {word.casefold() for word in one.words} & {word.casefold() for word in other.words}:
        return 4
    times = [bool(_TIME.match(phrase.head)) for phrase in (one, other)]
    if any(times):
        return 3 * all(times)
    numbers = [any(map(str.isdigit, phrase.text)) for phrase in (one, other)]
    if any(numbers):
        return 3 * all(numbers)
    names = [is_name(phrase.head) for phrase in (one, other)]
    if any(names):
        return 2 * all(names)
    bare = [phrase.text == " ".join(phrase.words) for phrase in (one, other)]
    return int(bare[0] == bare[1]) * (2 if one.plural == other.plural else 1)


def _in_another_way(way: str, earlier: str) -> str | None:
    way = way[0].upper() + way[1:]
    if whole := YES_OR_NO.match(earlier):
        return f"{way} {whole[0][0].lower()}{whole[0][1:]}"
    if done := DONE_BY_WHOM.match(earlier):
        verb = done["verb"].casefold()
        participle = PARTICIPLES.get(verb, verb if verb.endswith("ed") else None)
        phrases = noun_phrases(earlier)
        if not participle or not phrases or phrases[0].start != done.start("thing"):
            return None
        be = "were" if phrases[0].plural else "was"
        rest = earlier[phrases[0].end :].rstrip(" ?.")
        return f"{way} {be} {phrases[0].text} {participle}{rest}?"
    if asked := ASKS_HOW_DONE.match(earlier):
        rest = asked["rest"]
        last = WORD.findall(rest)[-1].casefold()
        what = re.match(r"(?:what|which|who)\b", asked["asked"], re.IGNORECASE)
        being = re.match(r"(?:is|are|was|were)\b", rest, re.IGNORECASE)
        if what and (last in ADVERBS or being or SAYS_ABOUT.search(rest)):
            return None
        return f"{way} {rest}"
    return None
