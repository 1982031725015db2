"""``pincite table``: documents compared, a row each, and a column for each question."""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from shutil import get_terminal_size

from index.documents.file_on_disk import file_on_disk
from index.errors import PinciteError
from index.progress import progress_bar
from index.storage.atomic_write import write_atomically
from qa.commands.assistant import assistant_of
from qa.commands.plain_text import printable
from qa.comparison.formats import FORMATS
from qa.comparison.plain_text import text_table
from qa.comparison.record import table_record
from qa.comparison.table import Table, fill
from qa.question.validation import check_question


def run(options: argparse.Namespace) -> int:
    """Ask each document each question; print the table, or write it to a file; 0.

    Raises:
        PinciteError: when a question, a path or the model is not as it must be, or the file cannot
            be written.
    """
    for question in options.questions:
        check_question(question)  # before seconds go into the model
    kind = _kind(options.out) if options.out else ""
    assistant = assistant_of(options)
    empty = table = Table.of(options.questions, assistant.index.documents)
    if options.out:
        _check_place(Path(options.out), empty)
    start = time.perf_counter()
    with progress_bar(empty.size, "Asking", "cells") as bar:
        for filled in fill(assistant, empty):
            table = filled
            bar.update(1)
    seconds = time.perf_counter() - start
    if options.out:
        made = f"{datetime.now(UTC):%d %B %Y, %H:%M} UTC"
        write_atomically(Path(options.out), FORMATS[kind].make(table, made))
    if options.json:
        print(json.dumps(table_record(table, seconds), ensure_ascii=False))
    elif options.out:
        print(printable(options.out))
    else:
        print(*map(printable, text_table(table, get_terminal_size().columns)), sep="\n")
    return 0


def _kind(out: str) -> str:
    kind = Path(out).suffix.removeprefix(".").casefold()
    if kind not in FORMATS:
        endings = ", ".join(f".{ending}" for ending in FORMATS)
        raise PinciteError(
            f"{out!r} is no file that a table is written to.", f"End its name in one of {endings}."
        )
    return kind


def _check_place(out: Path, table: Table) -> None:
    """Hold that no document that is asked would be lost.

    Raises:
        PinciteError: when ``out`` is one of them.
    """
    files = filter(None, (file_on_disk(row.document.file) for row in table.rows))
    if out.resolve() in {file.path.resolve() for file in files}:
        raise PinciteError(
            f"{str(out)!r} would take the place of a document that is asked.",
            "Name another file with --out.",
        )
