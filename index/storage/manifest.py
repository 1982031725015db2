"""What a saved index says of itself: what it was made from and with, and its files' checksums."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from dataclasses import fields as fields_of
from hashlib import sha256
from pathlib import Path
from types import UnionType
from typing import Any

from index.documents.loading import SkippedFile
from index.errors import REBUILD, IndexDamagedError, IndexMismatchError
from index.storage.atomic_write import write_atomically
from index.storage.checksum import checksum

FILE = "manifest.json"
LARGE = 1 << 24
"""Bytes of a file from which it is large: its SHA-256 takes a hundredth of a second and more."""

_OF_SKIPPED = {field.name for field in fields_of(SkippedFile)}


@dataclass(frozen=True)
class Part:
    """What was built at one time: all of an index, or what came to it later.

    ``generation`` is the folder of its files, and ``files`` the SHA-256 of each by its path in
    there. ``stamps`` are the bytes and the time of writing, in ns, of the large ones: one that has
    them still is taken to be as it was written. ``documents`` are the states of its documents by
    id, in order, and ``size`` the characters of their texts.

    Raises:
        IndexDamagedError: when a field is not of its kind.
    """

    generation: str
    documents: Mapping[str, str]
    size: int
    files: Mapping[str, str]
    stamps: Mapping[str, Sequence[int]]

    def __post_init__(self) -> None:
        _check(
            self,
            generation=lambda it: isinstance(it, str) and bool(re.fullmatch("[0-9a-f]{32}", it)),
            documents=lambda it: _table(it, str),
            size=lambda it: isinstance(it, int) and it >= 0,
            files=lambda it: _table(it, str),
            stamps=lambda it: _table(it, list | tuple),
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


@dataclass(frozen=True)
class Manifest:
    """The content of ``manifest.json``.

    ``settings`` are what the program that opens the index must agree in, ``parts`` what it is made
    of, the newest last, and ``order`` the number of the part that each document is of, in order.
    ``skipped`` are the files that were left out, each as `SkippedFile` has it.

    Raises:
        IndexDamagedError: when a field is not of its kind.
    """

    settings: Mapping[str, str | int]
    dimension: int
    parts: Sequence[Part]
    order: Sequence[int]
    skipped: Sequence[Mapping[str, str]]

    def __post_init__(self) -> None:
        _check(
            self,
            settings=lambda it: _table(it, str | int),
            dimension=lambda it: isinstance(it, int) and it > 0,
            parts=lambda it: (
                len(it) > 0 and sum(len(part.documents) for part in it) == len(self.documents)
            ),
            order=lambda it: (
                isinstance(it, list | tuple)
                and all(type(number) is int for number in it)
                and Counter(it) == Counter(self._owners())
            ),
            skipped=lambda it: (
                isinstance(it, list | tuple)
                and all(_table(file, str) and {*file} == _OF_SKIPPED for file in it)
            ),
        )

    def _owners(self) -> Iterator[int]:
        """The number of each document's part, part by part."""
        return (number for number, part in enumerate(self.parts) for _ in part.documents)

    @property
    def state(self) -> str:
        """A hash that differs from those of the manifests that were there before."""
        parts = [part.generation for part in self.parts]
        return sha256(json.dumps([parts, *self.order]).encode()).hexdigest()

    @property
    def documents(self) -> dict[str, str]:
        """The states of all documents by id."""
        return {id_: state for part in self.parts for id_, state in part.documents.items()}

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
        if isinstance(fields, dict) and "generation" in fields:
            fields = _of_earlier_format(fields)
        parts = fields["parts"] if _holds(fields, cls) else None
        if not isinstance(parts, list) or not all(_holds(part, Part) for part in parts):
            raise IndexDamagedError(f"{folder / FILE} is not an index's manifest.", REBUILD)
        return cls(**fields | {"parts": [Part(**part) for part in parts]})

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


def _check(value: object, **sound: Callable[[Any], bool]) -> None:
    for name, holds in sound.items():
        if not holds(held := getattr(value, name)):
            raise IndexDamagedError(f"A manifest's {name!r} can't be {str(held)[:60]!r}.", REBUILD)


def _holds(fields: object, kind: type[Part] | type[Manifest]) -> bool:
    """Whether ``fields`` are those of a ``kind``."""
    return isinstance(fields, dict) and fields.keys() == kind.__dataclass_fields__.keys()


def _of_earlier_format(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The ``fields`` of a manifest of before there were parts, so that its format can be named."""
    part = {name: fields.get(name, {}) for name in ("generation", "documents", "files", "stamps")}
    return {
        "settings": fields.get("settings"),
        "dimension": fields.get("dimension"),
        "parts": [part | {"size": 0}],
        "order": [0] * len(part["documents"]) if isinstance(part["documents"], dict) else [],
        "skipped": [],
    }


def stamp(file: Path) -> list[int]:
    """The bytes of ``file``, and when it was written, in ns."""
    status = file.stat()
    return [status.st_size, status.st_mtime_ns]


def _table(value: object, kind: type | UnionType) -> bool:
    return isinstance(value, dict) and all(isinstance(item, kind) for item in value.values())
