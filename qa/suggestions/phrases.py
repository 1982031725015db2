"""What an English text names: phrases that can be asked about by themselves. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from qa.question.english.words import DAYS, MONTHS

MONTH, DAY = f"(?:{MONTHS})", f"(?:{DAYS})s?"
"""The names of months, and of days, as a regular expression."""

_MOST_WORDS = 8  # in a thing that is asked about
# Characters in which a text speaks of its own subject, and of what its sections are about.
_OFTEN, _SOMETIMES = 3000, 20_000
_PREPOSITIONS = frozenset("of for in on at to with against from".split())
_DETERMINERS = frozenset("the a an".split())
# Nouns that need what was said before.
_VAGUE = frozenset(
    "one ones other others latter former following above below same rest result reason fact idea"
    " point problem thing things way case cases example examples time times term terms part parts"
    " kind most majority lot question answer figure table first second third next last new".split()
)
# What the name of a thing is free of: with one of these it is a clause, or points elsewhere.
_NO_NOUNS = frozenset(
    "is are was were be been being has have had do does did will would can could may might must"
    " shall should that which who whom whose when where why how what if because although while not"
    " never also only both either and or but than as by it they he she we you i them him us me his"
    " her their its our your my this these those there here say says said think thinks thought feel"
    " felt knew found made took gave saw came went kept led told wrote became began showed argues"
    " believes claims means meant so very more most less such then now just into during after"
    " before since until through about around over under per same other another between".split()
)
_TOKEN = re.compile(r"[Aa]|[A-Za-zÀ-ɏ0-9][\w’'-]+")
_OWNER = re.compile("['’]s?$")
_COUNTED = frozenset("first second third fourth fifth last two three four five".split())
# A plural before another noun is more often a verb: "the council argues parking".
_PLURAL = re.compile(r"[a-z]{2,}[^\W_su'’i]s|[a-z]+ies")
_CAPITAL = rf"(?!(?:{MONTH}|{DAY})\b)[A-ZÀ-Þ][\w’-]+"
# A small word before the preposition: "Register of Historic Places" is one name.
_NAMED = re.compile(
    r"\b[a-z]+ (?:by|with|of|in|on|from|to|at)"
    rf" (?P<name>(?:the )?{_CAPITAL}(?: (?:(?:of|for) (?:the )?)?{_CAPITAL})+)"
    r"(?<! Inc)(?<! Ltd)(?<! Co)(?<! Corp)(?<! Jr)(?<! St)"
    r"(?=[.,;:)]| (?:in|on|at|to|for|from|by|with|is|was|are|were|has|had|who|which)\b)"
)


@dataclass(frozen=True)
class Wording:
    """How a text speaks of things, which tells what its sentences mean."""

    text: str

    @cached_property
    def names(self) -> frozenset[str]:
        """Words with a capital inside sentences: they are names at the start of one, too."""
        return frozenset(re.findall(r"(?<=[a-z,;] )[A-ZÀ-Þ][\w-]*", self.text))

    def has_one(self, noun: str) -> bool:
        """Whether "the ``noun``" tells which: it is spoken of throughout, and never of another."""
        word = re.escape(noun)
        plural = rf"{word[:-1]}ies" if noun.endswith("y") else rf"{word}s"
        others = rf"\b(?:an?|another|each|every|any|other) (?:[\w-]+ )??{word}\b|\b{plural}\b"
        another = re.search(others, self.text, re.IGNORECASE)
        return not another and self._comes_every(_OFTEN, noun)

    def keeps_to(self, words: str) -> bool:
        """Whether ``words`` come again where the text is long, and not just in passing."""
        return self._comes_every(_SOMETIMES, words)

    def _comes_every(self, characters: int, words: str) -> bool:
        times = re.findall(rf"\b{re.escape(words)}\b", self.text, re.IGNORECASE)
        return len(times) * characters >= len(self.text)


def phrase(thing: str, wording: Wording) -> str | None:
    """``thing`` as it is written inside a sentence; None unless it surely names something.

    That does a noun with an article, or a name, and what prepositions add to it: "the aim of the
    strategy", "China's plan of action".
    """
    words = thing.split()
    low = [word.casefold() for word in words]
    if not 0 < len(words) <= _MOST_WORDS or not all(map(_TOKEN.fullmatch, words)):
        return None
    determined = low[0] in _DETERMINERS
    if not determined and not _is_name(words, wording):
        return None
    if _NO_NOUNS & {*low} or low[-1] in _PREPOSITIONS | _DETERMINERS:
        return None
    if determined and (len(words) == 1 or low[1] in _PREPOSITIONS or {*low[1:]} <= _VAGUE):
        return None
    bare = low[0] == "the" and (len(words) == 2 or _OWNER.search(low[1]))
    if bare and not wording.has_one(_OWNER.sub("", low[1])):
        return None
    alone = determined and thing[1:].islower() and not _PREPOSITIONS & {*low}
    if alone and (low[1] in _COUNTED or not wording.keeps_to(" ".join(words[1:]))):
        return None
    for before, word in pairwise(low):
        verbal = before.endswith("ed") and word in _PREPOSITIONS | _DETERMINERS
        clause = word in _DETERMINERS and before not in _PREPOSITIONS
        verb = _PLURAL.fullmatch(before) and word not in _PREPOSITIONS
        if verbal or clause or verb or word.endswith("ly"):
            return None
    return " ".join([low[0] if determined else words[0], *words[1:]])


def _is_name(words: list[str], wording: Wording) -> bool:
    """Whether it starts with a name: all capitals up to a preposition, or to an owner's 's."""
    for word in words:
        if word.casefold() in _PREPOSITIONS:
            break
        if not word[0].isupper():
            return False
        if _OWNER.search(word):
            break
    return _OWNER.sub("", words[0]) in wording.names


def subjects(sentence: str) -> Iterator[str]:
    """Names of several words that stand by themselves in ``sentence``, with their article."""
    for match in _NAMED.finditer(" ".join(sentence.split())):
        yield match["name"]
