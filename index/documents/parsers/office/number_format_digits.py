"""Numbers with the digits that a section of a format code asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import partial

from index.documents.parsers.office.number_format_tokens import Token

# Numbers go up to 1.8e308, and have up to 30 decimals.
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_MOST_PLACES = 30
_FEW_PLACES = 4
_SURE, _NEAR_HALF = 1e9, 1e-5  # below and off these, binary and decimal numbers round alike
_MOST_DENOMINATOR = 7  # digits


@dataclass(frozen=True)
class Digits:
    """The signs for digits: before the point, those of ``whole``, behind it those of ``part``.

    What stands between digits is among them as literals. ``scale`` is the power of ten that a
    number is multiplied by before.
    """

    before: str
    whole: tuple[Token, ...]
    grouped: bool
    point: bool
    part: tuple[Token, ...]
    after: str
    scale: int

    @property
    def places(self) -> int:
        """How many decimals there are."""
        return min(_MOST_PLACES, sum(token.kind == "digit" for token in self.part))


def exact(value: float) -> Decimal:
    """``value`` without its sign, with the 15 digits that a spreadsheet reckons with."""
    return Decimal(f"{abs(value):.15g}")


def digits_shower(tokens: Sequence[Token]) -> Callable[[float], str]:
    """What displays numbers without their signs by ``tokens``, which have a digit."""
    slash = next((n for n, t in enumerate(tokens) if t.kind == "sign" and t.text == "/"), None)
    if slash and _runs_up_to(tokens, slash):
        return partial(_fraction, tokens, slash)
    exponent = next((n for n, token in enumerate(tokens) if token.kind == "exponent"), None)
    if exponent:
        return partial(_scientific, _digits(tokens[:exponent]), tuple(tokens[exponent:]))
    digits = _digits(tokens)
    return partial(_plain if _is_plain(digits) else _fixed, digits)


def _digits(tokens: Sequence[Token]) -> Digits:
    places = [n for n, token in enumerate(tokens) if token.kind == "digit"]
    first, last = (places[0], places[-1]) if places else (len(tokens), -1)
    points = [n for n, token in enumerate(tokens) if token.kind == "sign" and token.text == "."]
    point = points[0] if points else max(last + 1, 0)
    first, last = min(first, point), max(last, point if points else -1)
    end = last + 1
    while end < len(tokens) and tokens[end].text == "," and tokens[end].kind == "sign":
        end += 1
    # Commas behind the last digit, or right before the point, divide by a thousand each.
    inner_end = point
    while inner_end > first and tokens[inner_end - 1] == Token("sign", ","):
        inner_end -= 1
    commas = (end - last - 1) + (point - inner_end if points else 0)
    whole = tokens[first:inner_end]
    percents = min(3, sum(token == Token("sign", "%") for token in tokens))
    return Digits(
        _text(tokens[:first]),
        tuple(token for token in whole if token != Token("sign", ",")),
        Token("sign", ",") in whole,
        bool(points),
        tuple(tokens[point + 1 : last + 1]) if points else (),
        _text(tokens[end:]),
        2 * percents - 3 * commas,
    )


def _is_plain(digits: Digits) -> bool:
    signs = [token.text for token in digits.whole if token.kind == "digit"]
    simple = len(signs) == len(digits.whole) and signs.count("0") == 1 and signs[-1] == "0"
    zeros = all(token.text == "0" for token in digits.part) and digits.point == bool(digits.part)
    return simple and zeros and digits.scale in {0, 2} and digits.places <= _FEW_PLACES


def _plain(digits: Digits, value: float) -> str:
    """What `_fixed` gives, for most numbers without reckoning in decimals, which takes longer."""
    number = abs(value) * (100 if digits.scale else 1)
    last = number * 10**digits.places
    if last > _SURE or abs(last % 1 - 0.5) < _NEAR_HALF:
        return _fixed(digits, value)
    sign = "," if digits.grouped else ""
    return f"{digits.before}{number:{sign}.{digits.places}f}{digits.after}"


def _fixed(digits: Digits, value: float) -> str:
    number = exact(value).scaleb(digits.scale, _WIDE)
    return _laid_out(digits, _rounded(number, digits.places))


def _rounded(number: Decimal, places: int) -> str:
    return f"{number.quantize(Decimal(1).scaleb(-places), context=_WIDE):f}"


def _laid_out(digits: Digits, number: str) -> str:
    whole, _, part = number.partition(".")
    text = digits.before + _whole(digits, whole.lstrip("0"))
    if digits.point:
        text += "."
    if digits.part:
        text += _part(digits.part, part.rstrip("0"))
    return text + digits.after


def _whole(digits: Digits, number: str) -> str:
    signs = digits.whole
    if all(token.kind == "digit" for token in signs):
        zeros = next((len(signs) - n for n, token in enumerate(signs) if token.text == "0"), 0)
        number = number.zfill(zeros)
        width = zeros + max(0, zeros - 1) // 3  # with its commas
        return f"{int(number):0{width},}" if digits.grouped and number else number
    shown: list[str] = []
    rest, count = number, 0
    leftmost = next((n for n, token in enumerate(signs) if token.kind == "digit"), 0)
    for place in range(len(signs) - 1, -1, -1):
        token = signs[place]
        if token.kind != "digit":
            shown.append(_text([token]))
            continue
        takes = max(1, len(rest)) if place == leftmost else 1
        for _ in range(takes):
            digit = rest[-1:] or {"0": "0", "?": " "}.get(token.text, "")
            if digit and count and count % 3 == 0 and digits.grouped:
                shown.append(",")
            shown.append(digit)
            rest, count = rest[:-1], count + 1
    return rest + "".join(reversed(shown))


def _part(signs: Sequence[Token], number: str) -> str:
    shown, place = [], 0
    for token in signs:
        if token.kind != "digit":
            shown.append(_text([token]))
        else:
            shown.append(number[place : place + 1] or {"0": "0", "?": " "}.get(token.text, ""))
            place += 1
    return "".join(shown)


def _scientific(mantissa: Digits, behind: Sequence[Token], value: float) -> str:
    number = exact(value)
    step = max(1, sum(token.kind == "digit" for token in mantissa.whole))
    power = number.adjusted() if number else 0
    power -= power % step
    shown = _rounded(number.scaleb(-power, _WIDE), mantissa.places)
    if len(shown.partition(".")[0]) > step:
        power += step
        shown = _rounded(number.scaleb(-power, _WIDE), mantissa.places)
    sign = "-" if power < 0 else "+" if behind[0].text.endswith("+") else ""
    zeros = sum(token.text == "0" for token in behind if token.kind == "digit")
    rest = _text([token for token in behind[1:] if token.kind != "digit"])
    return f"{_laid_out(mantissa, shown)}E{sign}{str(abs(power)).zfill(zeros)}{rest}"


def _runs_up_to(tokens: Sequence[Token], slash: int) -> bool:
    """Whether the slash has a numerator and a denominator on its sides."""
    behind = tokens[slash + 1 : slash + 2]
    return tokens[slash - 1].kind == "digit" and bool(behind) and _in_denominator(behind[0])


def _in_denominator(token: Token) -> bool:
    return token.kind == "digit" or (token.kind == "literal" and token.text.isdecimal())


def _fraction(tokens: Sequence[Token], slash: int, value: float) -> str:
    start = slash
    while start and tokens[start - 1].kind == "digit":
        start -= 1
    end = slash + 1
    while end < len(tokens) and _in_denominator(tokens[end]):
        end += 1
    below = "".join(token.text for token in tokens[slash + 1 : end])
    wholes = [n for n, token in enumerate(tokens[:start]) if token.kind == "digit"]
    number = Fraction(exact(value))
    whole = int(number) if wholes else 0
    number -= whole
    if below.strip("0#?"):
        denominator = int("".join(c for c in below if c.isdecimal())) or 1
        numerator = int(number * denominator + Fraction(1, 2))
    else:
        near = number.limit_denominator(10 ** min(len(below), _MOST_DENOMINATOR) - 1)
        numerator, denominator = near.numerator, near.denominator
    if wholes and numerator == denominator:
        whole, numerator = whole + 1, 0
    parts = []
    if wholes and (whole or not numerator or any(tokens[n].text == "0" for n in wholes)):
        parts.append(str(whole))
    if numerator or not wholes:
        parts.append(f"{numerator}/{denominator}")
    before = _text(tokens[: wholes[0] if wholes else start])
    return before + " ".join(parts) + _text(tokens[end:])


def _text(tokens: Sequence[Token]) -> str:
    """What stands between digits; commas there are not shown."""
    return "".join(token.text for token in tokens if token != Token("sign", ","))
