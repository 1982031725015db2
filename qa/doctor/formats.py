"""Which formats can be read here, and whether pictures can be read by OCR."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from index.documents.drawing import PageDrawer
from index.documents.files import read_documents
from index.documents.limits import OCR_VARIABLE, reads_scans
from index.documents.parser_process import ParserProcess
from index.documents.parsers import FORMATS, TEXT
from index.documents.parsers.pdf.tessdata import ORIENTATION, data_file, data_folder, languages
from index.documents.parsing import PARSERS, parser_of
from index.errors import DocumentError
from index.storage.scratch import scratch_folder
from qa.doctor.check import CheckResult, State, checked
from qa.doctor.sample_pdf import NUMBER, SENTENCE, sample_pdf
from qa.doctor.versions import DOCUMENTS_EXTRA, OCR_EXTRA
from qa.project import install_command, project

_BY_PDFIUM = "pdf."  # its modules load in a process of their own only
_WIDTH = 1700  # pixels: some 200 dots an inch of the sample


def results() -> Iterator[CheckResult]:
    """The formats that need no package, then those that do."""
    yield checked("without extras", plain_formats)
    yield extra_result("PDF", DOCUMENTS_EXTRA, pdf)
    yield extra_result("OCR", OCR_EXTRA, ocr)


def plain_formats() -> str:
    """The formats that need no package, whose parsers load.

    Raises:
        DocumentError: when one does not.
    """
    kinds = dict.fromkeys(FORMATS.values())
    plain = [kind for kind in kinds if not PARSERS.get(kind, "").startswith(_BY_PDFIUM)]
    for kind in plain:
        if kind != TEXT:
            parser_of(kind)
    return ", ".join([*plain, "archives of these"])


def extra_result(name: str, extra: str, check: Callable[[], str]) -> CheckResult:
    """What comes of a check that needs the packages of an ``extra``, or that some are missing."""
    packages = project().of_extra(extra)
    if missing := [package.name for package in packages if package.installed is None]:
        wanted = extra == OCR_EXTRA and reads_scans()
        state = State.FAULT if wanted else State.MISSING
        step = f"Run: {install_command(extra)}"
        return CheckResult(name, state, f"not installed: {', '.join(missing)}", step)
    return checked(name, check)


def pdf() -> str:
    """That a PDF file is read, and its page drawn.

    Raises:
        DocumentError: when it is not.
    """
    start = perf_counter()
    _drawn_sample()
    return f"read and drawn in {perf_counter() - start:.1f} s"


def ocr() -> str:
    """The languages that can be read on pictures; one is read.

    Raises:
        DocumentError: when one is not there, or another text was read.
    """
    start = perf_counter()
    folder = data_folder()
    there = sorted(file.stem for file in folder.glob("*.traineddata"))
    texts = []

    def keep(record: dict[str, Any]) -> None:
        texts.append(record["read"]["text"])

    process = ParserProcess()
    try:
        options = {"pages": [0], "known": []}
        process.ask("recognize", _drawn_sample(), "sample.png", options, part=keep)
    finally:
        process.close()
    if NUMBER not in " ".join(texts):
        raise DocumentError(
            f"OCR reads {' '.join(texts)!r} where {SENTENCE!r} stands.",
            f"Install Tesseract's data for {languages()} anew in {folder}.",
        )
    others = [name for name in there if name not in (*languages().split("+"), ORIENTATION)]
    parts = [f"reads {languages()}"]
    if others:
        parts.append(f"could read {', '.join(others)}")
    if not data_file(folder, ORIENTATION).is_file():
        parts.append(f"knows no turned pages without {ORIENTATION}")
    if not reads_scans():
        parts.append(f"commands only with --ocr or {OCR_VARIABLE}=on")
    return f"{'; '.join(parts)}; {folder}, run in {perf_counter() - start:.1f} s"


def _drawn_sample() -> bytes:
    """The page of the sample as a picture, once it is read.

    Raises:
        DocumentError: when it cannot be read or drawn, or says something else.
    """
    drawer = PageDrawer()
    try:
        with scratch_folder() as scratch:
            file = scratch / "sample.pdf"
            file.write_bytes(sample_pdf())
            (document,) = read_documents([file]).documents
            if document.text.strip() != SENTENCE:
                raise DocumentError(
                    f"A PDF file is read as {document.text!r} and not {SENTENCE!r}.",
                    f"Run: {install_command(DOCUMENTS_EXTRA)}",
                )
            return drawer.draw(document, 1, _WIDTH).data
    finally:
        drawer.close()
