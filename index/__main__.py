"""What is read of files, and what is not: ``python -m index inspect PATH…``."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from index.documents.document import Document
from index.documents.files import LoadedDocuments
from index.documents.limits import set_reading
from index.documents.parsed_files import NoParsedFiles
from index.documents.parsers import format_of
from index.documents.places import UnitKind
from index.errors import PinciteError
from index.local_paths import local_paths
from index.reading import read_with_progress
from index.storage.parsed_files import ParsedFolder
from index.storage.paths import own_folder
from index.text.language import count_of, detect_language
from index.text.terms import words

_COUNTED = {
    UnitKind.PAGE: "page", UnitKind.SLIDE: "slide", UnitKind.SHEET: "sheet",
    UnitKind.CHAPTER: "chapter", UnitKind.CELL: "cell",
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 1 when a file was not read, and 2 when none could be."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    options = _parser().parse_args(arguments)
    set_reading(ocr=options.ocr, password=options.password, allow_web=options.allow_web)
    try:
        paths = local_paths(options.paths, refresh=options.refresh_web)
        loaded = read_with_progress(paths, NoParsedFiles(ParsedFolder(own_folder("parsed")).pages))
    except PinciteError as error:
        print(f"index: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    if options.json:
        print(json.dumps(_record(loaded), ensure_ascii=False))
    else:
        print(*_lines(loaded), sep="\n")
    return 1 if loaded.skipped else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index", description="What Pincite reads of files."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="inspect")
    does = "what is read of each file, and what is not"
    command = commands.add_parser("inspect", help=does, description=f"Print {does}.")
    command.add_argument("paths", nargs="+", metavar="PATH", help="files and folders")
    command.add_argument(
        "--ocr", action="store_true", default=None, help="read pages that are pictures"
    )
    command.add_argument("--password", default="", help="what opens encrypted files")
    command.add_argument("--allow-web", action="store_true", help="fetch web addresses, once")
    command.add_argument("--refresh-web", action="store_true", help="fetch them anew")
    command.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _record(loaded: LoadedDocuments) -> dict[str, object]:
    return {
        "documents": [
            {
                "document": document.id,
                "format": _format(document),
                "title": document.title,
                "language": detect_language(document.text),
                "words": len(words(document.text)),
                **{f"{name}s": number for name, number in _units(document).items()},
                "notes": list(document.notes),
            }
            for document in loaded.documents
        ],
        "skipped": [asdict(file) for file in loaded.skipped],
    }


def _lines(loaded: LoadedDocuments) -> list[str]:
    lines = []
    for document in loaded.documents:
        counts = [count_of(number, name) for name, number in _units(document).items()]
        counts.append(count_of(len(words(document.text)), "word"))
        language = detect_language(document.text)
        lines.append(f"{document.id}: {', '.join([_format(document), *counts, language])}")
        lines += [f"    {note}" for note in document.notes]
    return [*lines, *(f"{file.path}: not read. {file.advice}" for file in loaded.skipped)]


def _units(document: Document) -> Counter[str]:
    """How many pages, slides or the like a document has, by what they are called."""
    kinds = (unit.kind for unit in document.places.units)
    return Counter(_COUNTED[kind] for kind in kinds if kind in _COUNTED)


def _format(document: Document) -> str:
    return format_of(document.file)


if __name__ == "__main__":
    sys.exit(main())
