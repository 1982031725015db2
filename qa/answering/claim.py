"""What a plain sentence says to a claim by its words alone: yes, no, or neither. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile

from index.documents.document import ENGLISH
from index.text.list_items import without_label
from index.text.terms import word_terms, words
from qa.question.english.polarity import (
    ASKED_AS_QUESTION,
    ASKS_EITHER,
    ASKS_NOW,
    ASKS_WHETHER,
    BEING,
    DENIAL,
    GOVERNS,
    HAS_TO_SAY,
    HELPING,
    IDLE,
    LEAVES_OPEN,
    LETTER,
    MARKUP,
    NARROWS,
    PARTS,
    PAST,
    PRESENT,
    RESTRICTS,
    THERE_ASKED,
    VERBS_TOLD,
    WHOLE,
    affirms,
    clauses,
    in_family,
    sides,
    turns,
    with_figure_of,
    without_families,
)

# Words of a plain sentence, and the words that carry meaning in its clause that the question
# lacks: before what the two share, between, and after, where it is denied.
_MOST_WORDS, _BEFORE, _BETWEEN, _AFTER = 30, 1, 3, 4
# And between a denial and the last of what was asked.
_DENIED = 2
# Letters from which a stem may have one more at its end: "regist(er)", "registr(ation)".
_ROOT = 5


def says(question: str, sentence: str, above: Sequence[str] = ()) -> bool | None:
    """Whether ``sentence`` says yes to ``question``, no, or, by its words alone, neither: None.

    ``above`` is what it is read with, of which a lead-in ("The price includes:") counts. It has to
    have all that is asked, in the question's order, in one clause without condition, hedge or
    report; what it denies, forbids or says by the contrary word is no, and so is a number, a day or
    a month other than the one asked for. It says yes of no less than what is asked: that it is free
    "in the lounge" is none. Of 12,942 questions of public sets to develop on, whose sentences are
    seldom plain, it settled 12, all rightly.
    """
    claim = Claim.of(question)
    plain = without_label(MARKUP.sub("", sentence).strip())
    if len(plain.split()) > _MOST_WORDS or LEAVES_OPEN.search(plain):
        return None
    told = _settled(claim, plain, above)
    if told is None and (other := with_figure_of(plain, claim.text)):
        return False if _settled(Claim(other), plain, above) else None
    return told


@dataclass(frozen=True)
class Claim:
    """What a question of yes or no asks, without its frame and its last mark."""

    text: str

    @classmethod
    def of(cls, question: str) -> Claim:
        """What ``question`` asks."""
        return cls(ASKS_WHETHER.sub("", question.strip().rstrip("?.! "), count=1))

    @cached_property
    def words(self) -> list[str]:
        """Its words in order."""
        return words(self.text)

    @cached_property
    def every_term(self) -> list[str]:
        """The terms that a sentence has to have, in order; those of a family are not among them."""
        return [
            term
            for word in words(without_families(self.text))
            if _tells(word)
            for term in _terms(word)
        ]

    def asked_of(self, text: str) -> bool:
        """Whether ``text`` has all that is asked, in any order."""
        stems = [_terms(word) for word in words(text)]
        return all(_find(stems, term) is not None for term in self.every_term)

    @property
    def settled_by_words(self) -> bool:
        """Whether the words of a sentence can settle it: not of two things, nor of one twice."""
        terms = self.every_term
        alone = len(terms) == 1 and not sides(self.text)
        twice = len(set(terms)) < len(terms)
        return bool(terms) and not (alone or twice or ASKS_EITHER.search(self.text))


@dataclass(frozen=True)
class _Clause:
    """A clause, and where it has the terms that a claim asks, in the claim's order."""

    text: str
    words: list[str]
    places: list[int]
    turned: int  # how many terms it has with "un" before them, or without

    def narrows_denial(self, claim: Claim) -> bool:
        """Whether what is denied, or forbidden, is so only of a part."""
        last = max(self.places)
        begin = next((i for i, word in enumerate(self.words[:last]) if turns(word)), last)
        asked = sum(begin <= place < last for place in self.places)
        far = _telling(self.words[begin:last]) - asked > _DENIED
        return far or any(word in NARROWS for word in _free(self.words[begin:], claim))


def _settled(claim: Claim, sentence: str, above: Sequence[str]) -> bool | None:
    """As `says`, of a sentence that leaves nothing open."""
    if not claim.settled_by_words:
        return None
    lead = above[-1] if above and above[-1].rstrip(" *").endswith(":") else ""
    if LEAVES_OPEN.search(lead):
        return None
    for text in clauses(sentence):
        if (clause := _covering(claim, text)) is not None:
            return _verdict(claim, clause) if _in_order(claim, clause) else None
        led = _covering(claim, f"{lead} {text}") if lead else None
        if led is not None:
            return _verdict(claim, led)
    return None


def _covering(claim: Claim, text: str) -> _Clause | None:
    """``text`` with the places of what is asked; None where it lacks some."""
    spoken = words(text)
    stems = [_terms(word) for word in spoken]
    places, turned = [], 0
    for term in claim.every_term:
        if (place := _find(stems, term)) is None:
            place = _find(stems, f"un{term}", term.removeprefix("un"))
            turned += 1
            if place is None:
                return None
        places.append(place)
    small = {word for word in claim.words if word in HAS_TO_SAY}
    letters = {*LETTER.findall(claim.text)}
    said = small <= {*spoken} and letters <= {*LETTER.findall(f". {text}")}
    return _Clause(text, spoken, places, turned) if said else None


def _in_order(claim: Claim, clause: _Clause) -> bool:
    """Whether the clause says what is asked in its order, with little else, and of all of it."""
    there = bool(THERE_ASKED.search(claim.text))
    first, last = min(clause.places), max(clause.places) + 1
    before, among = clause.words[:first], clause.words[first:last]
    begin = [word for word in before if not word[0].isdigit()]
    ordered = there or clause.places == sorted(clause.places)
    more = _telling(among) - len({*clause.places})
    close = _telling(begin) <= _BEFORE and more <= _BETWEEN and "of" not in begin
    part = any(w in RESTRICTS or w == "s" or w[0].isdigit() for w in _free(among, claim))
    subject = takewhile(lambda word: word not in HELPING, among)
    part |= any(word in NARROWS for word in _free([*subject], claim))
    qualified = not there and _telling([w for w in before[-1:] if w in begin]) > 0
    return ordered and close and not part and not qualified


def _verdict(claim: Claim, clause: _Clause) -> bool | None:
    """What a clause that has all that is asked says to it."""
    if not _has_verb(claim, clause) or _is_past(claim, clause):
        return None
    told = affirms(claim.text, clause.text, clause.turned)
    rest = clause.words[max(clause.places) + 1 :]
    if told is False and (_telling(rest) > _AFTER or clause.narrows_denial(claim)):
        return None
    return None if told and _of_part(claim, clause) else told


def _of_part(claim: Claim, clause: _Clause) -> bool:
    """Whether the clause may say it of a part only: "free for gold members", "one dog"."""
    rest = clause.words[max(clause.places) + 1 :]
    before = [clause.words[place - 1] for place in clause.places if place]
    shared = {clause.words[place] for place in clause.places} | {*claim.words}
    limited = any(word in PARTS and word not in claim.words for word in rest)
    qualified = any(
        not WHOLE.fullmatch(word) and not in_family(word) and word not in shared for word in before
    )
    return limited or qualified


def _is_past(claim: Claim, clause: _Clause) -> bool:
    """Whether the clause tells how it was, and the claim asks how it is."""
    if not ASKS_NOW.search(claim.text):
        return False
    asked = [word for word in claim.words if word.endswith("ed")]
    verbs = [clause.words[place] for place in clause.places]
    went = any(word.endswith("ed") and word not in asked for word in verbs)
    went = went and not BEING.match(claim.text)
    return went or bool(PAST.search(clause.text) and not PRESENT.search(clause.text))


def _has_verb(claim: Claim, clause: _Clause) -> bool:
    """Whether the clause has the verb that is asked with, where that tells something."""
    for asks, tells in VERBS_TOLD:
        if asks.search(claim.text):
            return bool(tells.search(clause.text))
    asked = claim.words[0] in ("is", "are", "was", "were")
    claimed = BEING.search(claim.text) and not ASKED_AS_QUESTION.search(claim.text)
    if not (asked or claimed) or sides(claim.text):
        return True
    named = (claim.words[1:2] and claim.words[1] not in IDLE) or not asked
    first, last = min(clause.places) if named else 0, max(clause.places)
    return bool(BEING.search(" ".join(clause.words[first:last])))


def _free(among: Sequence[str], claim: Claim) -> list[str]:
    """The words, but the first, that the claim lacks and no verb takes: "included in"."""
    return [
        word
        for before, word in pairwise(among)
        if word not in claim.words and not GOVERNS.fullmatch(before)
    ]


def _tells(word: str) -> bool:
    """Whether ``word`` says something of what is asked about."""
    return bool(_terms(word)) and word not in IDLE and not DENIAL.fullmatch(word)


def _telling(among: Sequence[str]) -> int:
    """How many of these words say something, those of families not counted."""
    return sum(_tells(w) and not in_family(w) for w in among)


def _terms(word: str) -> tuple[str, ...]:
    return word_terms(word, ENGLISH)


def _find(stems: Sequence[tuple[str, ...]], *terms: str) -> int | None:
    return next(
        (i for i, own in enumerate(stems) if any(_alike(s, t) for s in own for t in terms)), None
    )


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    derived = long[:-1] == short and len(short) >= _ROOT and short.isalpha()
    return one == other or derived
