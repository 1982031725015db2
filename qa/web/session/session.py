"""What one visitor has in front of them: a collection, and a chat about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from secrets import token_hex, token_urlsafe
from threading import Lock
from typing import TYPE_CHECKING
from weakref import finalize

from index import Document, PinciteError
from qa.library.contents import Stage
from qa.library.folders import folder_reports
from qa.library.library import Library
from qa.templating import Html
from qa.web import messages
from qa.web.anchors import NO_ADDRESSES, Addresses
from qa.web.loading import Loading, Pace
from qa.web.messages.language import speaking
from qa.web.panels import Panels, broken_panels, collection_panels, status_of
from qa.web.session.background import run_with_progress, run_with_stand_in
from qa.web.session.chat import Chat
from qa.web.session.comparison import Comparison
from qa.web.session.open_collection import OpenCollection
from qa.web.session.shared import SharedState
from qa.web.session.workspace import Workspace
from qa.web.templates import frame

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.library.report import LibraryReport


class Session:
    """One visitor's workspace and chat, and what their page was last sent of them.

    ``sent`` counts what was sent, so that each differs from the one before. ``outcomes`` are what
    came of what was done last, and ``encrypted`` the names of files that wait for a password.
    """

    def __init__(self, shared_state: SharedState) -> None:
        self.shared_state = shared_state
        self.workspace = Workspace(self._library)
        self.chat = Chat()
        self.comparison = Comparison()
        self.sent = 0
        self._key, self._visitor = token_hex(4), token_urlsafe()
        self._entering, self._entered = Lock(), False
        self._opening = 0
        self._leaving: finalize[..., Session] | None = None
        self._loading: Loading | None = None
        self._failure = self._asked = ""
        self.outcomes: Sequence[str] = ()
        self.encrypted: Sequence[str] = ()
        self._report: LibraryReport | None = None
        self._examples: Sequence[str] = ()
        self._last_sent: object = None

    def __deepcopy__(self, _: object) -> Session:
        """A session for another visitor, whose page begins as this one's."""
        session = Session(self.shared_state)
        session._last_sent = self._last_sent
        return session

    def _library(self) -> Library:
        state = self.shared_state
        if state.library:
            return state.library
        private = state.private_libraries
        library = private.enter(self._visitor)
        # Gradio lets go of a session without closing it when it holds too many.
        self._leaving = finalize(self, private.leave_later, self._visitor)
        self._leaving.atexit = False
        return library

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
            if visitor and not self.workspace.has_library:
                self._visitor = visitor
            self.workspace.open(collection, document)

    def close(self) -> None:
        """Leave a library of the visitor's own, and let what was removed last be gone."""
        self.workspace.close()
        if self._leaving and self._leaving.detach():
            self.shared_state.private_libraries.leave(self._visitor)

    def take_over(self, visitor: str) -> bool:
        """Become the session of a page that had another; whether the visitor's documents are gone.

        ``visitor`` is as in `enter`, which comes later.
        """
        self._last_sent = None  # nobody knows what the page shows
        shared = self.shared_state
        return shared.library is None and not shared.private_libraries.has(visitor)

    def assistant(self) -> Assistant:
        """An assistant for the open collection, once the models are there.

        Raises:
            PinciteError: see `Workspace.assistant`.
        """
        self.shared_state.warm.result()
        return self.workspace.assistant()

    def changed_panels(self) -> Panels | None:
        """The open collection, when it is not as the page was last sent it."""
        try:
            current = self.workspace.last_read()
            up_to_date = self._last_sent == (current.state, self._addresses(current.front))
            return None if up_to_date else self.panels(self._loading)
        except PinciteError as error:
            return self.broken(str(error))

    def open_collection(
        self, outcomes: Sequence[str] = (), encrypted: Sequence[str] = ()
    ) -> Iterator[Panels]:
        """The open collection while it is read and embedded, and last as it is when that is done.

        It ends early when another collection, or this one as it is then, is opened meanwhile.
        ``outcomes`` are what came of the files that were just added, of which those named
        ``encrypted`` wait for a password.

        Raises:
            PinciteError: when the library cannot be read.
        """
        with self.workspace.lock:
            self.chat.forget()
            self._opening += 1
            turn, before = self._opening, self.workspace.current()
            self._report, self._examples = None, ()
            self.outcomes, self.encrypted = outcomes, encrypted
            first = self.panels(Loading(messages.READING) if before.documents else None)
        yield first
        if not before.documents:
            return

        pace, language = Pace(), messages.spoken()

        def work(report: Callable[[Loading], None]) -> Assistant:
            def tell(stage: Stage, done: int, of: int) -> None:  # in the thread of who began it
                left = pace.seconds_left(stage, done, of)
                with speaking(language):
                    words = messages.loading_progress(stage, done, of)
                loading = Loading(words, done, of, left, stage == "embedding")
                report(loading if done < of else Loading(words))

            self.shared_state.warm.result()
            return self.workspace.library.open(before.folder, tell)

        stages, opening = run_with_progress(work)
        for stage in stages:
            with self.workspace.lock:  # so that no other begins before this is made
                if turn != self._opening:
                    return
                view = self.panels(stage)
            yield view
        yield from self._opened(turn, before, opening)

    def _opened(
        self, turn: int, before: OpenCollection, opening: Future[Assistant]
    ) -> Iterator[Panels]:
        """The collection as it is after its opening, if none has begun since."""
        try:
            assistant = opening.result()
        except PinciteError as error:
            with self.workspace.lock:
                if turn != self._opening:
                    return
                self.outcomes = [*self.outcomes, messages.of_engine(str(error))]
                view = self.panels(None, str(error))
            yield view
            return
        from qa.library.report import library_report

        report = library_report(assistant.index)
        nothing: Sequence[str] = ()
        for examples in run_with_stand_in(lambda: self.shared_state.openers(assistant), nothing):
            with self.workspace.lock:
                if turn != self._opening:
                    return
                # It may have been changed, or another was chosen.
                if same := self.workspace.current().loaded is before.loaded:
                    self.workspace.take_documents(before.folder, assistant)
                    self._report, self._examples = report, examples
                    self.workspace.view.remember(assistant.index.documents, report)
                    view = self.panels(None)
            if not same:
                yield from self.open_collection(self.outcomes, self.encrypted)
                return
            yield view

    def not_changed(self, outcomes: Sequence[str]) -> Panels:
        """The open collection, which was not changed, as the ``outcomes`` say.

        Raises:
            PinciteError: when the library cannot be read.
        """
        self.outcomes = outcomes
        return self.panels(None)

    def panels(self, loading: Loading | None, failure: str = "") -> Panels:
        """The open collection on the page.

        ``loading`` is how far its opening is, ``failure`` why it can't be asked.

        Raises:
            PinciteError: when the library cannot be read.
        """
        with self.workspace.lock:
            current = self.workspace.current()
            front = current.front
            addresses = self._addresses(front)
            shown = current.state, addresses
            same, self._last_sent = shown == self._last_sent, shown
            collections = self.workspace.library.collections()
            # Another visitor may have deleted it this moment.
            chosen = next((c for c in collections if c.folder == current.folder), collections[0])
            self.sent, self._loading, self._failure = self.sent + 1, loading, failure
            self._asked = chosen.name if len(collections) > 1 else ""
            return collection_panels(
                collections,
                chosen,
                current.documents,
                self.workspace.listing(chosen, collections),
                front=front,
                addresses=addresses,
                missed=current.missed,
                same=same,
                status=self._status(failure),
                loading=loading,
                ocr=self.workspace.library.ocr.state(chosen.folder),
                outcomes=self.outcomes,
                encrypted=self.encrypted,
                report=self._report,
                examples=self._examples,
                folders=folder_reports(chosen, current.documents, current.loaded.skipped),
                may_watch=self.workspace.library.folders.allowed,
                done=self.workspace.changes.done,
            ).numbered(self._key, self.sent)

    def arranged(self, action: str, name: str) -> Panels | None:
        """The page with its list as `Workspace.arrange` has it; None where that does not.

        Whatever else is being done with the collection goes on.

        Raises:
            PinciteError: when it cannot be done.
        """
        with self.workspace.lock:
            if not self.workspace.arrange(action, name):
                return None
            return self.panels(self._loading, self._failure)

    def broken(self, problem: str) -> Panels:
        """What the page shows when the collection cannot be read: why."""
        return broken_panels(problem).numbered(self._key, self.next_number())

    def next_number(self) -> int:
        """The number of what is sent next."""
        with self.workspace.lock:
            self.sent += 1
            return self.sent

    def numbered(self, panel: Html) -> Html:
        """A part of the page as it is sent: newer than all before."""
        return frame.numbered(self._key, self.next_number(), panel)

    def _addresses(self, front: Document | None) -> Addresses:
        """Where the page asks for more of the document in ``front``; others once it was changed."""
        return self.shared_state.addresses_of(front) if front else NO_ADDRESSES

    def status(self, failure: str = "") -> Html:
        """Whether questions are answered; ``failure`` is why not."""
        with self.workspace.lock:
            return frame.numbered(self._key, self.sent, self._status(failure))

    def _status(self, failure: str) -> Html:
        warm = self.shared_state.warm
        try:
            doing = self._loading.words if self._loading else ""
            documents = self.workspace.last_read().documents
            return status_of(warm, documents, doing, failure, self._asked)
        except PinciteError as error:
            return status_of(warm, (), failure=str(error))
