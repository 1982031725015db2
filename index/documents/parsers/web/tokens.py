"""The tags and the text of HTML, in order, as a browser takes them (WHATWG HTML, 13.2.5).

`html.parser` isn't used: where much is left open it looks through all that follows again and again
(60 kB of "<a " take it over a minute), and what it makes of broken tags differs between releases of
Python, so that a text read anew would no longer be the one that was cited.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
"""Those of a tag without any."""

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>][^\s/>=]*)\s*(=\s*)?")
_UNQUOTED = re.compile(r"[^\s>]*")
_GAP = re.compile(r"[\s/]*")
_COMMENT_END = re.compile(r"--!?>")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
# `int` refuses more digits than it likes, and no character has so many.
_NO_CHARACTER = re.compile(r"&#\d{9,};?")
# What is read of tags: the rest, such as data in addresses, would only take memory.
_READ = frozenset(
    "alt alttext aria-expanded aria-hidden aria-label aria-level border checked class colspan"
    " content disabled encoding epub:type for height hidden href id label name open placeholder"
    " property reversed role rowspan selected start style title type value width".split()
)
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title")
}
_WITH_ENTITIES = frozenset({"textarea", "title"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its ``name`` in small letters, and those of its ``attributes`` that are read.

    ``closing`` ones end an element, ``empty`` ones ("<br/>") are one by themselves.
    """

    name: str
    attributes: Mapping[str, str]
    closing: bool = False
    empty: bool = False


def tokens(text: str) -> Iterator[Tag | str]:
    """The tags of the HTML ``text`` and what stands between them, comments left out.

    As in a browser, a tag or a comment that is never closed takes all that follows with it.
    """
    at = 0
    while at < len(text):
        sign = text.find("<", at)
        if sign < 0:
            yield _unescaped(text[at:])
            return
        if at < sign:
            yield _unescaped(text[at:sign])
        following = text[sign + 1 : sign + 2]
        if name := _NAME.match(text, sign + 1):
            tag, at = _opening(text, name)
            if tag is None:
                return
            yield tag
            if tag.name in _RAW and not tag.empty:
                raw, at = _raw(text, at, tag.name)
                yield raw
                yield Tag(tag.name, NO_ATTRIBUTES, closing=True)
        elif following == "/" and (name := _NAME.match(text, sign + 2)):
            yield Tag(name[0].lower(), NO_ATTRIBUTES, closing=True)
            at = _behind(text, ">", name.end())
        elif text.startswith(_CDATA, sign):
            end = text.find(_CDATA_END, sign)
            yield text[sign + len(_CDATA) : end if end >= 0 else len(text)]
            at = _behind(text, _CDATA_END, sign)
        elif text.startswith("<!--", sign):
            at = _comment_end(text, sign + 4)
        elif following in {"!", "?", "/"}:
            at = _behind(text, ">", sign)
        else:
            yield "<"
            at = sign + 1


def _opening(text: str, name: re.Match[str]) -> tuple[Tag | None, int]:
    """The tag of this ``name``, and where it ends; None where it never does."""
    attributes: dict[str, str] = {}
    at = name.end()
    while match := _ATTRIBUTE.match(text, at):
        at, value = match.end(), ""
        if match[2] is not None:
            quote = text[at : at + 1]
            if quote in {'"', "'"}:
                end = text.find(quote, at + 1)
                if end < 0:
                    return None, len(text)
                value, at = text[at + 1 : end], end + 1
            elif unquoted := _UNQUOTED.match(text, at):
                value, at = unquoted[0], unquoted.end()
        key = match[1].lower()
        if key in _READ:
            attributes.setdefault(key, _unescaped(value))
    gap = _GAP.match(text, at)
    end = gap.end() if gap else at
    if end == len(text):
        return None, end
    empty = end > name.end() and text[end - 1] == "/"
    return Tag(name[0].lower(), attributes or NO_ATTRIBUTES, empty=empty), end + 1


def _raw(text: str, at: int, name: str) -> tuple[str, int]:
    """What stands from ``at`` to the end of the element of this ``name``, and where that ends."""
    end = _RAW[name].search(text, at)
    raw = text[at : end.start() if end else len(text)]
    place = _behind(text, ">", end.end()) if end else len(text)
    return (_unescaped(raw) if name in _WITH_ENTITIES else raw), place


def _comment_end(text: str, at: int) -> int:
    for end in (">", "->"):
        if text.startswith(end, at):
            return at + len(end)
    match = _COMMENT_END.search(text, at)
    return match.end() if match else len(text)


def _behind(text: str, sign: str, at: int) -> int:
    place = text.find(sign, at)
    return place + len(sign) if place >= 0 else len(text)


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    return html.unescape(_NO_CHARACTER.sub("\ufffd", text))
