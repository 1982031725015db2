"""What the scripts of the page send, or who pretends to be one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from qa.web.session.chat import OutOfDateError
from qa.web.session.exchange import Mark


def read_payload(payload: object, **kinds: Callable[[Any], Any]) -> tuple[Any, ...]:
    """The fields of ``payload`` with these names, each made what its kind makes of it.

    Raises:
        OutOfDateError: when one is missing, or is not of its kind.
    """
    try:
        return tuple(kind(getattr(payload, name)) for name, kind in kinds.items())
    except (AttributeError, TypeError, ValueError, OverflowError) as error:
        raise OutOfDateError from error


def pairs(values: Iterable[Iterable[object]]) -> list[tuple[str, str]]:
    """Pairs of `text`.

    Raises:
        TypeError, ValueError: when ``values`` are something else.
    """
    return [(text(one), text(other)) for one, other in values]


def marks(values: Iterable[Sequence[Any]]) -> dict[str, Mark]:
    """What was called right, by the keys of the questions: of each a key, a document and a place.

    Raises:
        TypeError, ValueError: when ``values`` are something else.
    """
    return {text(key): Mark(text(at), int(start), int(end)) for key, at, start, end in values}


def texts(values: Iterable[object]) -> list[str]:
    """Each of ``values`` as `text`.

    Raises:
        TypeError: when ``values`` are something else.
    """
    return [text(one) for one in values]


def text(value: object) -> str:
    """``value`` as a string; half of a character that a script cuts in two becomes "�"."""
    return str(value).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
