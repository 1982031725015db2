from dataclasses import replace

import pytest

from evals.formats.pages import check, documents_table, faults_table
from evals.formats.questions import PageQuestion
from tests.pdf_files import column, pdf

PUMP = PageQuestion("How much does the pump weigh?", "a.pdf", "weighs 4 kg", 2, "7")
DESK = PageQuestion("When does the desk open?", "a.pdf", "opens at nine", 1, "6")
LOST = PageQuestion("Who is the mayor?", "a.pdf", "mayor of Lisbon", 1, "6")


def page(text, number):
    return [*column([text, "It stands in the hall of the town."]), *column([number], 300, 40)]


@pytest.fixture
def folder(tmp_path):
    texts = ["The desk opens at nine.", "The pump weighs 4 kg.", "The crane is green."]
    content = pdf([page(text, str(number)) for number, text in enumerate(texts, 6)])
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(content)
    return folder


def test_the_page_of_what_is_cited_is_checked(folder, embedder):
    checked = check(folder, [PUMP, DESK, LOST, replace(PUMP, page="8")], embedder)
    assert [(it.cited, it.right, it.placed, it.marked) for it in checked] == [
        (True, True, True, True),
        (True, True, True, True),
        (False, None, False, False),
        (True, False, False, True),
    ]
    assert documents_table(checked).rows[-1] == ("all", 4, 0.75, 2 / 3, 0.98, 0.5, 0.75)
    assert faults_table(checked).rows == (
        ("not cited, wrong page, not marked", LOST.question, 1, "6", "not in the text"),
        ("wrong page cited, wrong page", PUMP.question, 2, "8", "page 7"),
    )
