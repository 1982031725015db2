"""Every file of docs-formats: whether it is read, and how like its text is to the right one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from evals.formats.columns import columns_text
from evals.formats.likeness import found_and_precision, likeness, words
from evals.formats.tables import MissingDataError, Table, Value, folder_in
from index.documents.file_reader import FileReader
from index.documents.files import read_documents
from index.errors import DocumentError

GOALS = {"DOCX": 0.94, "PPTX": 0.90, "HTML": 0.97, "XLSX": 0.83, "ODT": 0.96}
"""The least mean likeness of formats."""

_EPUB_GOAL, _COLUMNS_GOAL = 0.99, 1.0
_MANUAL = Path("docs-debian", "debian", "developers-reference")
_COLUMNS = Path("docs-formats", "private-gpt", "file_multicolumn.pdf")


@dataclass(frozen=True)
class FileResult:
    """What came of a file: its text, or a refusal; what was ``said`` of it; and the seconds.

    ``like`` is the likeness with what is right, ``found`` and ``precise`` are those of its words in
    any order; all are None where that is not known.
    """

    name: str
    format: str
    seconds: float
    said: str
    text: str | None = None
    like: float | None = None
    found: float | None = None
    precise: float | None = None


def measure(data: Path) -> Iterator[Table]:
    """Tables of all files, of the formats, and of what is measured otherwise.

    Raises:
        MissingDataError: when the files are not here.
    """
    folder = folder_in(data, "docs-formats")
    with FileReader() as reader:
        results = [read_file(file, folder, reader) for file in source_files(folder)]
        yield _files_table(results)
        yield _formats_table(results)
        yield _other_table(data, reader)


def source_files(folder: Path) -> list[Path]:
    """The files to read: those in folders called sources, and those of private-gpt."""
    every = sorted(path for path in folder.rglob("*") if path.is_file())
    chosen = {"sources", "private-gpt"}
    return [path for path in every if chosen & set(path.relative_to(folder).parts)]


def read_file(file: Path, folder: Path, reader: FileReader) -> FileResult:
    """What comes of reading ``file``, which is in ``folder``."""
    name, kind = file.relative_to(folder).as_posix(), file.suffix[1:].upper()
    begun = perf_counter()
    try:
        document = read_documents([file], reader).documents[0]
    except DocumentError as error:
        return FileResult(name, kind, perf_counter() - begun, f"refused: {error}")
    seconds, said, text = perf_counter() - begun, " ".join(document.notes), document.text
    right = right_text(file)
    if right is None:
        return FileResult(name, kind, seconds, said, text)
    like = likeness(text, right)
    return FileResult(name, kind, seconds, said, text, like, *found_and_precision(text, right))


def right_text(file: Path) -> str | None:
    """The text that ``file`` should give, from the folder groundtruth beside its own."""
    folder = file.parent.parent / "groundtruth"
    known = [folder / f"{file.name}.md", folder / f"{file.stem}.md"]
    return next((path.read_text(encoding="utf-8") for path in known if path.is_file()), None)


def _files_table(results: Sequence[FileResult]) -> Table:
    rows = [
        (
            result.name,
            result.format,
            None if result.text is None else len(words(result.text)),
            result.like,
            f"{result.seconds:.2f}",
            result.said,
        )
        for result in results
    ]
    read = sum(result.text is not None for result in results)
    heads = ("file", "format", "words", "likeness", "seconds", "said of it")
    return Table(f"files: {read} of {len(results)} read", heads, tuple(rows))


def _formats_table(results: Sequence[FileResult]) -> Table:
    rows = []
    for kind in sorted({result.format for result in results}):
        own = [result for result in results if result.format == kind]
        like = [result.like for result in own if result.like is not None]
        read = sum(result.text is not None for result in own)
        found = _mean([it.found for it in own if it.found is not None])
        precise = _mean([it.precise for it in own if it.precise is not None])
        rows.append((kind, len(own), read, len(like), _mean(like), GOALS.get(kind), found, precise))
    heads = (
        "format", "files", "read", "compared", "likeness", "goal", "words found", "precision",
    )  # fmt: skip
    return Table("formats: means of the files with a right text", heads, tuple(rows))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _other_table(data: Path, reader: FileReader) -> Table:
    """Words of a manual that has its own text, and the order of columns."""
    rows: list[tuple[Value, ...]] = []
    try:
        folder_in(data, _MANUAL.as_posix())
    except MissingDataError as error:
        rows.append((error.problem, None, None, None))
    else:
        rows += _manual_rows(data / _MANUAL, reader)
    file = data / _COLUMNS
    if file.is_file():
        text = read_documents([file], reader).documents[0].text
        like = likeness(text, columns_text(file))
        rows.append((f"{file.name}, column by column: likeness", like, _COLUMNS_GOAL, None))
    return Table("others", ("what", "found", "goal", "precision"), tuple(rows))


def _manual_rows(folder: Path, reader: FileReader) -> Iterator[tuple[Value, ...]]:
    right = (folder / f"{folder.name}.txt").read_text(encoding="utf-8")
    for place in ("{}.epub", "html/{}.html", "{}.pdf"):
        file = folder / place.format(folder.name)
        found, precision = found_and_precision(
            read_documents([file], reader).documents[0].text, right
        )
        goal = _EPUB_GOAL if file.suffix == ".epub" else None
        yield f"{file.name}: words of its TXT", found, goal, precision
