"""Which words of an English question name things: nouns, names and numbers. Pure functions.

No tagger is at hand: a word's place, its ending and short lists of verbs and qualities tell. A word
that may be something else is left out.
"""

from __future__ import annotations

import re

from index.text.terms import WORD
from qa.question.english.parts_of_speech import ACTIONS, ADVERBS, IRREGULAR, QUALITIES, VAGUE
from qa.question.english.words import PREPOSITIONS, QUESTION_WORDS, VERBS
from qa.question.keywords import content_words

_DETERMINERS = frozenset(
    "the a an this these those my your our his her its their any some no each every all both"
    " another many much more most other what which whose s".split()
)
_PREPOSITIONS = frozenset(PREPOSITIONS.split("|")) - {"to"} | frozenset(
    "about per than via into onto over under between during without within against near".split()
)
_SUBJECTS = frozenset("i you we they he she it one who that to not".split())
_HELPING = frozenset(VERBS.split("|")) - frozenset("is are was were has have had".split())
_ASKING = frozenset(QUESTION_WORDS.split("|"))
_FUNCTION = frozenset(f"{VERBS}|{QUESTION_WORDS}".split("|"))
_BEING = frozenset("is are was were".split())
_DESCRIBING = re.compile(r"\w{2,}(?:ful|less|ous|able|ible)$")
_OTHERWISE = re.compile(r"\w+[^e]ed$|\w{3,}ly$")


def things(question: str) -> list[str]:
    """The words of ``question``, as written and in order, that surely name what it asks about."""
    tokens = WORD.findall(question)
    shouted = question.isupper()
    content = {word.casefold() for word in content_words(question)} - _FUNCTION
    plain = [token.casefold() for token in tokens]
    verb = _supported_verb(plain, content)
    return [
        token
        for i, token in enumerate(tokens)
        if plain[i] in content
        and (_is_name(token, first=i == 0 or shouted) or (i != verb and _is_noun(plain, i)))
    ]


def is_name(word: str) -> bool:
    """Whether ``word``, inside a question, is a name or a number."""
    return _is_name(word, first=False)


def plain_form(word: str) -> str | None:
    """The plain form of a verb that is known, in lower case; None of any other word."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    stems = [word]
    for ending in ("s", "es", "ed", "d", "ing"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            stems += [stem, f"{stem}e"] if ending == "ing" else [stem]
    stems += [f"{stem[:-1]}y" for stem in stems if stem.endswith("i")]
    stems += [stem[:-1] for stem in stems if stem[-1:] == stem[-2:-1]]
    return next((stem for stem in stems if stem in ACTIONS), None)


def _is_name(word: str, *, first: bool) -> bool:
    return any(map(str.isdigit, word)) or (word[0].isupper() and not first)


def _is_noun(words: list[str], i: int) -> bool:
    word, before = words[i], words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    if word in VAGUE or word in ADVERBS or word in QUALITIES:
        return False
    determined = before in _DETERMINERS or before in _PREPOSITIONS or before in QUALITIES
    if word.endswith("ing") and len(word) > 5:
        return determined or not i or (i == 1 and before in _BEING) or before in _ASKING
    if plain_form(word):
        asked = before in _ASKING  # "what happens", "which costs"
        return determined and not asked and word not in IRREGULAR and not word.endswith("ed")
    if before in _SUBJECTS or before in _HELPING - {"do", "does", "did", "can", "may", "must"}:
        return False
    if _DESCRIBING.match(word) or _OTHERWISE.match(word):
        # "The family", "a table", "the assembly": a noun where nothing is left for it to describe.
        return determined and not word.endswith("ed") and (not after or after in _BEING | _HELPING)
    return True


def _supported_verb(words: list[str], content: set[str]) -> int | None:
    """Where the verb is that "do" or "can" goes with: the last word after the subject.

    None where it is a verb that is known, or where nothing tells.
    """
    helping = next((i for i, word in enumerate(words) if word in _HELPING), None)
    if helping is None:
        return None
    start = helping + 1
    if start < len(words) and words[start] in _DETERMINERS:
        start += 1
    end = start
    while end < len(words) and words[end] in content:
        end += 1
    run = words[start:end]
    known = any(plain_form(word) for word in run[1:]) or words[end : end + 1] in (["have"], ["be"])
    return end - 1 if len(run) > 1 and not known else None
