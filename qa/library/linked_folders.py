"""Adding folders of this machine to collections, and removing them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from index.documents.document_ids import printable
from index.documents.file_system import files_below, real_path
from index.storage.paths import home
from qa.library.collection import Collection, LibraryError
from qa.library.folders import unreadable
from qa.library.store import Store

MAX_FILES = 20_000
"""The most files in a folder that is added: a whole disk would be read for hours."""


@dataclass(frozen=True)
class LinkedFolders:
    """The folders of this machine that the collections in ``store`` hold.

    ``default`` are the paths of the default documents. Folders are added only where it is
    ``allowed``: where nobody but the user of this machine can name them.
    """

    store: Store
    default: Sequence[Path]
    allowed: bool

    def add(self, collection_folder: str, path: str) -> Collection:
        """The collection with the folder at ``path``.

        Raises:
            LibraryError: when it is not allowed, there is no such collection or folder, it cannot
            be read, holds too many files, is where Pincite keeps things, or is there already.
            StorageError: when the collection cannot be written.
        """
        self._check_allowed()
        folder = self._readable(path)
        with self.store.changing():
            collection = self.store.collection(collection_folder)
            self._check_apart(folder, collection)
            return self.store.write(replace(collection, folders=(*collection.folders, folder)))

    def remove(self, collection_folder: str, path: str) -> Collection:
        """The collection without the folder that is shown as ``path``, which itself stays.

        Raises:
            LibraryError: when there is no such collection, or it has no such folder.
            StorageError: when the collection cannot be written.
        """
        with self.store.changing():
            collection = self.store.collection(collection_folder)
            left = tuple(it for it in collection.folders if printable(it) != path)
            if left == collection.folders:
                raise LibraryError(
                    f"The collection {collection.name!r} has no folder {printable(path)[:200]!r}.",
                    "Choose one that it lists.",
                )
            watched = collection.watched and bool(left)
            return self.store.write(replace(collection, folders=left, watched=watched))

    def keep_up_to_date(self, collection_folder: str, *, watched: bool) -> Collection:
        """The collection, ``watched`` from now on or not.

        Raises:
            LibraryError: when there is no such collection, or it may not be watched here.
            StorageError: when the collection cannot be written.
        """
        if watched:
            self._check_allowed()
        with self.store.changing():
            collection = self.store.collection(collection_folder)
            return self.store.write(replace(collection, watched=watched))

    def check_default(self, collection: Collection) -> None:
        """Hold that no folder of ``collection`` has default documents in it, which it then has.

        Raises:
            LibraryError: when one has.
        """
        for folder in map(Path, collection.folders):
            for path in self.default:
                _check_apart(folder, path)

    def _check_allowed(self) -> None:
        if not self.allowed:
            raise LibraryError(
                "Folders of this computer are not taken here.",
                "Start Pincite for this computer alone: without --host, --auth and --shared off.",
            )

    def _readable(self, path: str) -> str:
        """The folder at ``path`` in full, without links.

        Raises:
            LibraryError: when it is none that can be read.
        """
        given = os.path.expanduser(path.strip())  # noqa: PTH111 - Path.expanduser may raise
        if not os.path.isabs(given):  # noqa: PTH117 - the same for every text
            raise LibraryError(
                f"{printable(path)[:200]!r} is no full path.", "Give one such as /home/me/notes."
            )
        if problem := unreadable(given):
            raise LibraryError(problem, "Check the path.")
        real = os.path.realpath(given)
        if len([*islice(files_below(Path(real)), MAX_FILES + 1)]) > MAX_FILES:
            raise LibraryError(
                f"The folder {printable(real)!r} holds more than {MAX_FILES:,} files.",
                "Add folders in it instead.",
            )
        for own in (home(), self.store.home):
            kept = real_path(own)
            if Path(real).is_relative_to(kept) or _reads(Path(real), kept):
                raise LibraryError(
                    f"In {printable(real)!r} is what Pincite keeps itself, in {str(kept)!r}.",
                    "Add a folder of your own documents.",
                )
        return real

    def _check_apart(self, folder: str, collection: Collection) -> None:
        default = self.default if collection.default else ()
        for other in (*map(Path, collection.folders), *default):
            _check_apart(Path(folder), other)


def _check_apart(folder: Path, other: Path) -> None:
    """Hold that nothing is in both.

    Raises:
        LibraryError: when something is.
    """
    path = real_path(other)
    if not (_reads(folder, path) or _reads(path, folder)):
        return
    shown, there = repr(printable(str(folder))), repr(printable(str(path)))
    if folder == path:
        raise LibraryError(f"The folder {shown} is there already.", "Nothing to do.")
    inner, outer = (there, shown) if _reads(folder, path) else (shown, there)
    raise LibraryError(
        f"{inner} is in {outer}: it would be read twice.",
        "Remove the one that is there, or take another collection.",
    )


def _reads(folder: Path, path: Path) -> bool:
    """Whether ``path`` is read with ``folder``: hidden folders in it are passed over."""
    if not path.is_relative_to(folder):
        return False
    return not any(part.startswith(".") for part in path.relative_to(folder).parts)
