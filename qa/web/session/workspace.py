"""What of a library lies open: a collection, and the document in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from index import Document, PinciteError
from index.documents.files import LoadedDocuments
from qa.library.library import Library
from qa.web.place import document_key
from qa.web.session.chat import OutOfDateError

if TYPE_CHECKING:
    from qa.assistant import Assistant


class Workspace:
    """The open collection of the library that ``library`` gives when it is first needed.

    ``missed`` is what was asked for and is not there, in words. Events of a page come at once:
    whoever needs several things of a desk that belong together holds its ``lock`` meanwhile.
    """

    def __init__(self, library: Callable[[], Library]) -> None:
        self.lock = RLock()
        self.missed = ""
        self._find = library
        self._library: Library | None = None
        self._folder: str | None = None
        self._reading: LoadedDocuments | None = None
        self._front = ""
        self._lost: PinciteError | None = None

    @property
    def used(self) -> bool:
        """Whether the library was needed yet."""
        return self._library is not None

    @property
    def library(self) -> Library:
        """The library."""
        with self.lock:
            if self._library is None:
                self._library = self._find()
            return self._library

    @property
    def folder(self) -> str:
        """The open collection's folder: the first one's before one is chosen or when it is gone."""
        with self.lock:
            if self._folder is None or self._folder not in self.library:
                if self._folder:
                    self._lose("The collection that was open here is gone.")
                self._folder, self._reading = self.library.collections()[0].folder, None
            return self._folder

    @property
    def reading(self) -> LoadedDocuments:
        """What was last read of the open collection."""
        with self.lock:
            folder = self.folder
            if self._reading is None:
                self._reading = self.library.read(folder)
            return self._reading

    @property
    def documents(self) -> Sequence[Document]:
        """The open collection's documents."""
        return self.reading.documents

    @property
    def front(self) -> Document | None:
        """The document to be shown: the first until another is, None where there is none."""
        documents = self.documents
        first = next(iter(documents), None)
        return next((it for it in documents if it.id == self._front), first)

    @property
    def shown(self) -> object:
        """What a page shows of the documents: it is as before when this is."""
        with self.lock:
            return self.folder, self._front, self.missed, [*map(document_key, self.documents)]

    def document(self, wanted: str) -> Document:
        """The document that the page calls ``wanted``.

        Raises:
            PinciteError: when it is not in the open collection.
        """
        for document in self.documents:
            if document_key(document) == wanted:
                return document
        raise PinciteError("This document is no longer in the collection.", "Ask again.")

    def open(self, collection: str, document: str) -> None:
        """Open what the address of a page names.

        What is not there is in ``missed``; without the collection the next question is not
        answered.
        """
        with self.lock:
            try:
                if collection:
                    self.choose(collection)
            except PinciteError as error:
                self._lose(error.problem)
                return
            self._front = document
            if document and (not self.front or self.front.id != document):
                self.missed = f"There is no document {document[:60]!r} here."

    def assistant(self) -> Assistant:
        """An assistant for the open collection, as its documents are now.

        Raises:
            PinciteError: when the models or the documents cannot be read, and once when what was
                to be asked is gone.
        """
        with self.lock:
            folder = self.folder
            lost, self._lost = self._lost, None
        if lost:
            raise lost
        assistant = self.library.open(folder)
        self.read(folder, assistant)
        return assistant

    def read(self, folder: str, assistant: Assistant) -> None:
        """Take what ``assistant`` has read of the collection in ``folder``, if that is open."""
        found = LoadedDocuments(assistant.index.documents, assistant.index.skipped)
        with self.lock:
            if folder == self._folder and found != self._reading:
                self._reading = found

    def choose(self, name: str) -> None:
        """Open the collection of this name.

        Raises:
            PinciteError: when there is none.
        """
        with self.lock:
            self._folder, self._reading = self.library.named(name).folder, None
            self._front, self.missed, self._lost = "", "", None

    def arrange(self, does: str, name: str, front: str = "") -> None:
        """Change the collection, or which one is open.

        ``does`` is to "choose", "create" or "delete" the collection ``name``, to "remove" the
        document of that id, or to "restore" the default ones. ``front`` is the id of the document
        that is shown, which stays.

        Raises:
            PinciteError: when that cannot be done.
        """
        with self.lock:
            if does == "choose":
                self.choose(name)
            elif does == "create":
                self.choose(self.library.create(name).name)
            elif does == "delete":
                self.library.delete(self.library.named(name).folder)
                self.choose("")
            elif does == "remove":
                self._changed(self.library.remove(self._held(), name).folder, front)
            elif does == "restore":
                self._changed(self.library.restore(self._held()).folder, front)
            else:
                raise OutOfDateError

    def bring(self, files: Sequence[tuple[str, Path]], front: str = "") -> list[str]:
        """Add files to the open collection and show the first; what came of each, in words.

        ``front`` is the id of the document that is shown, which stays when none is added.

        Raises:
            PinciteError: when the collection is gone, or cannot be written.
        """
        with self.lock:
            folder = self._held()
            added = self.library.add(folder, files)
            self._changed(folder, next(iter(added.documents), front))
        return [f"Replaced: {name}" for name in added.replaced] + [
            f"Not added: {file.reason}" for file in added.refused
        ]

    def _changed(self, folder: str, front: str) -> None:
        self._folder, self._reading, self._front, self.missed = folder, None, front, ""

    def _held(self) -> str:
        """The folder of the collection that is to be changed: no other, when that is gone."""
        before, folder = self._folder, self.folder
        if before not in (None, folder):
            raise PinciteError("The collection that was open here is gone.", "Nothing was changed.")
        return folder

    def _lose(self, problem: str) -> None:
        self.missed, self._front = problem, ""
        self._lost = PinciteError(problem, "Ask again to ask the one that is shown instead.")
