import json
import shutil
import subprocess

import pytest

from evals.everyday.__main__ import main
from evals.everyday.folders import FOLDERS
from evals.fitting.splits import PARTS, everyday_part

NAMES = [f"{n}-pump" for n in range(4)]
QUESTIONS = [
    {
        "question": "How much does the pump weigh?",
        "expect": {"quote_contains": ["weighs 4 kg"], "short_answer": "4 kg"},
    },
    {"question": "How much does the pump weigh?", "expect": {"quote_contains": ["9 tonnes"]}},
    {"question": "Who is the mayor of Lisbon?", "expect": {"abstained": True}},
]


@pytest.fixture
def folder(tmp_path):
    for name in NAMES:
        documents = tmp_path / "texts" / name / "documents"
        documents.mkdir(parents=True)
        (documents / "pump.md").write_text("# Pump\n\nThe pump weighs 4 kg. It is green.\n")
        case = {"kind": "prose", "questions": QUESTIONS}
        (documents.parent / "case.json").write_text(json.dumps(case))
    return tmp_path / "texts"


def test_a_run_says_what_is_not_right_and_is_held_to_its_floors(folder, tmp_path, capsys):
    floors, out = tmp_path / "floors.json", tmp_path / "out"
    floors.write_text('{"everyday": {"right": 0.6}}')
    options = [str(folder), "--only", "2", "--floors", str(floors), "--out", str(out)]
    assert main(options) == 0
    said = capsys.readouterr().out
    assert said.startswith("wrong 2-pump | How much does the pump weigh? | not cited: '9 tonnes'\n")
    assert "\n| all | 3 | 0.667 | 0.000 | 0.333 | 0.500 | 0.000 | 1.000 |\n" in said
    assert "\n| prose | 3 | 0.667 |" in said
    rows = [json.loads(line) for line in (out / "rows.jsonl").read_text().splitlines()]
    assert [row["verdict"] for row in rows] == ["right", "wrong", "right"]
    total, prose = json.loads((out / "report.json").read_text())
    assert total["figures"]["right"]["value"] == prose["figures"]["right"]["value"]
    floors.write_text('{"everyday": {"right": 0.7}}')
    assert main(options) == 1
    assert "right is 0.667, below its floor 0.7" in capsys.readouterr().err


def test_a_part_is_asked_by_folder(folder, tmp_path, capsys):
    assert main([str(folder), "--part", "choose", "--out", str(tmp_path / "out")]) == 0
    rows = (tmp_path / "out" / "rows.jsonl").read_text().splitlines()
    assert {json.loads(row)["folder"] for row in rows} == everyday_part(NAMES, "choose")


def test_documents_that_cannot_be_read_are_wrong_answers(folder, tmp_path, capsys):
    (folder / NAMES[0] / "documents" / "pump.md").unlink()
    assert main([str(folder), "--only", "0", "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert said.count("\nwrong 0-pump | ") == 2
    assert "| all | 3 | 0.000 | 0.000 | 1.000 | 0.000 | 1.000 | 0.000 |" in said


@pytest.mark.parametrize("part", PARTS)
def test_no_folder_is_an_error(folder, capsys, part):
    assert main([str(folder), "--only", "none", "--part", part]) == 2
    assert "begins with none" in capsys.readouterr().err


@pytest.mark.skipif(not shutil.which("git"), reason="no git")
def test_git_leaves_the_texts_as_they_are():
    file = "cases/06-bom-heading/documents/rules.md"
    done = subprocess.run(
        ["git", "check-attr", "text", "--", file],
        cwd=FOLDERS.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("not a checkout")
    assert done.stdout.endswith("text: unset\n")
