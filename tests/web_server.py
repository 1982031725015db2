"""A real server for tests: it answers each path as it is told to, and notes what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass(frozen=True)
class Reply:
    """What is sent: ``length`` is the one that is claimed, the true one when None, none if -1."""

    body: bytes = b""
    type: str = "text/html"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None


Answer = Reply | Callable[[BaseHTTPRequestHandler], None]


class WebServer(ThreadingHTTPServer):
    """On a port of its own of this machine; ``asked`` are the paths, in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        self.connections = 0
        self.over = Event()

    def get_request(self):
        self.connections += 1
        return super().get_request()

    def handle_error(self, request, client_address) -> None:
        """Say nothing: who asked may have gone."""

    def address(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def put(self, path: str, body: bytes | str, type_: str = "text/html", **more) -> str:
        """Answer ``path`` so; its address."""
        data = body.encode() if isinstance(body, str) else body
        self.replies[path] = Reply(data, type_, **more)
        return self.address(path)

    def lead(self, path: str, to: str, status: int = 302) -> str:
        """Have ``path`` lead on; its address."""
        self.replies[path] = Reply(status=status, headers={"Location": to})
        return self.address(path)


class _Handler(BaseHTTPRequestHandler):
    server: WebServer

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers))
        answer = self.server.replies.get(self.path, Reply(b"nothing", status=404))
        if isinstance(answer, Reply):
            self.send_response(answer.status)
            if answer.type:
                self.send_header("Content-Type", answer.type)
            if answer.length != -1:
                length = len(answer.body) if answer.length is None else answer.length
                self.send_header("Content-Length", str(length))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)
        else:
            answer(self)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its name there
        """Print nothing."""


@contextmanager
def serving() -> Iterator[WebServer]:
    """A server while it is needed."""
    with WebServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
