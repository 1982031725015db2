"""A page whose session the server let go of says so, and goes on with its chat."""

from collections.abc import Iterator
from secrets import token_hex

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import ISSUED, Server, ask, opened, ready, serving

MOST = 2
FEW_SESSIONS = (
    f"import app; from qa.web.server import serve;serve.MAX_SESSIONS = {MOST}; app.end(app.main())"
)
LINE = "The server had let go of this chat. Its questions are asked again."


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app that holds as few sessions as it can."""
    folder = tmp_path_factory.mktemp("narrow")
    with serving(folder, program=("-c", FEW_SESSIONS)) as server:
        server.release()
        yield server


def crowd_out(server: Server) -> None:
    """Have others open so many pages that the server lets go of all before."""
    with httpx.Client(base_url=server.url, trust_env=False, timeout=60) as client:
        client.get("/")
        handlers = client.get("/config").json()["dependencies"]
        load = next(it["id"] for it in handlers if any(on == "load" for _, on in it["targets"]))
        for _ in range(MOST):
            name = token_hex(6)
            call = {"data": [None], "fn_index": load, "session_hash": name}
            client.post("/gradio_api/queue/join", json=call).raise_for_status()
            path = f"/gradio_api/queue/data?session_hash={name}"
            with client.stream("GET", path, timeout=60) as events:
                assert any("process_completed" in line for line in events.iter_lines())


@pytest.fixture
def answered(browser: Browser, narrow: Server) -> Iterator[Page]:
    """A page with an answer, whose session the server has let go of."""
    with opened(browser, narrow) as page:
        ready(page)
        expect(ask(page, "Who issued the strategy?")).to_contain_text(ISSUED)
        expect(page.locator("a.pc-ask").first).to_be_visible()  # nothing is done for it any more
        crowd_out(narrow)
        yield page


def test_the_next_question_is_answered_after_the_ones_before(answered: Page) -> None:
    ask(answered, "When was it released?", wait=False)
    expect(answered.locator("#pc-notice")).to_have_text(LINE)
    expect(answered.locator(".pc-question")).to_have_count(2)
    answers = answered.locator(".pc-answer")
    expect(answers).to_have_count(2)
    expect(answers.first).to_contain_text(ISSUED)
    expect(answers.last).to_contain_text("on Wednesday")
    expect(answers.last).to_contain_text("When was the strategy released?")  # as a follow-up
    ready(answered)


def test_what_is_about_an_answer_is_to_be_done_once_more(answered: Page) -> None:
    good = answered.get_by_role("button", name="Good")
    good.click()
    notice = answered.locator("#pc-notice")
    expect(notice).to_have_text(f"{LINE} Then do once more what you did.")
    expect(answered.locator(".pc-answer")).to_contain_text(ISSUED)
    good.click()
    expect(notice).to_have_text("Thank you. The answer is kept as a test.")


def test_what_is_about_the_documents_is_done(answered: Page) -> None:
    answered.get_by_role("button", name="Library", exact=True).click()
    answered.get_by_role("button", name="New…").click()
    name = answered.get_by_role("textbox", name="Name of a new collection")
    name.fill("Notes")
    name.press("Enter")
    expect(answered.locator("#pc-notice")).to_have_text(LINE)
    expect(answered.locator("#pc-collection")).to_have_value("Notes")
    expect(answered.locator(".pc-question")).to_have_count(0)  # it was about another collection
