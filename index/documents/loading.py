"""What is at paths, read one after another, and what is left out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.documents.document_ids import printable
from index.documents.file_reader import FileReader
from index.documents.file_system import exists, files_below, is_folder, read_bytes, real_path
from index.documents.parsers import KINDS_READ, check_name, is_document, is_known
from index.documents.parsers.parser import ParsedFile
from index.documents.patterns import is_pattern, matches
from index.documents.web_page import COPY_SUFFIX, address_of, read_copy
from index.errors import DocumentError


@dataclass(frozen=True)
class Origin:
    """Where a file is: its ``place``, the ``name`` it goes by, its ``source`` and ``copy``.

    The latter two are those of a `Document`. ``note`` is a note on all that is read of it.
    """

    place: Path
    name: str
    source: str
    copy: str = ""
    note: str = ""

    def inner(self, file: str) -> Origin:
        """Where ``file`` is, a path in it."""
        name, source = f"{self.name}/{file}", f"{self.source}/{file}"
        return Origin(self.place / file, name, source, note=self.note)


@dataclass(frozen=True)
class SkippedFile:
    """A file that was not read, and why; ``next_step`` is what can be done, where that is known."""

    path: str
    reason: str
    next_step: str = ""

    @property
    def advice(self) -> str:
        """Why it was not read, and behind that what can be done."""
        return f"{self.reason} {self.next_step}".rstrip()


def skipped_file(path: str, error: DocumentError, before: Iterable[SkippedFile]) -> SkippedFile:
    """The file at ``path``, which was not read because of ``error``; others were skipped before.

    Which kinds of files are read is a long list: it is told at the first of an unknown kind only.
    """
    step = error.next_step
    again = step == KINDS_READ and any(file.next_step == KINDS_READ for file in before)
    return SkippedFile(path, error.problem, "" if again else step)


@dataclass
class Loading:
    """What was read up to now, by where it is, and what was left out."""

    reader: FileReader
    files: dict[Path, tuple[Origin, ParsedFile]] = field(default_factory=dict)
    skipped: list[SkippedFile] = field(default_factory=list)

    def read_all(self, paths: Iterable[Path]) -> None:
        """Read what is at ``paths``; what cannot be read is left out.

        Raises:
            DocumentError: the first, when nothing can.
        """
        errors = []
        for path in dict.fromkeys(paths):
            try:
                self.read(path)
            except DocumentError as error:
                address = address_of(path) if path.suffix == COPY_SUFFIX else ""
                shown = address or printable(str(path))
                self.skipped.append(skipped_file(shown, error, self.skipped))
                errors.append(error)
        if errors and not self.files:
            raise errors[0]

    def read(self, path: Path) -> None:
        """Read the file or folder at ``path``, or those that it matches as a pattern.

        Raises:
            DocumentError: when it cannot be read, is not there, or holds no document.
        """
        if is_folder(path):
            self._read_folder(path)
        elif exists(path):
            self.read_file(path, printable(path.name))
        elif is_pattern(path):
            self._read_matches(path)
        else:
            raise DocumentError(f"There is no file or folder {str(path)!r}.", "Check the path.")

    def read_file(self, path: Path, name: str) -> None:
        """Read the file at ``path``, which goes by ``name``, or the page that it is the copy of.

        Raises:
            DocumentError: when it cannot be read, or holds no document.
        """
        if path.suffix == COPY_SUFFIX:
            self._read_copy(path)
        else:
            self._read_file(path, name)

    def _read_folder(self, folder: Path) -> None:
        """Read the files below ``folder``; those that cannot be read are left out.

        Raises:
            DocumentError: when none can.
        """
        files = [*files_below(folder, self._skip)]
        names = [printable(file.relative_to(folder).as_posix()) for file in files]
        if not self._read_some(files, names):
            raise DocumentError(
                f"The folder {str(folder)!r} holds no document{self._why_not(files)}.",
                self._step_for(files)
                or "Put documents in it, such as PDF, Word, Markdown or text files.",
            )

    def _read_matches(self, pattern: Path) -> None:
        """Read what matches ``pattern``; what cannot be read is left out.

        Raises:
            DocumentError: when nothing matches, or nothing that does can be read.
        """
        paths = matches(pattern, self._skip)
        if not self._read_some(paths, [printable(path.name) for path in paths]):
            raise DocumentError(
                f"No document matches the pattern {str(pattern)!r}{self._why_not(paths)}.",
                self._step_for(paths)
                or "Check it: * stands for any name, and ** for folders of any depth.",
            )

    def _read_some(self, paths: Sequence[Path], names: Iterable[str]) -> int:
        """Read what can be read of ``paths``, whose files go by ``names``; how many that are."""
        readable = 0
        for path, name in zip(paths, names, strict=True):
            try:
                if is_folder(path):
                    self._read_folder(path)
                else:
                    self._read_file(path, name)
                readable += 1
            except DocumentError as error:
                # Whoever keeps other things in a folder need not be told what is read.
                self._skip(path, error.problem, error.next_step if is_known(path.name) else "")
        return readable

    def _read_file(self, path: Path, name: str) -> None:
        """Read the file at ``path``, which goes by ``name``, and the files in it.

        Raises:
            DocumentError: when it cannot be read, or holds no document.
        """
        place = real_path(path)
        if place not in self.files:
            check_name(path.name)  # before all of a large file is read
            self._add(Origin(place, name, str(place)), read_bytes(path), path.name)

    def _read_copy(self, path: Path) -> None:
        """Read the page of the web whose copy is kept by the file ``path``.

        Raises:
            DocumentError: when it cannot be read, or holds no document.
        """
        page, file = read_copy(path)
        place, shown = real_path(path) / page.name, page.address.shown
        if place in self.files:
            return
        if page.failure:
            problem, step = page.failure
            problem += f" What was there on {page.day} was read instead."
            self.skipped.append(SkippedFile(shown, problem, step))
        origin = Origin(place, shown, shown, str(file), page.note)
        try:
            self._add(origin, page.content, page.name)
        except DocumentError as error:
            problem = f"What is at {shown} cannot be read: {error.problem}"
            raise DocumentError(problem, error.next_step) from error

    def _add(self, origin: Origin, data: bytes, file_name: str) -> None:
        """Parse ``data``, the content of the file ``file_name``, and of the files in it.

        Raises:
            DocumentError: when it cannot be read, or holds no document.
        """
        before = len(self.files)
        if is_document(file_name):
            self._parse(origin, data, file_name)
        inside = self.reader.contained(data, file_name)
        self.skipped += [
            SkippedFile(origin.inner(file).name, reason) for file, reason in inside.skipped
        ]
        for file, content in inside.files:
            inner = origin.inner(file)
            try:
                self._parse(inner, content, file)
            except DocumentError as error:
                self.skipped.append(SkippedFile(inner.name, error.problem, error.next_step))
        if len(self.files) == before:
            raise DocumentError(
                f"{origin.name!r} holds no document that is read.", "Give another file."
            )

    def _parse(self, origin: Origin, data: bytes, file_name: str) -> None:
        parsed = self.reader.parse(data, file_name)
        if origin.note:
            parsed = replace(parsed, notes=(*parsed.notes, origin.note))
        self.files[origin.place] = origin, parsed

    def _skip(self, path: Path, reason: str, next_step: str = "") -> None:
        self.skipped.append(SkippedFile(printable(str(path)), reason, next_step))

    def _step_for(self, paths: Sequence[Path]) -> str:
        """What can be done about ``paths``, as in `_why_not`."""
        return self.skipped[-1].next_step if paths else ""

    def _why_not(self, paths: Sequence[Path]) -> str:
        """Why of ``paths``, those that were looked at last, none was read."""
        if not paths:
            return ""
        return f" ({len(paths)} other files, such as {paths[-1].name}: {self.skipped[-1].reason})"
