"""Pincite in the browser: ask on the left, read the source on the right."""

import os
import signal
import sys
from collections.abc import Callable, Collection, Sequence
from types import FrameType
from typing import TYPE_CHECKING, NoReturn


def interrupt(*_: object) -> None:
    """End as by Ctrl-C, so that what was uploaded is removed; once, however often it is told."""
    on_stop(signal.SIG_IGN)
    raise KeyboardInterrupt


def leave_at_once(_: int, __: FrameType | None) -> None:
    """End while nothing but the program itself was loaded."""
    os._exit(0)


def on_stop(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """Have ``handler`` called when the program is to end."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # a closed terminal hangs up; Windows knows none
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), handler)


if __name__ == "__main__":
    on_stop(leave_at_once)

# Only now: what comes takes a while to load, and is not to be interrupted half loaded.
import argparse
from concurrent.futures import Future
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from weakref import WeakKeyDictionary

from index.documents.files import default_documents
from index.documents.limits import set_reading
from index.errors import PinciteError
from index.local_paths import local_paths
from index.storage.atomic_write import writing
from index.storage.scratch import scratch_folder
from qa.cli_options import Parser, add_reader, add_reading
from qa.feedback import feedback_folder, remove_leftovers
from qa.library.library import Library
from qa.library.upload_check import MAX_FILE
from qa.web.server import guard
from qa.web.server.address import (
    HOST,
    PORT,
    check_free,
    check_host,
    is_loopback,
    port_error,
    stay_local,
)
from qa.web.server.api import answer_in_json
from qa.web.server.credentials import AUTH_VARIABLE, credentials, given_credentials
from qa.web.server.page_images import PageImages
from qa.web.server.uploads import Uploads
from qa.web.session.background import run_in_background
from qa.web.session.private_libraries import PrivateLibraries
from qa.web.session.session import Session
from qa.web.session.shared import SharedState

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.web.server.connections import Connection

MAX_SESSIONS = 500
"""Pages whose chats are held; the one that was used last makes room for the next."""
EXAMPLES = (
    "What is the aim of the strategy?",
    "Who issued the strategy?",
    "With which countries will China carry out practical cooperation?",
    "What is the population of Brazil?",
)
"""For the article that Pincite ships with, which does not answer the last."""


def main(argv: Sequence[str] | None = None) -> int:
    """Start the page and serve it until interrupted; the exit code."""
    arguments = _parser().parse_args(argv)
    set_reading(ocr=arguments.ocr, password=arguments.password, allow_web=arguments.allow_web)
    on_stop(interrupt)
    try:
        given = given_credentials(arguments.auth, arguments.auth_file)
        auth = credentials(given) if given else None
        check_host(arguments.host, auth)
        if arguments.mcp:
            check_mcp(auth)
        if arguments.documents:  # only now is anything fetched, and never for a visitor
            paths = local_paths(arguments.documents, refresh=arguments.refresh_web)
            arguments.documents = paths
        with scratch_folder() as scratch:
            local = auth is None and is_loopback(arguments.host)
            library = _library(arguments, scratch, local=local)
            library.read(library.collections()[0].folder)
            check_free(arguments.host, arguments.port)
            stay_local()
            _run(arguments, auth, library, scratch)
    except PinciteError as error:
        print(f"Pincite: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(file=sys.stderr)  # standard output may be closed by now
    return 0


def _run(
    arguments: argparse.Namespace, auth: tuple[str, str] | None, library: Library, scratch: Path
) -> None:
    """Serve until interrupted; then end what is being done for visitors, and wait for it.

    Raises:
        KeyboardInterrupt: when it is interrupted.
        PinciteError: when the port was taken since it was checked.
    """
    private = PrivateLibraries(lambda: _library(arguments, scratch))
    pages = PageImages()
    try:
        _serve(arguments, auth, library, private, pages, scratch)
        Event().wait()
    finally:
        on_stop(signal.SIG_IGN)  # it ends already
        library.stop()
        pages.close()
        private.close()
        library.close()


def _serve(
    arguments: argparse.Namespace,
    auth: tuple[str, str] | None,
    library: Library,
    private: PrivateLibraries,
    pages: PageImages,
    scratch: Path,
) -> None:
    """Start the server, and then the loading of the models.

    Raises:
        PinciteError: when the port was taken since it was checked.
    """
    uploads = Uploads(scratch / "uploads")
    with writing(uploads.folder):
        uploads.folder.mkdir()
    os.environ["GRADIO_TEMP_DIR"] = str(uploads.folder)  # which gradio reads when it is imported
    from qa.web.page import build

    warm: Future[None] = Future()
    own = arguments.shared == "off"
    if not own:
        remove_leftovers(feedback_folder())
    shared_state = SharedState(
        library=None if own else library,
        private_libraries=private,
        warm=warm,
        feedback_folder=None if own else feedback_folder(),
        openers=_openers(arguments.documents is None),
        addresses_of=pages.addresses_of,
        highlight=pages.highlighted,
        downloads=pages.downloads,
    )
    page, appearance = build(Session(shared_state), library, uploads)
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    local = is_loopback(arguments.host)

    def connections() -> "Collection[Connection]":
        started = getattr(page, "server", None)  # it begins to listen before it is noted there
        return started.server_state.connections if started else ()

    try:
        with redirect_stdout(sys.stderr):  # it tells of MCP there, though it is to be quiet
            page.launch(
                server_name=host,
                server_port=arguments.port,
                auth=auth,
                prevent_thread_lock=True,
                quiet=True,
                share=False,
                ssr_mode=False,
                mcp_server=arguments.mcp,
                enable_monitoring=False,
                run_history=False,
                show_error=False,
                footer_links=[],
                max_file_size=MAX_FILE,
                state_session_capacity=MAX_SESSIONS,
                app_kwargs={"lifespan": guard.guarding(uploads, pages, connections, local=local)},
                **appearance,
            )
    except OSError as error:
        raise port_error(arguments.host, arguments.port) from error
    if arguments.mcp:
        answer_in_json(page.mcp_server_obj)
    # Only now: importing PyTorch meanwhile would keep the page waiting for seconds.
    warm.add_done_callback(report_failure)
    if library.folders.allowed:
        warm.add_done_callback(lambda _: library.watch.start())
    run_in_background(warm, library.warm)
    print(f"Pincite is at http://{host}:{arguments.port} (Ctrl-C stops it)", flush=True)


def check_mcp(auth: tuple[str, str] | None) -> None:
    """Hold that MCP tools can be offered.

    Raises:
        PinciteError: when there is a login, which Gradio does not ask of them, or no package mcp.
    """
    if auth:
        raise PinciteError("MCP tools know no login.", "Leave out --auth, or --mcp.")
    if find_spec("mcp") is None:
        raise PinciteError("The package mcp is not installed.", "Run: pip install -e '.[mcp]'.")


def report_failure(warm: Future[None]) -> None:
    """Say in the terminal why questions cannot be answered, when they cannot."""
    if error := warm.exception():
        print(f"Pincite: Questions can't be answered: {error}", file=sys.stderr, flush=True)


def _openers(shipped: bool) -> "Callable[[Assistant], Sequence[str]]":
    """Questions to begin with: of the shipped article's own, of other documents made from them."""
    questions: WeakKeyDictionary[Assistant, Sequence[str]] = WeakKeyDictionary()

    def openers(assistant: "Assistant") -> Sequence[str]:
        from qa.suggestions.suggest import openers

        (first, *others) = assistant.index.documents
        if shipped and not others and first.source == str(default_documents() / first.id):
            return EXAMPLES
        if assistant not in questions:  # it takes seconds for long documents
            questions[assistant] = openers(assistant)
        return questions[assistant]

    return openers


def _library(
    arguments: argparse.Namespace, scratch: Path | None = None, *, local: bool = False
) -> Library:
    """The library of these documents: what is added to one set does not show up in another.

    Where the page is for this machine alone, as ``local`` says, a shared one takes its folders.
    """
    if arguments.shared == "off":
        return Library.temporary(arguments.documents, reader=arguments.reader, parent=scratch)
    return Library.persistent(arguments.documents, arguments.reader, local=local)


def _parser() -> Parser:
    parser = Parser(prog="app.py", description="Ask documents questions in the browser.")
    parser.add_argument("--host", default=HOST, help="address to listen on (%(default)s)")
    parser.add_argument("--port", default=PORT, type=_port, help="port (%(default)s)")
    parser.add_argument(
        "--auth", metavar="USER:PASSWORD", help="who may log in; needed where others reach the host"
    )
    parser.add_argument(
        "--auth-file",
        metavar="FILE",
        help=f"the file that holds USER:PASSWORD; else {AUTH_VARIABLE} may",
    )
    parser.add_argument(
        "--documents",
        nargs="+",
        metavar="PATH",
        help="files and folders (the shipped article)",
    )
    add_reading(parser)
    parser.add_argument(
        "--shared",
        choices=("on", "off"),
        default="on",
        help="one library for all visitors, kept (%(default)s), or one for each visit",
    )
    parser.add_argument("--mcp", action="store_true", help="offer ask and retrieve as MCP tools")
    add_reader(parser)
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


def end(code: int) -> NoReturn:
    """End the program: threads that answer are inside libraries, and would abort it."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    end(main())
