"""Questions in other words, by rule: as people type them. Pure functions."""

from __future__ import annotations

import re
from random import Random

from evals.fitting.data.wordnet import Synonyms
from qa.question.keywords import content_words

_OPENINGS = (
    "Hi, {}",
    "Hello! {}",
    "Quick question: {}",
    "Could you tell me {}",
    "Can you tell me {}",
    "Please tell me {}",
    "I want to know {}",
    "I'd like to know {}",
    "I was wondering {}",
    "Do you know {}",
    "According to the document, {}",
    "According to this, {}",
    "So {}",
    "ok so {}",
    "{} thanks",
    "{} Please answer briefly.",
    "In this document, {}",
)
_SHORT = {
    "what is": "what's",
    "who is": "who's",
    "where is": "where's",
    "how much does it cost": "price",
    "how many": "number of",
    "how much": "amount of",
    "in what year": "when",
    "in which year": "when",
    "what year": "when",
    "at what time": "when",
    "what time": "when",
    "in what country": "where",
    "in what city": "where",
    "which person": "who",
    "what person": "who",
    "for what reason": "why",
    "what is the reason": "why",
    "what type of": "what kind of",
    "what kind of": "which sort of",
    "what was the name of": "name of",
    "what is the name of": "name",
}


def reword(question: str, chance: Random, synonyms: Synonyms) -> str:
    """``question`` as it is, or in words that ask the same."""
    if chance.random() < 0.12:
        question = _use_synonyms(question, chance, synonyms)
    if chance.random() < 0.1:
        question = _shorten(question)
    draw = chance.random()
    if draw < 0.06 and len(words := content_words(question)) > 1:
        question = " ".join(words)
    elif draw < 0.16:
        opening = chance.choice(_OPENINGS)
        head = question[:1].lower() + question[1:] if not question[1:2].isupper() else question
        question = opening.format(head)
    elif draw < 0.19:
        question = question.rstrip("?") + "?" * chance.choice((0, 0, 2))
    if chance.random() < 0.12:
        question = question.lower()
    if chance.random() < 0.05:
        question = _misspell(question, chance)
    return question


def _use_synonyms(question: str, chance: Random, synonyms: Synonyms) -> str:
    """``question`` with synonyms for one or two of its words."""
    words = set(content_words(question))
    for _ in range(chance.randint(1, 2)):
        choices = [
            (m, synonyms.of(m[0]))
            for m in re.finditer(r"[a-z]{4,}", question)
            if m[0] in words and (m.start() == 0 or question[m.start() - 1] == " ")
        ]
        choices = [(m, others) for m, others in choices if others]
        if not choices:
            return question
        old, others = chance.choice(choices)
        question = question[: old.start()] + chance.choice(others) + question[old.end() :]
    return question


def _shorten(question: str) -> str:
    """``question`` with a shorter opening."""
    for long, short in _SHORT.items():
        if question.lower().startswith(long + " "):
            return short + question[len(long) :]
    return question


def _misspell(question: str, chance: Random) -> str:
    """``question`` with two letters swapped, one left out, or one typed twice."""
    letters = [n for n in range(1, len(question) - 1) if question[n : n + 2].isalpha()]
    if not letters:
        return question
    at = chance.choice(letters)
    way = chance.randrange(3)
    one, two = question[at], question[at + 1]
    return question[:at] + (two + one, two, one + one + two)[way] + question[at + 2 :]
