"""What the engine says in English, in German: answers, places, notes and errors."""

from __future__ import annotations

import re

from qa.web.messages import english
from qa.web.messages.german.answers import ANSWERS, REFUSALS
from qa.web.messages.german.errors import LIBRARY, OTHERS
from qa.web.messages.german.library import ASK_SHOWN_INSTEAD, COLLECTION_GONE
from qa.web.messages.german.notes import NOTES
from qa.web.messages.german.places import (
    COUNTS,
    DATIVE_COUNTS,
    JOINED_COUNTS,
    NAMES,
    NUMBERS,
    PARTS,
    PLACES,
)
from qa.web.messages.german.reading import ERRORS, KINDS
from qa.web.messages.german.replies import (
    BUG,
    BUG_NEXT_STEP,
    MARKED_ABSENT,
    MARKED_RIGHT,
)
from qa.web.messages.german.system import MACHINE, MODELS, SERVER
from qa.web.messages.templates import Translator, Treatment, number, quoted

__all__ = ["of_engine"]

# What is kept or exported in English, and what a question may meet.
_KEPT = {
    english.MARKED_RIGHT: MARKED_RIGHT,
    english.MARKED_ABSENT: MARKED_ABSENT,
    english.BUG: BUG,
    english.BUG_NEXT_STEP: BUG_NEXT_STEP,
    english.COLLECTION_GONE: COLLECTION_GONE,
    english.ASK_SHOWN_INSTEAD: ASK_SHOWN_INSTEAD,
}

_JOINTS = {", ": ", ", " or ": " oder ", " and ": " und "}
_JOINT = re.compile(r"(?<=”)(, | or | and )(?=“)")
_NUMBER, _QUOTED = number("."), quoted("„", "“")


def of_engine(sentence: str) -> str:
    """What the engine says, a sentence or more or a place, in German, as far as it is known."""
    return _TRANSLATOR.say(sentence)


def _quotes(words: str) -> str:
    """Words in “” that may be joined, in German quotation marks."""
    return _JOINT.sub(lambda joint: _JOINTS[joint[1]], words).translate(
        {ord("“"): "„", ord("”"): "“"}
    )


def _names(words: str) -> str:
    """Names as Python writes them, one or more among other signs."""
    return re.sub(_QUOTED.pattern, lambda name: _QUOTED.say(name[0]) or "", words)


_SIMPLE = {"number": _NUMBER}
_COUNTED = Translator(COUNTS, _SIMPLE).treatment
_TRANSLATOR = Translator(
    {
        **_KEPT,
        **REFUSALS,
        **ANSWERS,
        **PLACES,
        **ERRORS,
        **NOTES,
        **LIBRARY,
        **OTHERS,
        **MODELS,
        **SERVER,
        **MACHINE,
    },
    {
        "number": _NUMBER,
        "quoted": _QUOTED,
        "names": Treatment("", _names),
        "quotes": Treatment(r"“[^“”]*+”(?:(?:, | or | and | )“[^“”]*+”)*+", _quotes),
        "counts": _COUNTED,
        "dative": Translator(DATIVE_COUNTS, _SIMPLE).treatment,
        "things": Translator(JOINED_COUNTS, {"counts": _COUNTED}).treatment,
        "part": Translator(PARTS).treatment,
        "numbers": Translator(NUMBERS, _SIMPLE).treatment,
        "list": Translator(NAMES, _SIMPLE).treatment,
        "kind": Translator(KINDS).treatment,
    },
)
