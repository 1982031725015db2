"""HTML from templates in which every value is escaped. The home of Jinja2."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension

# A line of a template may end wherever that helps to read it.
_BESIDE_TAG = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])")
_LINE_END = re.compile(r"\s*\n\s*")


class Html(str):
    """HTML that is made already: a template puts it in as it is, and escapes every other string."""

    __slots__ = ()

    def __html__(self) -> Html:
        return self


class Templates:
    """The templates in ``folder``: files of macros, each of which makes a piece of HTML.

    All of them know ``shared``, by name, and can import from the templates beside this module. A
    line's end stands for nothing beside a tag, and for one blank elsewhere.
    """

    def __init__(self, folder: Path, **shared: object) -> None:
        self._environment = Environment(
            loader=FileSystemLoader([folder, Path(__file__).parent]),
            extensions=[_JoinedLines],
            autoescape=True,
            finalize=_escape,
            undefined=StrictUndefined,
            auto_reload=False,
        )
        self._environment.globals |= shared
        self._environment.filters["bold_parts"] = bold_parts

    def make(self, file: str, macro: str, /, **values: object) -> Html:
        """What a ``macro`` of a template ``file`` makes of ``values``."""
        return Html(getattr(self._environment.get_template(file).module, macro)(**values))


class _JoinedLines(Extension):
    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _LINE_END.sub(" ", _BESIDE_TAG.sub("", source.strip()))


def _escape(value: object) -> object:
    """As the standard library escapes, whose form exported evidence has had from the start."""
    return value if hasattr(value, "__html__") else Html(html.escape(str(value)))


def bold_parts(quote: str, answers: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """``quote`` in parts, each with whether it is bold: the ``answers``, by start and end, are."""
    edge = 0
    for start, end in sorted(answers):
        if start >= edge:  # two may overlap
            yield quote[edge:start], False
            yield quote[start:end], True
            edge = end
    yield quote[edge:], False
