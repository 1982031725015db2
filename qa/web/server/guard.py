"""Who may ask the web server for what: it refuses the rest, and browsers do so by its headers.

Any site that a browser shows can send requests to this machine (from another origin), or pretend to
be this machine (DNS rebinding: its name suddenly means 127.0.0.1). And whoever may use the page may
send what the page never would: a file of the server named as if it had been uploaded, or an address
for the server to fetch.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from secrets import token_urlsafe

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import PinciteError
from qa.web import messages
from qa.web.server.uploads import bytes_in, named_files, uploaded_file

HEADERS = {
    # Gradio's page has scripts and styles in it, and compiles its templates.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; "
        "object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    # Not "no-referrer", by which browsers call the origin of some own requests "null".
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Set on every response."""

MAX_BODY = 8 * 2**20
"""The most bytes of a request that is no upload: it is held in memory."""

MAX_UPLOADS = 10**9
"""The most bytes that lie in the folder of uploads: what is added to a collection leaves it."""
PUBLIC = ("ask", "retrieve")
"""What programs may call by name; the page's own handlers go by number, in a queue."""

VISITOR = "pincite-visitor"
"""The cookie that tells one browser's pages from another's, until it is closed."""

_UPLOAD = "/gradio_api/upload"
_CALLED = re.compile(r"/gradio_api/(?:api|call|run)/(?:v2/)?([^/]*)")
_FETCHED = re.compile(r"/gradio_api/(file|proxy)[=/](.*)", re.IGNORECASE | re.DOTALL)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches ``host``: an address, in brackets or not, or a name."""
    try:
        return ip_address(host.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def check_host(host: str, auth: tuple[str, str] | None) -> None:
    """Hold that who can reach ``host`` is known: only this machine can, or users log in.

    Raises:
        PinciteError: when others can reach it and ``auth`` is None.
    """
    if auth is None and not is_loopback(host):
        raise PinciteError(
            f"On {host!r} others could read the documents.",
            "Add --auth USER:PASSWORD, or leave --host out to serve this machine alone.",
        )


def credentials(text: str) -> tuple[str, str]:
    """The user and the password that ``text`` gives as USER:PASSWORD.

    The password may hold colons.

    Raises:
        PinciteError: when either is missing, or blanks stand around the user, which logging in
            leaves out.
    """
    user, _, password = text.partition(":")
    if not user or not password or user != user.strip():
        # The text is not repeated: it may be a password.
        raise PinciteError("This is no user with a password.", "Give --auth USER:PASSWORD.")
    return user, password


@dataclass(frozen=True)
class Guard:
    """Stands before an ``app``: each request passes it first, and each response last.

    Refused with status 403, in a sentence, are:
    - where only this machine is served (``local``), a request to another name than its own;
    - a request that a page of another origin sends;
    - a file, asked for or named in a message, that is not in the folder of ``uploads``: an address
      is none either, so the server fetches none;
    - a handler called by name that is not among ``PUBLIC``;
    and with status 413 a message of more than ``MAX_BODY`` bytes, and an upload for which the
    folder has no room, or with 411 one that does not say how long it is.
    """

    app: ASGIApp
    uploads: Path
    local: bool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the app answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        new = scope["path"] == "/" and VISITOR not in request.cookies
        answer = _with_headers(send, f"{VISITOR}={token_urlsafe()}" if new else "")
        try:
            self._check_sender(request.headers)
            self._check_path(scope["path"])
            if scope["path"] == _UPLOAD:
                self._check_space(request.headers)
            else:
                receive = _again(await self._checked_body(request), receive)
        except HTTPException as refusal:
            refused = PlainTextResponse(refusal.detail, refusal.status_code)
            await refused(scope, receive, answer)
        except ClientDisconnect:
            return  # nobody is left to answer
        else:
            await self.app(scope, receive, answer)

    def _check_sender(self, headers: Headers) -> None:
        host, origin = headers.get("host", ""), headers.get("origin")
        if self.local and not is_loopback(re.sub(r":\d*$", "", host)):
            raise HTTPException(403, messages.ONLY_LOCAL)
        # The scheme may differ: a proxy may speak https for this server.
        if origin is not None and re.sub("^https?://", "", origin) != host:
            raise HTTPException(403, messages.OTHER_SITE)

    def _check_space(self, headers: Headers) -> None:
        length = headers.get("content-length", "")
        if not length.isdecimal():
            raise HTTPException(411, messages.NO_LENGTH)
        if bytes_in(self.uploads) + int(length) > MAX_UPLOADS:
            raise HTTPException(413, messages.UPLOADS_FULL)

    def _check_path(self, path: str) -> None:
        if (called := _CALLED.match(path)) and called.group(1) not in PUBLIC:
            raise HTTPException(403, messages.only_public(PUBLIC))
        if fetched := _FETCHED.search(path):
            kind, wanted = fetched.groups()
            if kind.lower() == "proxy":
                raise HTTPException(403, messages.NO_ADDRESS)
            self._check_file(wanted)

    async def _checked_body(self, request: Request) -> bytes:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > MAX_BODY:
                raise HTTPException(413, messages.body_too_large(MAX_BODY))
        try:
            for path in named_files(body):
                self._check_file(path)
        except RecursionError as error:
            raise HTTPException(403, messages.TOO_DEEP) from error
        return body

    def _check_file(self, path: str) -> None:
        try:
            uploaded_file(path, self.uploads)
        except PinciteError as error:
            raise HTTPException(403, str(error)) from error


def guarding(
    uploads: Path, *, local: bool
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """A lifespan that puts a guard before all of an app, as ``launch(app_kwargs={"lifespan": …})``.

    Middleware given to ``launch`` would stand behind Gradio's own: what that answers itself, and
    the answer to an error, would lack the headers.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        assert app.middleware_stack, "it is built before a lifespan starts"
        app.middleware_stack = Guard(app.middleware_stack, uploads, local)
        yield

    return lifespan


def _with_headers(send: Send, cookie: str = "") -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            if cookie:
                headers.append("Set-Cookie", f"{cookie}; Path=/; HttpOnly; SameSite=Strict")
        await send(message)

    return sending


def _again(body: bytes, receive: Receive) -> Receive:
    """What receives a ``body`` that was received already, and then what follows it."""
    received: Iterator[Message] = iter([{"type": "http.request", "body": body}])

    async def receiving() -> Message:
        return next(received, None) or await receive()

    return receiving
