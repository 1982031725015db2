"""From a file's bytes to its text and the blocks in it: one module a format, and what they read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from index.errors import DocumentError

FORMATS: Mapping[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".rst": "text",
    ".log": "text",
    ".pdf": "PDF",
    ".docx": "Word",
    ".docm": "Word",
    ".dotx": "Word",
    ".dotm": "Word",
    ".pptx": "PowerPoint",
    ".pptm": "PowerPoint",
    ".ppsx": "PowerPoint",
    ".ppsm": "PowerPoint",
    ".potx": "PowerPoint",
    ".xlsx": "Excel",
    ".xlsm": "Excel",
    ".xltx": "Excel",
    ".xltm": "Excel",
    ".odt": "OpenDocument text",
    ".ott": "OpenDocument text",
    ".fodt": "OpenDocument text",
    ".odp": "OpenDocument presentation",
    ".otp": "OpenDocument presentation",
    ".fodp": "OpenDocument presentation",
    ".ods": "OpenDocument spreadsheet",
    ".ots": "OpenDocument spreadsheet",
    ".fods": "OpenDocument spreadsheet",
    ".html": "web page",
    ".htm": "web page",
    ".xhtml": "web page",
    ".mhtml": "saved web page",
    ".mht": "saved web page",
    ".epub": "EPUB",
    ".rtf": "RTF",
    ".csv": "table",
    ".tsv": "table",
    ".json": "JSON",
    ".jsonl": "JSON lines",
    ".ndjson": "JSON lines",
    ".ipynb": "notebook",
    ".eml": "mail",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".tif": "picture",
    ".tiff": "picture",
    ".bmp": "picture",
    ".webp": "picture",
}
"""What is read, by the end of a file's name."""
CONTAINER_SUFFIXES = (".zip", ".mbox", ".eml")
"""Files that hold documents of their own; a mail is one itself too."""
SUFFIXES = tuple(dict.fromkeys((*FORMATS, *CONTAINER_SUFFIXES)))
"""The ends of the names of all files that are read."""
TEXT = "text"
"""The format of plain text and Markdown, which need no process of their own."""

KINDS_READ = (
    "Save it as one that is read, such as PDF, Word, Excel, PowerPoint, OpenDocument, HTML, CSV or"
    " text."
)
"""What can be done about a file of an unknown kind."""

_OLD = {
    ".doc": ".docx", ".dot": ".docx", ".xls": ".xlsx", ".ppt": ".pptx", ".pps": ".pptx",
    ".xlsb": ".xlsx", ".pages": ".docx", ".numbers": ".xlsx", ".key": ".pptx", ".wps": ".docx",
    ".msg": ".eml", ".mobi": ".epub", ".azw3": ".epub", ".rar": ".zip", ".7z": ".zip",
}  # fmt: skip


def is_document(name: str) -> bool:
    """Whether a file of this name is a document itself, and not only one that holds others."""
    return suffix_of(name) in FORMATS


def is_known(name: str) -> bool:
    """Whether a file of this name is of a kind that is read, or would be in another form."""
    return suffix_of(name) in (*SUFFIXES, *_OLD)


def format_of(name: str) -> str:
    """The format of a document of this name, as `FORMATS` calls it.

    Raises:
        DocumentError: when it is of a kind that is not read.
    """
    if kind := FORMATS.get(suffix_of(name)):
        return kind
    suffix = PurePosixPath(name).suffix
    if other := _OLD.get(suffix.lower()):
        raise DocumentError(
            f"{name!r} is of a kind that is not read ({suffix}).", f"Save it as {other}."
        )
    raise DocumentError(
        f"{name!r} is of an unknown kind ({suffix or 'no extension'}).",
        KINDS_READ,
    )


def check_name(name: str) -> None:
    """Hold that a file of this name is a document, or may hold some.

    Raises:
        DocumentError: when it is of a kind that is not read.
    """
    if suffix_of(name) not in CONTAINER_SUFFIXES:
        format_of(name)


def suffix_of(name: str) -> str:
    """The end of a file's name in small letters, such as ".pdf"."""
    return PurePosixPath(name).suffix.lower()
