"""Bytes as text."""

from __future__ import annotations

from index.errors import DocumentError


def decode(data: bytes, name: str) -> str:
    """The UTF-8 text in the file ``name``, line ends made LF.

    Raises:
        DocumentError: when it is empty, binary or not UTF-8.
    """
    if b"\0" in data:
        raise DocumentError(
            f"{name!r} is a binary file (a NUL at byte {data.index(0)}), or in UTF-16.",
            "Give a text file, in UTF-8.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name!r} is not UTF-8 text (byte {data[error.start]:#04x} at {error.start}).",
            "Save it as UTF-8.",
        ) from error
    if not text.strip():
        raise DocumentError(
            f"{name!r} is empty ({len(data)} bytes, all blank).", "Give a file with text."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")
