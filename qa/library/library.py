"""A library: collections of documents, kept between visits."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from index.documents.files import (
    LoadedDocuments,
    Paths,
    default_documents,
    given_paths,
    resolve_paths,
)
from index.errors import PinciteError
from index.storage.paths import own_folder
from index.storage.scratch import folder_for_now
from qa.library.adding import add_files
from qa.library.assistant_cache import AssistantCache
from qa.library.collection import (
    FIRST_NAME,
    MAX_COLLECTIONS,
    Collection,
    LibraryError,
    new_folder,
)
from qa.library.collection_reader import CollectionReader
from qa.library.contents import Progress, no_progress
from qa.library.deletions import Deletions
from qa.library.followers import Followers
from qa.library.leftovers import remove_deleted, remove_leftovers, remove_removed
from qa.library.linked_folders import LinkedFolders
from qa.library.opening import Opener
from qa.library.store import Store
from qa.library.stored_documents import StoredDocuments
from qa.library.titles import Matches, Titles
from qa.library.upload_check import AddedFiles
from qa.library.watch import Watch

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder
    from qa.assistant import Assistant


class Library:
    """The collections in the folder ``home``. Safe to share between threads and processes.

    There is always one; the first starts with the ``default`` documents, those that Pincite ships
    with when None. ``embedder`` and ``reader`` are what its assistants use: None, and the name of
    a reader, as on the command line. Where only the user of this machine reaches it, as ``local``
    says, they may add ``folders`` of this machine; a ``watch`` that is started looks at these.

    Raises:
        LibraryError: when the folder cannot be written.
    """

    def __init__(
        self,
        home: Path,
        default: Paths | None = None,
        embedder: Embedder | None = None,
        reader: str | None = None,
        *,
        local: bool = False,
    ) -> None:
        self.home = home
        self.default = given_paths(default_documents() if default is None else default)
        self._temporary: TemporaryDirectory[str] | None = None
        self._store = Store(home)
        self._titles = Titles(self._store)
        self._reader = CollectionReader(self._store, self.default, self._titles)
        self._opener = Opener(self._reader, embedder, reader)
        self._assistants, self._followers, self.ocr = AssistantCache(), Followers(), self._store.ocr
        self.folders = LinkedFolders(self._store, self.default, local)
        self.deletions = Deletions(self._store, self._assistants.let_go)
        self.documents = StoredDocuments(self._store, self.default, self._titles)
        self.watch = Watch(self._store, self._reader.state, self.open)
        with self._store.changing():
            remove_leftovers(self._store)
            if not self._store.folders():
                self._store.write(Collection(new_folder(()), FIRST_NAME, default=True))

    @classmethod
    def persistent(
        cls, default: Paths | None = None, reader: str | None = None, *, local: bool = False
    ) -> Library:
        """The library that is kept for these default documents: each set of them has its own.

        Raises:
            DocumentError: when ``default`` are no paths.
            LibraryError: when its folder cannot be written.
        """
        folder = "shipped"
        if default is not None:
            folder = sha256(repr(resolve_paths(default)).encode()).hexdigest()[:16]
        return cls(own_folder("library") / folder, default, reader=reader, local=local)

    @classmethod
    def temporary(
        cls,
        default: Paths | None = None,
        embedder: Embedder | None = None,
        reader: str | None = None,
        parent: Path | None = None,
    ) -> Library:
        """A library in a folder of its own, made in ``parent`` and removed by `close`.

        Raises:
            StorageError: when it cannot be made.
        """
        folder = folder_for_now(parent)
        library = cls(Path(folder.name), default, embedder, reader)
        library._temporary = folder
        return library

    @property
    def is_temporary(self) -> bool:
        """Whether `close` removes it with all that is in it."""
        return self._temporary is not None

    def stop(self) -> None:
        """Have all work with it end at its next batch, and let none begin."""
        self._store.lifetime.stop()

    def close(self) -> None:
        """End all work with it at its next batch, and remove a temporary one's folder."""
        self._store.lifetime.end()
        self.watch.end()
        self._assistants.clear()
        self._reader.readings.clear()
        remove_removed(self._store)
        remove_deleted(self._store.home)
        if self._temporary:
            self._temporary.cleanup()

    def __contains__(self, folder: str) -> bool:
        """Whether there is a collection in ``folder``; this takes microseconds.

        Raises:
            LibraryError: when the library is gone.
        """
        with self._store.reading():
            return self._store.has(folder)

    def collections(self) -> tuple[Collection, ...]:
        """All collections, the oldest first.

        Raises:
            LibraryError: naming the file, when one is damaged.
        """
        with self._store.reading():
            return self._store.collections()

    def collection(self, folder: str) -> Collection:
        """The collection in ``folder``.

        Raises:
            LibraryError: when there is none, or it is damaged.
        """
        with self._store.reading():
            return self._store.collection(folder)

    def by_name(self, name: str) -> Collection:
        """The collection of this name; the first one where it is empty.

        Raises:
            LibraryError: when there is none.
        """
        collections = self.collections()
        for collection in collections:
            if name.casefold() in ("", collection.name.casefold()):
                return collection
        some = ", ".join(repr(collection.name) for collection in collections[:5])
        more = ", …" if len(collections) > 5 else ""
        raise LibraryError(f"There is no collection {name[:60]!r}.", f"There are: {some}{more}.")

    def create(self, name: str) -> Collection:
        """A new collection, without documents.

        Raises:
            LibraryError: for a name that is blank, too long or taken, or when there are
            `MAX_COLLECTIONS`.
        """
        with self._store.changing():
            folders = self._store.folders()
            if len(folders) >= MAX_COLLECTIONS:
                raise LibraryError(f"There are {MAX_COLLECTIONS} collections.", "Delete one first.")
            return self._store.write(Collection(new_folder(folders), self._store.free_name(name)))

    def rename(self, folder: str, name: str) -> Collection:
        """The collection in ``folder`` by another name.

        Raises:
            LibraryError: when there is none, or for a name that is blank, too long or taken.
        """
        with self._store.changing():
            collection = self._store.collection(folder)
            name = self._store.free_name(name, besides=folder)
            return self._store.write(replace(collection, name=name))

    def delete(self, folder: str) -> None:
        """Remove a collection with all that was added to it, damaged or not.

        Raises:
            LibraryError: when there is none, or no other.
        """
        self.deletions.forget(self.deletions.delete(folder))

    def add(self, folder: str, files: Iterable[tuple[str, Path]], password: str = "") -> AddedFiles:
        """Copy files into a collection, each given with the name it goes by.

        A file takes the place of the document of its name. One that holds the same as a document
        that is there is refused. Of an archive, or a mail, the files in it are added each. What a
        ``password`` opens is kept without it.

        Raises:
            DocumentError: when no default document can be read.
            LibraryError: when there is no such collection.
            StorageError: when it cannot be written.
        """
        with self._store.changing():
            return add_files(self._store, self.default, folder, files, password)

    def restore(self, folder: str) -> Collection:
        """The collection with all default documents again.

        Raises:
            LibraryError: when there is no such collection, or a folder of it holds them already.
        """
        with self._store.changing():
            collection = self._store.collection(folder)
            self.folders.check_default(collection)
            return self._store.write(replace(collection, default=True, removed=()))

    def read(self, folder: str) -> LoadedDocuments:
        """The documents of a collection by id, and the files of it that cannot be read any more.

        Raises:
            DocumentError: when no default document can be read.
            LibraryError: when there is no such collection.
        """
        return self._reader.documents(folder)

    def search(self, query: str, besides: str) -> list[Matches]:
        """What of all collections besides that in the folder ``besides`` has each word of a query.

        A collection that was never read is read first, if it can be.

        Raises:
            LibraryError: naming the file, when a collection is damaged.
        """
        others = [it for it in self.collections() if it.folder != besides]
        for collection in others:
            if not self._titles.are_known(collection.folder):
                with suppress(PinciteError):  # it is told when it is opened
                    self.read(collection.folder)
        matches = (self._titles.matches(collection, query) for collection in others)
        return [it for it in matches if it.documents]

    def open(
        self, folder: str, progress: Progress = no_progress, *, early: bool = False
    ) -> Assistant:
        """An assistant for a collection: the one opened before, until a document changes.

        Its index is kept; only passages that are new are embedded. While another thread has that
        done, whoever takes an ``early`` one gets one that embeds what its questions need.

        Raises:
            DocumentError: when no default document can be read.
            LibraryError: when there is no such collection, or it has no documents.
            ModelError: when the model cannot be read.
        """
        with self._followers.following(folder, progress) as tell:
            assistant = self._assistants.open(
                folder,
                lambda: self._reader.state(folder),
                lambda put_early: self._opener.open(folder, tell, put_early),
                early=early,
            )
        documents = len(assistant.index.documents)
        progress("ready", documents, documents)
        return assistant

    def warm(self) -> None:
        """Load the models, so that the next question is answered at once.

        Raises:
            ModelError: when one cannot be read.
        """
        self._opener.warm()
