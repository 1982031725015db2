"""Evidence of documents of each format, checked against the files that they were read from."""

import json
import os
from itertools import islice
from pathlib import Path
from shutil import copyfile

import pytest

from index import Document
from index.documents.blocks import BlockKind
from index.documents.files import read_documents
from qa.__main__ import main
from qa.evidence.html import pack_page
from qa.evidence.pack import make_pack, quotes
from qa.types import Answer, Citation, Grade
from tests.pdf_files import highlights

DATA = Path(os.environ.get("PINCITE_DATA") or Path(__file__).parents[4] / "shared" / "data")
FORMATS = DATA / "docs-formats" / "docling"
MAIL = b"""\
From: Anna <anna@example.com>
To: Ben <ben@example.com>
Subject: The berth
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Dear Ben,

the berth is free from the first of May. It costs =E2=82=AC12 a night.

Anna
"""
FILES = (
    FORMATS / "pdf" / "sources" / "multi_page.pdf",
    FORMATS / "docx" / "sources" / "docx_lists.docx",
    FORMATS / "docx" / "sources" / "unit_test_headers_numbered.docx",
    FORMATS / "xlsx" / "sources" / "xlsx_05_table_with_title.xlsx",
    FORMATS / "pptx" / "sources" / "powerpoint_sample.pptx",
    FORMATS / "html" / "sources" / "example_03.html",
    FORMATS / "odf" / "sources" / "text_document_01.odt",
    DATA / "docs-debian" / "debian" / "developers-reference" / "developers-reference.epub",
)
PLACES = {
    ".pdf": "page ", ".docx": "paragraph ", ".xlsx": "sheet ", ".pptx": "slide ",
    ".html": "paragraph ", ".epub": "chapter ", ".odt": "paragraph ", ".eml": "paragraph ",
}  # fmt: skip
_MOST = 12  # quotes of a document


def conversation(document: Document) -> list[Answer]:
    """Blocks from all over a document, each as the answer to a question of its own."""
    blocks = [block for block in document.blocks if block.kind is not BlockKind.NOISE]
    step = max(1, len(blocks) // _MOST)
    cited = [Citation.of(document, block.span) for block in islice(blocks, 0, None, step)]
    return [
        Answer(f"What of {n}?", f"What of {n}?", one.quote, (one,), (), 0.9, Grade.ANSWER)
        for n, one in enumerate(cited, 1)
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_evidence_of_a_file_holds_against_it(file, tmp_path, capsys):
    if not file.exists():
        pytest.skip(f"There is no {file}: set PINCITE_DATA.")
    check(file, tmp_path, capsys)


def test_evidence_of_a_mail_holds_against_it(tmp_path, capsys):
    (tmp_path / "berth.eml").write_bytes(MAIL)
    check(tmp_path / "berth.eml", tmp_path, capsys)


def check(file: Path, folder: Path, capsys) -> None:
    """Make a pack of ``file``, and verify and annotate it with a copy of another name."""
    (document,) = read_documents([file]).documents
    pack = make_pack(conversation(document), "2026-01-01T00:00:00")
    cited = [*quotes(pack)]
    assert len(cited) > 2
    assert all(each["place"] for each in cited)
    kind = PLACES[file.suffix]
    assert any(each["place"].startswith((kind, "under ", "pages ")) for each in cited), cited
    paged = file.suffix == ".pdf"
    assert all(bool(each["page_index"]) is bool(each["pages"]) is paged for each in cited)

    page, renamed = folder / "chat.html", folder / f"renamed{file.suffix}"
    page.write_text(pack_page(pack), encoding="utf-8")
    copyfile(file, renamed)
    for documents in (file, renamed):
        assert main(["verify", str(page), "--documents", str(documents)]) == 0
        told = capsys.readouterr()
        assert told.err == ""
        summary = f"quotes: {len(cited)} exact, 0 moved, 0 missing"
        assert told.out.splitlines()[-1] == summary

    out = folder / "out"
    assert main(["annotate", str(page), "--documents", str(renamed), "--out", str(out)]) == 0
    annotations = json.loads((out / "annotations.jsonld").read_text(encoding="utf-8"))
    exact = [each["target"]["selector"][0]["exact"] for each in annotations]
    assert exact == [each["quote"] for each in cited]
    if paged:
        marked = highlights((out / renamed.name).read_bytes())
        assert {each.comment for each in marked} == {f"What of {n + 1}?" for n in range(len(cited))}
        first = next(each.page for each in marked if each.comment == "What of 1?")
        assert first == cited[0]["page_index"]
