"""The chat and the source under a finger."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import Server, ask, opened, ready
from tests.browser.states import PHONE

# Controls that are missed 21 pixels beside their middle: what lies unseen around one counts as it.
MISSED = """all => all.filter(it => it.checkVisibility()).filter(it => {
  it.scrollIntoView({ block: "center", inline: "center" });
  const { left, top, width, height } = it.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  return ![[0, 0], [-21, 0], [21, 0], [0, -21], [0, 21]].every(([across, down]) =>
    it.contains(document.elementFromPoint(x + across, y + down)));
}).map(it => it.outerHTML.slice(0, 90))"""
CONTROLS = ":is(button, summary, select, input, a.pc-act, a.pc-cite, a.pc-ask)"


def test_a_finger_hits_each_control(browser: Browser, private: Server) -> None:
    with opened(browser, private, **PHONE) as page:
        ready(page)
        chat = page.locator(f":is(#pc-top, #pc-asking) {CONTROLS}")
        assert chat.evaluate_all(MISSED) == []
        reply = ask(page, "Who issued the strategy?")
        expect(reply.locator(".pc-ask").first).to_be_visible()
        assert chat.evaluate_all(MISSED) == []
        reply.locator("a.pc-cite").tap()
        expect(page.locator("#pc-source mark").first).to_be_in_viewport()
        source = page.locator(f"#pc-reading {CONTROLS}")
        assert source.evaluate_all(MISSED) == []
        page.get_by_role("searchbox", name="Find in the source").or_(
            page.get_by_role("textbox", name="Find in the source")
        ).fill("strategy")
        assert source.evaluate_all(MISSED) == []


def test_the_head_of_the_source_is_as_tall_as_a_finger(browser: Browser, private: Server) -> None:
    with opened(browser, private, **PHONE) as page:
        ready(page)
        page.get_by_role("button", name="Source", exact=True).tap()
        for control in page.locator("#pc-reading :is(button, select, input)").all():
            if control.is_visible():
                place = control.bounding_box()
                assert place
                assert min(place["width"], place["height"]) >= 44


@pytest.mark.parametrize(
    ("options", "question", "invitation", "cancel"),
    [
        (PHONE, "Question", "Select the sentence that answers “{}”.", "Cancel"),
        (
            PHONE | {"locale": "de-DE"},
            "Frage",
            "Bitte den Satz markieren, der „{}“ beantwortet.",
            "Abbrechen",
        ),
    ],
)
def test_picking_a_sentence_is_left_by_a_finger(
    browser: Browser,
    private: Server,
    options: dict[str, Any],
    question: str,
    invitation: str,
    cancel: str,
) -> None:
    with opened(browser, private, **options) as page:
        ready(page)
        box = page.get_by_role("textbox", name=question)
        box.fill("Who issued the strategy?")
        box.press("Enter")
        page.locator(".pc-reply .pc-bad summary").tap()
        page.locator(".pc-act[href^='#pick']").tap()
        shown = page.locator(".pc-invitation")
        expect(shown).to_contain_text(invitation.format("Who issued the strategy?"))
        assert page.locator(f".pc-invitation {CONTROLS}").evaluate_all(MISSED) == []
        shown.get_by_role("button", name=cancel).tap()
        expect(shown).to_have_count(0)
        expect(page.locator("#pc-source")).not_to_have_class("pc-picking")
