"""Collections that were deleted, and may be brought back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from weakref import finalize

from qa.library.collection import MAX_COLLECTIONS, MAX_NAME, Collection, LibraryError
from qa.library.store import Store


@dataclass(frozen=True)
class Deletion:
    """The collection ``name`` that was deleted from ``folder``, and is ``kept`` in another.

    The name of a damaged one is not known: it is empty.
    """

    name: str
    folder: str
    kept: str


@dataclass(frozen=True)
class Deletions:
    """What deletes collections in ``store``; ``let_go`` is told the folder of each."""

    store: Store
    let_go: Callable[[str], None]

    def delete(self, folder: str) -> Deletion:
        """Take a collection, damaged or not, out of the library with all that was added to it.

        It is kept until `forget` is called, nobody holds the deletion any more, or the library is
        closed.

        Raises:
            LibraryError: when there is none, or no other.
        """
        name = ""
        with self.store.changing():
            self.store.check(folder)
            if len(self.store.folders()) == 1:
                raise LibraryError("The last collection cannot be deleted.", "Create another.")
            with suppress(LibraryError):
                name = self.store.collection(folder).name
            kept = self.store.set_aside(folder)
        self.let_go(folder)
        deletion = Deletion(name, folder, kept)
        # A session that Gradio lets go of forgets nothing. This may be called while anything else
        # is done, so it waits for no lock; nobody else knows this folder.
        given_up = finalize(deletion, shutil.rmtree, self.store.home / kept, ignore_errors=True)
        given_up.atexit = False
        return deletion

    def delete_empty(self, folder: str) -> None:
        """Delete a collection for good where it holds nothing; one that is gone is no error.

        Raises:
            LibraryError: when it is damaged.
        """
        with self.store.changing():
            if not self.store.has(folder) or len(self.store.folders()) == 1:
                return
            collection = self.store.collection(folder)
            held = collection.documents or collection.default or collection.folders
            if not held and not any(self.store.removed(folder).glob("*")):
                self.forget(self.delete(folder))

    def bring_back(self, deletion: Deletion) -> Collection:
        """The collection that was deleted, as it was; by another name where its own is taken.

        Raises:
            LibraryError: when it was forgotten, or there are `MAX_COLLECTIONS`, and it is kept.
        """
        home, kept = self.store.home, self.store.home / deletion.kept
        with self.store.changing():
            if not kept.is_dir():
                raise LibraryError(
                    f"{deletion.name!r} cannot be brought back any more.", "Add its files again."
                )
            if len(self.store.folders()) >= MAX_COLLECTIONS:
                # Another deletion on this page would have this one forgotten.
                raise LibraryError(
                    f"There are {MAX_COLLECTIONS} collections, so {deletion.name!r} cannot come"
                    " back.",
                    "Delete one in another tab, then undo again.",
                )
            name = _numbered(deletion.name, self.store.taken_names())
            # Who was opening it may have made its folder again, for the index.
            shutil.rmtree(home / deletion.folder, ignore_errors=True)
            kept.rename(home / deletion.folder)
            back = self.store.collection(deletion.folder)
            return back if back.name == name else self.store.write(replace(back, name=name))

    def forget(self, deletion: Deletion) -> None:
        """Remove what is kept of a collection: it cannot be brought back any more.

        Raises:
            LibraryError: when the library is gone.
        """
        with self.store.changing():
            shutil.rmtree(self.store.home / deletion.kept, ignore_errors=True)


def _numbered(name: str, taken: set[str]) -> str:
    """``name``, with a number where that is ``taken``."""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name[: MAX_NAME - len(f' {number}')]} {number}"
    return free
