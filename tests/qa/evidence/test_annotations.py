import json

import pytest

from index import Document, Span
from index.documents.files import read_documents
from qa.__main__ import main
from qa.evidence.annotations import web_annotations
from qa.evidence.matching import match_documents
from qa.evidence.verifying import verify_quotes
from tests.pdf_files import column, pdf

PAGES = [
    column(["The harbour opens at nine. Boats of more", "than nine metres pay twice the fee."]),
    column(["Ask at the office by the eastern gate."]),
]
QUOTE = "Boats of more than nine metres pay twice the fee."


@pytest.fixture
def harbour(tmp_path):
    file = tmp_path / "harbour.pdf"
    file.write_bytes(pdf(PAGES))
    (document,) = read_documents([file]).documents
    return document


def pack_of(document: Document, *quotes: str):
    """A pack in which each quote answers a question of its own."""
    starts = [document.text.find(quote) for quote in quotes]
    return {
        "pincite": 2,
        "made": "2026-01-01T00:00:00",
        "documents": [{"document": document.id, "title": document.title, "sha256": "0" * 64}],
        "conversation": [
            {
                "question": f"What of {number}?", "searched": "", "answer": quote,
                "short_answer": None, "unsaid": "", "abstained": False, "confidence": 0.9,
                "grade": "answer", "kind": "question", "note": "", "likely": [], "sureness": "",
                "citations": [
                    {
                        "document": document.id, "start": start, "end": start + len(quote),
                        "quote": quote, "answers": [],
                    }
                ],
                "closest": None,
            }
            for number, (quote, start) in enumerate(zip(quotes, starts, strict=True), 1)
        ],
    }  # fmt: skip


def test_a_quote_becomes_an_annotation_that_finds_it_again(harbour):
    pack = pack_of(harbour, QUOTE, "Ask at the office")
    verdicts = verify_quotes(pack, match_documents(pack, [harbour]))
    first, second = web_annotations(pack, verdicts)
    assert first["body"] == {
        "type": "TextualBody", "value": "What of 1?", "purpose": "commenting",
    }  # fmt: skip
    quote, position, page = first["target"]["selector"]
    assert (quote["exact"], page["value"]) == (QUOTE, "page=1")
    assert Span(position["start"], position["end"]).of(harbour.text) == QUOTE
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in harbour.text
    assert second["target"]["selector"][2]["value"] == "page=2"


def test_quotes_that_are_gone_are_left_out(harbour):
    pack = pack_of(harbour, QUOTE)
    other = Document("harbour.pdf", "a", "Nothing of it.", "harbour.pdf")
    verdicts = verify_quotes(pack, match_documents(pack, [other]))
    assert web_annotations(pack, verdicts) == []


def test_a_pdf_is_written_with_its_quotes_highlighted(harbour, tmp_path, capsys):
    pack = tmp_path / "pack.json"
    pack.write_text(json.dumps(pack_of(harbour, QUOTE)), encoding="utf-8")
    out = tmp_path / "out"
    command = ["annotate", str(pack), "--documents", harbour.source, "--out", str(out)]
    assert main(command) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(out / "annotations.jsonld"), str(out / "harbour.pdf"),
    ]  # fmt: skip
    assert len(json.loads((out / "annotations.jsonld").read_text(encoding="utf-8"))) == 1
    (copy,) = read_documents([out / "harbour.pdf"]).documents
    assert copy.text.startswith(harbour.text.rstrip())
    assert copy.text.rstrip().endswith("Comment: What of 1?")
