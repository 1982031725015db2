"""Pincite in the browser: ask on the left, read the source on the right."""

import argparse
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from index.errors import PinciteError
from index.files import Reading, default_documents, read_documents
from index.span import Span
from qa.web import SCRIPT, STYLE, render
from qa.web.chat import Chat, Exchange, Messages

# Gradio, and the assistant with PyTorch, take seconds to import: they are imported where used, so
# that a mistake on the command line is told at once and the page does not wait for the model.
if TYPE_CHECKING:
    import gradio as gr

    from qa import Assistant

HOST, PORT = "127.0.0.1", 7860
EXAMPLES = (
    "What is the aim of the strategy?",
    "Who issued the strategy?",
    "With which countries will China carry out practical cooperation?",
    "What penalties will cyber criminals face?",
)
"""For the article that Pincite ships with, which does not answer the last."""
FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif")
"""Fonts that are there already: nothing is fetched."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the page and serve it until interrupted; the exit code."""
    given = _parser().parse_args(arguments)
    try:
        reading = read_documents(given.documents or default_documents())
        _check_free(given.host, given.port)
    except PinciteError as error:
        print(f"Pincite: {error}", file=sys.stderr)
        return 2
    opening = in_background(lambda: opened(given.documents))
    _stay_local()
    page, look = build(reading, opening, () if given.documents else EXAMPLES)
    try:
        page.launch(
            server_name=given.host,
            server_port=given.port,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            ssr_mode=False,
            mcp_server=False,
            enable_monitoring=False,
            run_history=False,
            show_error=False,
            footer_links=[],
            **look,
        )
    except OSError:  # taken since it was checked
        print(f"Pincite: {_taken(given.host, given.port)}", file=sys.stderr)
        return 2
    print(f"Pincite is at http://{given.host}:{given.port} (Ctrl-C stops it)", flush=True)
    try:
        Event().wait()
    except KeyboardInterrupt:
        print()
    return 0


def opened(documents: Sequence[str] | None) -> "Assistant":
    """An assistant that answers at once."""
    from qa import Assistant

    assistant = Assistant(documents)
    assistant.warm()
    return assistant


def in_background(work: Callable[[], "Assistant"]) -> "Future[Assistant]":
    """The result of ``work`` to come, from a thread that does not keep the program alive."""
    future: Future[Assistant] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except Exception as error:  # noqa: BLE001 - raised again for whoever asks for the result
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future


def build(
    reading: Reading, opening: "Future[Assistant]", examples: Sequence[str] = ()
) -> "tuple[gr.Blocks, dict[str, Any]]":
    """The page, and what it looks like: the arguments its launch needs for that."""
    import gradio as gr
    from gradio.events import api

    documents = reading.documents
    numbers = {document.id: number for number, document in enumerate(documents)}

    def accept(asked: str, chat: Chat) -> Messages:
        chat.append(Exchange(asked))
        return chat.messages()

    def accept_typed(asked: str, chat: Chat) -> tuple[Messages, str]:
        return accept(asked, chat), ""

    def answer(chat: Chat) -> Iterator[Messages]:
        yield from chat.answered(opening, numbers)

    def clear(chat: Chat) -> Messages:
        chat.clear()
        return []

    def turn_to(event: gr.EventData) -> str:
        try:
            number, at = event.number, Span(event.start, event.end)
            return render.source(documents[number], number, at)
        except (AttributeError, LookupError, TypeError, ValueError):
            return render.source(documents[0], 0)  # not sent by the page's own script

    def report() -> Iterator[str]:
        yield render.status("warming", "The model is warming up. You can read, and ask already.")
        wait([opening])
        yield ready(opening, reading)

    def ask(question: str, history: list[str] | None = None) -> dict[str, Any]:
        """Answer a question with exact citations; history is the earlier questions, if any."""
        from qa.record import record

        begun = time.perf_counter()
        try:
            found = opening.result().ask(question, history or ())
        except PinciteError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return dict(record(found, time.perf_counter() - begun))

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    one_by_one: dict[str, Any] = {"concurrency_id": "asking", "concurrency_limit": 1}
    with gr.Blocks(title="Pincite", fill_width=True, analytics_enabled=False) as page:
        chat = gr.State(Chat())
        with gr.Row(elem_id="pc-top"):
            gr.HTML(render.masthead())
            status = gr.HTML(elem_id="pc-status")
            fresh = gr.Button("New chat", size="sm", scale=0)
        with gr.Row(elem_id="pc-panes", equal_height=True):
            with gr.Column(elem_id="pc-asking"):
                shown = gr.Chatbot(
                    elem_id="pc-chat",
                    label="Conversation",
                    show_label=False,
                    container=False,
                    height=None,
                    render_markdown=False,
                    sanitize_html=True,
                    latex_delimiters=[],
                    buttons=[],
                    feedback_options=None,
                    layout="panel",
                    autoscroll=False,
                    placeholder=render.welcome(),
                )
                with gr.Row(elem_id="pc-examples"):
                    chips = [gr.Button(example, size="sm") for example in examples]
                with gr.Row(elem_id="pc-question"):
                    box = gr.Textbox(
                        placeholder="Ask about the source…",
                        label="Question",
                        show_label=False,
                        container=False,
                        max_lines=6,
                        autofocus=True,
                        scale=1,
                    )
                    send = gr.Button("Ask", variant="primary", min_width=72, scale=0)
            with gr.Column(elem_id="pc-reading"):
                gr.HTML(render.contents(documents, reading.skipped))
                source = gr.HTML(
                    render.source(documents[0], 0),
                    elem_id="pc-source",
                    js_on_load=SCRIPT.read_text(encoding="utf-8"),
                )
        typed = gr.on(
            [box.submit, send.click],
            accept_typed,
            [box, chat],
            [shown, box],
            trigger_mode="multiple",
            **private,
        )
        clicked = [
            chip.click(accept, [chip, chat], shown, trigger_mode="multiple", **private)
            for chip in chips
        ]
        for accepted in (typed, *clicked):
            accepted.then(answer, chat, shown, **one_by_one, **private)
        fresh.click(clear, chat, shown, **private)
        source.select(turn_to, None, source, **private)
        page.load(report, None, status, concurrency_limit=None, **private)
        api(ask, api_name="ask", **one_by_one)
    # Gradio rewrites what it gets as css, and breaks selectors with commas in brackets.
    head = f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
    return page, {"theme": gr.themes.Base(font=FONTS, font_mono="monospace"), "head": head}


def ready(opening: "Future[Assistant]", reading: Reading) -> str:
    """The status once the assistant is open, or could not be opened."""
    if error := opening.exception():
        return render.status("failed", f"Questions can't be answered: {error}")
    return render.status("ready", "Ready")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="app.py", description="Ask documents questions in the browser."
    )
    parser.add_argument("--host", default=HOST, help="address to listen on (%(default)s)")
    parser.add_argument("--port", default=PORT, type=_port, help="port (%(default)s)")
    parser.add_argument(
        "--documents",
        nargs="+",
        metavar="PATH",
        help="text or Markdown files, or folders of them (the shipped article)",
    )
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


def _check_free(host: str, port: int) -> None:
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # As the server will: a port just left by a stopped server is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise PinciteError(
            f"The address {host!r} is unknown ({error.strerror}).", f"Try --host {HOST}."
        ) from error
    except OSError as error:
        raise _taken(host, port, error) from error


def _taken(host: str, port: int, error: OSError | None = None) -> PinciteError:
    why = f" ({error.strerror})" if error else ""
    return PinciteError(
        f"Port {port} on {host} can't be used{why}.",
        "Stop what uses it, or choose another with --port.",
    )


def _stay_local() -> None:
    """Keep Gradio from calling out, and its check of its own server away from any proxy."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    for name in ("no_proxy", "NO_PROXY"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1", "localhost"]))


if __name__ == "__main__":
    sys.exit(main())
