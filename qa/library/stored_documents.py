"""Documents that were added, or came with the library: removed, brought back and moved."""

from __future__ import annotations

from collections.abc import Collection as Ids
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from index.documents.loading import SkippedFile
from qa.library.collection import Collection, LibraryError
from qa.library.contents import default_contents
from qa.library.leftovers import remove_unlisted
from qa.library.ocr_control import OcrState
from qa.library.store import Store
from qa.library.titles import Titles
from qa.library.upload_check import MAX_COLLECTION


@dataclass(frozen=True)
class Removal:
    """Documents that were removed from the collection in ``folder``, and may be brought back.

    ``documents`` are those that had been added, by id, with the names of their files; ``default``
    are the ids of default documents.
    """

    folder: str
    documents: Mapping[str, str]
    default: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all of them."""
        return tuple(dict.fromkeys((*self.documents, *self.default)))


@dataclass(frozen=True)
class Move:
    """Documents with these ``ids`` that went from the collection in ``source`` to ``target``.

    ``refused`` are those that did not, with why.
    """

    source: str
    target: str
    ids: tuple[str, ...]
    refused: tuple[SkippedFile, ...] = ()


@dataclass(frozen=True)
class StoredDocuments:
    """The documents that the collections in ``store`` hold, but for those in folders.

    ``default`` are the paths of the default documents, and ``titles`` are kept.
    """

    store: Store
    default: Sequence[Path]
    titles: Titles

    def remove(self, folder: str, ids: Ids[str]) -> Removal:
        """Take documents out of a collection, be they default ones or ones that were added.

        Their files are kept until `forget` is called, or the library is closed. Whatever is not
        there is gone already, unless that is all of them.

        Raises:
            DocumentError: when no default document can be read.
            LibraryError: when there is no such collection, or none of the documents.
            StorageError: when it cannot be written.
        """
        with self.store.changing():
            collection = self.store.collection(folder)
            documents = {id_: it for id_, it in collection.documents.items() if id_ in ids}
            default = tuple(id_ for id_ in self._default_ids(collection) if id_ in ids)
            removal = Removal(folder, documents, default)
            if not removal.ids:
                name = repr(next(iter(ids), ""))
                raise LibraryError(
                    f"The collection {collection.name!r} has no document {name}.",
                    "Choose one that it lists.",
                )
            for file in documents.values():
                self.store.copy(self.store.documents(folder) / file, self.store.removed(folder))
            self.store.write(
                replace(
                    collection,
                    documents=_without(collection.documents, ids),
                    removed=(*collection.removed, *default),
                )
            )
        return removal

    def bring_back(self, removal: Removal) -> Collection:
        """The collection with what was removed from it.

        Raises:
            LibraryError: when there is no such collection, it has others of these names by now, or
                they were forgotten.
            StorageError: when it cannot be written.
        """
        folder = removal.folder
        with self.store.changing():
            collection = self.store.collection(folder)
            if again := [id_ for id_ in removal.documents if id_ in collection.documents]:
                raise LibraryError(
                    f"There is another document {again[0]!r} by now.", "Remove that one first."
                )
            for id_, file in removal.documents.items():
                kept = self.store.removed(folder) / file
                if not kept.exists():
                    raise LibraryError(
                        f"{id_!r} cannot be brought back any more.", "Add its file again."
                    )
                self.store.copy(kept, self.store.documents(folder))
            brought = self.store.write(
                replace(
                    collection,
                    documents={**collection.documents, **removal.documents},
                    removed=tuple(id_ for id_ in collection.removed if id_ not in removal.default),
                )
            )
            self._sweep(brought, removal.documents.values())
            return brought

    def forget(self, removal: Removal) -> None:
        """Give up the files of documents that were removed: they cannot be brought back any more.

        Raises:
            LibraryError: when the library is gone, or the files cannot be removed.
        """
        with self.store.changing():
            if self.store.has(removal.folder):
                collection = self.store.collection(removal.folder)
                self._sweep(collection, removal.documents.values())

    def move(self, folder: str, ids: Ids[str], target: str) -> Move:
        """Move documents that were added to the collection in ``target``.

        One of a name, or a content, that is there is not moved, nor one that was not added.

        Raises:
            DocumentError: when no default document can be read.
            LibraryError: when there is no such collection, or it is the same.
            StorageError: when it cannot be written.
        """
        with self.store.changing():
            source, other = self.store.collection(folder), self.store.collection(target)
            if source == other:
                raise LibraryError(f"They are in {other.name!r} already.", "Choose another one.")
            taken = {*self._default_ids(other), *other.documents}
            size = sum(
                map(_size, (self.store.documents(target) / it for it in other.documents.values()))
            )
            moved: dict[str, str] = {}
            refused: list[SkippedFile] = []
            for id_ in ids:
                file = source.documents.get(id_, "")
                own = _size(self.store.documents(folder) / file) if file else 0
                if why := _why_not(id_, file, source, other, taken, size + own):
                    refused.append(why)
                else:
                    moved[id_], size = file, size + own
            for file in moved.values():
                self.store.copy(self.store.documents(folder) / file, self.store.documents(target))
            contents = {PurePosixPath(file).stem for file in moved.values()}
            self.store.parsed(folder).copy_to(self.store.parsed(target), contents)
            self.titles.copy(folder, target, moved)
            # That one first: whoever is killed between the two has them in both.
            self.store.write(replace(other, documents={**other.documents, **moved}))
            self.store.write(replace(source, documents=_without(source.documents, moved)))
        return Move(folder, target, tuple(moved), tuple(refused))

    def _default_ids(self, collection: Collection) -> list[str]:
        """The ids of the default documents that ``collection`` holds, hidden by others or not."""
        if not collection.default:
            return []
        whole = replace(collection, removed=(), documents={})
        with self.store.readers(collection.folder) as readers:
            loaded = default_contents(whole, self.default, readers.default)
        return [it.id for it in loaded.documents if it.id not in collection.removed]

    def _sweep(self, collection: Collection, files: Ids[str]) -> None:
        """Remove what is kept of ``files`` that were removed."""
        for file in files:
            (self.store.removed(collection.folder) / file).unlink(missing_ok=True)
        remove_unlisted(self.store, collection)
        if self.store.ocr.state(collection.folder) is not OcrState.RUNNING:  # which it would harm
            self.store.remove_unused_pages(collection.folder)


def _why_not(
    id_: str, file: str, source: Collection, target: Collection, taken: Ids[str], size: int
) -> SkippedFile | None:
    """Why a document is not moved; None where it is.

    ``file`` is that of the document, and ``taken`` are the names of those that are in ``target``,
    which would then have ``size`` bytes.
    """
    there = repr(target.name)
    held = next((held for held, it in target.documents.items() if it == file != ""), "")
    if not file:
        stays = f"{id_!r} was not added to {source.name!r}, but is read where it lies."
        return SkippedFile(id_, stays, f"Add its file to {there}.")
    if held:
        return SkippedFile(id_, f"{id_!r} is in {there} already, as {held!r}.", "Nothing to do.")
    if id_ in taken:
        return SkippedFile(id_, f"There is another document {id_!r} in {there}.", "Rename a file.")
    if size > MAX_COLLECTION:
        too_large = f"With {id_!r} {there} would have more than {MAX_COLLECTION:,} bytes."
        return SkippedFile(id_, too_large, "Remove documents there, or take another collection.")
    return None


def _without(documents: Mapping[str, str], ids: Ids[str]) -> dict[str, str]:
    return {id_: file for id_, file in documents.items() if id_ not in ids}


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
