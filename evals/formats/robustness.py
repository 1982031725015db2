"""Damaged files of each kind: each has to be read, or refused in words, within seconds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from random import Random
from time import perf_counter

from evals.formats.damage import WAYS, damaged_file
from evals.formats.made_files import MADE
from evals.formats.tables import Table, Value, folder_in
from index.documents.limits import Limits
from index.documents.parser_process import ParserProcess
from index.documents.parsers import FORMATS, TEXT, format_of
from index.documents.record import parsed_of
from index.errors import DocumentError

FILES = 300
"""How many damaged files of each kind are read."""

SECONDS = 10
"""How long one may take at the most."""

_SOURCES = 3  # the smallest files of a kind, which are damaged in turn
_EXCEPTION = re.compile(r"is damaged \((\w+): ")


class Outcome(StrEnum):
    """What becomes of a damaged file.

    ``REFUSED`` in words; ``UNFORESEEN`` in words too, but they are those of an exception that the
    parser let through; ``DIED``: the process that reads it ended; ``LATE``: it took more than
    `SECONDS`; ``ESCAPED``: another exception came out.
    """

    READ = "read"
    REFUSED = "refused"
    UNFORESEEN = "unforeseen"
    DIED = "process died"
    LATE = "too late"
    ESCAPED = "escaped"


@dataclass(frozen=True)
class Kind:
    """What became of the damaged files of a kind, and the ``slowest`` one, in seconds.

    ``exceptions`` are the names of those that were let through or escaped.
    """

    name: str
    outcomes: Counter[Outcome]
    exceptions: Counter[str]
    slowest: float


def measure(data: Path, files: int = FILES) -> Iterator[Table]:
    """A table of the kinds.

    Raises:
        MissingDataError: when there are no files to damage.
    """
    kinds = [take(name, sources, files) for name, sources in sources_of(data).items()]
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            kind.name,
            kind.outcomes.total(),
            *(kind.outcomes[outcome] for outcome in Outcome),
            f"{kind.slowest:.2f}",
            ", ".join(f"{name} {times}" for name, times in kind.exceptions.most_common()),
        )
        for kind in kinds
    )
    heads = ("kind", "files", *Outcome, "slowest, s", "exceptions")
    yield Table("robustness: damaged files", heads, rows)


def sources_of(data: Path) -> dict[str, list[tuple[str, bytes]]]:
    """The smallest files of each kind in the ``data``, by name; made ones where there are none.

    Raises:
        MissingDataError: when the folders of documents are not here.
    """
    by_kind: dict[str, list[tuple[str, bytes]]] = {}
    for path in sorted(_documents(data), key=lambda path: (path.stat().st_size, path.name)):
        kind = format_of(path.name)
        if len(by_kind.setdefault(kind, [])) < _SOURCES:
            by_kind[kind].append((path.name, path.read_bytes()))
    for name, content in MADE.items():
        by_kind.setdefault(format_of(name), [(name, content)])
    return by_kind


def take(name: str, sources: Sequence[tuple[str, bytes]], files: int) -> Kind:
    """What becomes of ``files`` damaged copies of ``sources``, all read by one process."""
    process = ParserProcess(replace(Limits.from_environment(), seconds=SECONDS))
    outcomes: Counter[Outcome] = Counter()
    exceptions: Counter[str] = Counter()
    random, slowest = Random(name), 0.0
    try:
        for number in range(files):
            file, content = sources[number // WAYS % len(sources)]
            data = damaged_file(content, number, random)
            begun = perf_counter()
            outcome, exception = _outcome(process, data, file)
            seconds = perf_counter() - begun
            outcomes[Outcome.LATE if seconds > SECONDS else outcome] += 1
            if exception:
                exceptions[exception] += 1
            slowest = max(slowest, seconds)
    finally:
        process.close()
    return Kind(name, outcomes, exceptions, slowest)


def _outcome(process: ParserProcess, data: bytes, name: str) -> tuple[Outcome, str]:
    """What becomes of one file, and the name of the exception that should not have been."""
    try:
        parsed_of(process.ask("parse", data, name).record)
    except DocumentError as error:
        if "broke off" in error.problem:
            return Outcome.DIED, ""
        if exception := _EXCEPTION.search(error.problem):
            return Outcome.UNFORESEEN, exception[1]
        return Outcome.REFUSED, ""
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
        return Outcome.ESCAPED, type(error).__name__
    return Outcome.READ, ""


def _documents(data: Path) -> Iterator[Path]:
    for name in ("docs-formats", "docs-debian"):
        for path in folder_in(data, name).rglob("*"):
            if FORMATS.get(path.suffix.lower(), TEXT) != TEXT and path.is_file():
                yield path
