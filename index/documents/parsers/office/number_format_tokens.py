"""Format codes of spreadsheets, divided into sections, and these into what they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

# A quoted or escaped part ends with its line; a code that is cut short ends what it has open.
_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?) | \\(?P<escaped>.?) | (?P<gap>_.?) | (?P<fill>\*.?)
    | \[(?P<bracket>[^\]]*)\]? | (?P<end>;) | (?P<general>general|standard)
    | (?P<half>am/pm|a/p|上午/下午) | (?P<exponent>e[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|g+|b+|aaaa?) | (?P<digit>[0#?]) | (?P<text>@)
    | (?P<other>.)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d*)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_DATES = frozenset({"date", "half", "elapsed"})


@dataclass(frozen=True)
class Token:
    """A part of a section: its ``kind``, and its ``text`` in lower case, as given in a literal."""

    kind: str
    text: str


@dataclass(frozen=True)
class Section:
    """What one kind of value is displayed with.

    ``condition`` is a comparison and what to compare with; ``language`` is as in "[$-407]", empty
    without one.
    """

    tokens: tuple[Token, ...] = ()
    condition: tuple[str, float] | None = None
    language: str = ""

    def has(self, *kinds: str) -> bool:
        """Whether it has a token of one of these kinds."""
        return any(token.kind in kinds for token in self.tokens)

    @property
    def is_date(self) -> bool:
        """Whether it displays dates, times or lengths of time."""
        return any(token.kind in _DATES for token in self.tokens)


def sections_of(code: str) -> list[Section]:
    """The sections of a format ``code``."""
    sections = []
    section, tokens = Section(), list[Token]()
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        match kind:
            case "quoted":
                tokens.append(Token("literal", text.strip('"')))
            case "escaped":
                tokens.append(Token("literal", text))
            case "gap":
                tokens.append(Token("literal", " "))
            case "fill":
                pass
            case "bracket":
                section = _with_bracket(section, text, tokens)
            case "end":
                sections.append(replace(section, tokens=tuple(tokens)))
                section, tokens = Section(), []
            case "other":
                tokens.append(Token("sign" if text in ".,%/" else "literal", text))
            case _:
                tokens.append(Token(kind, text.lower()))
    return [*sections, replace(section, tokens=tuple(tokens))]


def _with_bracket(section: Section, inner: str, tokens: list[Token]) -> Section:
    """``section`` with what stands in brackets; what is shown of it is added to ``tokens``."""
    if inner.startswith("$"):
        currency, _, language = inner[1:].partition("-")
        if currency:
            tokens.append(Token("literal", currency))
        return replace(section, language=language.lower()) if language else section
    if condition := _CONDITION.fullmatch(inner.strip()):
        return replace(section, condition=(condition[1], float(condition[2])))
    if _ELAPSED.fullmatch(inner):
        tokens.append(Token("elapsed", inner.lower()))
    return section  # a colour, or other digits
