"""What of a library is open: a collection, and the document in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from index import Document, PinciteError
from index.documents.files import LoadedDocuments
from qa.library.contents import with_unread
from qa.library.library import Library
from qa.web import messages
from qa.web.anchors import document_key
from qa.web.session.changes import Changes
from qa.web.session.following import Following
from qa.web.session.list_view import Listing, ListView
from qa.web.session.open_collection import OpenCollection
from qa.web.session.outcome import Outcome, add_elsewhere

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.library.collection import Collection

_ALL = " all"


class Workspace:
    """The open collection of the library that ``find_library`` gives when it is first needed.

    Events of a page come at once: whoever needs several things that belong together holds the
    ``lock`` meanwhile.
    """

    def __init__(self, find_library: Callable[[], Library]) -> None:
        self.lock = RLock()
        self._find_library = find_library
        self._library: Library | None = None
        self._folder: str | None = None
        self._loaded: LoadedDocuments | None = None
        self._front = self._missed = ""
        self._error: PinciteError | None = None
        self.view, self.changes, self._following = ListView(), Changes(), Following()

    @property
    def has_library(self) -> bool:
        """Whether the library was needed yet."""
        return self._library is not None

    @property
    def library(self) -> Library:
        """The library."""
        with self.lock:
            if self._library is None:
                self._library = self._find_library()
            return self._library

    @property
    def folder(self) -> str:
        """The open collection's folder: the first one's before one is chosen or when it is gone."""
        with self.lock:
            if self._folder is None or self._folder not in self.library:
                if self._folder:
                    self._miss(messages.COLLECTION_GONE)
                self._folder, self._loaded = self.library.collections()[0].folder, None
            return self._folder

    def current(self) -> OpenCollection:
        """The open collection, or the first one when it is gone.

        Raises:
            PinciteError: when it cannot be read.
        """
        with self.lock:
            return self._opened(self.folder)

    def last_read(self) -> OpenCollection:
        """The open collection as it was last found, without a look into the library.

        Raises:
            PinciteError: when it was not read yet, and cannot be.
        """
        with self.lock:
            return self._opened(self._folder) if self._folder and self._loaded else self.current()

    def document(self, key: str) -> Document:
        """The document of the open collection with this key.

        Raises:
            PinciteError: when it is not there.
        """
        return self.current().document(key)

    def open(self, collection: str, document: str) -> None:
        """Open what the address of a page names.

        A page is told what is not there; without the collection the next question is not answered.
        """
        with self.lock:
            try:
                if collection:
                    self.choose(collection)
            except PinciteError as error:
                self._miss(error.problem)
                return
            self._front = document
            front = self.current().front if document else None
            if document and (not front or front.id != document):
                self._missed = messages.no_such_document(document)

    def assistant(self) -> Assistant:
        """An assistant for the open collection, as its documents are now.

        While they are embedded, one that has not compared all of them with a question.

        Raises:
            PinciteError: when the models or the documents cannot be read, and once when what was
                to be asked is gone.
        """
        with self.lock:
            folder = self.folder
            error, self._error = self._error, None
        if error:
            raise error
        assistant = self.library.open(folder, early=True)
        self.take_documents(folder, assistant)
        return assistant

    def take_documents(self, folder: str, assistant: Assistant) -> None:
        """Take what ``assistant`` has read of the collection in ``folder``, if that is open.

        Documents whose pages OCR is still to read, which it is not asked about, stay.
        """
        asked = LoadedDocuments(assistant.index.documents, assistant.index.skipped)
        with self.lock:
            if folder != self._folder:
                return
            loaded = with_unread(asked, self._opened(folder).documents)
            if loaded != self._loaded:
                self._loaded = loaded

    def choose(self, name: str) -> None:
        """Open the collection of this name.

        Raises:
            PinciteError: when there is none.
        """
        with self.lock:
            self._folder, self._loaded = self.library.by_name(name).folder, None
            self.view.begin()
            self._front, self._missed, self._error = "", "", None

    def change(
        self, action: str, name: str, front: str = "", ids: Sequence[str] = ()
    ) -> Sequence[str]:
        """Change the collection, or which one is open; what is to be told of it, mostly nothing.

        ``action`` is to "choose", "create" or "delete" the collection ``name``, to "open" it with
        the first document of ``ids`` in front, or as `Changes.apply` has it; "remove all" and "move
        all" are about all documents that are listed. ``front`` is the id of the document that is
        shown, which stays.

        Raises:
            PinciteError: when that cannot be done.
        """
        with self.lock:
            if action in ("choose", "create", "open"):
                self.choose(self.library.create(name).name if action == "create" else name)
                if action == "open":
                    self.view.change("find", "")
                    self._front = next(iter(ids), "")
                self.changes.forget(self.library)
            elif action == "delete":
                self.changes.delete(self.library, name)
                self.choose("")
            else:
                folder = self._same_folder()
                back = self.changes.deleted if action == "undo" else ""
                before = self.library.collection(folder)
                if action.endswith(_ALL):
                    action = action.removesuffix(_ALL)
                    ids = self.view.removable(before, self.current().documents)
                told = self.changes.apply(self.library, folder, action, name, ids)
                front = self.library.collection(folder).name_now(front, before)
                self._show(back or folder, front)
                return told
            return ()

    def follow(self, front: str) -> bool:
        """Whether the open collection was opened anew with other documents, which are then taken.

        ``front`` is the id of the document that is shown, which stays.

        Raises:
            PinciteError: when the documents cannot be read.
        """
        with self.lock:
            now = self._following.opened_anew(self.library, self.folder)
            if now:
                self._show(self.folder, front, now)
            return now is not None

    def look(self, front: str) -> bool:
        """Whether the library is not as the page shows it, as others changed it; it is then taken.

        ``front`` is as in `follow`. Where nothing has changed, nothing is read.

        Raises:
            PinciteError: when the documents cannot be read.
        """
        with self.lock:
            before, folder = self._folder, self.folder
            now = self.library.read(folder)
            if self._following.shows(self.library.collections(), now):
                return False
            if before in (None, folder):  # else another is open now, which says why
                self._show(folder, front, now)
            return True

    def add(
        self, files: Sequence[tuple[str, Path]], front: str = "", password: str = "", into: str = ""
    ) -> Outcome:
        """Add files to the open collection and show the first; what came of them.

        ``front`` is the id of the document that is shown, which stays when none is added. What the
        ``password`` opens is kept without it. ``into`` is the folder of the collection that was
        open when they were chosen: where another is by now, they are added there all the same.

        Raises:
            PinciteError: when the collection is gone, or cannot be written.
        """
        with self.lock:
            self.changes.begin_addition()
            # A new session's page may show the collection of another one, which is gone by now.
            gone = self._folder is None and into != "" and into not in self.library
            if into not in ("", self._folder or self.folder) and not gone:
                outcome = add_elsewhere(self.library, into, files, password)
                return self.changes.tell_addition(self.library, outcome)
            folder = self._same_folder()
            added = self.library.add(folder, files, password)
            self._show(folder, next(iter(added.documents), front))
            collection = self.library.collection(folder)
            same = self.view.same_texts(collection, self.current().documents, added.documents)
            told = collection.name if gone and not self.library.is_temporary else ""
            return self.changes.tell_addition(self.library, Outcome.of(added, same, told))

    def arrange(self, action: str, name: str) -> bool:
        """Whether ``action`` changes the list alone, which is then done; see `ListView.change`.

        Raises:
            PinciteError: when it cannot be done.
        """
        with self.lock:
            return self.view.change(action, name)

    def listing(self, collection: Collection, collections: Sequence[Collection]) -> Listing:
        """What the page is sent of the open ``collection``, which is one of these.

        Raises:
            PinciteError: when it, or another that is searched, cannot be read.
        """
        with self.lock:
            current = self.current()
            self._following.show(collections, current.loaded)
            return self.view.listing(self.library, collection, current.documents)

    def close(self) -> None:
        """Let what was changed last stand."""
        if self._library:
            self.changes.forget(self._library)

    def _opened(self, folder: str) -> OpenCollection:
        if self._loaded is None:
            self._loaded = self.library.read(folder)
        documents = self._loaded.documents
        front = next((d for d in documents if d.id == self._front), next(iter(documents), None))
        state = folder, self._front, self._missed, [*map(document_key, documents)]
        return OpenCollection(folder, self._loaded, front, self._missed, state)

    def _show(self, folder: str, front: str, loaded: LoadedDocuments | None = None) -> None:
        self._folder, self._loaded, self._front, self._missed = folder, loaded, front, ""

    def _same_folder(self) -> str:
        """The folder of the collection that is to be changed: no other, when that is gone."""
        before, folder = self._folder, self.folder
        if before not in (None, folder):
            raise PinciteError(messages.COLLECTION_GONE, messages.NOTHING_CHANGED)
        return folder

    def _miss(self, problem: str) -> None:
        self._missed, self._front = problem, ""
        self._error = PinciteError(problem, messages.ASK_SHOWN_INSTEAD)
