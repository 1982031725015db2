"""The page: what is where, and which handler is called when. The home of gradio."""

from __future__ import annotations

import sys
from concurrent.futures import Future
from functools import partial
from typing import Any

import gradio as gr
from gradio.events import api

from qa.library.library import Library
from qa.web import comparison, handlers, messages, static
from qa.web.events import Adapter
from qa.web.server.api import Api
from qa.web.server.uploads import Uploads
from qa.web.session.background import run_in_background
from qa.web.session.session import Session
from qa.web.templates import frame
from qa.web.templates.library import library_frame

# Fonts that are there already: nothing is fetched.
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif")
_PAGE: dict[str, Any] = {
    "fill_width": True,
    "analytics_enabled": False,
    "delete_cache": (3600, 3600),  # in seconds, an upload that is not added to a library
}
_CHAT: dict[str, Any] = {
    "elem_id": "pc-chat", "show_label": False, "container": False,
    "height": None, "render_markdown": False, "sanitize_html": True, "latex_delimiters": [],
    "buttons": [], "feedback_options": None, "layout": "panel", "autoscroll": False,
}  # fmt: skip
_PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# Not in one queue for all: a collection that is being embedded would hold up the others.
_AT_ONCE: dict[str, Any] = {**_PRIVATE, "concurrency_limit": None, "trigger_mode": "multiple"}
_ONE_BY_ONE: dict[str, Any] = {**_PRIVATE, "concurrency_limit": None, "trigger_mode": "once"}
_ASKING: dict[str, Any] = {"concurrency_id": "asking", "concurrency_limit": 2}
_COMPARING: dict[str, Any] = {**_PRIVATE, "concurrency_limit": 2, "trigger_mode": "multiple"}
# Events that wait; with more, a page is told that the queue is full.
_MOST_WAITING = 200
_html = partial(gr.HTML, apply_default_css=False)


def build(session: Session, library: Library, uploads: Uploads) -> tuple[gr.Blocks, dict[str, Any]]:
    """The page, and what it looks like: the arguments its launch needs for that.

    ``session`` is what a visitor begins with, ``library`` what programs ask; ``uploads`` are the
    files that were sent.
    """
    first, shared = session.panels(None), session.shared_state
    kept = shared.library is not None
    on = Adapter(gr.EventData, gr.Request, gr.skip)
    with gr.Blocks(title=messages.TITLE, **_PAGE) as page:
        state = gr.State(session, delete_callback=_close_in_background)
        with gr.Row(elem_id="pc-top"):
            head = _html(frame.masthead(kept=kept), js_on_load=static.MASTHEAD)
            status = gr.HTML(first.status, elem_id="pc-status", js_on_load=static.NEWEST)
        with gr.Column(elem_id="pc-library"):
            _html(library_frame(kept, folders=library.folders.allowed))
            collections = _html(first.library, elem_id="pc-collections", js_on_load=static.LIBRARY)
        with gr.Row(elem_id="pc-panes", equal_height=True):
            with gr.Column(elem_id="pc-asking"):
                chat = gr.Chatbot(
                    label=messages.CONVERSATION, placeholder=frame.welcome(kept=kept), **_CHAT
                )
                examples = _html(first.examples, elem_id="pc-openers", js_on_load=static.NEWEST)
                form = _html(frame.form(kept=kept), elem_id="pc-form", js_on_load=static.ASKING)
            with gr.Column(elem_id="pc-reading"):
                contents = _html(first.contents, js_on_load=static.PREVIEW)
                source = gr.HTML(first.source, elem_id="pc-source", js_on_load=static.SOURCE)
            compared = _html(
                comparison.view(), elem_id="pc-comparison", js_on_load=static.COMPARISON
            )
        cells = gr.HTML(elem_id="pc-cells", html_template="", js_on_load=static.CELLS)
        notice = gr.HTML(elem_id="pc-notification", js_on_load=static.NOTIFICATIONS)
        resumption = gr.HTML(elem_id="pc-resumption", js_on_load=static.RESUMPTION)

        always = [state, resumption]
        chatting, telling = [*always, chat], [*always, notice]
        panels = [*always, collections, contents, source, status, examples]
        follow = form.submit(
            on.once(handlers.follow_chat), state, chatting, trigger_mode="multiple", **_PRIVATE
        )
        answering = [*chatting, status, contents, source]
        follow.then(on.stream_unasked(handlers.answer), state, answering, **_AT_ONCE)
        stop = on.once(handlers.stop, of_chat=True)
        form.stop(stop, state, chatting, trigger_mode="multiple", **_PRIVATE)
        source.select(on.once(handlers.show_document), state, [*always, source], **_AT_ONCE)
        collections.apply(on.stream(handlers.change_collection), state, panels, **_AT_ONCE)
        collections.tick(on.stream(handlers.follow_files), state, panels, **_ONE_BY_ONE)
        add_files = partial(handlers.add_files, uploads=uploads)
        collections.upload(on.stream(add_files), state, panels, **_AT_ONCE)
        head.like(on.once(handlers.judge, of_chat=True), state, telling, **_PRIVATE)
        correct = on.parts(handlers.correct, of_chat=True, number=2)
        head.edit(correct, state, [*chatting, notice], **_PRIVATE)
        head.download(on.once(handlers.export, of_chat=True), state, telling, **_AT_ONCE)
        filling = [*always, cells]
        compared.submit(on.stream(comparison.compare), state, filling, **_COMPARING)
        compared.stop(on.once(comparison.stop), state, filling, **_PRIVATE)
        compared.download(on.once(comparison.export), state, telling, **_AT_ONCE)
        opening = on.stream_unasked(handlers.open_page)
        page.load(opening, state, panels, concurrency_limit=None, **_PRIVATE)
        programs = Api(library, shared.warm, partial(gr.Error, print_exception=False))
        api(programs.ask, api_name="ask", **_ASKING)
        api(programs.retrieve, api_name="retrieve", **_ASKING)
    page.queue(max_size=_MOST_WAITING)
    # Gradio rewrites what it gets as css, and breaks selectors with commas in brackets.
    theme = gr.themes.Base(font=_FONTS, font_mono="monospace")
    style = f"<style>{static.STYLE}</style>"
    return page, {"theme": theme, "head": style, "favicon_path": static.FAVICON}


def _close_in_background(session: Session) -> None:
    """Close a session of a page that was left: others are served while that waits for its work."""
    closing: Future[None] = Future()
    closing.add_done_callback(_tell_failure)
    run_in_background(closing, session.close)


def _tell_failure(closing: Future[None]) -> None:
    if error := closing.exception():
        print(f"Pincite: A page was not closed: {error!r}", file=sys.stderr, flush=True)
