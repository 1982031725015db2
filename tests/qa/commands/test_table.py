import csv
import json
from io import StringIO

import pytest

from index.documents.parsers.excel.xlsx import parse_xlsx
from qa.__main__ import main
from tests.qa.comparison.conftest import LEASES, QUESTIONS


@pytest.fixture
def folder(tmp_path):
    """The leases, as files."""
    leases = tmp_path / "leases"
    leases.mkdir()
    for name in ("north", "west"):
        (leases / f"{name}.md").write_text(LEASES[name], encoding="utf-8")
    return leases


def test_a_table_is_printed_with_what_differs(folder, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "83")
    assert main(["table", *QUESTIONS[:2], "--documents", str(folder)]) == 0
    rule = "-+-".join("-" * width for width in (11, 33, 33))
    assert capsys.readouterr().out.splitlines() == [
        "Document    | When does the lease begin?        | How much is the rent?",
        rule,
        "North lease | The lease begins on 1 May 2024.   | The rent is $1,000 a month. [line",
        "north.md    | [line 3]                          | 3]",
        "            | ≠ differs: 1 May 2024             |",
        rule,
        "West lease  | The lease begins on June 1, 2024. | The rent is 1,000 dollars a",
        "west.md     | [line 3]                          | month. [line 3]",
        "            | ≠ differs: June 1, 2024           |",
    ]


def test_columns_stay_wide_enough_to_be_read(folder, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "10")
    assert main(["table", QUESTIONS[0], "--documents", str(folder)]) == 0
    head, more, rule, *_ = capsys.readouterr().out.splitlines()
    assert (head, more) == ("Document    | When does the lease", "            | begin?")
    assert rule == "-" * 11 + "-+-" + "-" * 20


def test_a_table_is_written_to_a_file_of_each_kind(folder, tmp_path, capsys):
    for ending in ("csv", "xlsx", "html"):
        file = tmp_path / f"table.{ending}"
        assert main(["table", QUESTIONS[0], "--documents", str(folder), "--out", str(file)]) == 0
        assert capsys.readouterr().out == f"{file}\n"
        data = file.read_bytes()
        text = parse_xlsx(data, file.name).text if ending == "xlsx" else data.decode("utf-8-sig")
        assert "differs: June 1, 2024" in text
    rows = [*csv.reader(StringIO((tmp_path / "table.csv").read_text(encoding="utf-8-sig")))]
    assert [len(row) for row in rows] == [2, 2, 2]


def test_a_table_is_printed_as_json(folder, capsys):
    assert main(["table", QUESTIONS[0], "--documents", str(folder), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["questions"] == [QUESTIONS[0]]
    assert [row["document"] for row in record["rows"]] == ["north.md", "west.md"]
    assert [cell["grade"] for row in record["rows"] for cell in row["cells"]] == ["answer"] * 2
    assert record["seconds"] > 0


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["Who pays?", "--out", "table.pdf"], "'table.pdf' is no file that a table is written to."),
        (["Who pays?", "?"], "too short"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(arguments, problem, capsys):
    assert main(["table", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert problem in said.err
    assert said.err.count("\n") == 1


def test_no_document_is_lost(tmp_path, capsys):
    data = tmp_path / "fees.csv"
    data.write_text("name,fee\nadult,5\n", encoding="utf-8")
    assert main(["table", "What is the fee?", "--documents", str(data), "--out", str(data)]) == 2
    assert "would take the place of a document" in capsys.readouterr().err
    assert data.read_text(encoding="utf-8") == "name,fee\nadult,5\n"
