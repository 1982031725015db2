"""The page, and what happens on it. The home of gradio."""

# No annotations from the future: Gradio reads those of the handlers.
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import api

from index.documents.span import Span
from index.errors import PinciteError
from qa.library.library import Library
from qa.suggestions.suggest import suggestions
from qa.web import ASKING, LIBRARY, OUTBOX, PAGE, PREVIEW, SOURCE, STYLE
from qa.web.panels import Panels, broken_panels
from qa.web.server import guard
from qa.web.server.api import Api
from qa.web.server.payload import pairs, read_payload
from qa.web.server.uploads import uploaded_file
from qa.web.session.chat import Messages, OutOfDateError
from qa.web.session.feedback import export_chat, keep_correction, keep_judgement, notification_of
from qa.web.session.session import Session
from qa.web.templates import frame
from qa.web.templates import library as shelf
from qa.web.templates.source import article, source_panel

Parts = tuple[Any, ...]
"""What the page is sent of a view: HTML, and nothing where it has that already."""
FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif")
"""Fonts that are there already: nothing is fetched."""
KEPT = 3600
"""Seconds that an upload lies in Gradio's folder when it is not added to a library."""


def build(room: Session, library: Library, uploads: Path) -> tuple[gr.Blocks, dict[str, Any]]:
    """The page, and what it looks like: the arguments its launch needs for that.

    ``room`` is what a visitor begins with, ``library`` what programs ask; files are uploaded to
    ``uploads``.
    """

    def accept(event: gr.EventData, request: gr.Request, room: Session) -> Messages:
        with suppress(PinciteError):  # the answering meets it too
            enter(request, room)
        with suppress(OutOfDateError):  # not sent by the page's own script
            room.chat.follow(*read_payload(event, told=int, asked=pairs))
        return room.chat.messages()

    def answer(room: Session) -> Iterator[tuple[Messages, str, Any, Any]]:
        for messages in room.chat.answered(room.assistant, suggestions):
            now = room.changed()
            _, contents, source, *_ = parts(now) if now else [gr.skip()] * 5
            yield messages, room.standing(), contents, source

    def stop(room: Session) -> Messages:
        room.chat.stop()
        return room.chat.messages()

    def turn_to(event: gr.EventData, request: gr.Request, room: Session) -> str:
        room.sent += 1
        try:
            enter(request, room)
            document, start, end = read_payload(event, key=str, start=int, end=int)
            part = article(room.desk.document(document), Span(start, end))
            return f"<!-- {room.sent} -->{part}"
        except PinciteError as error:
            return source_panel(None, str(error))

    def start(request: gr.Request, room: Session) -> Iterator[Parts]:
        def views() -> Iterator[Panels]:
            enter(request, room)
            yield from room.opened()

        for view in shown_of(views()):
            yield room, *view  # only a state that is sent is closed when its page is

    def arrange(event: gr.EventData, request: gr.Request, room: Session) -> Iterator[Parts]:
        def views() -> Iterator[Panels]:
            enter(request, room)
            try:
                room.desk.arrange(*read_payload(event, does=str, name=str, front=str))
            except PinciteError as error:
                yield room.view(told=[str(error)])
            else:
                yield from room.opened()

        yield from shown_of(views())

    def bring(event: gr.EventData, request: gr.Request, room: Session) -> Iterator[Parts]:
        found: list[tuple[str, Path]] = []
        told: list[str] = []

        def views() -> Iterator[Panels]:
            enter(request, room)
            try:
                files, failed, front = read_payload(event, sent=pairs, failed=pairs, front=str)
                for name, path in files:
                    try:
                        found.append((name, uploaded_file(path, uploads)))
                    except PinciteError as error:
                        failed.append((name, str(error)))
                told.extend(f"Not added: {name}: {why}" for name, why in failed)
                told.extend(room.desk.bring(found, front))
            except PinciteError as error:
                yield room.view(told=[*told, str(error)])
            else:
                yield from room.opened(told)
            finally:
                for _, file in found:
                    file.unlink(missing_ok=True)

        yield from shown_of(views())

    def judge(event: gr.EventData, room: Session) -> str:
        def kept() -> str:
            key, good = read_payload(event, key=str, good=bool)
            return keep_judgement(room, key, good=good)

        return notification_of(room, kept)

    def correct(event: gr.EventData, room: Session) -> str:
        def kept() -> str:
            key, document, start, end = read_payload(
                event, key=str, document=str, start=int, end=int
            )
            return keep_correction(room, key, document, Span(start, end))

        return notification_of(room, kept)

    def export(event: gr.EventData, room: Session) -> str:
        return notification_of(room, lambda: export_chat(room, *read_payload(event, kind=str)))

    def enter(request: gr.Request, room: Session) -> None:
        asked = request.query_params
        visitor = request.cookies.get(guard.VISITOR, "")
        room.enter(visitor, asked.get("collection", ""), asked.get("document", ""))

    def shown_of(views: Iterator[Panels]) -> Iterator[Parts]:
        try:
            for view in views:
                yield parts(view)
        except PinciteError as error:
            yield parts(broken_panels(str(error)))

    def parts(view: Panels) -> Parts:
        return tuple(gr.skip() if part is None else part for part in astuple(view))

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    at_once: dict[str, Any] = {"concurrency_limit": None, "trigger_mode": "multiple"}
    first = room.view()
    with gr.Blocks(
        title="Pincite", fill_width=True, analytics_enabled=False, delete_cache=(3600, KEPT)
    ) as page:
        state = gr.State(room, delete_callback=Session.close)
        with gr.Row(elem_id="pc-top"):
            head = gr.HTML(frame.masthead(), js_on_load=PAGE, apply_default_css=False)
            status = gr.HTML(first.status, elem_id="pc-status")
        with gr.Column(elem_id="pc-library"):
            gr.HTML(shelf.library_frame(room.house.shared is not None), apply_default_css=False)
            collections = gr.HTML(
                first.shelf, elem_id="pc-collections", apply_default_css=False, js_on_load=LIBRARY
            )
            gr.HTML(shelf.new_collection_form(), apply_default_css=False)
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
                examples = gr.HTML(first.examples, elem_id="pc-openers", apply_default_css=False)
                form = gr.HTML(
                    frame.form(), elem_id="pc-form", apply_default_css=False, js_on_load=ASKING
                )
            with gr.Column(elem_id="pc-reading"):
                contents = gr.HTML(first.contents, apply_default_css=False, js_on_load=PREVIEW)
                source = gr.HTML(first.source, elem_id="pc-source", js_on_load=SOURCE)
        outbox = gr.HTML(elem_id="pc-outbox", js_on_load=OUTBOX)
        view = [collections, contents, source, status, examples]
        accepted = form.submit(accept, state, shown, trigger_mode="multiple", **private)
        replied = [shown, status, contents, source]
        # Not in one queue for all: a collection that is being embedded would hold up the others.
        accepted.then(answer, state, replied, **at_once, **private)
        form.stop(stop, state, shown, trigger_mode="multiple", **private)
        source.select(turn_to, state, source, **at_once, **private)
        collections.apply(arrange, state, view, **at_once, **private)
        collections.upload(bring, state, view, **at_once, **private)
        head.like(judge, state, outbox, **private)
        head.edit(correct, state, outbox, **private)
        head.download(export, state, outbox, **private)
        page.load(start, state, [state, *view], concurrency_limit=None, **private)
        programs = Api(library, room.house.warm, partial(gr.Error, print_exception=False))
        asking: dict[str, Any] = {"concurrency_id": "asking", "concurrency_limit": 2}
        api(programs.ask, api_name="ask", **asking)
        api(programs.retrieve, api_name="retrieve", **asking)
    # Gradio rewrites what it gets as css, and breaks selectors with commas in brackets.
    look = {
        "theme": gr.themes.Base(font=FONTS, font_mono="monospace"),
        "head": f"<style>{STYLE}</style>",
    }
    return page, look


def in_json(page: gr.Blocks) -> None:
    """Have the page's MCP tools write JSON, where Gradio's would write dicts as Python does."""
    server: Any = page.mcp_server_obj
    text = server.types.TextContent
    server.postprocess_output_data = lambda made, _: [
        text(type="text", text=json.dumps(it, ensure_ascii=False)) for it in made
    ]
