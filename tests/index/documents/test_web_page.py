import json
from datetime import UTC, datetime

import pytest

from index import DocumentError
from index.documents.web_address import web_address
from index.documents.web_page import (
    WebPage,
    copy_data_file,
    copy_head,
    read_copy,
    suffix_of_content,
)

FEES = web_address("https://example.org/fees")
NOW = datetime(2026, 11, 27, 6, 30, tzinfo=UTC)


def page(data=b"<p>Five.", suffix=".html", charset="", **more):
    fields = {"address": FEES, "target": FEES, "fetched": NOW, **more}
    return WebPage(suffix=suffix, charset=charset, data=data, **fields)


@pytest.mark.parametrize(
    ("type_", "suffix", "read_as"),
    [
        ("text/html", ".pdf", ".html"),  # such as a form to log in
        ("application/pdf", "", ".pdf"),
        ("text/plain", "", ".txt"),
        ("text/plain", ".md", ".md"),
        ("text/plain", ".csv", ".csv"),
        ("text/plain", ".html", ".txt"),
        ("text/plain", ".docx", ".txt"),
        ("text/markdown", "", ".md"),
        ("application/json", "", ".json"),
        ("application/ld+json", "", ".json"),
        ("application/zip", "", ".zip"),
        ("application/zip", ".docx", ".docx"),
        ("application/octet-stream", ".pdf", ".pdf"),
        ("", ".xlsx", ".xlsx"),
        ("", "", ""),
        ("application/octet-stream", ".exe", ""),
        ("video/mp4", ".txt", ""),
    ],
)
def test_the_content_type_and_the_address_say_what_it_is(type_, suffix, read_as):
    assert suffix_of_content(type_, suffix) == read_as


def test_a_page_says_when_it_was_fetched_and_where_it_led():
    assert page().note == "Fetched from https://example.org/fees on 2026-11-27."
    moved = page(target=web_address("https://www.example.org/fees.html"))
    assert moved.note == (
        "Fetched from https://example.org/fees on 2026-11-27."
        " It led on to https://www.example.org/fees.html."
    )


@pytest.mark.parametrize(
    ("data", "suffix", "charset", "content"),
    [
        ("<p>Kč 5".encode("iso-8859-2"), ".html", "iso-8859-2", "<p>Kč 5"),
        ("5 Kč".encode("iso-8859-2"), ".txt", "iso-8859-2", "5 Kč"),
        ("a;č\n".encode("windows-1250"), ".csv", "windows-1250", "a;č\n"),
        ('{"č": 5}'.encode(), ".json", "iso-8859-1", '{"č": 5}'),  # it is UTF-8, whatever it says
        (
            "<meta charset=utf-8><p>Ж".encode("koi8-r"),
            ".html",
            "koi8-r",
            "<meta charset=utf-8><p>Ж",
        ),
        ("日本".encode("shift_jis"), ".txt", "Shift_JIS", "日本"),
    ],
)
def test_text_is_read_in_the_encoding_that_it_was_sent_with(data, suffix, charset, content):
    assert page(data, suffix, charset).content.decode("utf-8-sig") == content


def test_other_content_is_as_it_was_sent():
    assert page(b"%PDF-1.7 \xe8", ".pdf", "iso-8859-2").content == b"%PDF-1.7 \xe8"
    assert page(b"<p>\xe8", ".html", "").content == b"<p>\xe8"
    assert page(b"<p>\xe8", ".html", "x-none").content.decode("utf-8-sig") == "<p>è"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"suffix": ".exe"}, DocumentError),
        ({"charset": "utf 8"}, ValueError),
        ({"fetched": datetime(2026, 11, 27)}, ValueError),  # noqa: DTZ001
    ],
)
def test_a_page_checks_itself(change, error):
    with pytest.raises(error):
        page(**change)


def test_a_copy_is_read_as_it_was_kept(tmp_path):
    kept = page(b"%PDF", ".pdf", "utf-8")
    head = tmp_path / "x.webpage"
    head.write_bytes(copy_head(kept))
    file = copy_data_file(head, kept.sha256, ".pdf")
    file.write_bytes(kept.data)
    assert read_copy(head) == (kept, file)
    assert file.name == f"x-{kept.sha256[:16]}.pdf"


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "0" * 64}, {"sha256": "../../x"}, {"sha256": None}, {"suffix": ".exe"},
        {"suffix": "/x.html"}, {"address": "file:///etc"}, {"address": 5}, {"target": ""},
        {"fetched": "today"}, {"fetched": "2026-11-27"}, {"fetched": None}, {"charset": "\n"},
        {"charset": None},
    ],
)  # fmt: skip
def test_an_altered_copy_is_refused(tmp_path, change):
    kept = page()
    head = tmp_path / "x.webpage"
    copy_data_file(head, kept.sha256, ".html").write_bytes(kept.data)
    head.write_text(json.dumps(json.loads(copy_head(kept)) | change))
    with pytest.raises(DocumentError):
        read_copy(head)


def test_a_copy_that_was_cut_short_is_refused(tmp_path):
    kept = page()
    head = tmp_path / "x.webpage"
    with pytest.raises(DocumentError, match="is damaged"):
        read_copy(head)
    head.write_bytes(copy_head(kept))
    with pytest.raises(DocumentError, match="is damaged"):
        read_copy(head)
    copy_data_file(head, kept.sha256, ".html").write_bytes(kept.data[:-1])
    with pytest.raises(DocumentError, match=r"what was fetched is not as it was.*--allow-web"):
        read_copy(head)
    head.write_bytes(copy_head(kept)[:-5])
    with pytest.raises(DocumentError, match="is damaged"):
        read_copy(head)
