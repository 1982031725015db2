"""Who may ask the web server for what: it refuses the rest, and browsers do so by its headers.

Any site that a browser shows can send requests to this machine (from another origin), or pretend to
be this machine (DNS rebinding: its name suddenly means 127.0.0.1). And whoever may use the page may
send what the page never would: a file of the server named as if it had been uploaded, or an address
for the server to fetch.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import PinciteError
from qa.web.messages.language import preferred, speaking
from qa.web.server import refusals
from qa.web.server.address import is_loopback
from qa.web.server.calls import Inputs, check_call, inputs_of, with_status_of_fault
from qa.web.server.connections import Connection, close_silent
from qa.web.server.credentials import users_of
from qa.web.server.failures import Answer, failure
from qa.web.server.headers import HEADERS
from qa.web.server.limits import (
    MAX_BODY,
    SLOWEST,
    Body,
    LoginBrake,
    RefusedError,
    Reservation,
    Turns,
    again,
    check_shape,
    check_text,
    in_time,
    length_of,
    parsed,
    while_there,
)
from qa.web.server.page_images import PREFIX, PageImages
from qa.web.server.page_language import PageLanguage, Texts, spoken_to
from qa.web.server.uploads import Uploads, named_files, paths_in
from qa.web.server.visitors import (
    LONGEST_SESSION,
    Visitors,
    sessions_in,
    without_visitor,
)

MAX_UPLOADS = 10**9
"""The most bytes that lie in the folder of uploads: what is added to a collection leaves it."""
PUBLIC = ("ask", "retrieve")
"""What programs may call by name; the page's own handlers go by number, in a queue."""

DIRECT = (2, 50)
"""Calls that Gradio answers without its queue: how many at once, and how many wait."""

_UPLOAD, _LOGIN, _QUEUE = "/gradio_api/upload", "/login", "/gradio_api/queue/"
_JOIN = f"{_QUEUE}join"
_CALLED = re.compile(r"/gradio_api/(api|call|run)/(?:v2/)?([^/]*)")
_FETCHED = re.compile(r"/gradio_api/(file|proxy)[=/](.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Guard:
    """Stands before an ``app``: each request passes it first, and each response last.

    Refused with status 403, in a sentence, are:
    - where only this machine is served (``local``), a request to another name than its own;
    - a request that a page of another origin sends;
    - a file, asked for or named in a message, that is not in the folder of ``uploads``: an address
      is none either, so the server fetches none;
    - a session or a file of another visitor's;
    - a handler called by name that is not among ``PUBLIC``, and a message nested too deep;
    with 401 a message of somebody who has not ``logged_in``, before it is read, and what they ask
    of ``pages``, which it answers itself;
    with 408 one that arrives too slowly; with 413 one of more than ``MAX_BODY`` bytes or too many
    values, and an upload for which the folder has no room, or with 411 one that does not say how
    long it is; and with 429 attempts to log in beyond those that wait already.
    """

    app: ASGIApp
    uploads: Uploads
    local: bool
    logged_in: Callable[[Request], bool] = lambda request: True
    inputs: Inputs = lambda number: None
    reservation: Reservation = field(default_factory=Reservation)
    pages: PageImages = field(default_factory=PageImages)
    brake: LoginBrake = field(default_factory=LoginBrake)
    direct: Turns = field(default_factory=lambda: Turns(*DIRECT))
    visitors: Visitors = field(default_factory=Visitors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the app answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = Body(receive)
        request = Request(scope, body)
        if not (visitor := self.visitors.known(request.cookies)):
            scope["headers"] = without_visitor(scope["headers"])
        new = scope["path"] == "/" and not visitor
        cookie = self.visitors.new_cookie(secure=_secure(request)) if new else ""
        answer = Answer(_with_headers(send, cookie))
        try:
            await self._let_through(request, visitor, body, answer)
            await answer.end()
        except RefusedError as refused:
            with suppress(TimeoutError):
                await body.drain()
            response = PlainTextResponse(spoken_to(scope, refused.reason), refused.status)
            await response(scope, receive, answer)
        except ClientDisconnect:
            await answer.end()  # whoever sent nothing for too long is there still
        except Exception as error:  # noqa: BLE001 - whatever a request does to Gradio
            what = f"{request.method} {scope['path'][:80]!r}"
            status, reason = failure(what, error, upload=scope["path"] == _UPLOAD)
            if not answer.begun:
                await PlainTextResponse(spoken_to(scope, reason), status)(
                    scope, receive, answer.send
                )

    async def _let_through(
        self, request: Request, visitor: str, receive: Receive, answer: Send
    ) -> None:
        """Have the app answer a request of ``visitor``, unless it is refused.

        Raises:
            ClientDisconnect: when whoever sent it is gone.
            RefusedError: when it is refused.
        """
        scope, path = request.scope, request.scope["path"]
        self._check_sender(request.headers)
        self._check_path(path, visitor)
        login = path.rstrip("/") == _LOGIN and request.method == "POST"
        of_pages = request.method == "GET" and path.startswith(PREFIX)
        closed = of_pages or (request.method == "POST" and not login)
        if closed and not self.logged_in(request):
            raise RefusedError(401, refusals.LOG_IN)
        if of_pages:
            await self._send_of_pages(request, visitor, receive, answer)
            return
        if path == _UPLOAD:
            length = length_of(request.headers.get("content-length", ""))
            try:
                with self.reservation.of(length, MAX_UPLOADS - self.uploads.size()):
                    await self.app(scope, in_time(receive), self._noting_files(answer, visitor))
            finally:
                if not self.reservation.bytes:  # no other upload is arriving
                    self.uploads.remove_parts()
            return
        try:
            body = await asyncio.wait_for(self._checked_body(request), SLOWEST)
        except TimeoutError as error:
            raise RefusedError(408, refusals.TOO_SLOW) from error
        message = parsed(body)
        for named in named_files(message):
            self._check_file(named, visitor)
        self._check_sessions(request, visitor, message)
        whole = again(body, receive)
        called = _CALLED.match(path)
        if request.method == "POST" and (called or path == _JOIN):
            check_call(message, self.inputs, by_name=bool(called))
            direct = called and called[1] != "call"  # which waits in no queue of Gradio's
            turn = self.direct.turn(receive) if direct else nullcontext(enter_result=True)
            async with turn as there:
                if there:
                    await self.app(scope, whole, with_status_of_fault(answer))
        elif login:
            logged_in = _with_headers(answer, self.visitors.new_cookie(secure=_secure(request)))
            await self.brake.attempt(logged_in, lambda send: self.app(scope, whole, send))
        else:
            await self.app(scope, whole, answer)

    async def _send_of_pages(
        self, request: Request, visitor: str, receive: Receive, answer: Send
    ) -> None:
        path, query = request.scope["path"], request.query_params
        with speaking(preferred(request.headers.get("accept-language", ""))):
            reply = await while_there(receive, self.pages.reply(path, query, visitor))
        if reply:
            headers = {"Content-Type": reply.type, "Cache-Control": reply.kept}
            response = Response(reply.body, reply.status, headers)
            await response(request.scope, receive, answer)

    def _check_sender(self, headers: Headers) -> None:
        host, origin = headers.get("host", ""), headers.get("origin")
        if self.local and not is_loopback(re.sub(r":\d*$", "", host)):
            raise RefusedError(403, refusals.ONLY_LOCAL)
        # The scheme may differ: a proxy may speak https for this server.
        if origin is not None and re.sub("^https?://", "", origin) != host:
            raise RefusedError(403, refusals.OTHER_SITE)

    def _noting_files(self, answer: Send, visitor: str) -> Send:
        """``answer``, that notes whose the files are of whose paths it tells."""
        told = b""

        async def sending(message: Message) -> None:
            nonlocal told
            if message["type"] == "http.response.body":
                told += message.get("body", b"")
                if not message.get("more_body", False):
                    for path in paths_in(parsed(told)):
                        self.uploads.sent(path, visitor)
            await answer(message)

        return sending

    def _check_path(self, path: str, visitor: str) -> None:
        if (called := _CALLED.match(path)) and called[2] not in PUBLIC:
            raise RefusedError(403, refusals.only_public(PUBLIC))
        if fetched := _FETCHED.search(path):
            kind, wanted = fetched.groups()
            if kind.lower() == "proxy":
                raise RefusedError(403, refusals.NO_ADDRESS)
            self._check_file(wanted, visitor)

    async def _checked_body(self, request: Request) -> bytes:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > MAX_BODY:
                raise RefusedError(413, refusals.body_too_large(MAX_BODY))
        if request.method == "POST":
            check_text(body)
        check_shape(body)
        return body

    def _check_sessions(self, request: Request, visitor: str, message: object) -> None:
        path = request.scope["path"]
        for session in sessions_in(path, request.query_params.multi_items(), message):
            if len(session) > LONGEST_SESSION:
                raise RefusedError(400, refusals.NO_CALL)
            opens = path.startswith(_QUEUE) or request.method == "POST"
            if (
                not self.visitors.owns_session(visitor, session)
                if opens
                else self.visitors.is_anothers(visitor, session)
            ):
                raise RefusedError(403, refusals.NOT_YOURS)

    def _check_file(self, path: str, visitor: str) -> None:
        try:
            self.uploads.file(path, visitor)
        except PinciteError as error:
            raise RefusedError(403, str(error)) from error


def guarding(
    uploads: Uploads,
    pages: PageImages,
    connections: Callable[[], Collection[Connection]],
    texts: Mapping[str, Texts],
    *,
    local: bool,
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """A lifespan that puts a guard before all of an app, as ``launch(app_kwargs={"lifespan": …})``.

    Middleware given to ``launch`` would stand behind Gradio's own: what that answers itself, and
    the answer to an error, would lack the headers. Of the server's ``connections`` it closes those
    that send nothing. ``texts`` are those of the page in each language but the default one.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        assert app.middleware_stack, "it is built before a lifespan starts"
        users, inputs = users_of(app), inputs_of(app)
        page = PageLanguage(app.middleware_stack, texts)
        app.middleware_stack = Guard(page, uploads, local, users, inputs, pages=pages)
        closing = asyncio.create_task(close_silent(connections))
        yield
        closing.cancel()

    return lifespan


def _secure(request: Request) -> bool:
    """Whether the browser speaks https, to this server or to a proxy before it."""
    return "https" in (request.scope["scheme"], request.headers.get("x-forwarded-proto", ""))


def _with_headers(send: Send, cookie: str = "") -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            if cookie and message["status"] < 400:
                headers.append("Set-Cookie", cookie)
        await send(message)

    return sending
