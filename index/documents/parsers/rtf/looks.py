"""The fonts, code pages and styles that a file in Rich Text Format describes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from index.documents.parsers.office.symbols import symbol

_WESTERN = "cp1252"
_CHARSETS = {
    0: _WESTERN, 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_SYMBOLS = 2  # the set of characters of fonts such as Wingdings
_CODE_PAGES = {65001: "utf-8", 10000: "mac_roman", 936: "gbk", 1361: "johab"}
_MOST_NAME = 200  # characters of a font or a style


@dataclass(slots=True)
class Style:
    """A style's name, and the level of the headings in it, from 0."""

    name: str = ""
    outline: int | None = None


@dataclass(slots=True)
class _Font:
    """A font: its name, its code page (empty for the file's), and whether it is of symbols."""

    name: str = ""
    page: str = ""
    symbols: bool = False


class Looks:
    """The fonts and styles of a file by their numbers, and its code ``page``."""

    def __init__(self) -> None:
        self.page = _WESTERN
        self.default_font = 0
        self._fonts = {0: _Font()}
        self._styles = {0: Style()}
        self._font = self._style = 0

    def describe_font(self, word: str, number: int) -> None:
        """Take a control word in the table of fonts."""
        font = self._fonts[self._font]
        if word == "f":
            self._font = number
            self._fonts[number] = _Font()
        elif word == "fcharset":
            font.page, font.symbols = _CHARSETS.get(number, ""), number == _SYMBOLS
        elif word == "cpg" and number:
            font.page = code_page(number)

    def describe_style(self, word: str, number: int) -> None:
        """Take a control word in the table of styles."""
        if word == "s":
            self._style = number
            self._styles[number] = Style()
        elif word == "outlinelevel":
            self._styles[self._style].outline = number

    def name_font(self, text: str) -> None:
        """Take a part of a font's name."""
        font = self._fonts[self._font]
        font.name = (font.name + text)[:_MOST_NAME]

    def name_style(self, text: str) -> None:
        """Take a part of a style's name."""
        style = self._styles[self._style]
        style.name = (style.name + text)[:_MOST_NAME]
        if ";" in text:
            self._style = 0

    def style(self, number: int) -> Style:
        """The style of this number, or that of plain text."""
        return self._styles.get(number) or self._styles[0]

    def font_name(self, number: int) -> str:
        """The name of the font of this number; empty where there is none."""
        return self._fonts[number].name.split(";")[0].strip() if number in self._fonts else ""

    def decoded(self, data: bytes, number: int | None) -> str:
        """``data`` as text in the font of this number, or in the file's code page without one."""
        font = None if number is None else self._fonts.get(number)
        if font is None or number is None:
            return data.decode(self.page, "replace")
        if font.symbols:
            name = self.font_name(number)
            return "".join(symbol(name, f"{byte:x}") for byte in data)
        return data.decode(font.page or self.page, "replace")


def code_page(number: int) -> str:
    """The encoding that a code page of Windows is called in Python, or that of Western Europe."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return _WESTERN
