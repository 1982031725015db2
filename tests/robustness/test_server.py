"""What one client sends does not stall, fill or confuse the server for the others."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import httpx
import pytest

from qa.web.server.connections import MAX_SILENT, SILENT
from qa.web.server.credentials import credentials
from qa.web.server.limits import (
    MAX_BODY,
    MAX_NESTED,
    MAX_VALUES,
    MAX_WAITING,
    LoginBrake,
    RefusedError,
    Reservation,
    Turns,
    check_shape,
)
from qa.web.server.visitors import VISITOR
from tests.browser.server import SECONDS, serving

JOIN, AUTH = "/gradio_api/queue/join", "me:a long enough password"
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("open")) as server:
        server.release()
        yield server


@pytest.fixture(scope="module")
def client(server):
    with httpx.Client(base_url=server.url, trust_env=False, timeout=SECONDS) as client:
        yield client


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("locked"), "--auth", AUTH) as server:
        yield server.url


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" + b"[]," * MAX_VALUES + b"[]]", 413),
        (b"{" * (MAX_VALUES + 1), 413),
        (b"[" * (MAX_NESTED + 1), 403),
        (b'{"a":' * (MAX_NESTED + 1), 403),
        (b"x" * (MAX_BODY + 1), 413),
    ],
)
def test_a_message_that_would_stall_its_reader_is_refused(client, body, status):
    assert client.post(JOIN, content=body, headers=JSON).status_code == status


@pytest.mark.parametrize(
    "body",
    [b"[" * MAX_NESTED, b'"' + b"[" * 5000 + b'"', b'{"q": "a \\" [[[", "r": []}', b"", b'"'],
)
def test_what_only_looks_deep_is_read(body):
    check_shape(body)


@pytest.mark.parametrize("path", [JOIN, "/gradio_api/cancel", "/gradio_api/call/ask", "/nothing"])
def test_a_message_in_other_bytes_than_utf8_is_refused(client, path):
    for body in ("[" * 9000).encode("utf-16"), "{}".encode("utf-16-le"), b"\xff\xfe":
        answer = client.post(path, content=body, headers={"Content-Type": "text/plain"})
        assert (answer.status_code, answer.text) == (400, "A message must be text in UTF-8.")


def test_calls_past_the_queue_wait_for_their_turn():
    async def crowd():
        turns, most, now = Turns(2, 3), 0, 0

        async def work():
            nonlocal most, now
            async with turns.turn():
                now += 1
                most = max(most, now)
                await asyncio.sleep(0)
                now -= 1

        results = await asyncio.gather(*(work() for _ in range(8)), return_exceptions=True)
        return most, [type(result) for result in results if result]

    assert asyncio.run(crowd()) == (2, [RefusedError] * 3)


def test_the_pages_own_handlers_cannot_be_called_by_a_public_name(client):
    for path in CALLS:
        answer = client.post(path, json={"data": [None, None, None], "fn_index": 8})
        assert answer.status_code == 400


def test_a_session_that_is_named_in_two_places_must_be_ones_own_in_both(server):
    with httpx.Client(base_url=server.url, timeout=SECONDS) as mine:
        mine.get("/")
        call = {"data": [], "session_hash": "victims", "fn_index": 0}
        mine.post(JOIN, json=call)
    with httpx.Client(base_url=server.url, timeout=SECONDS) as thief:
        thief.get("/")
        for path in (f"{JOIN}?session_hash=mine", JOIN):
            assert thief.post(path, json=call).status_code == 403
        assert thief.get("/gradio_api/call/ask/victims").status_code == 403


def test_a_refused_message_is_answered_though_more_of_it_comes(client):
    for size in (MAX_BODY * 2, MAX_BODY * 8):
        headers = {**JSON, "Origin": "https://example.com"}
        refused = client.post(JOIN, content=b"x" * size, headers=headers)
        assert (refused.status_code, refused.text) == (
            403,
            "Requests from other sites are refused.",
        )


def test_connections_that_send_half_a_request_are_closed_in_time(server, client):
    """None is closed for a request that comes, and others are served meanwhile."""
    address = httpx.URL(server.url)
    halves = [
        socket.create_connection((address.host, address.port), timeout=SILENT + SECONDS)
        for _ in range(MAX_SILENT + 20)
    ]
    for half in halves:
        half.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
    assert client.get("/config").status_code == 200
    for half in halves:
        with half, suppress(ConnectionResetError):
            assert half.recv(1) == b""
    assert client.get("/config").status_code == 200


WRONG: tuple[object, ...] = (None, [], {}, "x", -1, 10**30, 1.5, True, [[[]]], {"path": 1})
CALLS = ("/gradio_api/run/ask", "/gradio_api/call/ask", "/gradio_api/run/retrieve")


@pytest.mark.parametrize("field", ["data", "fn_index", "session_hash", "event_data", "trigger_id"])
def test_fields_of_wrong_kinds_are_refused_in_a_word(client, field):
    sound = {"data": ["Who?", None, ""], "fn_index": 0, "session_hash": "a", "trigger_id": None}
    for value in WRONG:
        for path in (JOIN, "/gradio_api/cancel", *CALLS):
            answer = client.post(path, json={**sound, field: value})
            assert answer.status_code < 500, (path, field, value, answer.text)
            assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", CALLS)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_values_of_wrong_kinds_are_refused_in_a_word(client, path, place):
    for value in WRONG:
        data: list[object] = ["Who issued it?", [] if "ask" in path else 5, ""]
        data[place] = value
        answer = client.post(path, json={"data": data})
        assert answer.status_code < 500, (path, data, answer.text)


@pytest.mark.parametrize("path", [JOIN, "/gradio_api/call/ask", "/gradio_api/upload"])
def test_who_has_not_logged_in_is_refused_before_the_message_is_read(locked, path):
    with httpx.Client(base_url=locked, trust_env=False, timeout=SECONDS) as client:
        refused = client.post(path, content=b"x" * (MAX_BODY * 3), headers=JSON)
        assert (refused.status_code, refused.text) == (401, "Log in first.")


def test_who_has_logged_in_is_served(locked):
    user, password = credentials(AUTH)
    with httpx.Client(base_url=locked, trust_env=False, timeout=SECONDS) as client:
        form = {"username": user, "password": password}
        assert client.post("/login", data=form).json() == {"success": True}
        assert client.post(JOIN, json={"data": [], "session_hash": "a"}).status_code != 401


def test_failed_logins_are_braked(locked):
    def attempt(number):
        form = {"username": "me", "password": f"guess {number}"}
        return httpx.post(f"{locked}/login", data=form, trust_env=False, timeout=60).status_code

    with ThreadPoolExecutor(3 * MAX_WAITING) as threads:
        statuses = [*threads.map(attempt, range(3 * MAX_WAITING))]
    assert {*statuses} == {400, 429}
    assert statuses.count(400) >= MAX_WAITING


def test_attempts_are_made_one_at_a_time():
    at_once, most = 0, 0

    async def answer(send):
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0)
        await send({"type": "http.response.start", "status": 200})
        at_once -= 1

    async def send(message):
        await asyncio.sleep(0)

    async def crowd():
        brake = LoginBrake()
        await asyncio.gather(*(brake.attempt(send, answer) for _ in range(MAX_WAITING)))

    asyncio.run(crowd())
    assert most == 1


def test_uploads_reserve_what_they_say_they_send():
    reservation = Reservation()
    with reservation.of(600, 1000):
        with pytest.raises(RefusedError), reservation.of(600, 1000):
            pass
        with reservation.of(400, 1000):
            assert reservation.bytes == 1000
    assert reservation.bytes == 0


@contextmanager
def visitor(server):
    """A client with a cookie of its own, as a browser has when it has opened the page."""
    with httpx.Client(base_url=server.url, trust_env=False, timeout=SECONDS) as client:
        assert client.get("/").status_code == 200
        assert client.cookies.get(VISITOR)
        yield client


def test_who_knows_a_session_of_another_gets_nothing_of_it(server):
    with visitor(server) as mine, visitor(server) as yours, httpx.Client() as nobody:
        call = {"data": ["Who?", None, ""], "fn_index": asking(mine), "session_hash": "of-mine"}
        assert mine.post(JOIN, json=call).status_code == 200
        for other in (yours, nobody):
            for method, path in (
                ("POST", JOIN),
                ("GET", "/gradio_api/queue/data?session_hash=of-mine"),
                ("GET", "/gradio_api/heartbeat/of-mine"),
            ):
                refused = other.request(method, f"{server.url}{path}", json=call)
                assert (refused.status_code, refused.text) == (
                    403,
                    "This session is another visitor's.",
                )


def asking(client):
    """The number of the handler that answers programs."""
    handlers = client.get("/config").json()["dependencies"]
    return next(handler["id"] for handler in handlers if handler["api_name"] == "ask")


def test_who_knows_where_an_upload_of_another_lies_does_not_get_it(server):
    with visitor(server) as mine, visitor(server) as yours:
        sent = {"files": ("a.txt", b"The harbour closes at ten.")}
        (path,) = mine.post("/gradio_api/upload", files=sent).json()
        assert mine.get(f"/gradio_api/file={path}").content == b"The harbour closes at ten."
        refused = yours.get(f"/gradio_api/file={path}")
        assert (refused.status_code, refused.text) == (
            403,
            "That file was not uploaded here. Upload it again.",
        )
        assert yours.post("/gradio_api/upload", files=sent).json() == [path]
        assert yours.get(f"/gradio_api/file={path}").status_code == 200


def test_a_cookie_from_outside_is_none(server):
    with httpx.Client(base_url=server.url, cookies={VISITOR: "me.you"}, trust_env=False) as client:
        given = client.get("/").headers["set-cookie"]
    assert given.startswith(f"{VISITOR}=")
    assert "me.you" not in given
    assert "HttpOnly; SameSite=Strict" in given


def test_over_https_no_other_site_can_set_it(server):
    headers = {"X-Forwarded-Proto": "https"}
    given = httpx.get(server.url, headers=headers, trust_env=False).headers["set-cookie"]
    assert given.startswith("__Host-pincite-visitor=")
    assert given.endswith("; Path=/; HttpOnly; SameSite=Strict; Secure")


def test_a_login_changes_the_cookie(locked):
    user, password = credentials(AUTH)
    with httpx.Client(base_url=locked, trust_env=False, timeout=SECONDS) as client:
        client.get("/")
        before = client.cookies.get(VISITOR)
        assert client.post("/login", data={"username": user, "password": "no"}).status_code == 400
        assert client.cookies.get(VISITOR) == before
        client.post("/login", data={"username": user, "password": password})
        assert client.cookies.get(VISITOR) not in (None, before)
