"""Documents that were added, or came with the library: removed, brought back, moved, renamed."""

from __future__ import annotations

from collections.abc import Collection as Ids
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from index.documents.file_system import read_bytes
from index.documents.loading import SkippedFile
from index.documents.parsers import suffix_of
from index.errors import DocumentError
from qa.library.collection import Collection, LibraryError
from qa.library.contents import default_contents
from qa.library.leftovers import remove_unlisted
from qa.library.ocr_control import OcrState
from qa.library.renaming import Renaming, renamed
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
                raise _missing(next(iter(ids), ""), collection)
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

    def rename(self, folder: str, id_: str, name: str) -> Renaming:
        """Call a document that was added by another ``name``; see `renamed`.

        Raises:
            DocumentError: when no default document can be read.
            LibraryError: when there is no such collection or document, it was not added, or it
                cannot be called that, as another one is.
            StorageError: when it cannot be written.
        """
        with self.store.changing():
            collection = self.store.collection(folder)
            default = self._default_ids(collection)
            if id_ in default and id_ not in collection.documents:
                raise LibraryError(
                    f"{id_!r} was not added to {collection.name!r}, but is read where it lies.",
                    "Rename one that was added.",
                )
            if id_ not in collection.documents:
                raise _missing(id_, collection)
            now = renamed(id_, name)
            if suffix_of(now) != suffix_of(id_) and not self._reads_alike(collection, id_, now):
                now += PurePosixPath(id_).suffix
            if now != id_ and now in {*default, *collection.documents}:
                raise LibraryError(
                    f"There is another document {now!r} in {collection.name!r}.",
                    "Give this one another name.",
                )
            self._call(collection, id_, now)
        return Renaming(folder, id_, now)

    def undo_renaming(self, renaming: Renaming) -> Renaming:
        """Call a document that was renamed as before; what was done.

        Raises:
            LibraryError: when there is no such collection or document, or by now another one of
                the name.
            StorageError: when it cannot be written.
        """
        before, now = renaming.before, renaming.now
        with self.store.changing():
            collection = self.store.collection(renaming.folder)
            if now not in collection.documents:
                raise _missing(now, collection)
            # A default document of the name was hidden before, and is again.
            if before in collection.documents:
                raise LibraryError(
                    f"There is another document {before!r} by now.", "Remove that one first."
                )
            self._call(collection, now, before)
        return Renaming(renaming.folder, now, before)

    def _call(self, collection: Collection, id_: str, now: str) -> None:
        listed = {now if it == id_ else it: file for it, file in collection.documents.items()}
        self.store.write(replace(collection, documents=listed))

    def _reads_alike(self, collection: Collection, id_: str, now: str) -> bool:
        """Whether a document has the same text by another suffix: .csv and .tsv are of one kind."""
        file = self.store.documents(collection.folder) / collection.documents[id_]
        with self.store.readers(collection.folder, new=True) as readers:
            try:
                data = read_bytes(file)
                one, other = (readers.added.parse(data, name).text for name in (id_, now))
            except DocumentError:
                return False
        return one == other

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


def _missing(id_: str, collection: Collection) -> LibraryError:
    return LibraryError(
        f"The collection {collection.name!r} has no document {id_!r}.", "Choose one that it lists."
    )


def _without(documents: Mapping[str, str], ids: Ids[str]) -> dict[str, str]:
    return {id_: file for id_, file in documents.items() if id_ not in ids}


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
