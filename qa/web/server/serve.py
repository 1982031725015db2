"""The server of the page: from its options until it is stopped."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Collection
from concurrent.futures import Future
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from index.documents.limits import read_scans_where_possible
from index.errors import PinciteError
from index.storage.atomic_write import writing
from index.storage.scratch import scratch_folder
from qa.cli_options import given_documents
from qa.feedback import feedback_folder, remove_leftovers
from qa.library.library import Library
from qa.library.upload_check import MAX_FILE
from qa.project import install_command
from qa.suggestions.openers import page_openers
from qa.web.messages.language import DEFAULT, languages, speaking
from qa.web.server import guard
from qa.web.server.address import check_free, check_host, is_loopback, port_error, stay_local
from qa.web.server.api import answer_in_json
from qa.web.server.credentials import credentials, given_credentials
from qa.web.server.page_images import PageImages
from qa.web.server.page_language import Texts, texts_between
from qa.web.server.signals import interrupt, on_stop, wait_for_stop
from qa.web.server.uploads import Uploads
from qa.web.session.background import run_in_background
from qa.web.session.private_libraries import PrivateLibraries
from qa.web.session.session import Session
from qa.web.session.shared import SharedState

if TYPE_CHECKING:
    from qa.web.server.connections import Connection

MAX_SESSIONS = 500
"""Pages whose chats are held; the one that was used last makes room for the next."""


def serve(options: argparse.Namespace) -> int:
    """Serve the page as the ``options`` say until it is stopped; the exit status.

    That is 2 for a user's error, told in one line. Where it is 0, threads may still be inside
    libraries: only `qa.web.server.signals.end` ends the program then.
    """
    try:
        on_stop(interrupt)
        given = given_credentials(options.auth, options.auth_file)
        auth = credentials(given) if given else None
        check_host(options.host, auth)
        if options.mcp:
            check_mcp(auth)
        read_scans_where_possible()
        options.documents = given_documents(options)  # fetched only now, and never for a visitor
        with scratch_folder() as scratch:
            local = auth is None and is_loopback(options.host)
            library = library_of(options, scratch, local=local)
            library.read(library.collections()[0].folder)
            check_free(options.host, options.port)
            stay_local()
            _run(options, auth, library, scratch)
    except PinciteError as error:
        print(f"Pincite: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(file=sys.stderr)  # standard output may be closed by now
    return 0


def _run(
    options: argparse.Namespace, auth: tuple[str, str] | None, library: Library, scratch: Path
) -> None:
    """Serve until interrupted; then end what is being done for visitors, and wait for it.

    Raises:
        KeyboardInterrupt: when it is interrupted.
        PinciteError: when the port was taken since it was checked.
    """
    private = PrivateLibraries(lambda: library_of(options, scratch))
    pages = PageImages()
    try:
        _start(options, auth, library, private, pages, scratch)
        wait_for_stop()
    finally:
        on_stop(signal.SIG_IGN)  # it ends already
        library.stop()
        pages.close()
        private.close()
        library.close()


def _start(
    options: argparse.Namespace,
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
    own = options.shared == "off"
    if not own:
        remove_leftovers(feedback_folder())
    shared_state = SharedState(
        library=None if own else library,
        private_libraries=private,
        warm=warm,
        feedback_folder=None if own else feedback_folder(),
        openers=page_openers(shipped=options.documents is None),
        addresses_of=pages.addresses_of,
        highlight=pages.highlighted,
        downloads=pages.downloads,
    )
    session = Session(shared_state)
    page, appearance = build(session, library, uploads)
    texts: dict[str, Texts] = {}
    for language in languages():
        if language != DEFAULT:
            session.take_over("")  # the page says all anew
            with speaking(language):
                same, _ = build(session, library, uploads)
            ours, theirs = page.config["components"], same.config["components"]
            texts[language] = texts_between(ours, theirs)
    host = f"[{options.host}]" if ":" in options.host else options.host
    local = is_loopback(options.host)

    def connections() -> Collection[Connection]:
        started = getattr(page, "server", None)  # it begins to listen before it is noted there
        return started.server_state.connections if started else ()

    guarding = guard.guarding(uploads, pages, connections, texts, local=local)
    try:
        with redirect_stdout(sys.stderr):  # it tells of MCP there, though it is to be quiet
            page.launch(
                server_name=host,
                server_port=options.port,
                auth=auth,
                prevent_thread_lock=True,
                quiet=True,
                share=False,
                ssr_mode=False,
                mcp_server=options.mcp,
                enable_monitoring=False,
                run_history=False,
                show_error=False,
                footer_links=[],
                max_file_size=MAX_FILE,
                state_session_capacity=MAX_SESSIONS,
                app_kwargs={"lifespan": guarding},
                **appearance,
            )
    except OSError as error:
        raise port_error(options.host, options.port) from error
    if options.mcp:
        answer_in_json(page.mcp_server_obj)
    # Only now: importing PyTorch meanwhile would keep the page waiting for seconds.
    warm.add_done_callback(_report_failure)
    if library.folders.allowed:
        warm.add_done_callback(lambda _: library.watch.start())
    run_in_background(warm, library.warm)
    print(f"Pincite is at http://{host}:{options.port} (Ctrl-C stops it)", flush=True)


def check_mcp(auth: tuple[str, str] | None) -> None:
    """Hold that MCP tools can be offered.

    Raises:
        PinciteError: when there is a login, which Gradio does not ask of them, or no package mcp.
    """
    if auth:
        raise PinciteError("MCP tools know no login.", "Leave out --auth, or --mcp.")
    if find_spec("mcp") is None:
        raise PinciteError("The package mcp is not installed.", f"Run: {install_command('mcp')}")


def _report_failure(warm: Future[None]) -> None:
    """Say in the terminal why questions cannot be answered, when they cannot."""
    if error := warm.exception():
        print(f"Pincite: Questions can't be answered: {error}", file=sys.stderr, flush=True)


def library_of(
    options: argparse.Namespace, scratch: Path | None = None, *, local: bool = False
) -> Library:
    """The library of these documents: what is added to one set does not show up in another.

    Where the page is for this machine alone, as ``local`` says, a shared one takes its folders.
    """
    if options.shared == "off":
        return Library.temporary(options.documents, reader=options.reader, parent=scratch)
    return Library.persistent(options.documents, options.reader, local=local)
