"""Which language a text is in, and counts of things in English. The home of py3langid."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from index.documents.document import ENGLISH

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""The stemmer of each language that has one."""

_OTHERS = ("bg", "bn", "he", "ja", "ka", "km", "ko", "lo", "my", "sk", "sl", "th", "uk", "vi", "zh")
SETTING = "py3langid/3"
"""Part of every saved index: raise it when a text would be taken for another language."""

# Fewer letters do not tell; more characters add nothing.
_FEWEST, _MOST = 20, 1500
# A table says the same words again and again, whose number tells nothing of the language: where
# fewer of them than this share differ, each counts once.
_DIFFERING = 0.3
_TABLE = 15_000  # characters of it
_WORD = re.compile(r"[^\W\d_]+")
# English is known without the identifier, whose model takes half a second to load: so many words,
# and this share of all bytes, are of those that no other language has. Of 2,900 stretches of text
# in ten languages 1,079 are such, all of them English by the identifier too.
_ENGLISH_WORDS = frozenset(
    "the of and that with this from which were have been their these".split()
)
_FEWEST_ENGLISH, _ENGLISH_SHARE = 5, 0.08


def detect_language(text: str, otherwise: str = ENGLISH) -> str:
    """The ISO 639-1 code of the language ``text`` is mostly in; ``otherwise`` when too short."""
    sample, words = text, _WORD.findall(text[:_MOST])
    if len({*words}) < _DIFFERING * len(words):
        sample = " ".join(dict.fromkeys(_WORD.findall(text[:_TABLE])))
    elif _is_plain_english(words):
        return ENGLISH
    letters = "".join(itertools.islice(filter(str.isalpha, sample), _FEWEST))
    if len(letters) < _FEWEST and letters.isascii():
        return otherwise
    return str(_identifier().classify(sample[:_MOST])[0])


def _is_plain_english(words: Sequence[str]) -> bool:
    lengths = [len(word) for word in words if word.casefold() in _ENGLISH_WORDS]
    share = _ENGLISH_SHARE * len("".join(words).encode())
    return len(lengths) >= _FEWEST_ENGLISH and sum(lengths) >= share


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_modelpath(MODEL_DIR / MODEL_FILE)
    identifier.set_languages([*STEMMERS, *_OTHERS])
    return identifier


def count_of(number: int, what: str) -> str:
    """A number of things: "1 document", "2,000 documents"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
