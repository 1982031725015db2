import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from socket import socket
from threading import Event
from typing import Any

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette

from index import Document, DocumentError, PinciteError, Span
from index.documents.drawing import PageSize, Picture
from index.documents.files import read_documents
from qa.web.server import page_images
from qa.web.server.guard import Guard
from qa.web.server.headers import HEADERS
from qa.web.server.page_images import MAX_WAITING, PageImages, PageReply, width_in_steps
from qa.web.server.uploads import Uploads
from qa.web.server.visitors import ANYBODY
from qa.web.session.downloads import Download
from tests.browser.server import ROOT, until
from tests.pdf_files import column, highlights, pdf

FIRST = "The harbour opens at six in the morning."
SECOND = "A berth costs twelve pounds a night."


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A document of two pages, as it was read."""
    file = tmp_path_factory.mktemp("pages") / "harbour.pdf"
    file.write_bytes(pdf([column([FIRST]), column([SECOND], top=300)]))
    return read_documents(file).documents[0]


@pytest.fixture
def images() -> Iterator[PageImages]:
    images = PageImages()
    yield images
    images.close()


def asked(images: PageImages, path: str, *, logged_in: bool = True) -> httpx.Response:
    """What the guard answers when ``path`` is asked for."""
    guard = Guard(
        Starlette(), Uploads(Path()), False, logged_in=lambda request: logged_in, pages=images
    )

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(guard)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.get(path)

    return asyncio.run(get())


def test_a_document_tells_its_pages(images: PageImages, read: Document) -> None:
    response = asked(images, images.addresses_of(read).pages)
    size = {"width": 612, "height": 792, "label": ""}
    assert response.json() == {
        "pages": [size | {"start": 0}, size | {"start": read.text.index(SECOND)}]
    }
    assert {name: response.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize(("asked_for", "drawn"), [(700, 800), (1, 400), (9_999, 2400), ("", 1200)])
def test_a_page_is_drawn_in_few_widths(
    images: PageImages, read: Document, asked_for: object, drawn: int
) -> None:
    address = images.addresses_of(read).pages
    response = asked(images, f"{address}/2" + (f"?width={asked_for}" if asked_for else ""))
    assert response.headers["content-type"] == "image/png"
    assert response.headers["cache-control"] == "private, max-age=3600"
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    with Image.open(BytesIO(response.content)) as picture:
        assert picture.width == drawn


def test_widths_are_rounded_up() -> None:
    assert [width_in_steps(width) for width in (0, 400, 401, 600, 2399, 5000)] == [
        *(400, 400, 600, 600, 2400, 2400),
    ]


def test_a_span_is_marked_on_its_pages(images: PageImages, read: Document) -> None:
    address = images.addresses_of(read).pages
    (mark,) = marks(images, address, read.text.index(SECOND), len(read.text.rstrip()))
    assert mark["page"] == 2
    ((left, top, width, height),) = mark["boxes"]
    assert 0.1 < left < 0.13
    assert 1 - 315 / 792 < top < top + height < 1 - 295 / 792
    assert 0.2 < width < 0.5
    over = marks(images, address, 4, len(read.text) - 4)
    assert [it["page"] for it in over] == [1, 2]


def marks(images: PageImages, address: str, start: int, end: int) -> list[dict[str, Any]]:
    response = asked(images, f"{address}/marks?start={start}&end={end}")
    found: list[dict[str, Any]] = response.json()["marks"]
    return found


def test_a_document_is_searched(images: PageImages, read: Document) -> None:
    addresses = images.addresses_of(read)
    found = asked(images, f"{addresses.find}?text=OPENS+at").json()["found"]
    assert [read.text[start:end] for start, end in found] == ["opens at"]
    assert asked(images, f"{addresses.find}?text=").json() == {"found": []}


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("pages/{token}/3", 404, "There is no page 3."),
        ("pages/{token}/0", 404, "There is no page 0."),
        ("pages/{token}/x", 400, "That is no place in the document."),
        ("pages/{token}/1?width=x", 400, "Give whole numbers inside it."),
        ("pages/{token}/marks", 400, "That is no place in the document."),
        ("pages/{token}/marks?start=1&end=99999", 400, "That is no place in the document."),
        ("pages/{token}/marks?start=5&end=5", 400, "A span must hold 0 <= start < end"),
        ("find/{token}", 400, "That is no place in the document."),
        ("pages/{token}/1/2", 404, "That is no place in the document."),
        ("", 404, "That is no place in the document."),
        ("pages/unknown", 410, "This document was closed, or its file was changed."),
        ("pages/unknown/1", 410, "Load the page again."),
        ("find/unknown?text=a", 410, "This document was closed, or its file was changed."),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(
    images: PageImages, read: Document, path: str, status: int, said: str
) -> None:
    token = images.addresses_of(read).pages.rpartition("/")[2]
    response = asked(images, f"/pincite/{path.format(token=token)}")
    assert response.status_code == status
    assert said in response.text
    assert response.headers["content-type"].startswith("text/plain")
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["", "/1", "/marks?start=0&end=1"])
def test_who_has_not_logged_in_gets_no_page(images: PageImages, read: Document, path: str) -> None:
    addresses = images.addresses_of(read)
    for address in (f"{addresses.pages}{path}", f"{addresses.find}?text=a", "/pincite/pages/x"):
        response = asked(images, address, logged_in=False)
        assert (response.status_code, response.text) == (401, "Log in first.")


def test_a_file_that_was_changed_is_not_drawn(images: PageImages, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf([column([FIRST])]))
    (before,) = read_documents(file).documents
    old = images.addresses_of(before)
    assert asked(images, f"{old.pages}/1").status_code == 200
    file.write_bytes(pdf([column([SECOND, FIRST])]))
    assert asked(images, f"{old.pages}/1").status_code == 410
    assert asked(images, f"{old.find}?text=a").status_code == 410
    # Its text is the former one still: nothing is marked where it does not stand.
    new = images.addresses_of(before)
    assert new != old
    told = asked(images, f"{new.pages}/marks?start=0&end=9")
    assert told.status_code == 404
    assert "'The harbo' any more" in told.text


def test_a_copy_is_made_with_its_quotes_highlighted(images: PageImages, read: Document) -> None:
    span = Span(read.text.index(SECOND), len(read.text.rstrip()))
    copy = images.highlighted(read, [(span, "What does it cost?")])
    assert highlights(copy) == [(2, "What does it cost?", (SECOND,))]


def test_a_copy_that_takes_too_long_is_given_up(
    images: PageImages, read: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_images, "SLOWEST", -1.0)
    with pytest.raises(DocumentError, match="It takes too long to be highlighted"):
        images.highlighted(read, [(Span(0, 3), "What?")])
    with pytest.raises(DocumentError, match="too long to be drawn"):
        images._submitted(
            lambda: images._drawer.draw(read, 1, 400), ("It takes too long to be drawn.", "")
        ).result()
    monkeypatch.undo()
    assert images.highlighted(read, [(Span(0, 3), "What?")])


def test_what_was_made_for_a_visitor_is_fetched_by_them_alone(images: PageImages) -> None:
    made = Download(b"%PDF", "application/pdf", ANYBODY)
    address = images.downloads.address(images, made)
    response = asked(images, address)
    assert (response.status_code, response.content) == (200, b"%PDF")
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["cache-control"] == "no-store"
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert asked(images, address, logged_in=False).status_code == 401
    others = images.downloads.address(images, Download(b"%PDF", "application/pdf", "another"))
    for gone in (address, others):
        told = asked(images, gone)
        assert (told.status_code, "not held any more" in told.text) == (404, True)


def test_what_has_no_pages_has_no_address_for_them(images: PageImages, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour opens at six.")
    (text,) = read_documents(tmp_path / "a.txt").documents
    addresses = images.addresses_of(text)
    assert addresses.pages == ""
    assert asked(images, f"{addresses.find}?text=six").json()["found"] == [[21, 24]]
    pages = asked(images, addresses.find.replace("find", "pages"))
    assert (pages.status_code, "no pages that can be drawn" in pages.text) == (404, True)


def test_too_many_requests_are_told_to_come_again(images: PageImages, read: Document) -> None:
    address = images.addresses_of(read).pages

    async def crowd() -> list[int]:
        wanted = [images.reply(f"{address}/1", {}) for _ in range(MAX_WAITING + 20)]
        return [reply.status for reply in await asyncio.gather(*wanted)]

    statuses = asyncio.run(crowd())
    assert sorted(set(statuses)) == [200, 503]
    assert statuses.count(503) == 20


def test_a_page_is_not_drawn_for_who_is_gone(images: PageImages, read: Document) -> None:
    address = images.addresses_of(read).pages
    drawn: list[int] = []
    draw = images._drawer.draw

    def noted(document: Document, page: int, width: int) -> Picture:
        drawn.append(page)
        return draw(document, page, width)

    images._drawer.draw = noted  # type: ignore[method-assign]

    async def leave() -> None:
        wanted = [asyncio.create_task(images.reply(f"{address}/1", {})) for _ in range(9)]
        await asyncio.sleep(0)
        for task in wanted[1:]:
            task.cancel()
        await asyncio.gather(*wanted, return_exceptions=True)
        assert (await images.reply(f"{address}/2", {})).status == 200

    asyncio.run(leave())
    assert drawn == [1, 2]


def test_nothing_is_sent_to_who_is_gone(images: PageImages, read: Document) -> None:
    guard = Guard(Starlette(), Uploads(Path()), False, pages=images)
    path = images.addresses_of(read).pages
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    sent: list[object] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(message: object) -> None:
        sent.append(message)

    asyncio.run(guard(scope, receive, send))
    assert sent == []


def test_the_server_answers_others_while_a_page_is_drawn(
    images: PageImages, read: Document
) -> None:
    address = images.addresses_of(read).pages
    begun, go_on = Event(), Event()

    def slow(*_: object) -> None:
        begun.set()
        go_on.wait()

    images._drawer.sizes = slow  # type: ignore[method-assign, assignment]

    async def meanwhile() -> None:
        waiting = asyncio.create_task(images.reply(address, {}))
        while not begun.is_set():
            await asyncio.sleep(0)
        find = images.addresses_of(read).find
        assert json.loads((await images.reply(find, {"text": "berth"})).body)["found"]
        go_on.set()
        waiting.cancel()

    asyncio.run(meanwhile())


def test_who_waits_for_a_page_is_told_when_it_is_closed(images: PageImages, read: Document) -> None:
    address = images.addresses_of(read).pages
    begun, go_on = Event(), Event()

    def slow(*_: object) -> list[PageSize]:
        begun.set()
        go_on.wait()
        return []

    images._drawer.sizes = slow  # type: ignore[method-assign, assignment]

    async def close() -> PageReply:
        drawn, waiting = (asyncio.create_task(images.reply(address, {})) for _ in range(2))
        while not begun.is_set():
            await asyncio.sleep(0)
        closing = asyncio.create_task(asyncio.to_thread(images.close))
        told = await waiting
        go_on.set()
        await asyncio.gather(drawn, closing)
        return told

    told = asyncio.run(close())
    assert (told.status, told.body) == (404, b"Pincite is being stopped. Start it again.")


def test_nothing_is_drawn_once_it_is_closed(images: PageImages, read: Document) -> None:
    address = images.addresses_of(read).pages
    assert asked(images, f"{address}/1").status_code == 200
    process = images._drawer._process._process
    assert process
    images.close()
    assert process.poll() is not None
    assert asked(images, f"{address}/1").status_code == 410
    told = asked(images, f"{images.addresses_of(read).pages}/1")
    assert (told.status_code, told.text) == (404, "Pincite is being stopped. Start it again.")
    with pytest.raises(PinciteError, match="Pincite is being stopped"):
        images.highlighted(read, [(Span(0, 3), "What?")])
    assert images._drawer._process._process is None


def children(of: int) -> list[int]:
    found = Path(f"/proc/{of}/task").glob("*/children")
    return [int(child) for each in found for child in each.read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no /proc")
def test_a_server_that_is_stopped_leaves_no_process(read: Document, free_port: int) -> None:
    command = [sys.executable, "app.py", "--port", str(free_port), "--documents", read.source]
    url = f"http://127.0.0.1:{free_port}"
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            assert url in server.stdout.readline()
            config = httpx.get(f"{url}/config", trust_env=False).text
            token = config.partition("/pincite/pages/")[2][:43]
            page = httpx.get(f"{url}/pincite/pages/{token}/1", trust_env=False, timeout=60)
            assert page.headers["content-type"] == "image/png"
            own = children(server.pid)
            assert own
            server.send_signal(signal.SIGTERM)
            assert server.wait(60) == 0
        finally:
            server.kill()
    until(lambda: not any(alive(child) for child in own))


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def free_port() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port
