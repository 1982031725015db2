"""Words that stand between the signs of Markdown: ``**emphasis**`` and code. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.documents.span import Span

_LONGEST = 400  # characters between two signs: one without its other is not looked for on and on
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef"
# What may stand outside the signs. Inside words and beside slashes they are other signs: 2**3,
# snake_case, src/**/*.py.
_BEFORE = rf"(?<![^\s(\[{{\"'“‘«„‹<>|:;,.!?…–—*_{_UNSPACED}-])"
_AFTER = rf"(?![^\s)\]}}\"'”’»“‘›<>|:;,.!?…–—*_&{_UNSPACED}-])"
# Names of Python, which look like words between signs.
_DUNDER = (
    r"(?!__(?:all|call|class|dict|doc|enter|eq|exit|file|future|hash|init|iter|len|main|name|new"
    r"|next|pycache|repr|slots|str|version)__)"
)
_PROBED = 20_000  # characters: a document is written in one way throughout


def _pair(sign: str) -> str:
    """The pattern of words between one to three of ``sign``, ``*`` or ``_``, on one line.

    They go past code as a whole, and not from one cell of a table to the next.
    """
    name, sign = ("star", r"\*") if sign == "*" else ("bar", "_")
    return (
        rf"{_BEFORE}(?<!{sign})(?P<{name}>{sign}{{1,3}})(?![\s{sign}.,;:!?/)\]}}|])"
        rf"(?:`[^`\n]{{0,80}}`|[^\n|`]){{1,{_LONGEST}}}?(?<![\s\\{sign}])(?P={name})(?!{sign}){_AFTER}"
    )


# A quote in the way of TeX, ``so'' or `so', has no second sign that could close it.
_CODE = (
    r"(?<![\w`\\])(?P<tick>`{1,2})(?![`\s])"
    rf"[^\n]{{0,{_LONGEST}}}?(?<=[^\s`])(?P=tick)(?![\w`])"
)
_SET_OFF = re.compile(rf"{_CODE}|{_pair('*')}|{_DUNDER}{_pair('_')}")
_SURE = re.compile(
    r"^#{1,6}[ \t]+\S|^ {0,3}(?:`{3}|~{3})|^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\||\]\(\S+\)"
    rf"|{_CODE}|(?=\*\*){_pair('*')}|(?=__){_DUNDER}{_pair('_')}",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class SetOff:
    """Words that a text sets off: ``whole`` is where they are with the signs around them."""

    whole: Span
    words: Span
    code: bool = False


def set_off(text: str) -> Iterator[SetOff]:
    """The words of ``text`` between two signs on one line, outer ones before those inside."""
    return _set_off(text, 0)


def is_markdown(text: str) -> bool:
    """Whether ``text`` has signs that are surely Markdown's, as one ``*`` or ``_`` is not."""
    return bool(_SURE.search(text, 0, _PROBED))


def _set_off(text: str, start: int) -> Iterator[SetOff]:
    for match in _SET_OFF.finditer(text):
        sign = match["tick"] or match["star"] or match["bar"]
        whole = Span(match.start(), match.end()).shifted(start)
        words = Span(whole.start + len(sign), whole.end - len(sign))
        yield SetOff(whole, words, code=match["tick"] is not None)
        if match["tick"] is None:
            inside = match[0][len(sign) : -len(sign)]
            yield from _set_off(inside, words.start)
