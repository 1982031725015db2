"""Which language the page speaks: the first one that the browser asks for and that is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from types import ModuleType
from typing import TypeVar

DEFAULT = "en"
_CATALOGS = {"en": "english", "de": "german"}
_SPOKEN = ContextVar("language", default=DEFAULT)

T = TypeVar("T")


def languages() -> tuple[str, ...]:
    """The languages that the page speaks, by their ISO 639-1 codes, the default one first."""
    return tuple(_CATALOGS)


def spoken() -> str:
    """The language that is spoken here, by its ISO 639-1 code."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Have what is said inside said in a ``language``, one of `languages`."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def speaking_each(language: str, steps: Iterator[T]) -> Iterator[T]:
    """``steps``, each of which is made in a ``language``, whatever is spoken between them."""
    while True:
        with speaking(language):
            try:
                step = next(steps)
            except StopIteration:
                return
        yield step


def catalog() -> ModuleType:
    """The sentences of the language that is spoken here."""
    return import_module(f"qa.web.messages.{_CATALOGS[spoken()]}")


def preferred(accepted: str) -> str:
    """The language for a browser that sends ``accepted`` as its Accept-Language (RFC 9110, 12.5.4).

    That is the one it prefers among those that are there, the default one if none is.
    """
    ranges = []
    for place, part in enumerate(accepted[:1000].split(",")):
        tag, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((_weight(it[2:]) for it in parameters if it[:2].lower() == "q="), 1.0)
        ranges.append((-weight, place, tag.lower().split("-")[0]))
    wanted = [language for weight, _, language in sorted(ranges) if weight < 0]
    return next((language for language in wanted if language in _CATALOGS), DEFAULT)


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
