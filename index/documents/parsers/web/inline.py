"""What stands within a line of a web page and is no text there: pictures, formulas, exponents."""

from __future__ import annotations

import re

from index.documents.parsers.web.tree import Node, elements, plain_text, walk

_RAISED = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
_TEX_STYLE = re.compile(r"\{?\\(?:display|text)style\s+(.*?)\}?")
_FILE_NAME = re.compile(
    r"\S+\.[A-Za-z]{3,4}|(?:img|dsc|image|screenshot|photo)[\s_-]*\d.*", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 2
_NO_CONTENT = re.compile(r"logo|icon|avatar|spacer", re.IGNORECASE)
_MOST_ALT = 500  # characters
_ICON = 40  # pixels of a side
_MOST_SIGNS = 8  # characters of an emoji
_EMOTICON = re.compile(r"\([a-z][a-z -]{1,20}\)|:[a-z0-9_+-]{2,20}:")
_SIGNS = {"msup": "^", "msub": "_", "mfrac": "/", "mover": "^", "munder": "_"}
_WHOLE = frozenset({"mfrac", "msqrt", "mroot"})
_BEFORE = {"msqrt": "√", "mroot": "√"}
_SPACED = re.compile(r"[=≈≠<>≤≥±→⇒∈+−×÷·∑∏∫-]")
_UNREAD_MATH = frozenset({"annotation-xml", "mphantom", "none", "mprescripts"})


def raised(text: str) -> str | None:
    """Digits and signs as they stand above a line; None where one of them has no such form."""
    signs = [_RAISED.get(sign) for sign in text]
    return "".join(sign for sign in signs if sign) if signs and None not in signs else None


def sign_of(image: Node) -> str:
    """What a picture stands for within a line: an emoji, or a formula in TeX; mostly nothing."""
    alt = image.get("alt").strip()
    if match := _TEX_STYLE.fullmatch(alt):
        return match[1].strip()
    names = f"{image.get('class')} {image.get('role')}".lower()
    if alt and ("math" in names or "latex" in names or "tex" in names.split()):
        return alt.strip("$")
    is_emoji = alt and len(alt) <= _MOST_SIGNS and not alt.isascii() and not alt.isalnum()
    return alt if is_emoji or _EMOTICON.fullmatch(alt) else ""


def picture_text(image: Node) -> str:
    """The words that describe a picture for those who don't see it; none of an icon."""
    if image.tag == "svg":
        return _drawing_text(image)
    alt = " ".join(image.get("alt").split())
    if image.get("aria-hidden") == "true" or image.get("role") in {"presentation", "none"}:
        return ""
    around = [image, image.parent] if image.parent else [image]
    names = " ".join(f"{node.get('class')} {node.get('id')}" for node in around)
    if _NO_CONTENT.search(f"{names} {alt}"):
        return ""
    small = [_pixels(image.get(side)) for side in ("width", "height")]
    if any(0 < side <= _ICON for side in small) or _FILE_NAME.fullmatch(alt):
        return ""
    wide = sum(len(word) for word in alt.split()) if not alt.isascii() else 0
    enough = len(_WORD.findall(alt)) >= _FEWEST_WORDS or wide > _MOST_SIGNS
    return alt[:_MOST_ALT] if enough else ""


def _drawing_text(drawing: Node) -> str:
    """What is written in a drawing, behind its name where it is there to be read."""
    parts = []
    if drawing.get("role") == "img" and drawing.get("aria-hidden") != "true":
        titles = (plain_text(each, set()) for each in drawing.children
                  if isinstance(each, Node) and each.tag == "title")  # fmt: skip
        parts.append(drawing.get("aria-label") or next(titles, ""))
    skip: set[Node] = set()
    for node in elements(drawing, skip):
        if node.tag == "text":
            parts.append(plain_text(node, set()))
            skip.add(node)
    text = ", ".join(part for part in dict.fromkeys(parts) if part)
    return text if len(_WORD.findall(text)) >= _FEWEST_WORDS else ""


def formula(math: Node) -> str:
    """A formula as a line of text: as its author gave it in TeX, else from its parts."""
    if alt := math.get("alttext").strip():
        match = _TEX_STYLE.fullmatch(alt)
        return match[1].strip() if match else alt
    skip: set[Node] = set()
    for node in elements(math, skip):
        if node.tag == "annotation" and "tex" in node.get("encoding"):
            return plain_text(node, set())
        if node.tag in _UNREAD_MATH or node.tag == "annotation":
            skip.add(node)
    return _linear(math, skip)


def _linear(math: Node, skip: set[Node]) -> str:
    parts: list[str] = []
    counts = [0]
    tags = ["math"]
    for item, begins in walk(math, skip):
        if isinstance(item, str):
            text = " ".join(item.split())
            parts.append(f" {text} " if tags[-1] == "mo" and _SPACED.fullmatch(text) else text)
        elif begins:
            counts[-1] += 1
            if counts[-1] == 2:
                parts.append(_SIGNS.get(tags[-1], ""))
            elif counts[-1] == 3 and tags[-1] in {"msubsup", "munderover"}:
                parts.append("^")
            if counts[-1] == 2 and tags[-1] in {"msubsup", "munderover"}:
                parts.append("_")
            parts.append(_BEFORE.get(item.tag, ""))
            parts.append(_bracket(item, "("))
            counts.append(0)
            tags.append(item.tag)
        else:
            parts.append(_bracket(item, ")"))
            parts.append(" " if item.tag in _WHOLE else "")
            counts.pop()
            tags.pop()
    return " ".join("".join(parts).split()).replace(" )", ")")


def _bracket(node: Node, sign: str) -> str:
    """A bracket around several parts of which one thing is made, such as what is divided."""
    parent = node.parent.tag if node.parent else ""
    several = node.tag in {"mrow", "mstyle"} and sum(isinstance(c, Node) for c in node.children) > 1
    return sign if several and (parent in _SIGNS or parent in _BEFORE) else ""


def _pixels(text: str) -> int:
    match = re.match(r"\s*(\d{1,6})(?:px)?\s*$", text)
    return int(match[1]) if match else 0
