"""A chat as files to hand over: an evidence pack, annotations, PDF files with highlights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from index import PinciteError
from qa.evidence.annotations import Highlight, highlighted_files, quoted_in, web_annotations
from qa.evidence.html import pack_page
from qa.evidence.pack import Failure, make_pack
from qa.types import Answer
from qa.web import messages
from qa.web.templates.frame import File

PDF, ZIP = "application/pdf", "application/zip"


@dataclass(frozen=True)
class MarkedCopies:
    """The PDF files of a chat with highlights: one, or several in an archive.

    ``left_out`` are sentences on those that are not in there.
    """

    name: str
    type: str
    data: bytes
    left_out: tuple[str, ...]


def export_file(conversation: Sequence[Answer | Failure], kind: str, now: datetime) -> File:
    """What was asked and answered, as "json", as "annotations" or else as a page.

    ``now`` is when it is made.

    Raises:
        PinciteError: when nothing was asked, or nothing is quoted that could be annotated.
    """
    if not conversation:
        raise PinciteError(messages.NOTHING_TO_EXPORT, messages.ASK_FIRST)
    name = _name(now)
    if kind == "annotations":
        if not (quoted := quoted_in(conversation)):
            raise PinciteError(messages.NOTHING_QUOTED, messages.EXPORT_EVIDENCE)
        annotations = json.dumps(web_annotations(quoted), indent=1)
        return File(f"{name}.jsonld", "application/ld+json", annotations)
    pack = make_pack(conversation, now.isoformat(timespec="seconds"))
    if kind == "json":
        return File(f"{name}.json", "application/json", json.dumps(pack, indent=1))
    return File(f"{name}.html", "text/html", pack_page(pack))


def marked_copies(
    conversation: Sequence[Answer | Failure], highlight: Highlight, now: datetime
) -> MarkedCopies:
    """The PDF files that are quoted, with what they say highlighted.

    Raises:
        PinciteError: when none is quoted, or none can be copied: why.
    """
    copies = highlighted_files(quoted_in(conversation), highlight)
    left_out = tuple(map(messages.of_engine, copies.left_out))
    if not copies.files:
        if left_out:
            reasons = " ".join((messages.NONE_HIGHLIGHTED, *left_out))
            raise PinciteError(reasons, messages.EXPORT_EVIDENCE)
        raise PinciteError(messages.NO_PDF_QUOTED, messages.EXPORT_EVIDENCE)
    if len(copies.files) == 1:
        ((name, data),) = copies.files.items()
        name = f"{PurePosixPath(name).stem}-highlighted.pdf"
        return MarkedCopies(name, PDF, data, left_out)
    return MarkedCopies(f"{_name(now)}.zip", ZIP, _zipped(copies.files, now), left_out)


def _zipped(files: Mapping[str, bytes], now: datetime) -> bytes:
    """An archive of ``files``, which are not packed any smaller: a PDF is already."""
    archive = BytesIO()
    with ZipFile(archive, "w") as opened:
        for name, data in files.items():
            opened.writestr(ZipInfo(name, now.timetuple()[:6]), data)
    return archive.getvalue()


def _name(now: datetime) -> str:
    return f"pincite-{now:%Y%m%d-%H%M%S}"
