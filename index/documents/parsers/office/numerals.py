"""Numbers as Word writes them before paragraphs and notes: 4, iv, d, 4th, ④, 四."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщыэюя"
_KOREAN = "가나다라마바사아자차카타파하"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_KANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_CHINESE = "〇一二三四五六七八九"
_NOTE_SIGNS = "*†‡§"
_MOST_REPEATED = 30  # letters that a number is written with, as Word stops there too
_LARGEST_ROMAN = 32_767


def numeral(number: int, style: str) -> str:
    """``number`` in one of the formats of WordprocessingML; in figures where it knows none."""
    if number < 1 and style != "decimalZero":
        return str(number)
    write = _FORMATS.get(style)
    return write(number) if write else str(number)


def _roman(number: int) -> str:
    if number > _LARGEST_ROMAN:
        return str(number)
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def _repeated(letters: str) -> Callable[[int], str]:
    """Numbers as letters: behind the last one, the first one twice."""

    def write(number: int) -> str:
        times, at = divmod(number - 1, len(letters))
        return letters[at] * (times + 1) if times < _MOST_REPEATED else str(number)

    return write


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _cardinal_words(number: int) -> str:
    if number >= 100:
        return str(number)
    if number < len(_CARDINALS):
        words = _CARDINALS[number]
    else:
        ten, one = divmod(number, 10)
        words = _TENS[ten - 2] + (f"-{_CARDINALS[one]}" if one else "")
    return words.capitalize()


def _ordinal_words(number: int) -> str:
    if number >= 100:
        return _ordinal(number)
    words = _cardinal_words(number).lower()
    before, dash, last = words.rpartition("-")
    last = f"{last[:-1]}ieth" if last.endswith("y") else _ORDINALS.get(last, f"{last}th")
    return f"{before}{dash}{last}".capitalize()


def _chinese(number: int) -> str:
    """Up to 99 in words, else the figures one by one."""
    if number >= 100:
        return "".join(_CHINESE[int(figure)] for figure in str(number))
    ten, one = divmod(number, 10)
    tens = "" if not ten else "十" if ten == 1 else f"{_CHINESE[ten]}十"
    return tens + (_CHINESE[one] if one else "")


def _from(first: str, most: int) -> Callable[[int], str]:
    """Signs that follow each other, such as those in circles, as far as there are any."""
    return lambda number: chr(ord(first) + number - 1) if number <= most else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(figure) - ord("0") + ord("０")) for figure in str(number))


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _repeated(_LATIN),
    "upperLetter": _repeated(_LATIN.upper()),
    "russianLower": _repeated(_CYRILLIC),
    "russianUpper": _repeated(_CYRILLIC.upper()),
    "ganada": _repeated(_KOREAN),
    "aiueo": _repeated(_KANA),
    "aiueoFullWidth": _repeated(_KANA),
    "ideographTraditional": _repeated(_STEMS),
    "chicago": _repeated(_NOTE_SIGNS),
    "ordinal": _ordinal,
    "cardinalText": _cardinal_words,
    "ordinalText": _ordinal_words,
    "hex": lambda number: f"{number:X}",
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "ideographDigital": _chinese,
    "japaneseCounting": _chinese,
    "japaneseDigitalTenThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "none": lambda _: "",
}
