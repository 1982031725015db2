"""Collections that were deleted, and may be brought back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from qa.library.collection import Collection, LibraryError
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

        It is kept until `forget` is called, or the library is closed.

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
        return Deletion(name, folder, kept)

    def bring_back(self, deletion: Deletion) -> Collection:
        """The collection that was deleted, as it was.

        Raises:
            LibraryError: when it was forgotten, or another has its name by now.
        """
        home, kept = self.store.home, self.store.home / deletion.kept
        with self.store.changing():
            if not kept.is_dir():
                raise LibraryError(
                    f"{deletion.name!r} cannot be brought back any more.", "Add its files again."
                )
            self.store.free_name(deletion.name)
            # Who was opening it may have made its folder again, for the index.
            shutil.rmtree(home / deletion.folder, ignore_errors=True)
            kept.rename(home / deletion.folder)
            return self.store.collection(deletion.folder)

    def forget(self, deletion: Deletion) -> None:
        """Remove what is kept of a collection: it cannot be brought back any more.

        Raises:
            LibraryError: when the library is gone.
        """
        with self.store.changing():
            shutil.rmtree(self.store.home / deletion.kept, ignore_errors=True)
