"""The text of a web page's bytes, in the encoding that it names (WHATWG Encoding)."""

from __future__ import annotations

import codecs
import re

from index.documents.parsers.text.decoding import decode

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HEAD = 4096  # bytes in which the encoding is named
_MOST_NULS = 8  # of them, in a text that is damaged and neither UTF-16 nor binary
_NAMED = re.compile(
    rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    rb"<(?:!doctype html|html|head|body|title|meta|h[1-6]|p|div|span|table|ul|ol|a|b|br|pre)[\s/>]",
    re.IGNORECASE,
)
_OTHERWISE = "It was not UTF-8 and was read as Windows-1252."
# What browsers take other names for, by Python's names of them.
_READ_AS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "big5": "big5hkscs", "utf-16": "utf-8", "utf-16-le": "utf-8",
    "utf-16-be": "utf-8", "utf-32": "utf-8",
}  # fmt: skip
_ALIASES = {"x-sjis": "cp932", "windows-31j": "cp932", "ks_c_5601-1987": "cp949",
            "x-gbk": "gb18030", "macintosh": "mac-roman", "x-mac-roman": "mac-roman",
            "x-mac-cyrillic": "mac-cyrillic", "x-x-big5": "big5hkscs", "unicode": "utf-8",
            "unicode-1-1-utf-8": "utf-8", "windows-874": "cp874"}  # fmt: skip
_ONE_BYTE = re.compile(r"cp125\d|cp874|cp866|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)")
_OTHERS = frozenset({"utf-8", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949"})


def decode_html(data: bytes, name: str, encoding: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of the page ``name``, and whole sentences on how it was read, mostly none.

    ``encoding`` is the one that it was sent with, which goes before the one it names itself.

    Raises:
        DocumentError: when it is empty or binary.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(marked, "replace"), ()
    begin = data[:_HEAD]
    head = _NAMED.search(begin)
    names = [encoding, (head[1] or head[2]).decode("ascii", "replace") if head else ""]
    named = next(filter(None, map(_codec, names)), "")
    if begin.count(0) > _MOST_NULS or not (named or _MARKUP.search(begin)):
        decoded = decode(data, name)
        return decoded.text, decoded.notes
    codec = _read_as(data, named or "utf-8")
    notes = () if named or codec == "utf-8" else (_OTHERWISE,)
    return data.decode(codec, "replace"), notes


def _read_as(data: bytes, codec: str) -> str:
    """The codec to read ``data`` with, which names ``codec`` and may be wrong."""
    if codec != "utf-8" and not _ONE_BYTE.fullmatch(codec):
        return codec
    # What is valid UTF-8 with other letters than those of ASCII is nothing else, whatever it says.
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    if not wrong:
        return "utf-8"
    others = sum(1 for sign in text if sign > "\x7f") - wrong
    if codec == "utf-8":
        return "utf-8" if others > wrong else "cp1252"  # such as a page that was cut short
    return codec


def _codec(label: str) -> str:
    """Python's name of the encoding that a browser takes ``label`` for; empty of an unknown one."""
    label = label.strip().lower()
    if label in _ALIASES:
        return _ALIASES[label]
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _READ_AS.get(name, name)
    return name if name in _OTHERS or _ONE_BYTE.fullmatch(name) else ""
