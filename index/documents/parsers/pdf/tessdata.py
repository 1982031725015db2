"""Tesseract's data: of which languages, where it is, and which version of it."""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from index.errors import DocumentError

LANGUAGES_VARIABLE = "PINCITE_OCR_LANGUAGES"
"""The variable that names the languages to read, as Tesseract does: "eng", "eng+deu"."""
ORIENTATION = "osd"
"""The data that tells which way a page is turned; pages are read without it too."""
INSTALL_OCR = "pincite[ocr]"
"""What installs the packages that read pictures."""

_FOLDERS = tuple(
    f"/usr/share/{folder}"
    for folder in ("tesseract-ocr/5/tessdata", "tesseract-ocr/4.00/tessdata", "tessdata")
)


def languages() -> str:
    """The languages to read, as Tesseract names them."""
    return os.environ.get(LANGUAGES_VARIABLE, "") or "eng"


def data_file(folder: Path, language: str) -> Path:
    """The file of a language in the ``folder`` of all data."""
    return folder / f"{language}.traineddata"


def data_folder() -> Path:
    """Where the data of all languages is.

    Raises:
        DocumentError: when that of one is not there.
    """
    given = os.environ.get("TESSDATA_PREFIX", "")
    names = languages().split("+")
    for folder in map(Path, filter(None, [given, *_FOLDERS])):
        if all(data_file(folder, name).is_file() for name in names):
            return folder
    packages = " ".join(f"tesseract-ocr-{name.replace('_', '-')}" for name in names)
    raise DocumentError(
        f"Tesseract's data for {'+'.join(names)} is not installed.",
        f"On Debian: apt-get install {packages}. Elsewhere, name its folder in TESSDATA_PREFIX.",
    )


def how_to_install() -> str:
    """What is to be done before pages that are pictures can be read; "" where they can be."""
    if find_spec("tesserocr") is None:
        return f"Run: pip install '{INSTALL_OCR}'."
    try:
        data_folder()
    except DocumentError as error:
        return str(error)
    return ""


def data_version() -> str:
    """A hash of the languages and of their data: with another, OCR may read something else.

    Raises:
        DocumentError: when the data of a language is not there, or cannot be read.
    """
    folder = data_folder()
    files = [data_file(folder, name) for name in (*languages().split("+"), ORIENTATION)]
    try:
        hashes = [_hash(file, *_stamp(file)) for file in files if file.is_file()]
    except OSError as error:
        raise DocumentError(
            f"Tesseract's data in {folder} cannot be read: {error.strerror}.", "Check its rights."
        ) from error
    return sha256("\0".join((languages(), *hashes)).encode()).hexdigest()[:16]


def _stamp(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_size, status.st_mtime_ns


@cache
def _hash(file: Path, size: int, changed: int) -> str:
    """The hash of what ``file`` holds as long as its size and time are these."""
    return sha256(file.read_bytes()).hexdigest()
