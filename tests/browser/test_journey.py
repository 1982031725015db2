"""The whole journey through the page: once by mouse, and again by keyboard alone."""

import json
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Download, Locator, Page, expect

from evals.cases import load_cases
from tests.browser.server import (
    CLIPBOARD,
    ISSUED,
    ROOT,
    UNANSWERABLE,
    Server,
    ask,
    box,
    copied,
    expect_shown,
    guarded,
    marks,
    opened,
    ready,
    tab_to,
)

PLACE = (
    "China releases first strategy on cyberspace cooperation (china-cyberspace-strategy.txt),"
    " line 23, characters "
)


def verified(download: Download, folder: Path) -> str:
    """What the command line says of an evidence pack; every quote must be exact."""
    file = folder / download.suggested_filename
    download.save_as(file)
    done = subprocess.run(
        [sys.executable, "-m", "qa", "verify", str(file)],
        cwd=ROOT,
        env=guarded(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return done.stdout.splitlines()[-1]


def test_by_mouse(browser: Browser, server: Server, tmp_path: Path) -> None:
    with opened(browser, server, permissions=CLIPBOARD) as page:
        ready(page)
        notice = page.locator("#pc-notice")
        questions = page.locator(".pc-question")
        page.get_by_role("button", name="Who issued the strategy?").click()
        reply = page.locator(".pc-reply").last
        expect_shown(page, ISSUED)
        page.locator("#pc-source").evaluate("pane => pane.scrollTo(0, 0)")
        reply.locator("a.pc-cite").click()
        expect_shown(page, ISSUED)

        reply.get_by_role("button", name="Copy").click()
        expect(notice).to_have_text("Copied.")
        text = copied(page)
        assert text.startswith(f"Who issued the strategy?\n\n{ISSUED} [1]\n\n[1] {PLACE}")
        reply.get_by_role("button", name="Markdown").click()
        expect(notice).to_have_text("Copied as Markdown.")
        assert copied(page).startswith(
            f"**Who issued the strategy?**\n\n> {ISSUED} [^1]\n\n[^1]: {PLACE}"
        )

        first = reply.get_attribute("id")
        reply.get_by_role("button", name="Try again").click()
        expect(page.locator(f"#{first}")).to_have_count(0)
        expect(reply).to_contain_text(ISSUED)
        page.get_by_role("link", name="What does China's plan of action include?").click()
        expect(page.locator(".pc-reply")).to_have_count(2)
        page.get_by_role("button", name="Edit").last.click()
        editor = page.get_by_role("textbox", name="Edit the question")
        expect(editor).to_have_value("What does China's plan of action include?")
        editor.fill(UNANSWERABLE)
        page.locator(".pc-editor").get_by_role("button", name="Ask").click()
        expect(questions).to_have_count(2)
        expect(page.locator(".pc-refusal")).to_be_visible()

        for name, kind in (("Evidence page", "html"), ("Evidence as JSON", "json")):
            page.get_by_role("button", name="More", exact=True).click()
            with page.expect_download() as download:
                page.get_by_role("menuitem", name=name).click()
            assert download.value.suggested_filename.endswith(f".{kind}")
            expect(notice).to_have_text(f"Exported as {download.value.suggested_filename}.")
            # The closest passage of the refusal is one.
            assert verified(download.value, tmp_path) == "quotes: 2 exact, 0 moved, 0 missing"

        page.get_by_role("button", name="More", exact=True).click()
        page.get_by_role("menuitem", name="Keyboard shortcuts").click()
        sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
        sheet.get_by_role("button", name="Close").click()
        expect(sheet).to_be_hidden()
        page.get_by_role("button", name="New chat").click()
        expect(questions).to_have_count(0)
        page.get_by_role("button", name="More", exact=True).click()
        page.get_by_role("menuitem", name="Evidence page").click()
        expect(notice).to_contain_text("There is nothing to export yet.")


def test_by_keyboard(browser: Browser, server: Server, tmp_path: Path) -> None:
    with opened(browser, server, permissions=CLIPBOARD) as page:
        ready(page)
        key = page.keyboard
        notice, questions = page.locator("#pc-notice"), page.locator(".pc-question")
        reply = page.locator(".pc-reply").last
        marker = reply.locator("a.pc-cite")
        source = page.get_by_role("region", name="Source")
        expect(box(page)).to_be_focused()
        key.type("Who issued the strategy?")
        key.press("Enter")
        expect_shown(page, ISSUED)
        expect(page.locator(".pc-ask").first).to_be_visible()

        tab_to(page, marker)
        key.press("Enter")
        expect(source).to_be_focused()
        expect_shown(page, ISSUED)
        key.press("Escape")
        expect(marker).to_be_focused()
        key.press("j")
        expect(source).to_be_focused()
        key.press("Escape")
        key.press("s")
        expect(source).to_be_focused()

        key.press("c")
        expect(notice).to_have_text("Copied.")
        assert ISSUED in copied(page)
        first = reply.get_attribute("id")
        key.press("r")
        expect(page.locator(f"#{first}")).to_have_count(0)
        expect(reply).to_contain_text(ISSUED)
        key.press("u")
        expect(questions).to_have_count(0)
        expect(marks(page)).to_have_count(0)

        key.press("/")
        expect(box(page)).to_be_focused()
        key.type("Who issued it?")
        key.press("Enter")
        expect(reply).to_be_visible()
        key.press("Escape")
        key.press("e")
        editor = page.get_by_role("textbox", name="Edit the question")
        expect(editor).to_have_value("Who issued it?")
        expect(editor).to_be_focused()
        for _ in "it?":
            key.press("Backspace")
        key.type("the strategy?")
        key.press("Enter")
        expect(questions).to_have_text("Who issued the strategy?")
        expect(reply).to_contain_text(ISSUED)

        tab_to(page, page.get_by_role("button", name="More", exact=True))
        key.press("Enter")
        expect(page.get_by_role("menuitem", name="Chats")).to_be_focused()
        evidence = page.get_by_role("menuitem", name="Evidence page")
        tab_to(page, evidence, "ArrowDown")
        with page.expect_download() as download:
            key.press("Enter")
        expect(page.get_by_role("button", name="More", exact=True)).to_be_focused()
        assert verified(download.value, tmp_path) == "quotes: 1 exact, 0 moved, 0 missing"

        key.press("?")
        sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
        expect(sheet.get_by_role("button", name="Close")).to_be_focused()
        key.press("Escape")
        expect(sheet).to_be_hidden()
        key.press("n")
        expect(questions).to_have_count(0)
        expect(box(page)).to_be_focused()


def test_what_people_say_of_answers_becomes_cases(page: Page, server: Server) -> None:
    ready(page)
    notice = page.locator("#pc-notice")
    ask(page, "Who issued the strategy?").get_by_role("button", name="Good").click()
    expect(notice).to_contain_text("The answer is kept as a test.")
    call_bad(ask(page, UNANSWERABLE), "I don't know")
    expect(notice).to_contain_text("The answer is kept as a bad one.")
    ask(page, "What does China want to be safe?")
    paragraph = page.locator("article p").nth(2)
    paragraph.scroll_into_view_if_needed()
    paragraph.select_text()
    expect(page.get_by_role("button", name="The right sentence is this one")).to_be_visible()
    before = {file: file.read_bytes() for file in feedback_files(server)}
    page.get_by_role("button", name="The right sentence is this one").click()
    expect(page.get_by_role("button", name="The right sentence is this one")).to_be_hidden()
    expect(notice).to_contain_text("answers “What does China want to be safe?”")
    (file,) = feedback_files(server)
    assert file.read_bytes().startswith(before[file])
    liked, corrected = load_cases(file)
    assert (liked.question, [it.quote for it in liked.evidence]) == (
        "Who issued the strategy?",
        [ISSUED],
    )
    assert [it.quote for it in corrected.evidence] == [paragraph.text_content()]
    kinds = [json.loads(line)["kind"] for line in file.read_text("utf-8").splitlines()]
    assert kinds == ["liked", "disliked", "corrected"]


def test_what_is_selected_is_about_the_answer_that_was_called_bad(
    page: Page, server: Server
) -> None:
    ready(page)
    ask(page, UNANSWERABLE)
    ask(page, "Who issued the strategy?")
    expect_shown(page, ISSUED)
    call_bad(page.locator(".pc-reply").first)
    expect(page.locator(".pc-invitation")).to_contain_text(f"answers “{UNANSWERABLE}”")
    last = page.locator("article p").last
    last.scroll_into_view_if_needed()
    last.click(click_count=3)
    page.get_by_role("button", name="The right sentence is this one").click()
    expect(page.locator("#pc-notice")).to_contain_text(f"a test that this answers “{UNANSWERABLE}”")
    (file,) = feedback_files(server)
    (*_, line) = map(json.loads, file.read_text("utf-8").splitlines())
    assert (line["question"], line["kind"]) == (UNANSWERABLE, "corrected")
    assert line["evidence"][0]["quote"] == last.text_content()


def test_bad_keeps_nothing_until_something_is_chosen(page: Page, server: Server) -> None:
    ready(page)
    before = {file: file.read_bytes() for file in feedback_files(server)}
    reply = ask(page, "What does China want to be safe?")
    bad = reply.get_by_text("Bad", exact=True)
    expect(page.locator(".pc-ask").first).to_be_visible()
    page.locator("#pc-chat .panel-wrap").evaluate("chat => chat.scrollTo(0, chat.scrollHeight)")
    page.set_viewport_size({"width": 1280, "height": 400})
    bad.click()
    cancel = reply.get_by_role("button", name="Cancel")
    expect(cancel).to_be_in_viewport(ratio=1)
    form, choice = page.locator("#pc-question").bounding_box(), cancel.bounding_box()
    assert form
    assert choice
    assert choice["y"] + choice["height"] <= form["y"]
    page.keyboard.press("Escape")
    expect(cancel).to_be_hidden()
    expect(bad).to_be_focused()
    call_bad(reply)
    expect(page.locator(".pc-invitation")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".pc-invitation")).to_have_count(0)
    bad.click()
    cancel.click()
    ask(page, UNANSWERABLE)  # what was sent before is kept by now
    expect(page.locator("#pc-notice")).to_have_text("")
    assert {file: file.read_bytes() for file in feedback_files(server)} == before


def call_bad(reply: Locator, choice: str = "Pick the sentence") -> None:
    reply.get_by_text("Bad", exact=True).click()
    reply.get_by_role("button", name=choice).click()


def feedback_files(server: Server) -> list[Path]:
    return [*(server.home / "feedback").glob("*.jsonl")]
