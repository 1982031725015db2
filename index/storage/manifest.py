"""What a saved index says of itself: what it was made from and with, and its files' checksums."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import UnionType

from index.errors import REBUILD, IndexDamagedError, IndexMismatchError
from index.storage.atomic_write import write_atomically
from index.storage.checksum import checksum

FILE = "manifest.json"
LARGE = 1 << 26
"""Bytes of a file from which it is large: its SHA-256 takes a twentieth of a second and more."""


@dataclass(frozen=True)
class Manifest:
    """The content of ``manifest.json``.

    ``settings`` are what the program that opens the index must agree in; ``documents`` are their
    states by id; ``generation`` is the folder of the index's files, and ``files`` the SHA-256 of
    each by its path in there. ``stamps`` are the bytes and the time of writing, in ns, of the large
    ones: one that has them still is taken to be as it was written.

    Raises:
        IndexDamagedError: when a field is not of its kind.
    """

    settings: Mapping[str, str | int]
    dimension: int
    documents: Mapping[str, str]
    generation: str
    files: Mapping[str, str]
    stamps: Mapping[str, Sequence[int]]

    def __post_init__(self) -> None:
        sound: dict[str, Callable[[object], bool]] = {
            "settings": lambda it: _table(it, str | int),
            "dimension": lambda it: isinstance(it, int) and it > 0,
            "documents": lambda it: _table(it, str),
            "generation": lambda it: bool(re.fullmatch("[0-9a-f]{32}", str(it))),
            "files": lambda it: _table(it, str),
            "stamps": lambda it: _table(it, list | tuple),
        }
        for name, holds in sound.items():
            if not holds(value := getattr(self, name)):
                raise IndexDamagedError(
                    f"A manifest's {name!r} can't be {str(value)[:60]!r}.", REBUILD
                )

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of the index in ``folder``.

        Raises:
            IndexDamagedError: when there is none, or it is no whole one.
        """
        try:
            fields = json.loads((folder / FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"{folder} holds no index: {error}.", REBUILD) from error
        if isinstance(fields, dict):
            fields.setdefault("stamps", {})  # earlier formats, which are named then, had none
        names = cls.__dataclass_fields__.keys()
        if not isinstance(fields, dict) or fields.keys() != names:
            raise IndexDamagedError(f"{folder / FILE} is not an index's manifest.", REBUILD)
        return cls(**fields)

    def write(self, folder: Path) -> None:
        """Make this the manifest of ``folder``, in place of the one before, whole or not at all."""
        write_atomically(folder / FILE, json.dumps(asdict(self), indent=1).encode())

    def check_settings(self, folder: Path, settings: Mapping[str, str | int]) -> None:
        """Hold that the index in ``folder`` was made with ``settings``.

        Raises:
            IndexMismatchError: naming each setting that differs.
        """
        differing = [
            f"{name} {self.settings.get(name)!r} (now {value!r})"
            for name, value in settings.items()
            if self.settings.get(name) != value
        ]
        if differing:
            raise IndexMismatchError(
                f"The index in {folder} was made with {', '.join(differing)}.", REBUILD
            )

    def check_files(self, folder: Path, needed: Collection[str]) -> None:
        """Hold that the files are there as they were written, all of ``needed`` among them.

        Raises:
            IndexDamagedError: naming the file that is missing, cut short or altered.
        """
        for name in (*needed, *self.files):
            file = folder / self.generation / name
            if name not in self.files or not file.is_file():
                raise IndexDamagedError(f"The index in {folder} lacks its file {name}.", REBUILD)
        for name, written in self.files.items():
            file = folder / self.generation / name
            if name in self.stamps and [*self.stamps[name]] == stamp(file):
                continue
            if (actual := checksum(file)) != written:
                raise IndexDamagedError(
                    f"The index in {folder} is damaged: {name} has SHA-256 {actual[:12]}…,"
                    f" not {written[:12]}….",
                    REBUILD,
                )


def stamp(file: Path) -> list[int]:
    """The bytes of ``file``, and when it was written, in ns."""
    status = file.stat()
    return [status.st_size, status.st_mtime_ns]


def _table(value: object, kind: type | UnionType) -> bool:
    return isinstance(value, dict) and all(isinstance(item, kind) for item in value.values())
