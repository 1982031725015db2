import json
import zipfile
from contextlib import closing
from dataclasses import astuple, replace
from pathlib import Path

import pytest
from pypdfium2 import PdfiumError

from index import Document, DocumentError, Span
from index.documents.drawing import PageDrawer
from index.documents.files import read_documents
from index.documents.limits import PASSWORD_VARIABLE
from index.documents.places import PlaceMap, Run, Unit, UnitKind
from qa.__main__ import main
from qa.evidence.annotations import (
    Quoted,
    highlighted_files,
    quoted_in,
    quoted_still,
    web_annotations,
)
from qa.evidence.matching import match_documents
from qa.evidence.pack import Failure, make_pack
from qa.evidence.verifying import verify_quotes
from qa.types import Answer, Citation, Grade
from tests.pdf_files import column, highlights, locked, pdf
from tests.qa.web.html import hit, likely, refusal

PAGES = [
    column(["The harbour opens at nine. Boats of more", "than nine metres pay twice the fee."]),
    column(["Ask at the office by the eastern gate."]),
]
QUOTE = "Boats of more than nine metres pay twice the fee."
LINES = ("Boats of more", "than nine metres pay twice the fee.")
OFFICE = "Ask at the office by the eastern gate."
MADE = "2026-01-01T00:00:00"


@pytest.fixture(scope="module")
def drawer():
    drawer = PageDrawer()
    yield drawer
    drawer.close()


@pytest.fixture
def harbour(tmp_path):
    file = tmp_path / "harbour.pdf"
    file.write_bytes(pdf(PAGES))
    (document,) = read_documents([file]).documents
    return document


def span_of(document: Document, quote: str) -> Span:
    start = document.text.index(quote)
    return Span(start, start + len(quote))


def answered(document: Document, *quotes: str) -> list[Answer]:
    """A conversation in which each quote answers a question of its own."""
    cited = [Citation.of(document, span_of(document, quote)) for quote in quotes]
    return [
        Answer(f"What of {n}?", f"What of {n}?", one.quote, (one,), (), 0.9, Grade.ANSWER)
        for n, one in enumerate(cited, 1)
    ]


def still_quoted(conversation, documents):
    pack = make_pack(conversation, MADE)
    return quoted_still(pack, verify_quotes(pack, match_documents(pack, documents)))


def test_a_quote_becomes_an_annotation_that_finds_it_again(harbour):
    conversation = answered(harbour, QUOTE, "Ask at the office")
    first, second = web_annotations(quoted_in(conversation))
    assert first["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert first["body"] == {
        "type": "TextualBody", "value": "What of 1?", "purpose": "commenting",
    }  # fmt: skip
    quote, position, page = first["target"]["selector"]
    assert (quote["exact"], page["value"]) == (QUOTE, "page=1")
    assert Span(position["start"], position["end"]).of(harbour.text) == QUOTE
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in harbour.text
    assert second["target"]["selector"][2]["value"] == "page=2"
    assert web_annotations(still_quoted(conversation, [harbour])) == [first, second]


def test_likely_places_are_quoted_and_closest_passages_are_not(harbour):
    near = hit(harbour, *astuple(span_of(harbour, OFFICE)))
    conversation: list[Answer | Failure] = [
        likely(near, question="Where?"),
        refusal(near),
        Failure("?", DocumentError("", "")),
    ]
    expected = [Quoted("Where?", harbour, span_of(harbour, OFFICE))]
    assert quoted_in(conversation) == expected
    assert still_quoted(conversation, [harbour]) == expected


def test_quotes_that_are_gone_are_left_out(harbour):
    other = Document("harbour.pdf", "a", "Nothing of it.", "harbour.pdf")
    assert still_quoted(answered(harbour, QUOTE), [other]) == []


def test_quotes_are_highlighted_in_copies_of_their_files(harbour, drawer, tmp_path):
    (tmp_path / "inn.txt").write_text("The inn has soup.")
    (inn,) = read_documents([tmp_path / "inn.txt"]).documents
    before = Path(harbour.source).read_bytes()
    conversation = answered(harbour, QUOTE, OFFICE) + answered(inn, "The inn has soup.")
    copies = highlighted_files(quoted_in(conversation), drawer.highlighted)
    assert copies.left_out == ()
    ((name, data),) = copies.files.items()
    assert name == "harbour.pdf"
    assert highlights(data) == [(1, "What of 1?", LINES), (2, "What of 2?", (OFFICE,))]
    assert Path(harbour.source).read_bytes() == before


def test_a_file_that_cannot_be_highlighted_is_named_and_the_others_are(harbour, drawer, tmp_path):
    kinds = ("changed", "gone", "packed")
    files = {kind: tmp_path / kind / "a.pdf" for kind in kinds}
    for file in files.values():
        file.parent.mkdir()
        file.write_bytes(pdf(PAGES))
    archive = tmp_path / "letters.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.write(files.pop("packed"), "a.pdf")
    (packed,) = read_documents([archive]).documents
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("b.pdf", b"%PDF")
    changed, gone = (read_documents([file]).documents[0] for file in files.values())
    files["changed"].write_bytes(pdf(PAGES[1:]))
    files["gone"].unlink()
    documents = [
        replace(changed, id="changed.pdf"), replace(gone, id="gone.pdf"), packed, harbour,
    ]  # fmt: skip
    conversation = [answer for each in documents for answer in answered(each, QUOTE)]
    copies = highlighted_files(quoted_in(conversation), drawer.highlighted)
    assert [*copies.files] == ["harbour.pdf"]
    assert copies.left_out == (
        "changed.pdf: Its pages do not say 'Boats of more' any more. Add the file anew.",
        "gone.pdf: Its file is gone. Add it again.",
        "letters.zip/a.pdf: 'a.pdf' is not in 'letters.zip' any more. Add the file anew.",
    )


def test_a_quote_beside_the_text_of_its_page_is_told(harbour, drawer):
    note = span_of(harbour, OFFICE)
    units = (*harbour.places.units[:1], Unit(UnitKind.REMARKS))
    runs = (
        *(run for run in harbour.places.runs if run.end <= note.start),
        Run(note.start, note.end, 1, 1),
    )
    noted = replace(harbour, places=PlaceMap(units, runs))
    copies = highlighted_files(quoted_in(answered(noted, QUOTE, OFFICE)), drawer.highlighted)
    assert highlights(copies.files["harbour.pdf"]) == [(1, "What of 1?", LINES)]
    beside = "harbour.pdf: 1 quote in notes or fields of a form, which are not highlighted."
    assert copies.left_out == (beside,)
    copies = highlighted_files(quoted_in(answered(noted, OFFICE)), drawer.highlighted)
    assert (copies.files, copies.left_out) == ({}, (beside,))


def test_an_encrypted_file_stays_so_and_needs_its_password(tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(locked(pdf(PAGES), "open"))
    monkeypatch.setenv(PASSWORD_VARIABLE, "open")
    (document,) = read_documents([tmp_path / "a.pdf"]).documents
    quoted = quoted_in(answered(document, QUOTE))
    with closing(PageDrawer()) as drawer:
        copies = highlighted_files(quoted, drawer.highlighted)
    assert highlights(copies.files["a.pdf"], "open") == [(1, "What of 1?", LINES)]
    with pytest.raises(PdfiumError, match="assword"):
        highlights(copies.files["a.pdf"])
    for password, said in (
        ("", "a.pdf: 'a.pdf' is encrypted. Give its password"),
        ("shut", "a.pdf: 'a.pdf' is encrypted, and the password does not open it."),
    ):
        monkeypatch.setenv(PASSWORD_VARIABLE, password)
        with closing(PageDrawer()) as drawer:
            copies = highlighted_files(quoted, drawer.highlighted)
        assert copies.files == {}
        assert copies.left_out[0].startswith(said)


def annotate(conversation, tmp_path, *arguments: str) -> int:
    pack = tmp_path / "pack.json"
    pack.write_text(json.dumps(make_pack(conversation, MADE)), encoding="utf-8")
    return main(["annotate", str(pack), *arguments])


def test_a_pdf_is_written_with_its_quotes_highlighted(harbour, tmp_path, capsys):
    out = tmp_path / "out"
    arguments = ("--documents", harbour.source, "--out", str(out))
    assert annotate(answered(harbour, QUOTE), tmp_path, *arguments) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(out / "annotations.jsonld"), str(out / "harbour.pdf"),
    ]  # fmt: skip
    assert len(json.loads((out / "annotations.jsonld").read_text(encoding="utf-8"))) == 1
    assert highlights((out / "harbour.pdf").read_bytes()) == [(1, "What of 1?", LINES)]
    (copy,) = read_documents([out / "harbour.pdf"]).documents
    assert copy.text.startswith(harbour.text.rstrip())
    assert copy.text.rstrip().endswith("Comment: What of 1?")


def test_files_of_one_name_are_written_to_their_folders(tmp_path, capsys):
    for folder in ("a", "b"):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "x.pdf").write_bytes(pdf([column([f"Boat {folder} is red."])]))
    documents = read_documents([tmp_path / "in"]).documents
    conversation = [
        answer for each in documents for answer in answered(each, each.text.strip())
    ]  # fmt: skip
    arguments = ("--documents", str(tmp_path / "in"), "--out", str(tmp_path / "out"))
    assert annotate(conversation, tmp_path, *arguments) == 0
    for folder in ("a", "b"):
        copy = (tmp_path / "out" / folder / "x.pdf").read_bytes()
        assert [each.words for each in highlights(copy)] == [(f"Boat {folder} is red.",)]


def test_an_original_is_never_written_over(harbour, tmp_path, capsys):
    before = Path(harbour.source).read_bytes()
    arguments = ("--documents", harbour.source, "--out", str(tmp_path))
    assert annotate(answered(harbour, QUOTE), tmp_path, *arguments) == 2
    assert "would take the place of the original" in capsys.readouterr().err
    assert Path(harbour.source).read_bytes() == before
    assert not (tmp_path / "annotations.jsonld").exists()


def test_a_file_in_an_archive_is_highlighted_and_what_was_not_read_is_told(
    harbour, tmp_path, capsys
):
    archive = tmp_path / "letters.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.write(harbour.source, "harbour.pdf")
        opened.writestr("x.bin", b"\0")
    (packed,) = read_documents([archive]).documents
    arguments = ("--documents", str(archive), "--out", str(tmp_path / "out"))
    assert annotate(answered(packed, QUOTE), tmp_path, *arguments) == 0
    told = capsys.readouterr()
    out = tmp_path / "out"
    written = [out / "annotations.jsonld", out / "letters.zip" / "harbour.pdf"]
    assert told.out.splitlines() == [*map(str, written)]
    assert [words for *_, words in highlights(written[1].read_bytes())]
    assert "Not read: letters.zip/x.bin" in told.err
    assert annotate(answered(packed, QUOTE), tmp_path, *arguments[:2], "--out", str(tmp_path)) == 2
    assert "would take the place of the original" in capsys.readouterr().err
