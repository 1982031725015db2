"""Collections on disk.

    <home>/<collection>/collection.json    its name, and what its documents are called
                        documents/         those that were added, each named by its SHA-256
                        removed/           those of them that may still be brought back
                        parsed/            what those were parsed as that are not text
                        parsed/pages/      what OCR read on pictures
                        index/             what `index.storage.saved_index` keeps
                        titles.json        see `qa.library.titles`
           parsed/                         what default documents were parsed as

Nothing in there is named by a user. A file is written beside its place and renamed into it, and
collection.json last: until then nothing has changed, and what no collection.json names is swept.
So whoever only reads collection.json finds it whole, and need not wait for anyone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from uuid import uuid4

from index.storage.atomic_write import copy_file, make_folder, write_atomically
from index.storage.lock import file_lock
from index.storage.parsed_files import ParsedFolder
from qa.library.collection import FOLDER, Collection, LibraryError, check_name
from qa.library.contents import Progress, Readers, no_progress
from qa.library.leftovers import DELETED, remove_reopened, remove_unlisted
from qa.library.lifetime import Lifetime
from qa.library.ocr_control import OcrControl

_FILE, _INDEX, _PARSED = "collection.json", "index", "parsed"
_DOCUMENTS, _REMOVED = "documents", "removed"


class Store:
    """The collections in the folder ``home``, which is made when there is none.

    Raises:
        LibraryError: when the folder cannot be written.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.lifetime = Lifetime()
        self.ocr = OcrControl()
        self._lock = file_lock(home / ".lock")
        self._read: dict[str, tuple[object, Collection]] = {}
        with self._telling():
            make_folder(home)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """The folder as it is, while others may change it.

        Raises:
            LibraryError: when it is closed or gone, or what is done in there fails.
        """
        with self.lifetime.work(), self._telling():
            if not self.home.is_dir():
                raise self._gone()
            yield

    @contextmanager
    def changing(self) -> Iterator[None]:
        """The folder, with all others that would be `changing` it kept out.

        Raises:
            LibraryError: when it is gone, or what is done in there fails.
        """
        with self.reading(), self._lock:
            yield

    def folders(self) -> list[str]:
        """The folders of the collections, the oldest first."""
        names = [file.parent.name for file in self.home.glob(f"*/{_FILE}")]
        return sorted(filter(FOLDER.fullmatch, names))

    def documents(self, folder: str) -> Path:
        """Where the documents that were added to a collection are."""
        return self.home / folder / _DOCUMENTS

    def removed(self, folder: str) -> Path:
        """Where the documents are that were removed from a collection and may be brought back."""
        return self.home / folder / _REMOVED

    def stamps(self, collection: Collection) -> tuple[object, ...]:
        """What tells the files of the documents that were added from others in their place.

        None for one that is not there.
        """
        folder = self.documents(collection.folder)
        return tuple(_stamp(folder / file) for file in collection.documents.values())

    def index(self, folder: str) -> Path:
        """Where the index of a collection is."""
        return self.home / folder / _INDEX

    def readers(
        self,
        folder: str,
        progress: Progress = no_progress,
        *,
        recognizes: bool = False,
        new: bool = False,
    ) -> AbstractContextManager[Readers]:
        """What parses the documents of a collection, or ``new`` ones, each once only.

        ``progress`` is told how far each file is. ``recognizes`` is as in `FileReader`: OCR may
        take minutes, in which nobody should be kept from `changing`.

        Raises:
            LibraryError: when the library is closed, or the collection deleted, while a document
                is parsed.
        """

        def check() -> None:
            self.lifetime.check()
            self.check(folder)

        default, added = ParsedFolder(self.home / _PARSED), self.parsed(folder)
        skips = _skips_none if new else partial(self.ocr.skips, folder)
        return Readers.opened(default, added, check, progress, recognizes=recognizes, skips=skips)

    def remove_unused_pages(self, folder: str) -> None:
        """Remove what OCR read of documents that the collection does not hold any more."""
        self.parsed(folder).remove_unused_pages()

    def parsed(self, folder: str) -> ParsedFolder:
        """What the added documents of a collection were parsed as."""
        return ParsedFolder(self.home / folder / _PARSED)

    def has(self, folder: str) -> bool:
        """Whether there is a collection in ``folder``."""
        return bool(FOLDER.fullmatch(folder)) and (self.home / folder / _FILE).exists()

    def check(self, folder: str) -> None:
        """Hold that there is a collection in ``folder``.

        Raises:
            LibraryError: when there is none.
        """
        if not self.has(folder):
            raise _missing(folder)

    def collections(self) -> tuple[Collection, ...]:
        """All collections, the oldest first.

        Raises:
            LibraryError: naming the file, when one is damaged; when there is none.
        """
        collections = tuple(filter(None, map(self._load, self.folders())))
        if not collections:
            raise self._gone()
        return collections

    def collection(self, folder: str) -> Collection:
        """The collection in ``folder``.

        Raises:
            LibraryError: when there is none, or it is damaged.
        """
        collection = self._load(folder) if FOLDER.fullmatch(folder) else None
        if not collection:
            raise _missing(folder)
        return collection

    def free_name(self, name: str, besides: str = "") -> str:
        """``name`` as a collection can go by it: as `check_name` has it, and not taken.

        It may be that of the collection in the folder ``besides``.

        Raises:
            LibraryError: when it cannot.
        """
        name = check_name(name)
        if name.casefold() in self.taken_names(besides):
            raise LibraryError(
                f"There is a collection {name!r} already.", "Give this one another name."
            )
        return name

    def taken_names(self, besides: str = "") -> set[str]:
        """The names, as `casefold` has them, of all collections but that in the folder ``besides``.

        Raises:
            LibraryError: when one is damaged.
        """
        others = [folder for folder in self.folders() if folder != besides]
        return {self.collection(folder).name.casefold() for folder in others}

    def write(self, collection: Collection) -> Collection:
        """Make ``collection`` what its folder holds, and nothing else.

        Raises:
            StorageError: when it cannot be written.
        """
        fields = asdict(collection)
        del fields["folder"]
        file = self.home / collection.folder / _FILE
        write_atomically(file, json.dumps(fields, indent=1).encode())
        remove_unlisted(self, collection)
        return collection

    def keep(self, folder: str, file: str, data: bytes) -> None:
        """Write a document of a collection that is there, to be listed when that is written.

        Raises:
            StorageError: when it cannot be written.
        """
        write_atomically(self.documents(folder) / file, data)

    def copy(self, file: Path, folder: Path) -> None:
        """Have the document in ``file`` in ``folder`` too, to be listed when that is written.

        Raises:
            StorageError: when it cannot be written.
        """
        copy_file(file, folder / file.name)

    def set_aside(self, folder: str) -> str:
        """Have a collection, with all that is in its folder, in one that is none: its name."""
        kept = f"{DELETED}{uuid4().hex}"
        (self.home / folder).rename(self.home / kept)
        return kept

    def clear_up(self, folder: str) -> None:
        """Remove what is in a ``folder`` whose collection was deleted while it was being opened."""
        remove_reopened(self, folder)

    def _load(self, folder: str) -> Collection | None:
        """The collection in ``folder``, read again only when its file is another; None when gone.

        The file is never changed in place.
        """
        file = self.home / folder / _FILE
        try:
            stamp, collection = self._read.get(folder, (None, None))
            if collection and stamp == _stamp(file):
                return collection
            with file.open(encoding="utf-8") as opened:
                stamp, fields = _stamp_of(os.fstat(opened.fileno())), json.load(opened)
            fields["removed"] = tuple(fields["removed"])
            fields["folders"] = tuple(fields.get("folders", ()))  # there were none once
            collection = Collection(folder, **fields)
        except FileNotFoundError:  # deleted since it was listed
            return None
        except (KeyError, TypeError, ValueError, LibraryError) as error:
            raise LibraryError(
                f"{file} is damaged: {error!s:.200}.", f"Mend it, or delete the folder {folder}."
            ) from error
        self._read[folder] = stamp, collection
        return collection

    def _gone(self) -> LibraryError:
        return LibraryError(f"The library's folder {self.home} is gone.", "Start again.")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What the system says against reading and writing, as an error for the user."""
        try:
            yield
        except OSError as error:
            raise LibraryError(
                f"The library in {self.home} cannot be used: {error.strerror or error}.",
                "Check its rights and the space on its disk, or name another folder.",
            ) from error


def _skips_none(_: str) -> bool:
    return False


def _stamp(file: Path) -> object:
    try:
        return _stamp_of(file.stat())
    except FileNotFoundError:
        return None


def _stamp_of(status: os.stat_result) -> object:
    """What tells a file from the one that took its place."""
    return status.st_ino, status.st_size, status.st_mtime_ns


def _missing(folder: str) -> LibraryError:
    return LibraryError(
        f"There is no collection {folder[:60]!r}.", "It may have been deleted: reload."
    )
