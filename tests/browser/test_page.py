"""Asking on the real page: by typing, clicking and keys, on screens of all sizes."""

import pytest
from playwright.sync_api import Browser, Page, expect

from qa.question.validation import MAX_CHARACTERS
from tests.browser.server import (
    ISSUED,
    UNANSWERABLE,
    Server,
    ask,
    box,
    contrast,
    expect_shown,
    marks,
    opened,
    reload,
)


def test_questions_typed_on_without_waiting_arrive_whole_and_once(page: Page) -> None:
    questions = [f"Who issued the strategy of {year}?" for year in range(2017, 2021)]
    expect(box(page)).to_be_focused()
    for question in questions:
        page.keyboard.type(question, delay=2)
        page.keyboard.press("Enter")
    page.keyboard.type("What is the aim", delay=2)
    expect(page.locator(".pc-reply")).to_have_count(len(questions))
    assert page.locator(".pc-question").all_text_contents() == questions
    expect(box(page)).to_have_value("What is the aim")


def test_questions_sent_in_a_row_arrive_in_order_and_once(page: Page) -> None:
    questions = [f"Who issued strategy {n}?" for n in range(8)]
    for question in questions:
        box(page).fill(question)
        box(page).press("Enter")
    expect(page.locator(".pc-reply")).to_have_count(len(questions))
    assert page.locator(".pc-question").all_text_contents() == questions


def test_a_page_loaded_anew_takes_the_chat_up_again(page: Page) -> None:
    ask(page, "What is the aim of the strategy?")
    ask(page, "And who issued it?")
    box(page).fill("And wh")
    reload(page)
    expect(page.locator(".pc-reply")).to_have_count(2)
    expect(page.locator(".pc-understood")).to_contain_text("Understood as: “And who issued ")
    expect(box(page)).to_have_value("And wh")
    expect_shown(page, ISSUED)

    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".pc-question")).to_have_count(0)
    reload(page)
    expect(page.locator(".pc-ready")).to_be_visible()
    expect(page.locator(".pc-question")).to_have_count(0)


def test_examples_are_asked_by_a_click_and_fold_away(page: Page) -> None:
    examples = page.locator("#pc-examples button")
    expect(examples).to_have_count(4)
    asked = examples.all_text_contents()
    for n, example in enumerate(asked):
        if n:
            page.locator("#pc-examples summary").click()
        page.get_by_role("button", name=example).click()
        expect(examples.first).to_be_hidden()
        expect(page.locator(".pc-reply")).to_have_count(n + 1)
    assert page.locator(".pc-question").all_text_contents() == asked
    expect(page.locator(".pc-answer")).to_have_count(3)
    expect(page.locator(".pc-refusal")).to_have_count(1)

    page.get_by_role("button", name="New chat").click()
    expect(examples.first).to_be_visible()


def test_a_double_click_asks_once(page: Page) -> None:
    examples = page.locator("#pc-examples button")
    examples.last.dblclick(position={"x": 20, "y": 20})  # where the folded line will be
    expect(examples.last).to_be_hidden()
    box(page).fill("Who issued the strategy?")
    page.get_by_role("button", name="Ask", exact=True).dblclick()
    expect(page.locator(".pc-reply")).to_have_count(2)
    expect(page.locator(".pc-hint")).to_be_hidden()
    ask(page, "What is the aim of the strategy?")
    expect(page.locator(".pc-question")).to_have_count(3)


def test_a_blank_question_is_not_sent(page: Page) -> None:
    box(page).fill("  \n ")
    box(page).press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Type a question first.")
    ask(page, "Who issued the strategy?")
    expect(page.locator(".pc-hint")).to_be_hidden()
    expect(page.locator(".pc-question")).to_have_count(1)


def test_a_question_too_long_stays_in_the_box_to_be_shortened(page: Page) -> None:
    long = "Who issued the strategy? ".ljust(MAX_CHARACTERS, "y") + "n"
    box(page).fill(long)
    box(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("too long: 2,001 characters, 2,000 at most")
    expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect(box(page)).to_have_value(long)
    box(page).press("Backspace")
    expect(page.locator(".pc-hint")).to_be_hidden()
    box(page).press("Enter")
    expect(page.locator(".pc-reply")).to_be_in_viewport(ratio=1)
    expect(page.locator(".pc-question")).to_have_text(long[:-1])


def test_an_error_is_told_and_the_chat_goes_on(page: Page) -> None:
    ask(page, "Who issued the strategy?")
    expect_shown(page, ISSUED)
    expect(ask(page, "?")).to_contain_text("Ask in words.")
    expect(marks(page)).to_have_count(0)
    expect(ask(page, "Who issued the strategy?")).to_contain_text(ISSUED)
    expect(page.locator(".pc-question")).to_have_count(3)


def test_a_marker_is_large_enough_to_be_hit(page: Page) -> None:
    marker = ask(page, "Who issued the strategy?").locator("a.pc-cite")
    # At once: the reply is drawn again when its suggestions come.
    sides = "it => { const at = it.getBoundingClientRect(); return [at.width, at.height]; }"
    assert min(marker.evaluate(sides)) >= 24


def test_a_citation_far_away_is_jumped_to(browser: Browser, server: Server) -> None:
    small = {"width": 820, "height": 568}
    with opened(browser, server, viewport=small, reduced_motion="no-preference") as page:
        link = ask(page, "Who issued the strategy?").locator("a.pc-cite")
        page.locator("#pc-source").evaluate("pane => pane.scrollTo(0, 0)")
        top = "() => document.querySelector('#pc-source').scrollTop"
        assert page.evaluate(top) == 0
        # At once, within the click: gliding starts with the next frame.
        assert link.evaluate(f"link => {{ link.click(); return ({top})(); }}") > 500


def test_the_source_is_reached_and_scrolled_by_keyboard(page: Page) -> None:
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.get_by_role("region", name="Source")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("article p").last).to_be_in_viewport(ratio=1)


def test_no_markup_is_read_aloud(page: Page) -> None:
    ask(page, "Who issued the strategy?")
    expect(page.locator("[aria-label*='<']")).to_have_count(0)
    expect(page.locator("article .pc-markup")).to_have_text("# ")
    expect(page.locator("article .pc-markup")).to_have_attribute("aria-hidden", "true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(320, 568), (568, 320), (390, 844), (844, 390), (1280, 800)])
def test_nothing_is_cut_off(
    browser: Browser, server: Server, size: tuple[int, int], scheme: str
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with opened(browser, server, viewport=viewport, color_scheme=scheme) as page:
        assert contrast(box(page), "::placeholder") >= 4.5
        # Phones zoom in on less.
        assert box(page).evaluate("box => parseFloat(getComputedStyle(box).fontSize)") >= 16
        ask(page, UNANSWERABLE)
        reply = ask(page, "Who issued the strategy?")
        expect(reply.locator(".pc-quote")).to_be_in_viewport(ratio=0.3)
        reply.locator("a.pc-cite").click()
        expect_shown(page, ISSUED)
        page.keyboard.press("Escape")
        assert page.evaluate("document.documentElement.scrollWidth") == size[0]
        for name in ("Ask", "New chat"):
            expect(page.get_by_role("button", name=name, exact=True)).to_be_enabled()
        dark = page.evaluate("document.body.classList.contains('dark')")
        assert dark == (scheme == "dark")

        expect(reply.locator(".pc-ask").first).to_be_attached()  # nothing comes after that
        reply.get_by_text("Why these passages (5)").click()
        expect(reply.locator("li").first).to_be_in_viewport(ratio=0.3)
        expect(page.locator("#pc-chat .scroll-down-button-container")).to_be_hidden()


def test_half_a_character_is_asked_as_a_question_mark_would_be(page: Page) -> None:
    box(page).evaluate("box => { box.value = 'Who \\ud83d issued the strategy?'; }")
    box(page).press("Enter")
    expect(page.locator(".pc-question")).to_have_text("Who � issued the strategy?")
    expect(page.locator(".pc-reply")).to_contain_text(ISSUED)
    ask(page, "Who issued the strategy?")
    expect(page.locator(".pc-reply")).to_have_count(2)


def test_a_suggestion_is_asked_once_by_a_double_click(page: Page) -> None:
    ask(page, "Who issued the strategy?")
    page.locator(".pc-ask").first.dblclick()
    expect(page.locator(".pc-reply")).to_have_count(2)
    ask(page, "What is the aim of the strategy?")
    expect(page.locator(".pc-question")).to_have_count(3)


def test_on_a_phone_the_source_is_opened_and_closed_by_itself(
    browser: Browser, server: Server
) -> None:
    with opened(browser, server, viewport={"width": 390, "height": 844}) as page:
        expect(page.locator("article")).not_to_be_visible()
        page.get_by_role("button", name="Source", exact=True).click()
        expect(page.locator("article")).to_be_in_viewport()
        expect(page.get_by_role("region", name="Source")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("article")).not_to_be_visible()
    with opened(browser, server) as page:
        expect(page.get_by_role("button", name="Source", exact=True)).to_be_hidden()
