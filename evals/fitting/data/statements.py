"""Questions made by rule from what a passage states: yes or no, what it says about, lists.

SQuAD asks for names and numbers. People also ask "Is sovereignty mentioned?" and "What does it say
about the internet?", and what settles these is a sentence, not a phrase in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from evals.fitting.data.edits import NAME
from index.documents.span import Span
from qa.question.keywords import content_words

_ABOUT = (
    "What does it say about {}?",
    "What does the document say about {}?",
    "What is said about {}?",
    "What about {}?",
    "Tell me about {}",
    "Anything on {}?",
    "Is {} mentioned?",
    "Does it mention {}?",
    "Does the text mention {}?",
    "Is there anything about {}?",
    "Does the document say anything about {}?",
    "How does the text describe {}?",
    "{}",
    "{}?",
)
_STATES = re.compile(
    r"(?P<subject>[A-Z][^,;:()]{2,60}?) (?P<verb>is|was|are|were|can|could|will|has been|have been"
    r"|had been|may|must|should) (?P<rest>[^;:()]{8,160}?)(?=[.;]|, (?:and|but|which|who|while)|$)"
)
_LISTS = re.compile(
    r"(?P<subject>[A-Z][^,;:()]{2,60}?) (?P<verb>includes?|included|contains?|consists? of"
    r"|comprises?|are|were) (?P<list>[^.;:]*?, [^.;:]*?,? and [^.;:,]+)"
)
_COMMON = {"The", "This", "These", "That", "Those", "It", "They", "He", "She", "A", "An", "In"}
_COMMON |= {"There", "Its", "Their", "His", "Her", "Some", "Many", "Most", "All", "One", "Both"}


@dataclass(frozen=True)
class StatementQuestion:
    """A question, the sentences of the passage that settle it, and the words it turns on."""

    question: str
    sentences: tuple[Span, ...]
    topic: str


def make_question(text: str, sentences: Sequence[Span], chance: Random) -> StatementQuestion | None:
    """A question that ``text`` settles in one of its ``sentences``, None when no rule applies."""
    sentence = chance.choice(sentences)
    statement = sentence.of(text)
    ways = [_yes_no, _list, _about, _about]
    chance.shuffle(ways)
    for way in ways:
        result = way(statement, chance)
        if result is not None:
            question, topic = result
            if way is _about:
                holding = [s for s in sentences if topic.lower() in s.of(text).lower()]
                return StatementQuestion(question, tuple(holding), topic)
            return StatementQuestion(question, (sentence,), topic)
    return None


def _yes_no(statement: str, _: Random) -> tuple[str, str] | None:
    match = _STATES.match(statement)
    if match is None or " " in match["rest"][:1]:
        return None
    verb, more = [*match["verb"].split(), ""][:2]
    rest = f"{more} {match['rest']}".strip()
    subject = _lower(match["subject"])
    if re.search(r"\b(who|which|that|when|if|although|there)\b", subject, re.IGNORECASE):
        return None
    return f"{verb.capitalize()} {subject} {rest}?", rest


def _list(statement: str, chance: Random) -> tuple[str, str] | None:
    match = _LISTS.match(statement)
    if match is None:
        return None
    subject, verb = _lower(match["subject"]), match["verb"]
    if verb in ("are", "were"):
        return f"What {verb} {subject}?", match["list"]
    base = {"include": "include", "contain": "contain", "compris": "comprise"}
    stem = next((b for s, b in base.items() if verb.startswith(s)), "consist of")
    ways = (f"What does {subject} {stem}?", f"List what {subject} {verb}.")
    return chance.choice(ways), match["list"]


def _about(statement: str, chance: Random) -> tuple[str, str] | None:
    topics = [m.group() for m in NAME.finditer(statement) if m.group().split()[0] not in _COMMON]
    words = statement.split()
    for one, two in pairwise(words):
        if one.isalpha() and two.strip(",.").isalpha() and one.islower() and two.islower():
            pair = f"{one} {two.strip(',.')}"
            if len(content_words(pair)) == 2 and len(pair) > 9:
                topics.append(pair)
    topics += [w.strip(",.") for w in words if w.strip(",.").islower() and len(w) > 8]
    if not topics:
        return None
    topic = chance.choice(topics)
    return chance.choice(_ABOUT).format(topic), topic


def _lower(subject: str) -> str:
    first = subject.split()[0]
    return subject[0].lower() + subject[1:] if first in _COMMON else subject
