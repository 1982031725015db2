"""What one visitor has in front of them: a collection of the library, and a chat about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock
from typing import TYPE_CHECKING

from index import Document, PinciteError
from index.files import Reading
from qa.collections.library import Library
from qa.web.background import staged
from qa.web.chat import Chat, OutOfDateError
from qa.web.house import House
from qa.web.place import key
from qa.web.view import View, stage, standing, view

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.health import Health


class Room:
    """One visitor's library, the collection that is open in it, and the chat."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.chat = Chat()
        self.sent = 0
        self._visitor = token_urlsafe()
        self._library: Library | None = None
        self._making = Lock()
        self._folder: str | None = None
        self._reading: Reading | None = None
        self._entered = False
        self._front = ""
        self._missed = ""
        self._lost: PinciteError | None = None
        self._state = ""
        self._opening = 0
        self._last: object = None

    def __deepcopy__(self, _: object) -> Room:
        """A room for another visitor, whose page begins as this one's."""
        room = Room(self.house)
        room._last = self._last
        return room

    @property
    def library(self) -> Library:
        """The visitor's library, made when it is first needed."""
        with self._making:
            if self._library is None:
                self._library = self.house.shared or self.house.visits.enter(self._visitor)
            return self._library

    @property
    def folder(self) -> str:
        """The open collection's folder: the first one's before one is chosen or when it is gone."""
        if self._folder is None or self._folder not in self.library:
            if self._folder:
                self._lose("The collection that was open here is gone.")
            self._folder, self._reading = self.library.collections()[0].folder, None
        return self._folder

    @property
    def documents(self) -> Sequence[Document]:
        """The open collection's documents."""
        return self.reading.documents

    @property
    def reading(self) -> Reading:
        """What was last read of the open collection."""
        folder = self.folder
        if self._reading is None:
            self._reading = self.library.read(folder)
        return self._reading

    @property
    def front(self) -> Document | None:
        """The document to be shown: the first until another is, None where there is none."""
        first = next(iter(self.documents), None)
        return next((it for it in self.documents if it.id == self._front), first)

    def enter(self, visitor: str, collection: str, document: str) -> None:
        """Open what the address of the page names, once: the page keeps it up to date.

        ``visitor`` is whose page it is, by the browser's word; nothing where it says none.

        What is not there is told above the document that is shown instead; without the collection
        the next question is not answered.
        """
        if self._entered:
            return
        self._entered = True
        if self._library is None and visitor:
            self._visitor = visitor
        try:
            if collection:
                self.choose(collection)
        except PinciteError as error:
            self._lose(error.problem)
        else:
            self._front = document
            if document and (not self.front or self.front.id != document):
                self._missed = f"There is no document {document[:60]!r} here."

    def _lose(self, problem: str) -> None:
        self._missed, self._front = problem, ""
        self._lost = PinciteError(problem, "Ask again to ask the one that is shown instead.")

    def document(self, wanted: str) -> Document:
        """The document that the page calls ``wanted``.

        Raises:
            PinciteError: when it is not in the open collection.
        """
        for document in self.documents:
            if key(document) == wanted:
                return document
        raise PinciteError("This document is no longer in the collection.", "Ask again.")

    def assistant(self) -> Assistant:
        """An assistant for the open collection, as its documents are now.

        Raises:
            PinciteError: when the models or the documents cannot be read, and once when what was
                to be asked is gone.
        """
        self.house.warm.result()
        folder = self.folder
        if lost := self._lost:
            self._lost = None
            raise lost
        assistant = self.library.open(folder)
        found = Reading(assistant.index.documents, assistant.index.skipped)
        if folder == self._folder and [*map(key, found.documents)] != [*map(key, self.documents)]:
            self._reading = found
        return assistant

    def changed(self) -> View | None:
        """The collection as it is now, when that differs from what the page was last sent."""
        return self.view() if self._last != self._now() else None

    def close(self) -> None:
        """Leave a library of the visitor's own."""
        if self._library and not self.house.shared:
            self.house.visits.leave(self._visitor)

    def choose(self, name: str) -> None:
        """Open the collection of this name.

        Raises:
            PinciteError: when there is none.
        """
        self._folder, self._reading = self.library.named(name).folder, None
        self._front, self._missed, self._lost = "", "", None

    def arrange(self, does: str, name: str, front: str = "") -> None:
        """Change the collection, or which one is open.

        ``does`` is to "choose", "create" or "delete" the collection ``name``, to "remove" the
        document of that id, or to "restore" the default ones. ``front`` is the id of the document
        that is shown, which stays.

        Raises:
            PinciteError: when that cannot be done.
        """
        if does == "choose":
            self.choose(name)
        elif does == "create":
            self.choose(self.library.create(name).name)
        elif does == "delete":
            self.choose(name)
            self.library.delete(self.folder)
            self._folder = None
        elif does == "remove":
            self.library.remove(self.folder, name)
        elif does == "restore":
            self.library.restore(self.folder)
        else:
            raise OutOfDateError
        if does in ("remove", "restore"):
            self._front, self._missed = front, ""
        self._reading = None

    def bring(self, files: Sequence[tuple[str, Path]], front: str = "") -> list[str]:
        """Add files to the open collection and show the first; what came of each, in words.

        ``front`` is the id of the document that is shown, which stays when none is added.
        """
        added = self.library.add(self.folder, files)
        self._front, self._missed = next(iter(added.documents), front), ""
        self._reading = None
        return [f"Replaced: {name}" for name in added.replaced] + [
            f"Not added: {file.reason}" for file in added.refused
        ]

    def opened(self, told: Sequence[str] = ()) -> Iterator[View]:
        """The collection as it is read and embedded, and last as it is when that is done.

        It ends early when another collection, or this one as it is then, is opened meanwhile.
        """
        self._opening += 1
        turn, folder, before = self._opening, self.folder, self.reading
        yield self.view("Reading…", told)
        if not before.documents:
            yield self.view(told=told)
            return

        def work(say: Callable[[str], None]) -> Assistant:
            self.house.warm.result()
            return self.library.open(folder, lambda *at: say(stage(*at)))

        stages, done = staged(work)
        for words in stages:
            if turn != self._opening:
                return
            yield self.view(words, told)
        if turn != self._opening:
            return
        try:
            assistant = done.result()
        except PinciteError as error:
            yield self.view(told=[*told, str(error)], failed=str(error))
            return
        from qa.health import health

        report, examples = health(assistant.index), self.house.openers(assistant)
        if self.reading is not before:  # changed meanwhile, or another was chosen
            yield from self.opened(told)
            return
        self._reading = Reading(assistant.index.documents, assistant.index.skipped)
        yield self.view(told=told, report=report, examples=examples)

    def view(
        self,
        state: str = "",
        told: Sequence[str] = (),
        report: Health | None = None,
        examples: Sequence[str] = (),
        failed: str = "",
    ) -> View:
        """The open collection on the page; ``state`` is what is being done with it."""
        documents = self.documents
        collections = self.library.collections()
        # Another visitor may have deleted it this moment.
        chosen = next((c for c in collections if c.folder == self._folder), collections[0])
        self.sent, self._state = self.sent + 1, state
        before, self._last = self._last, self._now()
        return view(
            collections,
            chosen,
            documents,
            front=self.front,
            missed=self._missed,
            number=self.sent,
            same=self._last == before,
            status=self.standing(failed),
            state=state,
            told=told,
            report=report,
            examples=examples,
        )

    def _now(self) -> object:
        """What the page shows of the documents."""
        return self._folder, self._front, self._missed, [*map(key, self.documents)]

    def standing(self, failed: str = "") -> str:
        """The status."""
        return standing(self.house.warm, self.documents, self._state, failed)
