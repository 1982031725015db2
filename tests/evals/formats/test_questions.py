import json
from pathlib import Path

import pytest

from evals.cases import CaseError
from evals.formats.manual import MANUALS
from evals.formats.pages import on_page
from evals.formats.phrases import holds, in_document
from evals.formats.questions import manual_questions, page_questions
from evals.speed.machine import dataset
from index.documents.file_reader import FileReader
from index.documents.files import read_documents

FEWEST = 44
DEBIAN = dataset("docs-debian") or Path()
US_GOV = dataset("docs-us-gov") or Path()


def test_there_are_enough_questions_and_each_is_asked_once():
    for questions in (manual_questions(), page_questions()):
        assert len(questions) >= FEWEST
        assert len({it.question for it in questions}) == len(questions)
    assert {it.document for it in manual_questions()} == set(MANUALS)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"question": "Why?", "document": "a.md"}, "'answer'"),
        ({"question": " ", "document": "a.md", "answer": "two words"}, "blank"),
        ({"question": "Why?", "document": "a.md", "answer": "one"}, "not of 2 to 8 words"),
        ([], "list indices"),
    ],
)
def test_a_line_that_is_no_question_is_named(tmp_path, fields, problem):
    file = tmp_path / "manual.jsonl"
    right = {"question": "Why?", "document": "a.md", "answer": "two words"}
    file.write_text(f"{json.dumps(right)}\n{json.dumps(fields)}\n")
    with pytest.raises(CaseError, match=f"Line 2 of manual.jsonl holds no question: .*{problem}"):
        manual_questions(file)


def test_pages_are_counted_from_one(tmp_path):
    file = tmp_path / "pages.jsonl"
    fields = {"question": "Why?", "document": "a.pdf", "answer": "two words", "page": None}
    file.write_text(json.dumps(fields | {"page_index": 0}))
    with pytest.raises(CaseError, match="counted from 1"):
        page_questions(file)
    with pytest.raises(CaseError, match="cannot be read"):
        page_questions(tmp_path / "none.jsonl")


@pytest.mark.skipif(not DEBIAN.name, reason="the data has no docs-debian")
def test_every_phrase_is_in_the_manual_in_every_format():
    with FileReader() as reader:
        for manual, files in MANUALS.items():
            for file in files.values():
                (document,) = read_documents([DEBIAN / file], reader).documents
                own = [it for it in manual_questions() if it.document == manual]
                lost = [it.answer for it in own if not holds(document.text, it.answer)]
                assert lost == [], file


@pytest.mark.skipif(not US_GOV.name, reason="the data has no docs-us-gov")
def test_every_phrase_is_on_its_page():
    wrong = []
    with FileReader() as reader:
        read = read_documents([US_GOV / "us-gov"], reader).documents
    documents = {document.id.rpartition("/")[2]: document for document in read}
    for question in page_questions():
        document = documents[question.document]
        span = in_document(document, question.answer)
        if not span or not on_page(document, span, question):
            wrong.append(question.answer)
    assert wrong == []
