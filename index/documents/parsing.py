"""What runs in a process of its own: the parsers of files that can hold anything but plain text.

It takes requests on standard input and answers each on standard output: a line of JSON, and behind
it as many bytes as that says. Before that come lines that say how far it is ("progress"), and such
that are a part of the answer ("part"). `index.documents.parser_process` is at the other end.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from time import monotonic
from typing import Any, BinaryIO, NamedTuple, Protocol

from index.documents.containers import contained
from index.documents.limits import MEGABYTE, Limits, over
from index.documents.parsers import format_of
from index.documents.parsers.parser import Parser
from index.documents.parsers.pdf.tessdata import INSTALL_OCR
from index.documents.parsers.progress import followed
from index.documents.record import parsed_record
from index.errors import DocumentError, EncryptedError, PinciteError

_GRACE = 5  # seconds after which it ends itself, where nobody is left to end it
_NEVER = 0  # no alarm
_APART = 0.25  # seconds between two lines on how far it is

PARSERS: Mapping[str, str] = {
    "PDF": "pdf.pdf.parse_pdf",
    "Word": "word.docx.parse_docx",
    "PowerPoint": "powerpoint.pptx.parse_pptx",
    "Excel": "excel.xlsx.parse_xlsx",
    "OpenDocument text": "opendocument.odt.parse_odt",
    "OpenDocument presentation": "opendocument.odp.parse_odp",
    "OpenDocument spreadsheet": "opendocument.ods.parse_ods",
    "web page": "web.html.parse_html",
    "saved web page": "web.mhtml.parse_mhtml",
    "EPUB": "web.epub.parse_epub",
    "RTF": "rtf.rtf.parse_rtf",
    "table": "records.delimited.parse_delimited",
    "JSON": "records.json.parse_json",
    "JSON lines": "records.json.parse_json_lines",
    "notebook": "records.notebook.parse_notebook",
    "mail": "mail.mail.parse_mail",
    "picture": "pdf.picture.parse_picture",
}
"""The parser of each format of `FORMATS`, by its module and name; it is imported when needed."""

EXTRA, OCR_EXTRA = "pincite[documents]", INSTALL_OCR
"""What installs the packages that formats need, and those that read pictures."""
Options = Mapping[str, Any]
"""What a request says beside the file, in values of JSON."""


def parser_of(kind: str) -> Parser:
    """The parser of the format ``kind``.

    Raises:
        DocumentError: when a package that it needs is not installed.
    """
    module, _, function = PARSERS[kind].rpartition(".")
    try:
        parser: Parser = getattr(import_module(f"index.documents.parsers.{module}"), function)
    except ModuleNotFoundError as error:
        raise not_installed(f"a {kind} file", error) from error
    return parser


def not_installed(what: str, error: ModuleNotFoundError, extra: str = EXTRA) -> DocumentError:
    """What is said when ``what`` needs a package that is not there."""
    return DocumentError(
        f"To read {what} the package {error.name} is needed.", f"Run: pip install '{extra}'."
    )


class Result(NamedTuple):
    """What is answered: values for JSON, and the bytes that go with them.

    ``parts`` are made and sent one by one before; each may take as long as a file.
    """

    record: Mapping[str, object]
    payload: Sequence[bytes] = ()
    parts: Iterable[Mapping[str, object]] = ()


class Task(Protocol):
    """What may be asked for."""

    def __call__(self, data: bytes, name: str, limits: Limits, options: Options) -> Result:
        """What becomes of the file ``name``.

        Raises:
            PinciteError: when it cannot be read.
        """


def parse(data: bytes, name: str, limits: Limits, options: Options) -> Result:
    """The content of the file ``name``.

    Raises:
        DocumentError: when it cannot be read, or has more characters than the limit.
    """
    parser = parser_of(format_of(name))
    if "recognized" in options:
        from index.documents.parsers.pdf.recognition import parse_recognized

        parsed = parse_recognized(data, name, options["recognized"])
    else:
        parsed = parser(data, name)
    if len(parsed.text) > limits.characters:
        raise over(name, "characters", limits.characters, "characters")
    return Result(parsed_record(parsed))


def unpack(data: bytes, name: str, limits: Limits, options: Options) -> Result:
    """The files that the file ``name`` holds.

    Raises:
        DocumentError: when it is damaged, or holds more than the limits.
    """
    inside = contained(data, name)
    record = {
        "files": [(file, len(content)) for file, content in inside.files],
        "skipped": list(inside.skipped),
    }
    return Result(record, [content for _, content in inside.files])


def scanned(data: bytes, name: str, limits: Limits, options: Options) -> Result:
    """Which pages of the file ``name``, by index, are pictures without a text, and of how many.

    Raises:
        DocumentError: when it cannot be read.
    """
    parser_of(format_of(name))  # which says so where a package is missing
    from index.documents.parsers.pdf.recognition import pages_of, scanned_pages

    return Result({"pages": scanned_pages(data, name), "of": pages_of(data, name)})


def recognize(data: bytes, name: str, limits: Limits, options: Options) -> Result:
    """What the pages of the file ``name`` that the options name by their indices say, in parts.

    Raises:
        DocumentError: when one cannot be read, or Tesseract or its data are not installed.
    """
    try:
        import_module("index.documents.parsers.pdf.ocr")
        from index.documents.parsers.pdf.recognition import recognized_pages
    except ModuleNotFoundError as error:
        raise not_installed("the text on pictures", error, OCR_EXTRA) from error
    known = frozenset(options["known"])
    return Result({}, parts=recognized_pages(data, name, options["pages"], known))


def decrypt(data: bytes, name: str, limits: Limits, options: Options) -> Result:
    """The PDF file ``name`` without its password, which the options hold.

    Raises:
        DocumentError: when it cannot be read, an `EncryptedError` when the password is another one.
    """
    parser_of(format_of(name))  # which says so where a package is missing
    from index.documents.parsers.pdf.decryption import decrypted

    return Result({}, [decrypted(data, name, options["password"])])


def draw(data: bytes, name: str, limits: Limits, options: Options) -> Result:
    """What the options ask of the pages of a file.

    Raises:
        DocumentError: when the file cannot be drawn.
    """
    try:
        from index.documents.parsers.pdf.drawing import answer
    except ModuleNotFoundError as error:
        raise not_installed("a PDF file", error) from error
    drawn = answer(options)
    return Result(drawn.record, [drawn.payload])


TASKS: Mapping[str, Task] = {
    "parse": parse,
    "unpack": unpack,
    "scanned": scanned,
    "recognize": recognize,
    "decrypt": decrypt,
    "draw": draw,
}


def main() -> None:
    """Answer requests until there are no more."""
    limits = Limits.from_environment()
    _limit_memory(limits.memory)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    while line := requests.readline():
        request = json.loads(line)
        _end_after(limits.seconds + _GRACE)
        data = requests.read(request["bytes"])
        with followed(_Follower(answers)):
            result = _result(answers, request, data, limits)
        _send(answers, {**result.record, "bytes": sum(map(len, result.payload))}, result.payload)
        _end_after(_NEVER)  # it may be long until the next request


class _Follower:
    """Sends how far a file is, now and then."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers, self._next = answers, monotonic() + _APART

    def __call__(self, stage: str, done: int, of: int) -> None:
        if (now := monotonic()) >= self._next:
            self._next = now + _APART
            _send(self._answers, {"progress": [stage, done, of]})


def _result(answers: BinaryIO, request: Mapping[str, Any], data: bytes, limits: Limits) -> Result:
    """What becomes of one request, whatever happens; its parts are sent."""
    name = request["name"]
    try:
        result = TASKS[request["do"]](data, name, limits, request["options"])
        for part in result.parts:
            _send(answers, {"part": part})
            _end_after(limits.seconds + _GRACE)
        return result
    except PinciteError as error:
        return _refused(error)
    except MemoryError:
        return _refused(over(name, "memory", limits.memory, "megabytes of memory to read"))
    except Exception as error:  # noqa: BLE001 - whatever a damaged file does to a library
        why = f"{type(error).__name__}: {error!s:.200}"
        problem = f"{name!r} is damaged ({why})."
        return _refused(DocumentError(problem, "Open it in its program and save it anew."))


def _refused(error: PinciteError) -> Result:
    encrypted = isinstance(error, EncryptedError)
    return Result({"problem": error.problem, "next_step": error.next_step, "encrypted": encrypted})


def _send(answers: BinaryIO, line: Mapping[str, object], payload: Sequence[bytes] = ()) -> None:
    answers.write(json.dumps(line).encode() + b"\n")
    answers.writelines(payload)
    answers.flush()


def _end_after(seconds: int) -> None:
    with suppress(AttributeError):  # Windows knows no alarm
        signal.alarm(seconds)


def _limit_memory(megabytes: int) -> None:
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):  # macOS takes none
            resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE,) * 2)


if __name__ == "__main__":
    main()
