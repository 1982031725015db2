"""A page whose server is gone says so, keeps what is asked, and goes on when it is back."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import socket

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.server import ISSUED, ROOT, Server, ask, box, guarded, opened, ready

AIM = "What are the goals?"


class Stoppable:
    """The app, which a test ends and starts again at the same address."""

    def __init__(self, folder: Path) -> None:
        with socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._folder = folder
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "app.py", "--port", str(self._port)],
            cwd=ROOT,
            env=guarded(self._folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout
        assert self._process.stdout.readline()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Stoppable]:
    app = Stoppable(tmp_path)
    yield app
    app.kill()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.mark.parametrize("draft", ["", "And wh"])
def test_a_question_waits_for_the_server_to_come_back(
    app: Stoppable, context: BrowserContext, draft: str
) -> None:
    page = context.new_page()
    page.goto(app.url)
    expect(ask(page, "Who issued the strategy?")).to_contain_text(ISSUED)
    app.kill()
    ask(page, AIM, wait=False)
    expect(page.locator(".pc-echo")).to_have_text([AIM])
    if draft:  # what is typed meanwhile stays, and is not sent
        box(page).fill(draft)
    expect(page.locator(".pc-hint").last).to_contain_text("Your question is asked when it can.")
    expect(box(page)).to_have_value(draft)
    expect(page.locator(".pc-echo")).to_have_text([AIM])
    expect(page.locator(".pc-question")).to_have_count(1)

    app.start()
    expect(page.locator(".pc-answer")).to_have_count(2)
    expect(page.locator(".pc-answer").last).to_contain_text("The strategic goals")
    expect(page.locator(".pc-echo")).to_have_count(0)
    expect(box(page)).to_have_value(draft)


def test_a_phone_that_speaks_german_asks_once(app: Stoppable, browser: Browser) -> None:
    context = browser.new_context(
        locale="de-DE", viewport={"width": 390, "height": 844}, has_touch=True
    )
    page = context.new_page()
    page.goto(app.url)
    frage = page.get_by_role("textbox", name="Frage")
    status = page.locator("#pc-status .pc-status")
    expect(page.locator(".pc-ready")).to_be_attached()
    app.kill()
    expect(status).to_have_text("Nicht erreichbar")
    expect(status).to_be_visible()
    frage.fill(AIM)
    page.get_by_role("button", name="Fragen", exact=True).tap()
    expect(page.locator(".pc-echo")).to_have_text([AIM])
    expect(page.locator(".pc-welcome")).to_be_hidden()
    expect(page.locator(".pc-hint").last).to_contain_text("Sobald es das ist")

    app.start()
    expect(page.locator(".pc-reply")).to_have_count(1)
    expect(page.locator(".pc-question")).to_have_text([AIM])
    expect(frage).to_have_value("")
    context.close()


@pytest.mark.parametrize("size", [(390, 844), (1280, 500)])
def test_what_waits_for_the_server_is_whole_in_view(
    app: Stoppable, browser: Browser, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(app.url)
    ask(page, "Who issued the strategy?")
    expect(page.locator(".pc-ask").first).to_be_visible()
    app.kill()
    ask(page, f"What are the goals, {'and then, ' * 30}and then?", wait=False)
    echo = page.locator(".pc-echo")
    expect(page.locator(".pc-hint").last).to_contain_text("Your question is asked when it can.")
    expect(echo).to_be_in_viewport(ratio=1)
    assert echo.evaluate("it => it.scrollHeight <= it.clientHeight")
    context.close()


def test_the_status_says_that_the_server_is_gone(app: Stoppable, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(app.url)
    ready(page)
    status = page.locator("#pc-status .pc-status")
    said = status.text_content() or ""
    for _ in range(2):  # the second time it is noticed too
        app.kill()
        expect(status).to_have_text("Not reachable", timeout=5000)
        app.start()
        expect(page.locator(".pc-ready")).to_have_text(said)
    app.kill()
    ask(page, AIM, wait=False)  # Gradio notices as well
    toast = page.get_by_text("Connection to the server was lost")
    expect(toast).to_be_attached()
    expect(toast).to_be_hidden()
    expect(status).to_have_text("Not reachable")


def test_a_proxy_that_lost_the_server_is_not_the_server(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    page.goto(server.url)
    ready(page)
    looks = _answered(page, lambda route: route.request.method == "HEAD", 502)
    page.evaluate("dispatchEvent(new Event('offline'))")
    expect(page.locator("#pc-status .pc-status")).to_have_text("Not reachable")
    looks.clear()
    page.wait_for_timeout(5000)
    assert 1 <= len(looks) <= 3
    page.unroute_all()
    expect(page.locator(".pc-gone")).to_have_count(0)


def test_a_refused_heartbeat_is_not_asked_for_without_pause(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    page.goto(server.url)
    ready(page)
    asked = _answered(page, lambda route: "/heartbeat/" in route.request.url, 403)
    page.evaluate("fetch('/gradio_api/heartbeat/of-this-page')")
    page.wait_for_timeout(5000)
    assert 2 <= len(asked) <= 4
    expect(page.locator(".pc-ready")).to_be_attached()


def _answered(page: Page, which: Callable[[Route], bool], status: int) -> list[Route]:
    """Have a proxy answer these requests in the server's place; those that came."""
    came: list[Route] = []

    def answer(route: Route) -> None:
        if not which(route):
            return route.fallback()
        came.append(route)
        return route.fulfill(status=status)

    page.route("**", answer)
    return came


def test_a_question_is_shown_before_the_server_answers(browser: Browser, server: Server) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with opened(browser, server) as page:
        ready(page)
        for count, question in enumerate(("Who issued the strategy?", AIM)):
            held.clear()
            page.route("**/queue/join*", hold)
            ask(page, question, wait=False)
            echo = page.locator(".pc-echo")
            expect(echo).to_have_text([question])
            expect(echo).to_be_in_viewport(ratio=1)
            expect(page.locator(".pc-welcome")).to_be_hidden()
            expect(page.locator(".pc-question")).to_have_count(count)
            shown = _place(page, ".pc-echo")
            for route in held:
                route.continue_()
            page.unroute("**/queue/join*")
            expect(page.locator(".pc-question")).to_have_count(count + 1)
            expect(echo).to_have_count(0)
            if not count:  # the chat isn't scrolled
                assert _place(page, ".pc-question") == pytest.approx(shown, abs=1)
            expect(page.locator(".pc-answer")).to_have_count(count + 1)


def _place(page: Page, what: str) -> tuple[float, ...]:
    place = page.locator(what).last.bounding_box()
    assert place
    return place["x"], place["y"], place["width"], place["height"]
