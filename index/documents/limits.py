"""How files are read, and how much one may take: settings of the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields

from index.documents.parsers.pdf.tessdata import how_to_install
from index.errors import DocumentError

PASSWORD_VARIABLE = "PINCITE_PASSWORD"
"""The variable of the environment that opens encrypted files."""
OCR_VARIABLE = "PINCITE_OCR"
"""The variable of the environment that has pages without text read by OCR: "on", "off" or "auto".

With the last they are read where OCR is installed. Without it, they are not.
"""
ALLOW_WEB_VARIABLE = "PINCITE_ALLOW_WEB"
"""The variable of the environment that lets addresses be fetched, when it is "on"."""
MEGABYTE = 1_000_000
"""Bytes."""

_PREFIX = "PINCITE_MAX_"
_ON, _OFF, _AUTO = "on", "off", "auto"


@dataclass(frozen=True)
class Limits:
    """What one file may take while it is read; what is beyond it is refused, or left out and told.

    PINCITE_MAX_SECONDS and so on set them.

    ``file`` megabytes of it, ``seconds`` of time, ``memory`` in megabytes of the process that reads
    it, ``unpacked`` megabytes and ``entries`` of what is packed in it, ``pages``, and
    ``characters`` of its text.

    Raises:
        DocumentError: when one is not a positive number.
    """

    file: int = 500
    seconds: int = 120
    memory: int = 2_000
    unpacked: int = 500
    entries: int = 10_000
    pages: int = 5_000
    characters: int = 20_000_000

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) < 1:
                raise _wrong(field.name, str(getattr(self, field.name)))

    @classmethod
    def from_environment(cls) -> Limits:
        """Those that variables of the environment set, such as PINCITE_MAX_PAGES, else as above.

        Raises:
            DocumentError: when one is not a positive whole number.
        """
        given = {field.name: os.environ.get(variable(field.name), "") for field in fields(cls)}
        for name, value in given.items():
            if value and not (value.isascii() and value.isdecimal()):
                raise _wrong(name, value)
        return cls(**{name: int(value) for name, value in given.items() if value})


class Allowance:
    """How much may be unpacked of one file, and of those in it, all together."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._entries, self._size = limits.entries, limits.unpacked * MEGABYTE

    def take(self, name: str, entries: int, size: int) -> None:
        """Take so many ``entries`` of so many bytes, together, for what is in the file ``name``.

        Raises:
            DocumentError: when that is more than is left.
        """
        if entries > self._entries:
            raise over(name, "entries", self._limits.entries, "packed files")
        if size > self._size:
            raise over(name, "unpacked", self._limits.unpacked, "megabytes when it is unpacked")
        self._entries -= entries
        self._size -= size


def variable(limit: str) -> str:
    """The variable of the environment that sets a limit."""
    return _PREFIX + limit.upper()


def reads_scans() -> bool:
    """Whether pages that have no text are read by OCR."""
    setting = os.environ.get(OCR_VARIABLE, "")
    return setting == _ON or (setting == _AUTO and not how_to_install())


def why_no_ocr() -> str:
    """Why pages that have no text are not read, where no option would change that; else ""."""
    setting = os.environ.get(OCR_VARIABLE, "")
    if setting == _OFF:
        return "OCR is turned off here."
    step = how_to_install() if setting == _AUTO else ""
    return step and f"Reading pictures of text needs OCR, which is not installed here. {step}"


def advice_on_scans(what: str) -> str:
    """Why ``what`` is on a page without text is not read, or how it would be; "" where it is."""
    return "" if reads_scans() else why_no_ocr() or f"With --ocr {what} is read."


def reads_web() -> bool:
    """Whether what is at addresses of the web is fetched."""
    return os.environ.get(ALLOW_WEB_VARIABLE, "") == "on"


def given_password() -> str:
    """What opens encrypted files; "" where nothing is set."""
    return os.environ.get(PASSWORD_VARIABLE, "")


def read_scans_where_possible() -> None:
    """Have pages without text read where OCR is installed, if nothing else is set."""
    if not os.environ.get(OCR_VARIABLE):
        os.environ[OCR_VARIABLE] = _AUTO


def set_reading(*, ocr: bool | None, password: str, allow_web: bool = False) -> None:
    """Have files read as the command line says: what is not said there is as it was."""
    if ocr is not None:
        os.environ[OCR_VARIABLE] = _ON if ocr else _OFF
    if password:
        os.environ[PASSWORD_VARIABLE] = password
    if allow_web:
        os.environ[ALLOW_WEB_VARIABLE] = "on"


def over(file: str, limit: str, most: int, what: str) -> DocumentError:
    """What is said of a ``file`` that takes more than ``most`` of ``what``."""
    return DocumentError(
        f"{file!r} takes more than {most:,} {what}.",
        f"Divide it, or set {variable(limit)} to more.",
    )


def _wrong(limit: str, value: str) -> DocumentError:
    return DocumentError(
        f"{variable(limit)} can't be {value[:40]!r}.", "Give a whole number from 1."
    )
