"""Bytes as text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.errors import DocumentError

_MARKS = ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
_SAMPLE = 4096  # bytes
_MOSTLY = 0.4  # of the bytes at odd or at even places: those of Latin letters in UTF-16 are NUL
# Bytes that no text has, nor those that Windows-1252 has no letter for.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
_CONTROL_ASCII = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True)
class DecodedText:
    """A file's text, line ends made LF, and whole sentences on how it was read, mostly none."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> DecodedText:
    """The text in the file ``name``: in UTF-8, UTF-16 or UTF-32, else in Windows-1252.

    Raises:
        DocumentError: when it is empty or binary.
    """
    notes: tuple[str, ...] = ()
    encoding = _encoding(data)
    try:
        if encoding:
            notes = (f"It was not UTF-8 and was read as {encoding.upper()}.",)
            text = data.decode(encoding).removeprefix("\ufeff")
        else:
            text = data.decode("utf-8-sig")
        plain = text.encode("utf-8", "replace")
        if "\0" in text or (encoding and _CONTROL_ASCII.search(plain)):
            raise _binary(name, plain)
    except UnicodeDecodeError as error:
        if encoding or _CONTROL.search(data):
            raise _binary(name, data) from error
        notes = ("It was not UTF-8 and was read as Windows-1252.",)
        text = data.decode("cp1252")
    if not text.strip():
        raise DocumentError(
            f"{name!r} is empty ({len(data)} bytes, all blank).", "Give a file with text."
        )
    return DecodedText(text.replace("\r\n", "\n").replace("\r", "\n"), notes)


def _encoding(data: bytes) -> str | None:
    """The encoding that a mark at the start tells, or NULs at every other place."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[: min(_SAMPLE, len(data) // 2 * 2)]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and odd > _MOSTLY * len(sample) / 2 and not even:
        return "utf-16-le"
    if len(data) % 2 == 0 and even > _MOSTLY * len(sample) / 2 and not odd:
        return "utf-16-be"
    return None


def _binary(name: str, data: bytes) -> DocumentError:
    match = _CONTROL.search(data)
    sign = f"byte {data[match.start()]:#04x} at {match.start()}" if match else "cut short"
    return DocumentError(
        f"{name!r} is a binary file ({sign}).", "Give a text file, in UTF-8 at best."
    )
