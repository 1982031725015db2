"""An element keeps the newest of what it is sent, in whatever order that comes."""

import gradio as gr
from playwright.sync_api import Browser, expect

from qa.web import static

TELLING = """
let newer = 0;
whenNewer = () => (document.body.dataset.newer = newer += 1);
"""


def test_an_older_one_never_takes_the_place_of_a_newer_one(browser: Browser) -> None:
    with gr.Blocks(analytics_enabled=False) as page:
        panel = gr.HTML(
            "<!-- a 5 --><p>five</p>", elem_id="panel", js_on_load=static.NEWEST + TELLING
        )
        sent, came = gr.Textbox(label="Sent"), gr.Textbox(label="Came")
        sent.submit(lambda value: (value, value), sent, [panel, came])
    _, url, _ = page.launch(prevent_thread_lock=True, quiet=True, server_name="127.0.0.1")
    try:
        tab = browser.new_page()
        tab.goto(url)
        for value, left, newer in (
            ("<!-- a 4 --><p>four</p>", "five", 0),
            ("<!-- a 6 --><p>six</p>", "six", 1),
            ("<!-- a 5 --><p>five</p>", "six", 1),
            ("<!-- a 6 --><p>six again</p>", "six again", 2),
            ("<!-- b 1 --><p>another session</p>", "another session", 3),
            ("<p>of none</p>", "of none", 4),
        ):
            tab.get_by_label("Sent").fill(value)
            tab.get_by_label("Sent").press("Enter")
            expect(tab.get_by_label("Came")).to_have_value(value)
            expect(tab.locator("#panel p")).to_have_text(left)
            assert tab.evaluate("+(document.body.dataset.newer ?? 0)") == newer
        tab.close()
    finally:
        page.close()
