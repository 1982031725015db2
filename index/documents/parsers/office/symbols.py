"""Signs of the fonts Symbol, Wingdings and Webdings, whose characters mean others than they are."""

from __future__ import annotations

import re
from collections.abc import Mapping

_OWN = re.compile("[\uf020-\uf0ff]")  # where Word puts the characters of such fonts
_BASE = 0xF000

_SYMBOL_LOW = (  # from "!"
    "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL_HIGH = (  # from A0
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
    "\0⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
_SYMBOL = {0x21 + n: sign for n, sign in enumerate(_SYMBOL_LOW)} | {
    0xA0 + n: sign for n, sign in enumerate(_SYMBOL_HIGH) if sign != "\0"
}
_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x45: "☜", 0x46: "☞",
    0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐",
    0x70: "☐", 0x71: "☐", 0x72: "☐", 0x73: "⬧", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "☐", 0xAB: "★",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "⬅", 0xE8: "➔", 0xE9: "⬆",
    0xEA: "⬇", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⇔", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
for _n in range(10):  # figures in circles, white and black ones
    _WINGDINGS |= {0x81 + _n: chr(0x2460 + _n), 0x8C + _n: chr(0x2776 + _n)}
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "•", 0x98: "●",
    0xA2: "■", 0xA3: "☐", 0xA4: "☐",
} | {0x6A + n: chr(0x2460 + n) for n in range(10)}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x63: "☐", 0x67: "■", 0x69: "ℹ", 0x6E: "●", 0x72: "✗"}
_ANY = {0xB7: "•"}  # in a font that is none of these
_FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
}
_RAISED = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_FIGURES = re.compile(r"[+−–-]?(?:\d+|n)")


def symbol(font: str, code: str) -> str:
    """The sign that has this hexadecimal ``code`` in ``font``; nothing where it is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    number -= _BASE if _BASE <= number < _BASE + 0x100 else 0
    signs = _FONTS.get(font.lower())
    if signs is not None:
        return signs.get(number, "")
    is_sign = 0x20 < number < 0xD800 or 0xF900 <= number < 0x11_0000
    return chr(number) if is_sign else ""


def mended(text: str, font: str) -> str:
    """``text`` in ``font`` with the signs that its characters are shown as."""
    if not _OWN.search(text):
        return text
    signs = _FONTS.get(font.lower(), _ANY)
    return _OWN.sub(lambda sign: signs.get(ord(sign[0]) - _BASE, ""), text)


def raised(text: str) -> str:
    """``text`` as it is written above the line: figures as raised ones, words as they are."""
    return text.translate(_RAISED) if _FIGURES.fullmatch(text.strip()) else text
