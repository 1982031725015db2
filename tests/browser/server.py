"""The real app under a guard, and a real browser's page of it.

The guard, an audit hook, refuses and notes every connection that leaves this machine, and holds
the import of ONNX Runtime back until told: so what the page does while the model loads can be
looked at for as long as it takes.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from threading import Event
from time import monotonic

from playwright.sync_api import Browser, Dialog, Locator, Page, expect

ROOT = Path(__file__).parents[2]
SECONDS = 120

ARTICLE = (ROOT / "data/documents/china-cyberspace-strategy.txt").read_text(encoding="utf-8")
ISSUED = "The strategy was issued by the Foreign Ministry and State Internet Information Office."
UNANSWERABLE = "What is the capital of Australia?"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
"""What a page must be permitted for `copied`."""

GUARD = """
import ipaddress, os, sys

def local(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in (None, "", "localhost", b"localhost")

def guard(event, arguments):
    if event == "import" and arguments[0] == "onnxruntime" and (hold := os.environ.pop("HOLD", "")):
        open(hold).read()  # a pipe: waits until it is written to
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if not local(host):
        with open(os.environ["OUTBOUND"], "a") as notes:
            notes.write(f"{event} {host}\\n")
        raise OSError(f"refused: {event} {host}")

sys.addaudithook(guard)
"""


@dataclass(frozen=True)
class Server:
    """A running app, with the notes of its guard and the pipe its model waits for."""

    url: str
    outbound: Path
    hold: Path

    @property
    def home(self) -> Path:
        """What the app keeps."""
        return self.hold.parent / "home"

    def release(self) -> None:
        """Let the model load."""
        self.hold.write_text("go")


def guarded(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a guarded Python."""
    (folder / "sitecustomize.py").write_text(GUARD)
    return os.environ | {
        "OUTBOUND": str(folder / "outbound"),
        "PINCITE_HOME": str(folder / "home"),
        "PYTHONPATH": str(folder),
        "PYTHONUNBUFFERED": "1",
        **more,
    }


@contextmanager
def serving(
    folder: Path, *arguments: str, program: Sequence[str] = ("app.py",)
) -> Iterator[Server]:
    """The app, or another ``program`` that takes its arguments, while it is needed."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    hold = folder / "hold"
    os.mkfifo(hold)
    errors = folder / "errors"
    with (
        errors.open("w") as stderr,
        subprocess.Popen(
            [sys.executable, *program, "--port", str(port), *arguments],
            cwd=ROOT,
            env=guarded(folder, HOLD=str(hold)),
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        ) as process,
    ):
        assert process.stdout
        try:
            line = process.stdout.readline()
            assert f"http://127.0.0.1:{port}" in line, line + errors.read_text()
            yield Server(f"http://127.0.0.1:{port}", folder / "outbound", hold)
        finally:
            process.terminate()
    assert not (folder / "outbound").exists(), (folder / "outbound").read_text()
    assert "Traceback" not in errors.read_text(), errors.read_text()


# What Gradio reports as errors when its streams end because the page goes elsewhere.
_ENDED = ("AbortError: signal is aborted", "Unexpected error Connection errored out")


@contextmanager
def opened(
    browser: Browser, server: Server, address: str = "", **options: object
) -> Iterator[Page]:
    """The page, at ``address`` of the server, which must ask no other host and report no error."""
    context = browser.new_context(**({"reduced_motion": "reduce"} | options))  # type: ignore[arg-type]
    context.set_default_timeout(SECONDS * 1000)
    wrong: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    page = context.new_page()
    visited: list[str] = []
    page.on("framenavigated", lambda it: visited.append(it.url))
    page.on("request", lambda it: None if _own(it.url, server) else wrong.append(it.url))
    page.on("console", lambda it: wrong.append(it.text) if it.type == "error" else None)
    page.on("pageerror", lambda it: wrong.append(str(it)))
    page.on("dialog", dismiss)
    try:
        page.goto(server.url + address)
        yield page
        left = _ENDED if len(visited) > 1 else ()
        found = [message for message in wrong if not message.startswith(left)]
    finally:
        context.close()
    assert found == [], found


def _own(url: str, server: Server) -> bool:
    return url.startswith((server.url + "/", "data:", "blob:"))


def marks(page: Page) -> Locator:
    """What is highlighted in the source."""
    return page.locator("#pc-source mark")


def reload(page: Page) -> None:
    page.evaluate("console.error = () => {}")  # Gradio calls it an error that its stream ends
    page.reload()


def ready(page: Page) -> None:
    """Wait until the collection is read: what is shown of it stays from then on."""
    expect(page.locator(".pc-report")).not_to_be_empty(timeout=SECONDS * 1000)
    expect(page.locator(".pc-ready")).to_be_attached()  # and hidden on small screens


def until(true: Callable[[], bool]) -> None:
    """Wait for what no page shows to become true."""
    end = monotonic() + SECONDS
    while not true():
        assert monotonic() < end, "It never came true."
        Event().wait(0.05)


def box(page: Page) -> Locator:
    """Where questions are typed."""
    return page.get_by_role("textbox", name="Question")


def ask(page: Page, question: str, *, wait: bool = True) -> Locator:
    """Ask by Enter; the reply."""
    replies = page.locator(".pc-reply")
    before = replies.count()
    box(page).fill(question)
    box(page).press("Enter")
    if wait:
        expect(replies).to_have_count(before + 1, timeout=SECONDS * 1000)
    return replies.last


def expect_shown(page: Page, quote: str, kind: str = "cite") -> None:
    """Exactly ``quote`` is highlighted, and in view."""
    shown = marks(page)
    expect(shown.first).to_be_visible()
    assert "".join(shown.all_text_contents()) == quote
    classes = shown.evaluate_all("all => all.map(mark => mark.className)")
    assert classes == [f"pc-mark-{kind}"] * shown.count()
    expect(shown.first).to_be_in_viewport(ratio=1)
    pane, mark = page.locator("#pc-source").bounding_box(), shown.first.bounding_box()
    assert pane
    assert mark
    assert pane["y"] <= mark["y"]
    assert mark["y"] + mark["height"] <= pane["y"] + pane["height"]


def new_collection(library: Locator, name: str) -> None:
    """Create a collection, which is then open."""
    library.get_by_role("button", name="New…").click()
    library.get_by_role("textbox", name="Name of a new collection").fill(name)
    library.get_by_role("button", name="Create").click()
    expect(library.get_by_role("combobox", name="Collection")).to_have_value(name)


def copied(page: Page) -> str:
    """What is in the clipboard."""
    text = page.evaluate("navigator.clipboard.readText()")
    assert isinstance(text, str)
    return text


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press a ``key`` until ``target`` has the focus: once around the page at most."""
    for _ in range(60):
        if target.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never comes to {target}")


def cited(link: Locator, text: str) -> str:
    """What ``text`` says at the place a link points to."""
    href = link.get_attribute("href")
    assert href
    start, end = map(int, href.split("-")[-2:])
    return text[start:end]


def contrast(shown: Locator, part: str | None = None) -> float:
    """The contrast of an element's text, or that of a ``part`` of it, with what is behind."""
    colours = shown.evaluate(
        """(element, part) => {
          let behind = element;
          while (getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") {
            behind = behind.parentElement;
          }
          return [getComputedStyle(element, part).color, getComputedStyle(behind).backgroundColor];
        }""",
        part,
    )
    lighter, darker = sorted(map(_luminance, colours), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """As WCAG has it, of an opaque ``rgb(…)``."""
    shares = [int(share) / 255 for share in colour.removeprefix("rgb(").rstrip(")").split(",")]
    linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in shares]
    return sum(weight * it for weight, it in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
