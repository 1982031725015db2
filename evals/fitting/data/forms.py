"""Questions for the fields of a form: infotabs' boxes, a key and its value a line. By rule."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from evals.fitting.data.examples import Example
from index.documents.span import Span

# Characters of a value that is asked for, at the most.
_LONGEST = 120

_FIELD = re.compile(r"^([^:\n]{2,40}): (.+)$", re.MULTILINE)
_QUESTIONS = (
    "What is the {}?",
    "{}",
    "{}?",
    "what's the {}",
    "Which {} is given?",
    "Tell me the {}.",
    "What does it say for {}?",
    "What {} does it have?",
)
_QUESTIONS_BY = ("Who was it {}?", "{}", "{} whom?", "Who has {} it?")


def field_examples(
    forms: Mapping[str, Mapping[str, Any]],
    categories: Mapping[str, str],
    tests: set[str],
    chance: Random,
) -> Iterator[Example]:
    """For each form two of its fields, and one that others of its category have and it lacks.

    ``forms`` (title and text) and their ``categories`` are by id, ``tests`` the ids to test on.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    for name, category in categories.items():
        keys[category] |= {key for key, _ in _fields(forms[name]["text"])}
    for name, category in categories.items():
        form = forms[name]
        fields = dict(_fields(form["text"]))
        base: dict[str, Any] = {
            "source": "infotabs-fields",
            "title": form["title"],
            "text": form["text"],
            "exact": True,
            "test": name in tests,
        }
        for key, span in chance.sample(list(fields.items()), min(2, len(fields))):
            yield Example(**base, question=_question(key, chance), spans=(span,), kind="words")
        missing = [key for key in sorted(keys[category]) if not _mentions(form["text"], key)]
        if missing:
            question = _question(chance.choice(missing), chance)
            yield Example(**base, question=question, spans=(), kind="none")


def _fields(text: str) -> list[tuple[str, Span]]:
    """The keys of a form, and where their values stand."""
    matches = [(m[1].strip(), Span(*m.span(2))) for m in _FIELD.finditer(text)]
    return [(key, span) for key, span in matches if len(span) < _LONGEST]


def _question(key: str, chance: Random) -> str:
    name = key if key.isupper() else key.lower()
    ways = _QUESTIONS_BY if key.lower().endswith(" by") else _QUESTIONS
    return chance.choice(ways).format(name)


def _mentions(text: str, key: str) -> bool:
    """Whether ``text`` has the ``key``, or a word of it."""
    return any(w in text.lower() for w in re.findall(r"\w{4,}", key.lower())) or key in text
