"""What writers that were killed left in the folders of a library."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from index.storage.atomic_write import PART_SUFFIX, remove_parts
from qa.library.collection import STORED, Collection, LibraryError

if TYPE_CHECKING:
    from qa.library.store import Store

DELETED = ".deleted-"
"""How the name of a folder begins that holds a collection which was deleted."""


def remove_leftovers(store: Store) -> None:
    """Remove what is left of who was killed while `Store.changing`, which this waits for.

    Raises:
        LibraryError: when it cannot be removed.
    """
    with store.changing():
        remove_parts(store.home)
        remove_deleted(store.home)
        remove_removed(store)
        for folder in store.folders():
            with suppress(LibraryError):  # it is damaged, which is told when it is read
                remove_unlisted(store, store.collection(folder))


def remove_removed(store: Store) -> None:
    """Remove the documents that were removed from collections and might still be brought back."""
    for folder in store.folders():
        shutil.rmtree(store.removed(folder), ignore_errors=True)


def remove_unlisted(store: Store, collection: Collection) -> None:
    """Remove from the folder of a ``collection`` what it does not list, nor may list again.

    Raises:
        OSError: when that cannot be done.
    """
    listed = set(collection.documents.values())
    documents = store.documents(collection.folder)
    for file in documents.glob("*"):
        if file.name not in listed and (STORED.fullmatch(file.name) or file.suffix == PART_SUFFIX):
            file.unlink()
    removed = (file.name for file in store.removed(collection.folder).glob("*"))
    kept = {PurePosixPath(file).stem for file in (*listed, *removed)}
    store.parsed(collection.folder).remove_all_but(kept)
    remove_parts(store.home / collection.folder)


def remove_reopened(store: Store, folder: str) -> None:
    """Remove what is in ``folder`` where its collection was deleted while it was being opened.

    Keeping its index has made the folder again, and that of the library too where it was gone.
    """
    if store.has(folder):
        return
    if store.folders():
        with suppress(LibraryError), store.changing():  # by now it may have been brought back
            if not store.has(folder):
                shutil.rmtree(store.home / folder, ignore_errors=True)
    else:
        shutil.rmtree(store.home / folder, ignore_errors=True)
        with suppress(OSError):  # not empty
            store.home.rmdir()


def remove_deleted(home: Path) -> None:
    """Remove from the library in ``home`` what of collections that were deleted is still there."""
    for left in home.glob(f"{DELETED}*"):
        shutil.rmtree(left, ignore_errors=True)
