import gzip
import socket
import ssl
import subprocess
import sys
from datetime import datetime

import pytest

from index import DocumentError
from index.documents.web_address import web_address
from index.documents.web_fetch import MOST_REDIRECTS, fetch, is_private
from tests.web_server import Reply, serving

PAGE = "<h1>Fees</h1><p>The ferry costs five crowns."


@pytest.fixture
def server():
    with serving() as server:
        yield server


def refusal(address):
    with pytest.raises(DocumentError) as caught:
        fetch(web_address(address))
    assert caught.value.next_step
    return caught.value.problem


def test_exactly_what_is_at_an_address_is_fetched(server):
    body = (
        PAGE + '<img src="/a.png"><script src="/a.js"></script><link href="/a.css" rel=stylesheet>'
    )
    address = web_address(server.put("/fees?year=2026", body, "text/html; charset=UTF-8"))
    before = datetime.now().astimezone()
    page = fetch(address)
    assert (page.data, page.suffix, page.charset) == (body.encode(), ".html", "utf-8")
    assert page.address == page.target == address
    assert before <= page.fetched <= datetime.now().astimezone()
    assert server.asked == ["/fees?year=2026"]
    (sent,) = server.headers
    assert sent.keys() == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert sent["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("path", "type_", "suffix"),
    [
        ("/a", "application/pdf", ".pdf"),
        ("/a.md", "text/plain", ".md"),
        ("/a.csv", "application/octet-stream", ".csv"),
        ("/a.json", "", ".json"),
        ("/a", "Text/HTML;charset=x", ".html"),
    ],
)
def test_the_kind_is_that_of_its_content(server, path, type_, suffix):
    assert fetch(web_address(server.put(path, "5", type_))).suffix == suffix


def test_a_file_may_be_named_by_its_server(server):
    named = {"Content-Disposition": 'attachment; filename="Fees 2026.xlsx"'}
    address = server.put("/get?id=5", b"PK", "application/octet-stream", headers=named)
    assert fetch(web_address(address)).suffix == ".xlsx"


@pytest.mark.parametrize(
    ("type_", "told"),
    [("video/mp4", "video/mp4"), ("", "no content type"), ("text/css", "text/css")],
)
def test_a_kind_that_is_not_read_is_named(server, type_, told):
    address = server.put("/a", "5", type_)
    assert refusal(address) == f"{address} is of a kind that is not read ({told})."


def test_no_cookie_is_kept_or_sent(server):
    server.lead("/a", "/b")
    server.replies["/a"] = Reply(
        status=302, headers={"Location": "/b", "Set-Cookie": "visitor=5; Path=/"}
    )
    server.put("/b", PAGE)
    fetch(web_address(server.address("/a")))
    fetch(web_address(server.address("/a")))
    assert [headers.get("Cookie") for headers in server.headers] == [None] * 4


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_an_address_may_lead_on(server, status):
    server.lead("/old", "new/fees.html?a=b", status)
    page_address = server.put("/new/fees.html?a=b", PAGE)
    page = fetch(web_address(server.address("/old")))
    assert (page.address, page.target) == (
        web_address(server.address("/old")),
        web_address(page_address),
    )
    assert server.asked == ["/old", "/new/fees.html?a=b"]


def test_an_address_with_letters_may_lead_on_to_another(server):
    server.lead("/old", "/Zürich".encode().decode("latin-1"))
    server.put("/Z%C3%BCrich", PAGE)
    assert fetch(web_address(server.address("/old"))).target.shown.endswith("/Zürich")


def test_an_address_leads_on_some_times_only(server):
    for number in range(MOST_REDIRECTS):
        server.lead(f"/{number}", f"/{number + 1}")
    server.put(f"/{MOST_REDIRECTS}", PAGE)
    assert fetch(web_address(server.address("/0"))).data == PAGE.encode()
    server.asked.clear()
    server.lead("/more", "/0")
    assert "leads on to other addresses more than 5 times" in refusal(server.address("/more"))
    assert len(server.asked) == MOST_REDIRECTS + 1


def test_a_circle_is_told(server):
    server.lead("/a", "/b")
    server.lead("/b", "/a#part")
    assert refusal(server.address("/a")) == (
        f"{server.address('/a')} (which leads on to {server.address('/b')}) leads on in a circle."
    )
    assert server.asked == ["/a", "/b"]


@pytest.mark.parametrize(
    ("to", "problem"),
    [
        ("file:///etc/hostname", "leads on to 'file:///etc/hostname', which is not fetched"),
        ("ftp://example.org/a", "leads on to 'ftp://example.org/a', which is not fetched"),
        ("data:text/html,a", "leads on to 'data:text/html,a', which is not fetched"),
        ("", "leads on to .*, which is not fetched"),
        ("http://me:secret@127.0.0.1/", "holds a name or a password"),
        ("http:///a", "leads on in a circle"),  # which is one of the same host
        ("http://[::1/", "is no http or https address"),
        ("//[::1/", r"leads on to '//\[::1/', which is not fetched"),
    ],
)
def test_only_addresses_of_the_web_are_led_on_to(server, to, problem):
    server.lead("/a", to)
    with pytest.raises(DocumentError, match=problem):
        fetch(web_address(server.address("/a")))
    assert server.asked == ["/a"]


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("127.0.0.1", True), ("10.0.0.5", True), ("192.168.1.1", True), ("169.254.169.254", True),
        ("::1", True), ("fe80::1", True), ("localhost", True), ("0.0.0.0", True),
        ("8.8.8.8", False), ("2001:4860:4860::8888", False), ("none.invalid", False),
    ],
)  # fmt: skip
def test_machines_of_private_networks_are_known(host, private):
    assert is_private(host) is private


def test_a_public_address_does_not_lead_into_a_private_network(server, monkeypatch):
    """This machine stands for both: its name is taken for a public one."""
    monkeypatch.setattr("index.documents.web_fetch.is_private", lambda host: host == "127.0.0.1")
    server.lead("/a", server.put("/b", PAGE))
    public = server.address("/a").replace("127.0.0.1", "localhost")
    assert "which is in a private network" in refusal(public)
    assert server.asked == ["/a"]


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (404, "is not there (HTTP 404)."),
        (410, "is not there any more (HTTP 410)."),
        (401, "is shown only to those who log in (HTTP 401)."),
        (403, "is not given to Pincite (HTTP 403)."),
        (429, "is not given so often (HTTP 429)."),
        (503, "is not given (HTTP 503)."),
        (418, "is not given (HTTP 418)."),
        (204, "is not given (HTTP 204)."),
    ],
)
def test_an_address_without_a_page_is_named(server, status, problem):
    address = server.put("/a", b"", status=status)
    assert refusal(address) == f"{address} {problem}"


def test_a_long_page_is_refused_before_and_while_it_is_sent(server, monkeypatch):
    monkeypatch.setenv("PINCITE_MAX_FILE", "1")

    def endless(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        while not server.over.is_set():
            handler.wfile.write(b"and so on " * 1_000)

    server.replies["/endless"] = endless
    address = server.put("/long", b"5" * 1_000_001, "text/plain")
    for each in (address, server.address("/endless")):
        with pytest.raises(DocumentError, match=r"takes more than 1 megabytes.*PINCITE_MAX_FILE"):
            fetch(web_address(each))
    server.put("/enough", b"5" * 1_000_000, "text/plain")
    assert len(fetch(web_address(server.address("/enough"))).data) == 1_000_000


def test_a_page_that_takes_too_long_is_given_up(server, monkeypatch):
    monkeypatch.setenv("PINCITE_MAX_SECONDS", "1")

    def silent(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        handler.wfile.write(b"It begins")
        handler.wfile.flush()
        server.over.wait()

    def slow(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        while not server.over.is_set():
            handler.wfile.write(b"5")

    server.replies |= {"/silent": silent, "/slow": slow, "/nothing": lambda _: server.over.wait()}
    for path in ("/silent", "/slow", "/nothing"):
        address = server.address(path)
        with pytest.raises(DocumentError, match="PINCITE_MAX_SECONDS") as caught:
            fetch(web_address(address))
        assert caught.value.problem == (
            f"{address} cannot be fetched: it takes more than 1 seconds."
        )


def test_a_page_that_is_cut_short_is_told(server):
    address = server.put("/a", PAGE, length=len(PAGE) + 5)
    assert refusal(address) == f"{address} ended 5 bytes too soon."

    def chunks(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"5\r\nabcde\r\n5\r\nab")

    server.replies["/chunks"] = chunks
    assert "cannot be fetched" in refusal(server.address("/chunks"))


def test_a_page_in_chunks_is_read(server):
    def chunks(handler):
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"5\r\nabcde\r\n2\r\nfg\r\n0\r\n\r\n")

    server.replies["/chunks"] = chunks
    assert fetch(web_address(server.address("/chunks"))).data == b"abcdefg"


def test_what_is_packed_is_unpacked_within_limits(server, monkeypatch):
    packed = {"Content-Encoding": "gzip"}
    server.put("/a", gzip.compress(b"One. ") + gzip.compress(b"Two."), headers=packed)
    assert fetch(web_address(server.address("/a"))).data == b"One. Two."
    server.put("/cut", gzip.compress(PAGE.encode())[:-9], headers=packed)
    assert "is damaged" in refusal(server.address("/cut"))
    server.put("/none", PAGE, headers=packed)
    assert "is damaged" in refusal(server.address("/none"))
    server.put("/other", PAGE, headers={"Content-Encoding": "br"})
    assert "is packed in a way that is not read (br)" in refusal(server.address("/other"))
    monkeypatch.setenv("PINCITE_MAX_UNPACKED", "1")
    server.put("/bomb", gzip.compress(bytes(1_000_001)), headers=packed)
    assert "more than 1 megabytes when it is unpacked" in refusal(server.address("/bomb"))


def test_a_server_that_is_not_there_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        assert refusal(address) == f"{address} cannot be fetched: Connection refused."


def test_a_host_that_is_not_known_is_named(monkeypatch):
    def unknown(*arguments, **more):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "its host is not known, or there is no connection" in refusal("http://none.invalid/")


def test_what_is_no_http_is_named(server):
    server.replies["/a"] = lambda handler: handler.wfile.write(b"220 mail.example.org\r\n")
    assert "what it answers is no HTTP (BadStatusLine)" in refusal(server.address("/a"))
    server.replies["/b"] = lambda handler: None
    assert "cannot be fetched" in refusal(server.address("/b"))


def test_a_certificate_that_nobody_vouches_for_is_told(server, tmp_path):
    made = subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-keyout", tmp_path / "key.pem", "-out", tmp_path / "it.pem",
        ],
        capture_output=True,
        check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl makes no certificate")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "it.pem", tmp_path / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    secure = server.address("/a").replace("http:", "https:")
    assert refusal(secure).startswith(
        f"{secure} cannot be fetched: its connection cannot be trusted (self"
    )
    assert server.asked == []


def test_nothing_that_sends_is_imported_before_it_is_needed():
    code = "import sys, index.local_paths; print('urllib.request' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
