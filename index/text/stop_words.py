"""Words that carry no meaning. The home of bm25s, which lists them."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType


def _lists() -> ModuleType:
    """The lists by themselves: with the rest of its package they take ten times as long."""
    package = find_spec("bm25s")
    if not (package and package.origin):
        raise ModuleNotFoundError("No module named 'bm25s'", name="bm25s")
    folder = Path(package.origin).parent
    loader = SourceFileLoader("bm25s.stopwords", str(folder / "stopwords.py"))
    lists = ModuleType(loader.name)
    loader.exec_module(lists)
    return lists


_LISTS = _lists()

STOP_WORDS: dict[str, frozenset[str]] = {
    "da": frozenset(_LISTS.STOPWORDS_DANISH),
    "de": frozenset(_LISTS.STOPWORDS_GERMAN),
    "en": frozenset(_LISTS.STOPWORDS_EN_PLUS),
    "es": frozenset(_LISTS.STOPWORDS_SPANISH),
    "fr": frozenset(_LISTS.STOPWORDS_FRENCH),
    "it": frozenset(_LISTS.STOPWORDS_ITALIAN),
    "nl": frozenset(_LISTS.STOPWORDS_DUTCH),
    "no": frozenset(_LISTS.STOPWORDS_NORWEGIAN),
    "pt": frozenset(_LISTS.STOPWORDS_PORTUGUESE),
    "ru": frozenset(_LISTS.STOPWORDS_RUSSIAN),
    "sv": frozenset(_LISTS.STOPWORDS_SWEDISH),
    "tr": frozenset(_LISTS.STOPWORDS_TURKISH),
}
"""Words that carry no meaning, by language."""
