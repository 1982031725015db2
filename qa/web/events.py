"""What a page sends, and how Gradio hands it to the handlers: without them knowing Gradio."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from qa.web.server.account import check_own_account
from qa.web.server.visitors import visitor_in
from qa.web.session.session import Session

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


@dataclass(frozen=True)
class Adapter:
    """Makes of handlers what Gradio calls.

    Gradio looks at a function's annotations for the types that it calls ``payload_type`` and
    ``request_type``, and passes what is of them before the inputs. ``skip`` makes what it takes for
    nothing to be sent.
    """

    payload_type: type
    request_type: type
    skip: Callable[[], Any]

    def once(self, handler: Callable[[PageEvent], object]) -> Callable[..., object]:
        """What calls a ``handler`` that sends one thing."""

        def handle(payload: object, request: Request, session: Session) -> object:
            return handler(PageEvent(session, request, payload))

        handle.__annotations__ |= {"payload": self.payload_type, "request": self.request_type}
        return handle

    def stream(self, handler: Callable[[PageEvent], Iterator[Parts]]) -> Callable[..., object]:
        """What calls a ``handler`` that sends one thing after another."""

        def handle(payload: object, request: Request, session: Session) -> Iterator[Parts]:
            yield from map(self._sent, handler(PageEvent(session, request, payload)))

        handle.__annotations__ |= {"payload": self.payload_type, "request": self.request_type}
        return handle

    def stream_unasked(
        self, handler: Callable[[PageEvent], Iterator[Parts]]
    ) -> Callable[..., object]:
        """The same for an event that no script of the page triggers, so that has no payload."""

        def handle(request: Request, session: Session) -> Iterator[Parts]:
            yield from map(self._sent, handler(PageEvent(session, request)))

        handle.__annotations__ |= {"request": self.request_type}
        return handle

    def _sent(self, parts: Parts) -> Parts:
        return tuple(self.skip() if part is None else part for part in parts)
