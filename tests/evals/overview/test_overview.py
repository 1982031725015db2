import json

import pytest

from evals.fitting.splits import FITTING, real_docs_part
from evals.overview.__main__ import main
from tests.evals.fitting.small_sets import append_rows, write_sets

TEXT = "# Desk\n\nThe desk opens at nine. It closes at five.\n"
NAMES = [f"{letter}.md" for letter in "abcd"]


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    documents = folder / "real-docs" / "documents"
    documents.mkdir(parents=True)
    for name in NAMES:
        (documents / name).write_text(TEXT)
        quote = {"document": name, "quote": "The desk opens at nine."}
        there = {"question": "When does the desk open?", "answers": ["nine"], "evidence": [quote]}
        absent = {"question": "Who is the mayor of Lisbon?", "answers": [], "evidence": []}
        rows = [
            {"id": f"{name}1", "document": name, "kind": "plain", **there},
            {"id": f"{name}2", "document": name, "kind": "absent", **absent},
        ]
        append_rows(folder / "real-docs" / "cases.jsonl", rows)
    for article in ("Warsaw", *FITTING):
        place = f"{article}#000"
        row = {"_id": place, "title": article, "text": "The desk opens at nine."}
        append_rows(folder / "squad20-dev" / "corpus.jsonl", [row])
        asked = [
            {"text": "When does the desk open?", "answers": ["nine"], "context_id": place},
            {"text": "Who opens the door?", "answers": [], "context_id": place},
        ]
        append_rows(folder / "squad20-dev" / "queries.jsonl", asked)
    return folder


def test_a_set_is_a_table_with_rows_by_kind(shared, tmp_path, capsys):
    file = tmp_path / "overview.json"
    assert main(["--shared", str(shared), "--only", "real-docs", "--json", str(file)]) == 0
    title, _, head, _, total, interval, plain, absent = capsys.readouterr().out.strip().splitlines()
    assert title == (
        "**real-docs**: the part to report, 2 of 4 documents, each asked by itself;"
        " 4 questions, 2 answerable"
    )
    assert head.startswith("| | cases | answered | right sentence cited | right place shown |")
    assert total.startswith("| all | 4 | 1.000 | 1.000 | 1.000 | 0.000 | 1.000 | 1.000 |")
    assert interval.startswith("| 95 % interval | | 1.00–1.00 |")
    assert plain.startswith("| plain | 2 | 1.000 |")
    assert absent.startswith("| absent | 2 | – | – | – | – | 1.000 |")
    made = json.loads(file.read_text())["real-docs"]
    assert made["total"]["figures"]["answer_cited"]["value"] == 1
    assert [row["kind"] for row in made["kinds"]] == ["plain", "absent"]


def test_only_the_part_is_asked(shared, capsys):
    assert main(["--shared", str(shared), "--only", "real-docs", "--part", "choose"]) == 0
    assert len(real_docs_part(NAMES, "choose")) == 1
    assert "the part to choose, 1 of 4 documents, each" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("part", "articles", "questions"),
    [("report", 1, 2), ("fit", len(FITTING), 6), ("all", len(FITTING) + 1, 8)],
)
def test_the_reader_is_given_the_passage(shared, capsys, part, articles, questions):
    assert main(["--shared", str(shared), "--only", "squad20-dev", "--part", part]) == 0
    said = capsys.readouterr().out
    assert f" {articles} articles, each question read with its passage; {questions} que" in said
    assert f"| all | {questions} | 1.000 | 1.000 | 1.000 |" in said


def test_public_sets_are_read_with_a_row_for_each(tmp_path, capsys):
    write_sets(tmp_path / "reading")
    assert main(["--shared", str(tmp_path), "--only", "reading", "--limit", "2"]) == 0
    title, _, head, _, total, _, *rows = capsys.readouterr().out.strip().splitlines()
    assert title.startswith("**reading**: the test parts of ")
    assert head == "| | cases | answer F1 | yes or no, right | AUROC | AUROC of kinds |"
    cases = [int(row.split("|")[2]) for row in rows]
    assert {*cases} <= {1, 2}
    assert total.startswith(f"| all | {sum(cases)} |")
    assert f" {sum(cases)} questions, " in title


def test_without_a_reader_nothing_is_read(tmp_path, capsys):
    options = ["--shared", str(tmp_path), "--only", "reading", "squad20-dev"]
    assert main([*options, "--reader", "none"]) == 0
    assert capsys.readouterr().out.count("not asked, there is no reader.") == 2


def test_everyday_texts_are_asked_in_their_part_and_all(tmp_path, capsys):
    assert main(["--shared", str(tmp_path), "--only", "everyday", "--limit", "1"]) == 0
    said = capsys.readouterr().out
    assert "**everyday**: the part to report, 1 folders; 1 questions" in said
    assert "**everyday, all folders**: all parts, 2 folders; 2 questions" in said


def test_a_set_that_is_not_here_is_said(tmp_path, capsys):
    options = ["--shared", str(tmp_path), "--only", "real-docs", "squad-dev-cases", "article"]
    assert main([*options, "--part", "fit"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"**real-docs**: not asked, there is no {tmp_path / 'real-docs'}.",
        "",
        f"**squad-dev-cases**: not asked, there is no {tmp_path / 'squad-dev-cases'}.",
        "",
        "**article**: not asked, nothing is fitted on it or chosen by it.",
        "",
    ]


def test_another_set_is_an_error(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["--only", "nothing"])
    assert "invalid choice" in capsys.readouterr().err
