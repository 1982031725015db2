"""What a page sends, and how Gradio hands it to the handlers: without them knowing Gradio."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from qa.templating import Html
from qa.web import messages
from qa.web.messages.language import preferred, speaking, speaking_each
from qa.web.server.account import check_own_account
from qa.web.server.visitors import visitor_in
from qa.web.session.last_sessions import LastSessions
from qa.web.session.session import Session
from qa.web.templates import frame

Parts = tuple[object, ...]
"""What components are sent; nothing in place of None."""


class Request(Protocol):
    """What a handler needs of a request."""

    @property
    def cookies(self) -> Mapping[str, str]:
        """What the browser was told to remember."""

    @property
    def query_params(self) -> Mapping[str, str]:
        """What stands behind the address of the page."""

    @property
    def headers(self) -> Mapping[str, str]:
        """What it came with."""

    @property
    def session_hash(self) -> str | None:
        """What Gradio calls the page by that it came from."""

    @property
    def client(self) -> tuple[str, int] | None:
        """The address and the port that it came from."""


@dataclass(frozen=True)
class PageEvent:
    """An event of the page of a ``session``, and the ``payload`` that its script sends with it."""

    session: Session
    request: Request
    payload: object = None

    @property
    def visitor(self) -> str:
        """Whose page it is: the guard lets only cookies through that this server made."""
        return visitor_in(self.request.cookies)

    @property
    def language(self) -> str:
        """What its browser is spoken to in."""
        return preferred(self.request.headers.get("accept-language", ""))

    def check_own_account(self) -> None:
        """Hold that it comes from a program of the server's own account; see there.

        Raises:
            PinciteError: when it does not.
        """
        check_own_account(self.request.client, self.request.headers)

    def enter(self) -> None:
        """Open what the address of the page names, if this is its first event.

        Raises:
            PinciteError: when the documents cannot be read.
        """
        query = self.request.query_params
        self.session.enter(
            self.visitor,
            query.get("collection", ""),
            query.get("document", ""),
        )

    def given_back(self, sessions: LastSessions, *, repeat: bool) -> Html | None:
        """What the page is told, once, whose session before this was given back; mostly nothing.

        ``repeat`` says that the event comes to nothing.
        """
        if not sessions.replaces_another(self.request.session_hash or "", self.session):
            return None
        removed = self.session.take_over(self.visitor)
        words = messages.given_back(repeat=repeat, removed=removed)
        return frame.notification(self.session.next_number(), words)


@dataclass(frozen=True)
class Adapter:
    """Makes of handlers what Gradio calls.

    Gradio looks at a function's annotations for the types that it calls ``payload_type`` and
    ``request_type``, and passes what is of them before the inputs. ``skip`` makes what it takes for
    nothing to be sent.

    Before what a handler sends come its session, and what the page is to be told where its session
    before was given back: Gradio closes a session with its page only if it was sent, and an hour
    after it was sent last.
    """

    payload_type: type
    request_type: type
    skip: Callable[[], Any]
    sessions: LastSessions = field(default_factory=LastSessions)

    def once(
        self, handler: Callable[[PageEvent], object], *, of_chat: bool = False
    ) -> Callable[..., Parts]:
        """What calls a ``handler`` that sends one thing; see `parts`."""
        return self.parts(lambda event: (handler(event),), of_chat=of_chat)

    def parts(
        self, handler: Callable[[PageEvent], Parts], *, of_chat: bool = False, number: int = 1
    ) -> Callable[..., Parts]:
        """What calls a ``handler`` that sends a ``number`` of things.

        One ``of_chat`` has nothing to do with a session that does not know its page's chat yet.
        """

        def handle(payload: object, request: Request, session: Session) -> Parts:
            event = PageEvent(session, request, payload)
            with speaking(event.language):
                words = event.given_back(self.sessions, repeat=of_chat)
                nothing = words is not None and of_chat
                parts = (None,) * number if nothing else handler(event)
            return session, *self._sent((words, *parts))

        handle.__annotations__ |= {"payload": self.payload_type, "request": self.request_type}
        return handle

    def stream(self, handler: Callable[[PageEvent], Iterator[Parts]]) -> Callable[..., object]:
        """What calls a ``handler`` that sends one thing after another."""

        def handle(payload: object, request: Request, session: Session) -> Iterator[Parts]:
            yield from self._streamed(handler, PageEvent(session, request, payload))

        handle.__annotations__ |= {"payload": self.payload_type, "request": self.request_type}
        return handle

    def stream_unasked(
        self, handler: Callable[[PageEvent], Iterator[Parts]]
    ) -> Callable[..., object]:
        """The same for an event that no script of the page triggers, so that has no payload."""

        def handle(request: Request, session: Session) -> Iterator[Parts]:
            yield from self._streamed(handler, PageEvent(session, request))

        handle.__annotations__ |= {"request": self.request_type}
        return handle

    def _streamed(
        self, handler: Callable[[PageEvent], Iterator[Parts]], event: PageEvent
    ) -> Iterator[Parts]:
        with speaking(event.language):
            words = event.given_back(self.sessions, repeat=False)
        parts: Parts = ()
        for parts in speaking_each(event.language, handler(event)):
            yield event.session, *self._sent((words, *parts))
            words = None
        # Gradio sends the last once more when a stream ends: it may be older than what has come
        # from others meanwhile.
        if parts:
            yield event.session, *self._sent((None,) * (len(parts) + 1))

    def _sent(self, parts: Parts) -> Parts:
        return tuple(self.skip() if part is None else part for part in parts)
