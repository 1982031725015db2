import json

import pytest

from evals.__main__ import main, run
from evals.cases import ARTICLE, CaseError, load_cases, locate
from evals.fitting import calibration, weights
from evals.fitting import reader_quality as reading
from evals.floors import below_floors
from evals.readme_figures import BEGIN, END, FiguresError, headlines, place_section
from evals.report import Figure


def test_the_articles_cases_are_whole(assistant):
    cases = load_cases(ARTICLE)
    assert sum(bool(case.evidence) for case in cases) >= 50
    assert sum(not case.evidence for case in cases) >= 30
    found = locate(cases, assistant.index.documents)
    assert all(len(found[case.id]) == len(case.evidence) for case in cases)


def test_a_run_measures_what_it_says(assistant):
    cases = load_cases(ARTICLE)[:5]
    report, rows, broken = run(assistant, cases, "article", "all", 151)
    assert broken == []
    assert [row["id"] for row in rows] == [case.id for case in cases]
    firsts = [h.passage.text for c in cases for h in assistant.retrieve(c.question, k=1)]
    by_hand = [case.evidence[0].quote in text for case, text in zip(cases, firsts, strict=True)]
    assert report.figures["passage_hit@1"].value == sum(by_hand) / 5


def test_files_are_written_and_a_missed_floor_is_an_error(tmp_path, capsys):
    floors = tmp_path / "floors.json"
    options = ["--limit", "3", "--out", str(tmp_path / "out"), "--floors", str(floors)]
    floors.write_text('{"article": {"passage_hit@1": 0.1}}', encoding="utf-8")
    assert main(options) == 0
    assert "kept from feedback" not in capsys.readouterr().out
    rows = (tmp_path / "out" / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 3
    figures = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["figures"]
    assert 0 < figures["passage_hit@1"]["value"] <= 1
    floors.write_text('{"article": {"passage_hit@1": 1.1}}', encoding="utf-8")
    assert main(options) == 1
    assert "passage_hit@1 is 1.000, below its floor 1.1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "problem"),
    [("{", "cases.jsonl"), ('{"id": "a"}', "'evidence' is missing on line 1"), ("", "cases.jsonl")],
)
def test_bad_cases_are_named(tmp_path, capsys, line, problem):
    file = tmp_path / "cases.jsonl"
    file.write_text(line, encoding="utf-8")
    assert main(["--cases", str(file)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert problem in said


def test_no_case_of_the_article_is_of_those_kept_apart(capsys):
    assert main(["--apart"]) == 2
    assert "No case in" in capsys.readouterr().err


def test_a_floor_of_the_calibration_error_is_a_ceiling():
    found = {name: Figure(0.05, 0.04, 0.06, 9) for name in ("refusal_auroc", "calibration_error")}
    assert below_floors(found, {"refusal_auroc": 0.04, "calibration_error": 0.06}) == []
    assert below_floors(found, {"refusal_auroc": 0.06, "calibration_error": 0.04}) == [
        "refusal_auroc is 0.050, below its floor 0.06",
        "calibration_error is 0.050, above its floor 0.04",
    ]


def test_evidence_that_no_document_holds_is_an_error(tmp_path, assistant):
    case = {
        "id": "x",
        "question": "Q?",
        "answers": ["a"],
        "evidence": [{"document": "china-cyberspace-strategy.txt", "quote": "never said"}],
        "kind": "plain",
    }
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(case), encoding="utf-8")
    with pytest.raises(CaseError, match="x"):
        locate(load_cases(file), assistant.index.documents)


def test_figures_go_between_their_marks():
    assert place_section(f"a\n{BEGIN}\nold\n{END}\nz", "new") == f"a\n{BEGIN}\nnew\n{END}\nz"
    with pytest.raises(FiguresError, match="lacks"):
        place_section("no marks", "new")


def written(folder, names):
    """A folder laid out as squad-dev-cases, with one question of each article."""
    (folder / "documents").mkdir(parents=True)
    rows = []
    for name in names:
        (folder / "documents" / f"{name}.md").write_text("Basalt is a dark rock.")
        rows.append({"id": name, "question": "Is it?", "answers": [], "evidence": []})
        rows[-1]["document"] = f"{name}.md"
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "cases.jsonl").write_text(lines)
    return folder


def test_fitting_without_its_data_says_so_in_one_line(tmp_path, capsys):
    none, dev = str(tmp_path / "none"), str(written(tmp_path / "dev", ["Geology", "Warsaw"]))
    empty = tmp_path / "empty"
    empty.mkdir()
    for name in ("corpus", "queries"):
        (empty / f"{name}.jsonl").write_text("")
    capsys.readouterr()
    for program, arguments, problem in (
        (weights, [none], "There is no file or folder"),
        (weights, [none, "--also", str(empty)], f"'{empty}' holds no data set"),
        (calibration, [none], "There is no file or folder"),
        (reading, [none], "There is no file or folder"),
        (reading, [dev], f"'{dev}' lacks questions"),
    ):
        assert program.main(arguments) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"python -m {program.__name__}: ")
        assert problem in said
        assert said.count("\n") == 1
    for program in (weights, calibration, reading):
        with pytest.raises(SystemExit, match="2"):
            program.main([])
        assert capsys.readouterr().err.count("\n") == 1


def test_the_readmes_figures_are_those_of_the_overview():
    def value(figure):
        return {"value": figure}

    real = {"answer_cited": value(0.75), "place_shown": value(0.9)}
    real |= {"accuracy_unanswerable": value(None), "claimed_absent": value(0.0312)}
    sets = {
        "real-docs": {"total": {"figures": real}},
        "everyday": {"total": {"figures": {"right": value(1)}}},
    }
    speed = "| warm question, with the reader, 10 passages, p50 of 171 | 54.8 ms | 7.1 ms | 7.76 |"
    rows = [row.split(" | ")[1:] for row in headlines(sets, speed).splitlines()[2:]]
    assert rows == [
        ["0.750; 0.900", "`python -m evals.overview` |"],
        ["–; 0.031", "the same |"],
        ["1.000", "the same |"],
        ["–; –", "the same |"],
        ["54.8 ms", "`python -m evals.speed` |"],
    ]
