"""Answers, citations and documents on the real page."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from qa.web.templates import source
from tests.browser.server import (
    ARTICLE,
    ISSUED,
    UNANSWERABLE,
    Server,
    ask,
    cited,
    expect_shown,
    guarded,
    marks,
    opened,
    ready,
    reload,
    serving,
)

HOSTILE_NAME = 'a<b>&"c".md'
HOSTILE = (
    "# <img src=x onerror=alert(1)>\n\n"
    "The secret spice ${alert(2)} of the fish soup {{value}} is <script>alert(3)</script>"
    ' saffron & "salt".\n'
)
SPICE = HOSTILE.splitlines()[2]
FLAG = "The astronaut 🧑‍🚀 planted the flag 🏳️‍🌈 on Mars in April 😀."
EMOJI = f"# Trip 😀😀\n\nNotes 𝒳 from the trip 🧑‍🚀🧑‍🚀.\n\n{FLAG} Then she left.\n"
KEEPER = "The lighthouse keeper of Orkney is named Magnus."
PAGES = ("\n" * 50_000).join(f"Page {n}." for n in range(10))
LONG = "# Island\n\nThe island is small.\n" + "\n" * (source.PART_CHARACTERS + 9) + KEEPER + "\n"


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with several documents: one that attacks, one with emoji, and a long one."""
    folder = tmp_path_factory.mktemp("collection")
    documents = folder / "documents"
    documents.mkdir()
    for name, text in (
        (HOSTILE_NAME, HOSTILE),
        ("emoji.txt", EMOJI),
        ("long.txt", LONG),
        ("pages.txt", PAGES),
    ):
        (documents / name).write_text(text, encoding="utf-8")
    (documents / "<i>picture.png").write_bytes(b"\x89PNG")
    with serving(folder, "--documents", str(documents)) as server:
        server.release()
        yield server


@pytest.fixture
def several(browser: Browser, collection: Server) -> Iterator[Page]:
    with opened(browser, collection) as page:
        ready(page)
        yield page


def test_the_source_can_be_read_and_asked_before_the_model_is_there(
    server: Server, seen: dict[str, str | None]
) -> None:
    assert server.url
    assert seen["article"] == ARTICLE
    assert seen["stopped"] == "Stopped. Stopped."
    assert ISSUED in (seen["first"] or "")
    assert "not an answer" in (seen["second"] or "")


def test_an_answer_shows_its_citation_by_itself_and_on_click(page: Page) -> None:
    reply = ask(page, "Who issued the strategy?")
    expect(reply).to_contain_text(ISSUED)
    short = reply.locator(".pc-quote > strong").text_content() or ""
    assert "Foreign Ministry" in short
    expect_shown(page, ISSUED)
    expect(page.locator("#pc-source mark strong")).to_have_text(short)

    first = reply.get_by_role("link", name="[1]")
    reply.get_by_text("Why these passages (5)").click()
    other = reply.locator("details a.pc-near").last
    other.click()
    expect_shown(page, cited(other, ARTICLE), "near")
    expect(page.locator("#pc-source strong")).to_have_count(0)

    page.locator("#pc-source").evaluate("pane => pane.scrollTo(0, 0)")
    first.click()
    expect_shown(page, ISSUED)
    assert cited(first, ARTICLE) == ISSUED
    expect(page.locator("#pc-source strong")).to_have_text(short)
    assert page.locator("article").text_content() == ARTICLE
    assert "#" not in page.url


def test_a_citation_is_followed_by_keyboard(page: Page) -> None:
    reply = ask(page, "Who issued the strategy?")
    page.locator("#pc-source").evaluate("pane => pane.scrollTo(0, 0)")
    reply.get_by_role("link", name="[1]").press("Enter")
    expect_shown(page, ISSUED)


def test_a_passage_of_several_blocks_is_highlighted_whole(page: Page) -> None:
    reply = ask(page, "China releases first strategy on cyberspace cooperation")
    reply.get_by_text("Why these passages (5)").click()
    link = reply.locator("details a.pc-near").filter(has_text="# China releases").first
    link.click()
    expect(marks(page)).not_to_have_count(1)
    text = "".join(marks(page).all_text_contents())
    assert text == cited(link, ARTICLE)
    assert text.startswith("# China releases first strategy")
    assert "\n\n" in text


def test_a_follow_up_is_understood_from_the_chat(page: Page) -> None:
    ask(page, "What is the aim of the strategy?")
    reply = ask(page, "And who issued it?")
    expect(reply.locator(".pc-understood")).to_contain_text("Understood as: “And who issued ")
    expect_shown(page, ISSUED)

    reply.get_by_role("button", name="Ask without what came before").click()
    expect(page.locator(".pc-understood")).to_have_count(0)
    expect(page.locator(".pc-reply")).to_have_count(2)
    expect(page.locator(".pc-question").last).to_have_text("And who issued it?")
    reload(page)
    expect(page.locator(".pc-reply")).to_have_count(2)
    expect(page.locator(".pc-understood")).to_have_count(0)
    expect(page.locator(".pc-ask").first).to_be_visible()  # all is answered

    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".pc-reply")).to_have_count(0)
    reply = ask(page, "Who issued the strategy?")
    expect(reply.locator(".pc-understood")).to_have_count(0)
    expect_shown(page, ISSUED)


def test_a_refusal_looks_like_one(page: Page) -> None:
    ask(page, "Who issued the strategy?")
    expect_shown(page, ISSUED)
    reply = ask(page, UNANSWERABLE)
    expect(reply).to_have_class(re.compile("pc-refusal"))
    expect(reply.locator(".pc-none")).to_be_visible()
    expect(reply).to_contain_text("Closest passage, not an answer")
    assert reply.get_by_role("link", name="[1]").count() == 0
    expect_shown(page, cited(reply.locator(".pc-closest a"), ARTICLE), "near")


def test_a_hostile_document_stays_text(several: Page) -> None:
    expect(several.locator("article")).to_have_text(HOSTILE.replace("\n", " "))
    assert several.locator("article").text_content() == HOSTILE
    reply = ask(several, "What is the secret spice of the fish soup?")
    expect(reply).to_contain_text(SPICE)
    expect_shown(several, SPICE)
    assert several.locator("article :is(img, script)").count() == 0
    assert several.locator("#pc-chat .message :is(img, script)").count() == 0
    expect(several.locator("#pc-documents option").first).to_contain_text(HOSTILE_NAME)
    several.get_by_role("button", name="Library").click()
    expect(several.locator(".pc-skipped")).to_contain_text("<i>picture.png")


def test_a_citation_turns_to_its_document_and_offsets_count_characters(several: Page) -> None:
    reply = ask(several, "Where did the astronaut plant the flag?")
    expect_shown(several, FLAG)
    assert cited(reply.locator("a.pc-cite").first, EMOJI) == FLAG
    expect(several.locator("#pc-source mark strong")).to_have_text("Mars")
    chooser = several.get_by_role("combobox", name="Document")
    emoji = several.locator("#pc-documents option").filter(has_text="emoji.txt")
    key = emoji.get_attribute("value") or ""
    expect(chooser).to_have_value(key)

    chooser.select_option(index=0)
    expect(several.locator("article")).to_contain_text("secret spice")
    expect(marks(several)).to_have_count(0)
    reply.locator("a.pc-cite").first.click()
    expect_shown(several, FLAG)
    expect(chooser).to_have_value(key)


def test_a_citation_holds_when_a_document_is_added_before_its_own(visit: Page) -> None:
    reply = ask(visit, "Who issued the strategy?")
    expect_shown(visit, ISSUED)
    visit.get_by_role("button", name="Library").click()
    text = b"A lease. " * 400
    added: FilePayload = {"name": "a.txt", "mimeType": "text/plain", "buffer": text}
    visit.locator("#pc-library input[type=file]").set_input_files([added])
    expect(visit.locator(".pc-report")).to_contain_text("2 documents")
    expect(visit.locator("article")).to_contain_text("A lease.")
    visit.keyboard.press("Escape")
    reply.locator("a.pc-cite").click()
    expect_shown(visit, ISSUED)
    visit.get_by_role("combobox", name="Document").select_option(index=0)
    expect(visit.locator("article")).to_contain_text("A lease.")
    reply.locator("a.pc-cite").click()
    expect_shown(visit, ISSUED)


def test_a_long_document_is_shown_in_parts(several: Page) -> None:
    several.get_by_role("combobox", name="Document").select_option(index=2)
    expect(several.locator("article")).to_contain_text("The island is small.")
    expect(several.locator("article")).not_to_contain_text("Magnus")
    expect(several.get_by_text("characters after this part")).to_be_visible()

    ask(several, "What is the lighthouse keeper of Orkney named?")
    expect_shown(several, KEEPER)
    expect(several.locator("article")).not_to_contain_text("The island is small.")


def test_a_long_document_is_read_on_from_part_to_part(several: Page) -> None:
    def pages() -> list[int]:
        texts = several.locator("article p").all_text_contents()
        return [int(text.removeprefix("Page ").rstrip(".")) for text in texts]

    several.get_by_role("combobox", name="Document").select_option(label="pages (pages.txt)")
    expect(several.locator("article")).to_contain_text("Page 0.")
    for _ in range(2):
        (*_, last) = pages()
        several.get_by_role("link", name="Show the part after").click()
        expect(several.get_by_text(f"Page {last + 1}.", exact=True)).to_be_in_viewport(ratio=1)
    expect(several.get_by_role("region", name="Source")).to_be_focused()
    (first, *_) = pages()
    several.get_by_role("link", name="Show the part before").click()
    expect(several.get_by_text(f"Page {first - 1}.", exact=True)).to_be_in_viewport(ratio=1)


def test_documents_changed_on_disk_are_read_again(several: Page, collection: Server) -> None:
    expect(several.locator(".pc-ready")).to_be_visible()
    new = collection.hold.parent / "documents/new.txt"
    new.write_text("The lighthouse was sold to a painter.", encoding="utf-8")
    reply = ask(several, "To whom was the lighthouse sold?")
    expect(reply).to_contain_text("The lighthouse was sold to a painter.")
    expect_shown(several, "The lighthouse was sold to a painter.")
    new.unlink()
    ask(several, "Where did the astronaut plant the flag?")
    expect(several.locator("#pc-documents option")).to_have_count(4)


def test_the_guard_notes_what_goes_out(tmp_path: Path) -> None:
    code = "import socket; socket.create_connection(('192.0.2.1', 9), 1)"
    ran = subprocess.run(
        [sys.executable, "-c", code], env=guarded(tmp_path), capture_output=True, check=False
    )
    assert ran.returncode == 1
    assert "192.0.2.1" in (tmp_path / "outbound").read_text()
