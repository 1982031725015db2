import zipfile
from datetime import datetime
from io import BytesIO

import pytest

from index import DocumentError, Span
from index.documents.drawing import PageDrawer
from index.documents.files import file_states, given_paths, read_documents
from index.index import text_above
from index.local_paths import local_paths
from index.opening import index_folder, open_index
from index.storage.saved_index import load
from tests.pdf_files import column, pdf
from tests.web_server import serving

FEES = "<title>Fees</title><h1>Ferry</h1><h2>Fares</h2><p>A crossing costs five crowns."


def today():
    return datetime.now().astimezone().date().isoformat()


@pytest.fixture
def server():
    with serving() as server:
        yield server


def read(*addresses, **more):
    return read_documents(local_paths(addresses, allow_web=True, **more))


def test_no_connection_is_opened_unless_it_is_allowed(server, monkeypatch):
    address = server.put("/fees", FEES)
    monkeypatch.setenv("PINCITE_ALLOW_WEB", "yes")
    with pytest.raises(DocumentError) as caught:
        local_paths([address])
    assert str(caught.value) == (
        f"Pincite is offline by default and did not fetch {address}. Allow it with --allow-web,"
        " PINCITE_ALLOW_WEB=on, or allow_web=True in Python."
    )
    with pytest.raises(DocumentError, match="offline by default"):
        open_index(address)
    for reading in (given_paths, read_documents, file_states):
        with pytest.raises(DocumentError, match=r"is an address of the web.*--allow-web"):
            reading(address)
    assert server.connections == 0
    monkeypatch.setenv("PINCITE_ALLOW_WEB", "on")
    assert len(read_documents(local_paths(address)).documents) == 1


def test_a_copy_that_is_kept_is_not_used_unless_the_web_is_allowed(server):
    address = server.put("/fees", FEES)
    read(address)
    with pytest.raises(DocumentError, match="offline by default"):
        local_paths(address)


def test_a_page_is_a_document_that_names_its_address(server, tmp_path):
    address = server.put("/fees", FEES)
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    own, document = read(str(tmp_path / "a.txt"), f" {address}#fares ").documents
    assert own.id == "a.txt"
    assert (document.id, document.source, document.title) == (address, address, "Fees")
    assert document.notes == (f"Fetched from {address} on {today()}.",)
    at = document.text.index("A crossing")
    assert document.place_of(Span(at, at + 29)).words == "under “Ferry > Fares”"


def test_what_was_fetched_is_not_fetched_again(server):
    address = server.put("/fees", FEES)
    paths = local_paths([address, address], allow_web=True)
    before = file_states(paths)
    (document,) = read_documents(paths).documents
    server.put("/fees", FEES.replace("five", "six"))
    assert read(address).documents == (document,)
    assert file_states(paths) == before
    assert server.asked == ["/fees"]
    server.shutdown()  # nobody is there any more
    assert read(address).documents == (document,)


def test_a_fresh_copy_is_fetched_when_it_is_asked_for(server):
    address = server.put("/fees", FEES)
    paths = local_paths(address, allow_web=True)
    before = file_states(paths)
    server.put("/fees", FEES.replace("five", "six"))
    assert local_paths([address, address], allow_web=True, refresh=True) == [*paths, *paths]
    assert server.asked == ["/fees", "/fees"]
    assert file_states(paths) != before
    assert "six crowns" in read(address).documents[0].text
    server.replies.clear()
    loaded = read(address, refresh=True)
    assert "six crowns" in loaded.documents[0].text  # what was kept is kept
    (skipped,) = loaded.skipped
    assert skipped.path == address
    assert skipped.advice == (
        f"{address} is not there (HTTP 404). What was there on {today()} was read instead."
        " Check the address."
    )
    assert read(address).skipped == ()  # nobody wanted it anew


def test_an_address_that_cannot_be_fetched_leaves_the_others(server, tmp_path, embedder):
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    fees, gone = server.put("/fees", FEES), server.address("/gone")
    loaded = read(gone, str(tmp_path / "a.txt"), gone, fees)
    assert [document.id for document in loaded.documents] == ["a.txt", fees]
    assert [(it.path, it.reason, it.next_step) for it in loaded.skipped] == [
        (gone, f"{gone} is not there (HTTP 404).", "Check the address.")
    ]
    assert server.asked == ["/gone", "/fees"]
    said: list[str] = []
    index = open_index([gone, fees], embedder, said.append, allow_web=True)
    assert [document.id for document in index.documents] == [fees]
    assert said[0] == f"Not read: {gone}: {gone} is not there (HTTP 404). Check the address."
    server.put("/gone", FEES)
    assert [document.id for document in read(gone).documents] == [gone]  # it is tried again


def test_an_address_alone_that_cannot_be_fetched_is_an_error(server):
    gone = server.address("/gone")
    with pytest.raises(DocumentError) as caught:
        read(gone)
    assert str(caught.value) == f"{gone} is not there (HTTP 404). Check the address."


def test_a_damaged_copy_is_fetched_anew(server, home):
    address = server.put("/fees", FEES)
    read(address)
    (file,) = (home / "web").glob("*.html")
    file.write_bytes(b"<p>Nine crowns.")
    assert "five crowns" in read(address).documents[0].text
    assert len(server.asked) == 2


def test_an_index_of_a_page_says_when_it_was_fetched(server, embedder):
    address = server.put("/fees", FEES)
    said: list[str] = []
    index = open_index(address, embedder, said.append, allow_web=True)
    (document,) = index.documents
    assert (document.id, document.source) == (address, address)
    assert text_above(index.passages[0]).startswith("fees\nFees")
    again = open_index([address], embedder, said.append, allow_web=True)
    assert [*again.documents] == [*index.documents]
    assert len(said) == 1  # it was built once
    # The same text, on another day.
    (path,) = local_paths(address, allow_web=True)
    head = path.read_text().replace(today(), "2026-01-31")
    path.write_text(head)
    (later,) = open_index(address, embedder, said.append, allow_web=True).documents
    assert later.notes == (f"Fetched from {address} on 2026-01-31.",)


@pytest.mark.parametrize(
    ("path", "type_", "body", "words"),
    [
        ("/notes", "text/plain; charset=iso-8859-2", "Kč 5 stojí".encode("iso-8859-2"), "Kč 5"),
        ("/notes.md", "text/plain", b"# Fares\n\nFive crowns.", "Five crowns."),
        ("/fares.csv", "text/csv", b"route,fare\nnorth,5\nsouth,7\n", "north"),
        ("/fares", "application/json", b'{"fare": 5}', "fare"),
        ("/page", "text/html; charset=koi8-r", "<p>Паром стоит пять".encode("koi8-r"), "Паром"),
    ],
)
def test_each_kind_is_read_by_its_parser(server, path, type_, body, words):
    (document,) = read(server.put(path, body, type_)).documents
    assert words in document.text
    assert document.id == server.address(path)


def test_a_pdf_has_pages_that_can_be_drawn(server):
    address = server.put(
        "/pdf/2026", pdf([column(["Fares."]), column(["It costs five."])]), "application/pdf"
    )
    (document,) = read(address).documents
    at = document.text.index("It costs")
    span = Span(at, at + 14)
    assert document.place_of(span).words == "page 2"
    drawer = PageDrawer()
    try:
        assert [mark.page for mark in drawer.marks(document, span)] == [2]
        assert drawer.highlighted(document, [(span, "What does it cost?")]).startswith(b"%PDF")
    finally:
        drawer.close()


def test_the_files_of_an_archive_name_its_address(server):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/one.txt", "One is here.")
        archive.writestr("two.exe", "MZ")
    address = server.put("/all", packed.getvalue(), "application/zip")
    loaded = read(address)
    (document,) = loaded.documents
    assert document.id == document.source == f"{address}/a/one.txt"
    assert document.notes[-1].startswith(f"Fetched from {address} on ")
    assert [skipped.path for skipped in loaded.skipped] == [f"{address}/two.exe"]


def test_a_page_that_cannot_be_read_is_named(server):
    address = server.put("/a", " ", "text/plain")
    with pytest.raises(DocumentError, match=rf"What is at {address} cannot be read: .* is empty"):
        read(address)
    address = server.put("/b", "%PDF", "application/pdf")
    with pytest.raises(DocumentError, match=rf"What is at {address} cannot be read: .* is damaged"):
        read(address)


def test_addresses_that_look_alike_are_two_documents(server):
    addresses = [server.put(path, FEES + path) for path in ("/a", "/a/", "/a?b", "//a")]
    assert [document.id for document in read(*addresses).documents] == sorted(addresses)


def test_a_copy_in_a_folder_is_no_document(server, home):
    """Whoever can put files into a folder does not say what stands at an address."""
    read(server.put("/fees", FEES))
    loaded = read_documents(home / "web")
    assert [document.id.rpartition(".")[2] for document in loaded.documents] == ["html"]
    assert [skipped.reason.endswith("(.webpage).") for skipped in loaded.skipped] == [True]


def test_a_saved_index_knows_the_copy(server, embedder):
    address = server.put("/a", pdf([column(["It costs five."])]), "application/pdf")
    index = open_index(address, embedder, lambda _: None, allow_web=True)
    folder = index_folder(local_paths(address, allow_web=True), embedder)
    assert tuple(load(folder, embedder).documents) == index.documents
    assert index.documents[0].file.endswith(".pdf")
