"""Pincite in the browser: ask on the left, read the source on the right."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from zlib import crc32

from index.errors import PinciteError
from index.files import Reading, default_documents, file_states, read_documents
from index.span import Span
from qa.arguments import Parser, add_reader
from qa.web import ASKING, SOURCE, STYLE, frame
from qa.web.address import HOST, PORT, check_free, stay_local, taken
from qa.web.chat import Chat, Messages
from qa.web.source import article, contents

# Gradio, and the assistant with PyTorch, take seconds to import: they are imported where used, so
# that a mistake on the command line is told at once and the page does not wait for the model.
if TYPE_CHECKING:
    import gradio as gr

    from qa import Assistant

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
        paths = given.documents or default_documents()
        states = file_states(paths)
        reading = read_documents(paths)
        check_free(given.host, given.port)
    except PinciteError as error:
        print(f"Pincite: {error}", file=sys.stderr)
        return 2
    host = f"[{given.host}]" if ":" in given.host else given.host
    stay_local()
    opening: Future[Assistant] = Future()
    examples = () if given.documents else EXAMPLES
    page, look = build(reading, opening, lambda: file_states(paths) != states, examples)
    try:
        page.launch(
            server_name=host,
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
        print(f"Pincite: {taken(given.host, given.port)}", file=sys.stderr)
        return 2
    # Only now: importing PyTorch meanwhile would keep the page waiting for seconds.
    fulfil(opening, lambda: opened(given.documents, given.reader))
    print(f"Pincite is at http://{host}:{given.port} (Ctrl-C stops it)", flush=True)
    try:
        Event().wait()
    except KeyboardInterrupt:
        print()
    return 0


def opened(documents: Sequence[str] | None, reader: str | None) -> "Assistant":
    """An assistant that answers at once."""
    from qa import Assistant
    from qa.span_reader import reader_named

    assistant = Assistant(documents, reader=reader_named(reader))
    assistant.warm()
    return assistant


def fulfil(opening: "Future[Assistant]", work: Callable[[], "Assistant"]) -> None:
    """Set the result of ``opening``, from a thread that does not keep the program alive."""

    def run() -> None:
        try:
            opening.set_result(work())
        except Exception as error:  # noqa: BLE001 - raised again for whoever asks for the result
            opening.set_exception(error)

    Thread(target=run, daemon=True).start()


def build(
    reading: Reading,
    opening: "Future[Assistant]",
    changed: Callable[[], bool],
    examples: Sequence[str] = (),
) -> "tuple[gr.Blocks, dict[str, Any]]":
    """The page, and what it looks like: the arguments its launch needs for that.

    ``changed`` tells whether the documents are still as they were read.
    """
    import gradio as gr
    from gradio.events import api

    documents = reading.documents
    numbers = {document.id: number for number, document in enumerate(documents)}
    topic = f"{crc32(repr(list(numbers)).encode()):x}"

    def accept(event: gr.EventData, chat: Chat) -> Messages:
        with suppress(AttributeError, TypeError, ValueError):  # not sent by the page's own script
            chat.follow(int(event.chat), [str(question) for question in event.asked])
        return chat.messages()

    def answer(chat: Chat) -> Iterator[tuple[Messages, str]]:
        for messages in chat.answered(opening, numbers):
            yield messages, standing(opening, changed)

    def turn_to(event: gr.EventData) -> str:
        try:
            number, at = event.number, Span(event.start, event.end)
            return article(documents[number], number, at)
        except (AttributeError, LookupError, TypeError, ValueError):
            return article(documents[0], 0)  # not sent by the page's own script

    def report() -> Iterator[str]:
        if not opening.done():
            yield frame.status("warming", "The model is warming up. You can read, and ask already.")
        wait([opening])
        yield standing(opening, changed)

    def ask(question: str, history: list[str] | None = None) -> dict[str, Any]:
        """Answer a question with exact citations; history is the earlier questions, if any."""
        from qa.record import record

        try:
            assistant = opening.result()
            begun = time.perf_counter()
            found = assistant.ask(question, history or [])
        except PinciteError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return dict(record(found, time.perf_counter() - begun))

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    one_by_one: dict[str, Any] = {"concurrency_id": "asking", "concurrency_limit": 1}
    with gr.Blocks(title="Pincite", fill_width=True, analytics_enabled=False) as page:
        chat = gr.State(Chat())
        with gr.Row(elem_id="pc-top"):
            gr.HTML(frame.masthead())
            status = gr.HTML(elem_id="pc-status")
            gr.Button("New chat", elem_id="pc-fresh", size="sm", scale=0)
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
                    placeholder=frame.welcome(),
                )
                form = gr.HTML(
                    frame.form(examples, topic),
                    elem_id="pc-form",
                    apply_default_css=False,
                    js_on_load=ASKING,
                )
            with gr.Column(elem_id="pc-reading"):
                gr.HTML(contents(documents, reading.skipped))
                source = gr.HTML(article(documents[0], 0), elem_id="pc-source", js_on_load=SOURCE)
        accepted = form.submit(accept, chat, shown, trigger_mode="multiple", **private)
        accepted.then(answer, chat, [shown, status], **one_by_one, **private)
        source.select(turn_to, None, source, **private)
        page.load(report, None, status, concurrency_limit=None, **private)
        api(ask, api_name="ask", **one_by_one)
    # Gradio rewrites what it gets as css, and breaks selectors with commas in brackets.
    head = f"<style>{STYLE}</style>"
    return page, {"theme": gr.themes.Base(font=FONTS, font_mono="monospace"), "head": head}


def standing(opening: "Future[Assistant]", changed: Callable[[], bool]) -> str:
    """The status once the assistant is open, or could not be opened."""
    if error := opening.exception():
        return frame.status("failed", f"Questions can't be answered: {error}")
    if changed():
        return frame.status("changed", "The documents changed on disk: restart to read them again.")
    return frame.status("ready", "Ready")


def _parser() -> Parser:
    parser = Parser(prog="app.py", description="Ask documents questions in the browser.")
    parser.add_argument("--host", default=HOST, help="address to listen on (%(default)s)")
    parser.add_argument("--port", default=PORT, type=_port, help="port (%(default)s)")
    parser.add_argument(
        "--documents",
        nargs="+",
        metavar="PATH",
        help="text or Markdown files, or folders of them (the shipped article)",
    )
    add_reader(parser)
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
