"""The scripts in examples/, run as their docstrings say."""

import re
import subprocess
import sys

import pytest

from tests.browser.server import ARTICLE, ISSUED, ROOT, Server, guarded

EXAMPLES = ROOT / "examples"
LONGEST = 40


def run(script, *arguments, env=None):
    return subprocess.run(
        [sys.executable, str(EXAMPLES / script), *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    ).stdout


@pytest.mark.parametrize("script", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.name)
def test_an_example_is_short_and_says_how_to_run_it(script):
    lines = script.read_text(encoding="utf-8").splitlines()
    assert len(lines) < LONGEST
    assert f"    python examples/{script.name}" in lines


def test_the_article_is_asked():
    said = run("ask.py").splitlines()
    start = ARTICLE.index(ISSUED)
    place = f"[1] china-cyberspace-strategy.txt, characters {start} to {start + len(ISSUED)}"
    assert said[:2] == [ISSUED, place]
    assert said[2] == "In short: the Foreign Ministry and State Internet Information Office"


def test_a_folder_is_asked_and_each_place_holds_its_quote():
    said = run("own_folder.py")
    text = (EXAMPLES / "notes" / "opening-hours.md").read_text(encoding="utf-8")
    first, second = said.split("And on Sundays?")
    (place,) = re.findall(r"opening-hours\.md:(\d+)-(\d+) 'ten'", first)
    assert text[int(place[0]) : int(place[1])] == "ten"
    (start, end), *_ = re.findall(r"opening-hours\.md:(\d+)-(\d+) in /", second)
    assert text[int(start) : int(end)] == (
        "On Saturdays it opens at ten, and on Sundays it is closed."
    )


def test_own_cases_are_measured(tmp_path):
    said = run("own_cases.py", "--out", str(tmp_path))
    assert "examples: 4 of 4 cases (3 answerable), 2 documents" in said
    for figure in ("passage_hit@1", "accuracy_answerable", "accuracy_unanswerable"):
        assert re.search(rf"^{figure} +1\.000 ", said, re.MULTILINE), said
    assert len((tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()) == 4


def asked(said):
    start = ARTICLE.index(ISSUED)
    answer, place, *passages = said
    assert answer == ISSUED
    assert place == f"china-cyberspace-strategy.txt:{start}-{start + len(ISSUED)}"
    assert len([line for line in passages if line.strip()]) == 2
    assert passages[0].split("  ", 1)[1] in ARTICLE


def test_a_running_server_is_asked(private: Server) -> None:
    asked(run("client.py", private.url).splitlines())


def test_a_server_is_started_where_none_is_given(tmp_path):
    started, *said = run("client.py", env=guarded(tmp_path)).splitlines()
    assert re.fullmatch(r"Pincite is at http://127\.0\.0\.1:\d+ \(Ctrl-C stops it\)", started)
    asked(said)
    assert not (tmp_path / "outbound").exists(), (tmp_path / "outbound").read_text()
