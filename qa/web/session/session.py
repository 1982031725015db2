"""What one visitor has in front of them: a desk with a collection on it, and a chat about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from secrets import token_urlsafe
from threading import Lock
from typing import TYPE_CHECKING

from index import PinciteError
from qa.library.library import Library
from qa.web.panels import Panels, broken_panels, collection_panels, progress_words, status_of
from qa.web.session.background import run_with_progress
from qa.web.session.chat import Chat
from qa.web.session.shared import SharedState
from qa.web.session.workspace import Workspace

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.library.report import LibraryReport


class Session:
    """One visitor's desk and chat, and what their page was last sent of them."""

    def __init__(self, house: SharedState) -> None:
        self.house = house
        self.desk = Workspace(self._library)
        self.chat = Chat()
        self.sent = 0
        self._visitor = token_urlsafe()
        self._entering, self._entered = Lock(), False
        self._opening = 0
        self._state = ""
        self._found: tuple[LibraryReport, Sequence[str]] | None = None
        self._last: object = None

    def __deepcopy__(self, _: object) -> Session:
        """A room for another visitor, whose page begins as this one's."""
        room = Session(self.house)
        room._last = self._last
        return room

    def _library(self) -> Library:
        return self.house.shared or self.house.visits.enter(self._visitor)

    def enter(self, visitor: str, collection: str, document: str) -> None:
        """Open what the address of the page names, once: the page keeps it up to date.

        ``visitor`` is whose page it is, by the browser's word; nothing where it says none.

        Raises:
            PinciteError: when the documents cannot be read.
        """
        with self._entering:
            if self._entered:
                return
            self._entered = True
            if visitor and not self.desk.used:
                self._visitor = visitor
            self.desk.open(collection, document)

    def close(self) -> None:
        """Leave a library of the visitor's own."""
        if self.desk.used and not self.house.shared:
            self.house.visits.leave(self._visitor)

    def assistant(self) -> Assistant:
        """An assistant for the open collection, once the models are there.

        Raises:
            PinciteError: see `Desk.assistant`.
        """
        self.house.warm.result()
        return self.desk.assistant()

    def changed(self) -> Panels | None:
        """The collection as it is now, when that differs from what the page was last sent."""
        try:
            return None if self._last == self.desk.shown else self.view()
        except PinciteError as error:
            return broken_panels(str(error))

    def opened(self, told: Sequence[str] = ()) -> Iterator[Panels]:
        """The collection as it is read and embedded, and last as it is when that is done.

        It ends early when another collection, or this one as it is then, is opened meanwhile.

        Raises:
            PinciteError: when the library cannot be read.
        """
        with self.desk.lock:
            self._opening += 1
            turn, folder, before = self._opening, self.desk.folder, self.desk.reading
            self._found = None
            first = self.view("Reading…", told)
        yield first
        if not before.documents:
            yield self.view(told=told)
            return

        def work(say: Callable[[str], None]) -> Assistant:
            self.house.warm.result()
            return self.desk.library.open(folder, lambda *at: say(progress_words(*at)))

        stages, done = run_with_progress(work)
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
        from qa.library.report import library_report

        found = library_report(assistant.index), self.house.openers(assistant)
        if self.desk.reading is not before:  # changed meanwhile, or another was chosen
            yield from self.opened(told)
            return
        self.desk.read(folder, assistant)
        self._found = found
        yield self.view(told=told)

    def view(self, state: str = "", told: Sequence[str] = (), failed: str = "") -> Panels:
        """The open collection on the page; ``state`` is what is being done with it.

        Raises:
            PinciteError: when the library cannot be read.
        """
        with self.desk.lock:
            before, self._last = self._last, self.desk.shown
            collections = self.desk.library.collections()
            # Another visitor may have deleted it this moment.
            chosen = next((c for c in collections if c.folder == self.desk.folder), collections[0])
            self.sent, self._state = self.sent + 1, state
            report, examples = self._found or (None, ())
            return collection_panels(
                collections,
                chosen,
                self.desk.documents,
                front=self.desk.front,
                missed=self.desk.missed,
                number=self.sent,
                same=self._last == before,
                status=self.standing(failed),
                state=state,
                told=told,
                report=report,
                examples=examples,
            )

    def standing(self, failed: str = "") -> str:
        """The status."""
        try:
            return status_of(self.house.warm, self.desk.documents, self._state, failed)
        except PinciteError as error:
            return status_of(self.house.warm, (), failed=str(error))
