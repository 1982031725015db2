"""What one visitor has in front of them: a collection, and a chat about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from secrets import token_urlsafe
from threading import Lock
from typing import TYPE_CHECKING

from index import Document, PinciteError
from qa.library.contents import Stage
from qa.library.folders import folder_reports
from qa.library.library import Library
from qa.templating import Html
from qa.web import messages
from qa.web.anchors import NO_ADDRESSES, Addresses
from qa.web.loading import Loading, Pace
from qa.web.panels import Panels, broken_panels, collection_panels, status_of
from qa.web.session.background import run_with_progress
from qa.web.session.chat import Chat
from qa.web.session.shared import SharedState
from qa.web.session.workspace import Workspace

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.library.report import LibraryReport


class Session:
    """One visitor's workspace and chat, and what their page was last sent of them.

    ``sent`` counts what was sent, so that each differs from the one before.
    """

    def __init__(self, shared_state: SharedState) -> None:
        self.shared_state = shared_state
        self.workspace = Workspace(self._library)
        self.chat = Chat()
        self.sent = 0
        self._visitor = token_urlsafe()
        self._entering, self._entered = Lock(), False
        self._opening = 0
        self._loading: Loading | None = None
        self._outcomes: Sequence[str] = ()
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
        return state.library or state.private_libraries.enter(self._visitor)

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
        """Leave a library of the visitor's own."""
        if self.workspace.has_library and not self.shared_state.library:
            self.shared_state.private_libraries.leave(self._visitor)

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
            return broken_panels(str(error))

    def open_collection(self, outcomes: Sequence[str] = ()) -> Iterator[Panels]:
        """The open collection while it is read and embedded, and last as it is when that is done.

        It ends early when another collection, or this one as it is then, is opened meanwhile.
        ``outcomes`` are what came of the files that were just added.

        Raises:
            PinciteError: when the library cannot be read.
        """
        with self.workspace.lock:
            self._opening += 1
            turn, before = self._opening, self.workspace.current()
            self._report, self._examples, self._outcomes = None, (), outcomes
            first = self.panels(Loading(messages.READING))
        yield first
        if not before.documents:
            yield self.panels(None)
            return

        pace = Pace()

        def work(report: Callable[[Loading], None]) -> Assistant:
            def tell(stage: Stage, done: int, of: int) -> None:
                left = pace.seconds_left(stage, done, of)
                words, askable = messages.loading_progress(stage, done, of), stage == "embedding"
                loading = Loading(words, done, of, left, askable)
                report(loading if done < of else Loading(words))

            self.shared_state.warm.result()
            return self.workspace.library.open(before.folder, tell)

        stages, opening = run_with_progress(work)
        for stage in stages:
            if turn != self._opening:
                return
            yield self.panels(stage)
        if turn != self._opening:
            return
        try:
            assistant = opening.result()
        except PinciteError as error:
            self._outcomes = [*self._outcomes, str(error)]
            yield self.panels(None, str(error))
            return
        from qa.library.report import library_report

        report, examples = library_report(assistant.index), self.shared_state.openers(assistant)
        if self.workspace.current().loaded is not before.loaded:  # changed, or another was chosen
            yield from self.open_collection(self._outcomes)
            return
        self.workspace.take_documents(before.folder, assistant)
        self._report, self._examples = report, examples
        yield self.panels(None)

    def not_changed(self, outcomes: Sequence[str]) -> Panels:
        """The open collection, which was not changed, as the ``outcomes`` say.

        Raises:
            PinciteError: when the library cannot be read.
        """
        self._outcomes = outcomes
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
            self.sent, self._loading = self.sent + 1, loading
            return collection_panels(
                collections,
                chosen,
                current.documents,
                front=front,
                addresses=addresses,
                missed=current.missed,
                number=self.sent,
                same=same,
                status=self.status(failure),
                loading=loading,
                ocr=self.workspace.library.ocr.state(chosen.folder),
                outcomes=self._outcomes,
                report=self._report,
                examples=self._examples,
                folders=folder_reports(chosen, current.documents, current.loaded.skipped),
                may_watch=self.workspace.library.folders.allowed,
            )

    def _addresses(self, front: Document | None) -> Addresses:
        """Where the page asks for more of the document in ``front``; others once it was changed."""
        return self.shared_state.addresses_of(front) if front else NO_ADDRESSES

    def status(self, failure: str = "") -> Html:
        """Whether questions are answered; ``failure`` is why not."""
        warm = self.shared_state.warm
        try:
            doing = self._loading.words if self._loading else ""
            return status_of(warm, self.workspace.last_read().documents, doing, failure)
        except PinciteError as error:
            return status_of(warm, (), failure=str(error))
