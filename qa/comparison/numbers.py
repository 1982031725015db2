"""Numbers in figures and in English words: "1,000", "1.000,50", "twenty-five", "two million"."""

from __future__ import annotations

import re
from fractions import Fraction

_BLANKS = "\u00a0\u2009\u202f"
FIGURES = (
    rf"(?:\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+|\d{{1,3}}(?: \d{{3}})* 000(?!\d)|\d+)(?:[.,’']\d+)*"
)
"""A number in figures, its thousands grouped by whatever groups them, as a regular expression."""
_SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_BIG = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
        "trillion": 10**12}  # fmt: skip
SCALES = {**_BIG, "k": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "bn": 10**9,
          "mrd": 10**9, "tn": 10**12}  # fmt: skip
"""What may stand behind figures and multiplies them; the short ones behind amounts of money."""
_ONES, _MULTIPLES = "|".join(_SMALL | _TENS), "|".join(_BIG)
_TOKEN = rf"(?:(?:{_ONES})|(?:{_MULTIPLES})(?: and(?=[ -](?:{_ONES})\b))?)\b"
NUMBER_WORDS = rf"\b(?:(?:half )?an? (?=(?:{_MULTIPLES})\b))?{_TOKEN}(?:[ -]{_TOKEN})*"
"""A number in English words, as a regular expression to be matched in any case."""

DECIMAL_POINT = frozenset("en zh ja ko he th hi bn ne my km lo ta ga".split())
"""Languages that write one and a half as 1.5; the others write 1,5."""
_LONGEST = 40  # characters of a number that tells an amount
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+")


def number_in_figures(written: str, language: str) -> Fraction | None:
    """The number that ``written`` is in a text of this ``language``; None of a version or an id.

    "1.234" is more than a thousand in German, and little more than one in English.
    """
    plain = re.sub(rf"[{_BLANKS} ’']", "", written)
    if len(plain) > _LONGEST:
        return None
    point = max(plain.rfind("."), plain.rfind(","))
    if point < 0:
        return Fraction(plain)
    sign, other = plain[point], "," if plain[point] == "." else "."
    if other in plain:  # the last of the two is the point
        decimal = plain.count(sign) == 1
    elif plain.count(sign) > 1:
        if sign == "." and not _GROUPS.fullmatch(plain):
            return None
        decimal = False
    else:
        decimal = not _THOUSANDS.fullmatch(plain) or (sign == ".") == (language in DECIMAL_POINT)
    whole = re.sub("[.,]", "", plain[:point])
    if decimal:
        return Fraction(f"{whole}.{plain[point + 1 :]}")
    return Fraction(whole + re.sub("[.,]", "", plain[point + 1 :]))


def number_in_words(written: str) -> Fraction | None:
    """The number that English words ``written`` are; None where they are several ("two three")."""
    total = current = before = 0
    for word in re.findall(r"[a-z]+", written.casefold()):
        if word in {"half", "a", "an", "and"}:
            continue
        if (value := _SMALL.get(word, _TENS.get(word))) is not None:
            if before in range(1, 20) or (before in _TENS.values() and value >= 10):
                return None
            current, before = current + value, value
        else:
            multiple = _BIG[word]
            if multiple > 100:
                total, current = total + max(current, 1) * multiple, 0
            else:
                current = max(current, 1) * multiple
            before = 0
    whole = Fraction(total + current)
    return whole / 2 if written.casefold().startswith("half") else whole
