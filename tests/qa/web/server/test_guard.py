import asyncio
import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from qa.web.server.guard import MAX_UPLOADS, PUBLIC, Guard
from qa.web.server.headers import HEADERS
from qa.web.server.limits import MAX_BODY
from qa.web.server.refusals import FAILED, NOT_UTF8
from qa.web.server.uploads import Uploads
from tests.browser.server import SECONDS, Server, serving
from tests.qa.web.server.forged import SECRET, file_data

NOT_UPLOADED = "That file was not uploaded here. Upload it again."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, whose model stays held back; when it ends, no connection may have left it."""
    with serving(tmp_path_factory.mktemp("guarded")) as server:
        yield server


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, trust_env=False, timeout=SECONDS) as client:
        yield client


@pytest.fixture(scope="module")
def handlers(client: httpx.Client) -> list[dict[str, Any]]:
    """What the server does on events of the page and for programs, public or not."""
    found: list[dict[str, Any]] = client.get("/config").json()["dependencies"]
    assert "ask" in {handler["api_name"] for handler in found}
    return found


@pytest.fixture(scope="module")
def uploaded(client: httpx.Client) -> Path:
    (path,) = client.post("/gradio_api/upload", files={"files": ("a.txt", b"Text.")}).json()
    return Path(path)


@pytest.fixture(scope="module")
def forged(uploaded: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Paths that no upload gave, each to a secret or to another machine."""
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    link = uploaded.with_name("link.txt")
    link.symlink_to(secret)
    around = "/".join([".."] * len(uploaded.parent.parts))
    return [
        str(secret),
        f"{uploaded.parent}/{around}{secret}",
        str(link),
        "http://example.com/",
        "HTTPS://example.com/",
    ]


@pytest.mark.parametrize(
    ("accepted", "said"),
    [
        ("", "No address is fetched here."),
        ("fr", "No address is fetched here."),
        ("de", "Hier wird keine Adresse abgerufen."),
    ],
)
def test_a_refusal_is_in_the_language_of_who_asks(
    client: httpx.Client, accepted: str, said: str
) -> None:
    path, headers = "/gradio_api/proxy=http://example.com", {"accept-language": accepted}
    assert client.get(path, headers=headers).text == said


def test_the_page_is_in_the_language_of_its_browser(client: httpx.Client) -> None:
    for accepted, drop in (("en", "Drop files here"), ("de-DE", "Dateien hier ablegen")):
        response = client.get("/", headers={"accept-language": accepted})
        assert drop in response.text
        assert f'lang="{accepted[:2]}"' in response.text[:200]
        assert "accept-language" in response.headers["vary"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/config", 200),
        ("/gradio_api/info", 200),
        ("/gradio_api/heartbeat/one", 200),
        ("/no/such/page", 404),
        ("/gradio_api/queue/data", 422),
        ("/gradio_api/proxy=http://example.com", 403),
    ],
)
def test_every_response_has_the_headers(client: httpx.Client, path: str, status: int) -> None:
    with client.stream("GET", path) as response:
        assert response.status_code == status
        assert {name: response.headers[name] for name in HEADERS} == HEADERS


def on(event: str, handlers: list[dict[str, Any]]) -> dict[str, Any]:
    """The handler of an event that only one handler answers."""
    (found,) = (it for it in handlers if event in [name for _, name in it["targets"]])
    return found


def reply_of(client: httpx.Client, handler: dict[str, Any], session: str, event: object) -> str:
    """The first thing that ``handler`` says, as an event of the page is answered."""
    message = {
        "data": [None] * len(handler["inputs"]),
        "event_data": event,
        "fn_index": handler["id"],
        "session_hash": session,
    }
    assert client.post("/gradio_api/queue/join", json=message).status_code == 200
    with client.stream("GET", f"/gradio_api/queue/data?session_hash={session}") as response:
        return next(line for line in response.iter_lines() if '"output"' in line)


def test_answers_and_heartbeats_arrive_as_they_are_made(
    client: httpx.Client, handlers: list[dict[str, Any]]
) -> None:
    with client.stream("GET", "/gradio_api/heartbeat/two") as response:
        assert next(response.iter_lines()) == "data: ALIVE"
    # The model is held back, so the handler can't end: this comes while it runs.
    assert "The model is warming up" in reply_of(client, on("load", handlers), "three", None)


def test_an_upload_is_taken_and_given_back(client: httpx.Client, uploaded: Path) -> None:
    assert client.get(f"/gradio_api/file={uploaded}").text == "Text."
    accepted = {"data": [file_data(str(uploaded))], "fn_index": 0, "session_hash": "four"}
    assert client.post("/gradio_api/queue/join", json=accepted).status_code == 200


def test_no_handler_takes_a_file_that_was_not_uploaded(
    client: httpx.Client, handlers: list[dict[str, Any]], forged: list[str]
) -> None:
    for handler in handlers:
        name, count = handler["api_name"] or "unnamed", len(handler["inputs"])
        for path in forged:
            for value in (file_data(path), [[{"deep": file_data(path)}]]):
                message = {
                    "data": [value] * count,
                    "event_data": value,
                    "fn_index": handler["id"],
                    "session_hash": "five",
                }
                refused = client.post("/gradio_api/queue/join", json=message)
                assert (refused.status_code, refused.text) == (403, NOT_UPLOADED)
                reply_of = NOT_UPLOADED if name in PUBLIC else "Programs may call ask and retrieve."
                for route in (f"run/{name}", f"api/{name}", f"call/{name}"):
                    refused = client.post(f"/gradio_api/{route}", json=message)
                    assert (refused.status_code, refused.text) == (403, reply_of)
                named = {"question": value, "history": [value]}
                refused = client.post(f"/gradio_api/call/v2/{name}", json=named)
                assert (refused.status_code, refused.text) == (403, reply_of)


def test_only_what_is_public_is_called_by_name(
    client: httpx.Client, handlers: list[dict[str, Any]]
) -> None:
    names = {handler["api_name"] for handler in handlers} - {*PUBLIC}
    assert len(names) > 8
    for name in ("predict", *names):
        for route in ("run/", "api/", "call/", "call/v2/", "run/../call/"):
            refused = client.post(f"/gradio_api/{route}{name}", json={"data": []})
            assert refused.status_code == 403, (route, name)


def test_no_file_is_added_that_was_not_uploaded(
    client: httpx.Client, handlers: list[dict[str, Any]], forged: list[str]
) -> None:
    for number, path in enumerate(forged):
        event = {"sent": [["a.txt", path]], "failed": [], "front": "", "password": "", "folder": ""}
        answer = reply_of(client, on("upload", handlers), f"adding-{number}", event)
        assert NOT_UPLOADED in answer
        assert SECRET not in answer


def test_a_message_is_read_whatever_it_calls_itself(
    client: httpx.Client, forged: list[str]
) -> None:
    message = json.dumps({"data": [file_data(forged[0])], "fn_index": 0, "session_hash": "six"})
    for encoding in ("utf-8", "utf-16", "utf-32"):
        for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x", ""):
            refused = client.post(
                "/gradio_api/queue/join",
                content=message.encode(encoding),
                headers={"Content-Type": kind},
            )
            expected = (403, NOT_UPLOADED) if encoding == "utf-8" else (400, NOT_UTF8)
            assert (refused.status_code, refused.text) == expected


def test_no_more_is_held_than_there_is_room_for(client: httpx.Client) -> None:
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    for path in ("/gradio_api/run/ask", "/gradio_api/queue/join", "/login"):
        refused = client.post(path, content=b"x" * (MAX_BODY + 1), headers=form)
        assert refused.status_code == 413, path
    parts = iter([b"--x\r\n", b"--x--\r\n"])
    unsaid = client.post("/gradio_api/upload", content=parts, headers=form)
    assert (unsaid.status_code, unsaid.text) == (411, "Say how many bytes the upload has.")
    connection = HTTPConnection(client.base_url.host, client.base_url.port or 80)
    connection.putrequest("POST", "/gradio_api/upload")
    for name, value in {**form, "Content-Length": str(MAX_UPLOADS + 1)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_no_file_is_served_that_was_not_uploaded(client: httpx.Client, forged: list[str]) -> None:
    for path in forged:
        for route in (f"file={quote(path, safe='')}", f"file/{quote(path, safe='')}"):
            refused = client.get(f"/gradio_api/{route}")
            assert (refused.status_code, refused.text) == (403, NOT_UPLOADED)


@pytest.mark.parametrize(
    "route",
    [
        "file=http://example.com/",
        "file=HtTpS://example.com/",
        "file=%68ttp%3A%2F%2Fexample.com%2F",
        "file%3Dhttp://example.com/",
        "f%69le=http://example.com/",
        "file/http://example.com/",
        "proxy=http://example.com/",
        "proxy=https%3A//example.hf.space/x",
        "pr%6Fxy%3Dhttp://example.com/",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_address_is_fetched(client: httpx.Client, method: str, route: str) -> None:
    assert client.request(method, f"/gradio_api/{route}").status_code == 403


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/queue/data?session_hash=x"])
@pytest.mark.parametrize(
    "host", ["example.com", "localhost.example.com", "127.0.0.1.nip.io:80", "192.168.0.1", "[::2]"]
)
def test_another_name_of_this_machine_is_refused(
    client: httpx.Client, host: str, path: str
) -> None:
    refused = client.get(path, headers={"Host": host})
    assert (refused.status_code, refused.text) == (403, "Only localhost is served here.")


@pytest.mark.parametrize("host", ["localhost:7860", "LOCALHOST", "127.0.0.1", "[::1]:80"])
def test_this_machine_is_served_by_its_names(client: httpx.Client, host: str) -> None:
    headers = {"Host": host, "Origin": f"http://{host}"}
    assert client.get("/config", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["http://example.com", "null", "", "http://localhost:1", "http://127.0.0.1", "file://"],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/upload"),
        ("POST", "/gradio_api/call/ask"),
        ("OPTIONS", "/gradio_api/queue/join"),
        ("GET", "/config"),
    ],
)
def test_a_page_of_another_origin_is_refused(
    client: httpx.Client, method: str, path: str, origin: str
) -> None:
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    refused = client.request(method, path, headers=headers)
    assert (refused.status_code, refused.text) == (403, "Requests from other sites are refused.")


def test_a_message_has_a_largest_size(client: httpx.Client) -> None:
    refused = client.post("/gradio_api/queue/join", content=b" " * (MAX_BODY + 1))
    assert refused.status_code == 413


def test_a_message_nested_too_deep_is_refused(client: httpx.Client) -> None:
    refused = client.post("/gradio_api/queue/join", content=b"[" * 500)
    assert (refused.status_code, refused.text) == (403, "This message is nested too deep.")


def answered(local: bool, headers: dict[str, str], body: bytes = b"") -> httpx.Response:
    """What a small app under a guard answers: what it was sent, or an error without it."""

    async def echo(request: Request) -> None:
        raise LookupError(await request.body())

    guarded = Guard(Starlette(routes=[Route("/", echo, methods=["POST"])]), Uploads(Path()), local)
    transport = httpx.ASGITransport(guarded, raise_app_exceptions=False)

    async def post() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://example.com") as client:
            return await client.post("/", headers=headers, content=body)

    return asyncio.run(post())


def test_the_answer_to_a_bug_has_the_headers_too() -> None:
    response = answered(local=True, headers={"Host": "localhost"})
    assert (response.status_code, response.text) == (500, FAILED)
    assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_beyond_this_machine_any_name_is_served_but_no_other_origin() -> None:
    assert answered(local=False, headers={}).status_code == 500
    assert answered(local=False, headers={"Origin": "https://example.com"}).status_code == 500
    assert answered(local=False, headers={"Origin": "https://example.org"}).status_code == 403
    assert answered(local=True, headers={}).status_code == 403
