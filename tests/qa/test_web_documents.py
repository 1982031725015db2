"""Addresses of the web as documents, from the command line to evidence."""

import json
import os

import pytest

import app
from index import DocumentError
from index.__main__ import main as inspect
from qa import Assistant, ask
from qa.__main__ import main
from qa.evidence.pack import make_pack
from qa.library.library import Library
from tests.web_server import serving

FARES = (
    "<title>Ferry</title><main><h1>Ferry</h1><h2>Fares</h2><p>{}A crossing costs five crowns."
    "</main>"
)
ASKED = "What does a crossing cost?"


@pytest.fixture
def server():
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def _offline(monkeypatch):
    monkeypatch.setenv("PINCITE_ALLOW_WEB", "")


def test_no_command_connects_unless_it_is_allowed(server, tmp_path, capsys):
    address = server.put("/fares", FARES.format(""))
    (tmp_path / "pack.json").write_text(json.dumps(make_pack([], "2026-11-27T06:00:00Z")))
    pack, out = str(tmp_path / "pack.json"), str(tmp_path / "out")
    given = ["--documents", address, "--refresh-web"]
    assert main(["ask", ASKED, *given]) == 2
    assert main(["retrieve", ASKED, *given]) == 2
    assert main(["verify", pack, *given]) == 2
    assert main(["annotate", pack, "--out", out, *given]) == 2
    assert main(["watch", *given]) == 2
    assert inspect(["inspect", "--refresh-web", address]) == 2
    assert app.main(given) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 7
    assert all("offline by default" in line and "--allow-web" in line for line in lines)
    with pytest.raises(DocumentError, match="offline by default"):
        ask(ASKED, documents=address)
    assert server.connections == 0


def test_a_page_is_asked_quoted_and_verified(server, tmp_path, capsys, embedder):
    address = server.put("/fares", FARES.format(""))
    given = ["--documents", address, "--allow-web"]
    assert main(["ask", ASKED, "--json", *given]) == 0
    (citation,) = json.loads(capsys.readouterr().out)["citations"]
    assert citation["document"] == address
    assert citation["quote"] == "A crossing costs five crowns."
    assert citation["place"] == "under “Ferry > Fares”"

    assistant = Assistant(address, embedder, allow_web=True)
    pack = tmp_path / "pack.json"
    pack.write_text(json.dumps(make_pack([assistant.ask(ASKED)], "2026-11-27T06:00:00Z")))
    server.put("/fares", FARES.format("It sails at nine. "))
    assert main(["verify", str(pack), *given]) == 0
    assert f"unchanged  {address}" in capsys.readouterr().out
    assert server.asked == ["/fares"]

    assert main(["verify", str(pack), "--refresh-web", *given]) == 1
    output = capsys.readouterr().out
    assert f"changed    {address}" in output
    assert "moved" in output
    assert server.asked == ["/fares", "/fares"]

    assert main(["annotate", str(pack), "--out", str(tmp_path / "out"), *given]) == 0
    (annotation,) = json.loads((tmp_path / "out" / "annotations.jsonld").read_text())
    assert annotation["target"]["source"] == address
    assert len(server.asked) == 2


def test_what_is_opened_from_python_is_not_fetched_again(server, monkeypatch):
    address = server.put("/fares", FARES.format(""))
    monkeypatch.setenv("PINCITE_ALLOW_WEB", "on")
    first = ask(ASKED, documents=address)
    assert ask(ASKED, documents=[address]).citations == first.citations
    assert first.citations[0].document_id == address
    assert server.asked == ["/fares"]


def test_what_was_read_of_a_page_is_told(server, capsys):
    address = server.put("/fares", FARES.format(""))
    assert inspect(["inspect", "--allow-web", address]) == 0
    told, note = capsys.readouterr().out.splitlines()
    assert told == f"{address}: web page, 7 words, en"
    assert note.strip().startswith(f"Fetched from {address} on ")
    server.put("/fares", FARES.format("It sails at nine. "))
    assert inspect(["inspect", "--allow-web", "--refresh-web", address]) == 0
    assert ": web page, 11 words, en" in capsys.readouterr().out
    assert os.environ["PINCITE_ALLOW_WEB"] == "on"


def test_the_page_fetches_once_before_it_is_served(server, capsys):
    """It ends at a port that is taken: that of the server that is asked."""
    address = server.put("/fares", FARES.format(""))
    port = str(server.server_port)
    for _ in range(2):
        assert app.main(["--port", port, "--documents", address, "--allow-web"]) == 2
        assert f"Port {port}" in capsys.readouterr().err
    assert server.asked == ["/fares"]
    given = ["--documents", address, "--allow-web", "--refresh-web"]
    assert app.main(["--port", port, *given]) == 2
    assert server.asked == ["/fares", "/fares"]
    capsys.readouterr()


def test_a_library_does_not_fetch(server, tmp_path, monkeypatch):
    """What visitors do leads to libraries, and no further."""
    address = server.put("/fares", FARES.format(""))
    monkeypatch.setenv("PINCITE_ALLOW_WEB", "on")
    with pytest.raises(DocumentError, match="is an address of the web"):
        Library(tmp_path, address)
    assert server.connections == 0
