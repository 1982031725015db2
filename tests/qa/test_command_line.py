import json
import os
import subprocess
import sys
import tomllib
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from index import Document
from qa.__main__ import COMMANDS, main
from qa.types import ReplyKind
from tests.browser.server import guarded
from tests.qa.web.html import answer, hit, likely, refusal, talk

ROOT = Path(__file__).parents[2]


def test_json_has_the_promised_fields(capsys):
    assert main(["ask", "Who issued the strategy?", "--json", "--k", "2"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert list(said) == [
        "question", "searched", "answer", "short_answer", "unsaid", "abstained", "confidence",
        "grade", "kind", "note", "likely", "citations", "closest", "passages", "seconds",
    ]  # fmt: skip
    assert (said["searched"], said["closest"]) == ("Who issued the strategy?", None)
    assert (said["grade"], said["kind"], said["note"], said["likely"]) == (
        "answer", "question", "", [],
    )  # fmt: skip
    assert "Foreign Ministry" in said["short_answer"]
    (answer,) = said["citations"][0].pop("answers")
    assert said["answer"][answer["start"] - 2117 : answer["end"] - 2117] == said["short_answer"]
    assert said["citations"][0] == {
        "document": "china-cyberspace-strategy.txt",
        "start": 2117,
        "end": 2203,
        "quote": said["answer"],
        "place": "line 23",
        "page": None,
        "page_index": None,
        "pages": [],
        "context": [],
    }
    place = {"place", "page", "page_index", "pages"}
    fields = {"document", "start", "end", "text", "score"} | place
    assert [set(p) for p in said["passages"]] == [fields] * 2


def test_a_row_is_given_with_the_head_of_its_table(capsys, tmp_path):
    codes = tmp_path / "codes.md"
    codes.write_text(
        "# Codes\n\n| Code | Meaning |\n|---|---|\n| F1 | no light |\n| F2 | no image |\n"
    )
    assert main(["ask", "What does F2 mean?", "--json", "--documents", str(codes)]) == 0
    (citation,) = json.loads(capsys.readouterr().out)["citations"]
    assert (citation["quote"], citation["context"]) == ("| F2 | no image |", ["| Code | Meaning |"])
    main(["ask", "What does F2 mean?", "--documents", str(codes)])
    assert (
        "| F2 | no image |\n    read with: | Code | Meaning |\n" in capsys.readouterr().out + "\n"
    )


def test_a_refusal_still_shows_passages(capsys):
    assert main(["ask", "What is the population of Brazil?", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["abstained"], said["citations"], len(said["passages"])) == (True, [], 5)
    assert (said["grade"], said["likely"]) == ("absent", [])
    assert said["closest"] == said["passages"][0]
    assert said["answer"].startswith("The document does not say.")
    main(["ask", "What is the population of Brazil?"])
    assert "Closest passage, not an answer:" in capsys.readouterr().out


HALL = Document("hall.txt", "Hall", "The hall opens at nine. It closes at five.", "hall.txt")
NINE, FIVE = hit(HALL, 0, 23), hit(HALL, 24, 42)


def asked(reply, monkeypatch, capsys, *options):
    """What is printed where ``reply`` is given, and the exit status."""

    class Told:
        def __init__(self, *_, **__):
            pass

        def warm(self):
            pass

        def ask(self, *_, **__):
            return reply

    monkeypatch.setattr("qa.assistant.Assistant", Told)
    status = main(["ask", reply.question, *options])
    return capsys.readouterr().out.splitlines(), status


def test_likely_places_are_printed_with_where_they_stand(monkeypatch, capsys):
    lead = "I am not sure. It never mentions “sea”. The likeliest places:"
    unsure = replace(likely(NINE, FIVE), text=lead, note="It never mentions “sea”.")
    assert asked(unsure, monkeypatch, capsys) == (
        [
            lead,
            "[1] hall.txt:0-23 (line 1)  The hall opens at nine.",
            "[2] hall.txt:24-42 (line 1)  It closes at five.",
            "(confidence 0.20)",
        ],
        0,
    )


def test_many_places_are_printed_once(monkeypatch, capsys):
    note = "2 places mention “it”:"
    places = replace(
        answer(NINE),
        citations=(NINE.citation, FIVE.citation),
        note=note,
        text=f"{note} {HALL.text}",
        kind=ReplyKind.MENTION,
    )
    assert asked(places, monkeypatch, capsys) == (
        [
            note,
            "[1] hall.txt:0-23 (line 1)  The hall opens at nine.",
            "[2] hall.txt:24-42 (line 1)  It closes at five.",
        ],
        0,
    )


def test_talk_is_printed_as_one_line(monkeypatch, capsys):
    assert asked(talk("I find sentences."), monkeypatch, capsys) == (["I find sentences."], 0)


@pytest.mark.parametrize("output", [[], ["--json"]])
def test_an_answer_may_be_required(output, monkeypatch, capsys):
    for reply, status in (
        (answer(NINE), 0),
        (likely(NINE), 3),
        (refusal(NINE), 3),
        (talk("I find sentences."), 3),
    ):
        assert asked(reply, monkeypatch, capsys, *output, "--require-answer")[1] == status
        assert asked(reply, monkeypatch, capsys, *output)[1] == 0


def test_own_documents_by_path(capsys, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_text("The hall opens at nine.", encoding="utf-8")
    assert (
        main(["retrieve", "When does the hall open?", "--json", "--documents", str(tmp_path)]) == 0
    )
    (passage,) = json.loads(capsys.readouterr().out)["passages"]
    assert (passage["document"], passage["start"], passage["end"]) == ("sub/a.md", 0, 23)


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", ""],
        ["ask", "Who?" * 2500],
        ["ask", "a\udcffb c"],
        ["retrieve", "Who issued it?", "--k", "0"],
        ["ask", "Who issued it?", "--documents", "no-such-file.txt"],
        ["ask", "Who issued it?", "--documents", "Makefile"],
        ["ask", "Who issued it?", "--model", "no/such-model"],
    ],
)
def test_an_error_is_one_line_and_exit_2(arguments, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert main(arguments) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("pincite: ")
    assert output.err.count("\n") == 1


@pytest.mark.parametrize("command", ["ask", "retrieve"])
def test_nothing_is_asked_of_another_machine(command, tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "qa", command, "Who issued the strategy?"],
        cwd=ROOT,
        env=guarded(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "The strategy was issued by the Foreign Ministry" in ran.stdout
    assert not (tmp_path / "outbound").exists(), (tmp_path / "outbound").read_text()


def test_the_module_runs_as_a_program():
    done = subprocess.run(
        [sys.executable, "-m", "qa", "ask", "?"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "Traceback" not in done.stderr


def test_output_that_nobody_reads_ends_quietly():
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "wb") as output:
        done = subprocess.run(
            [sys.executable, "-m", "qa", "ask", "Who issued the strategy?", "--json"],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "Error" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_named_file_that_cannot_be_read_leaves_the_others(capsys, tmp_path):
    (tmp_path / "hall.txt").write_text(HALL.text)
    (tmp_path / "bad.txt").write_bytes(b"\0")
    paths = [str(tmp_path / name) for name in ("bad.txt", "gone.txt", "hall.txt")]
    assert main(["ask", "When does the hall open?", "--documents", *paths]) == 0
    output = capsys.readouterr()
    assert output.out.startswith("The hall opens at nine.")
    lines = output.err.splitlines()
    assert lines[:2] == [
        f"Not read: {paths[0]}: 'bad.txt' is a binary file (byte 0x00 at 0)."
        " Give a text file, in UTF-8 at best.",
        f"Not read: {paths[1]}: There is no file or folder {paths[1]!r}. Check the path.",
    ]
    assert main(["ask", "When does the hall open?", "--documents", *paths[:2]]) == 2
    output = capsys.readouterr()
    assert (output.out, output.err.count("\n")) == ("", 1)
    assert output.err.startswith("pincite: 'bad.txt' is a binary file")


VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


@pytest.mark.parametrize("packages", [[], ["-S"]], ids=["installed", "from the checkout"])
def test_the_version_is_printed(packages):
    done = subprocess.run(
        [sys.executable, *packages, "-m", "qa", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (f"pincite {VERSION}\n", "")


def test_every_command_has_a_module_that_runs_it(capsys):
    files = {file.stem for file in (ROOT / "qa" / "commands").glob("*.py")}
    assert COMMANDS.keys() <= files
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    told = capsys.readouterr().out
    for name, command in COMMANDS.items():
        assert callable(import_module(f"qa.commands.{name}").run)
        assert f"{name:19} {command.does}" in told


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["ask", "Who issued the strategy?"], {"gradio", "torch", "transformers", "starlette"}),
        (["ask", "?"], {"gradio", "torch", "onnxruntime"}),
        (["--version"], {"numpy", "onnxruntime", "faiss", "gradio", "platformdirs"}),
        (["serve", "--port", "none"], {"numpy", "onnxruntime", "faiss", "gradio"}),
    ],
)
def test_a_command_loads_only_what_it_needs(arguments, absent):
    code = (
        "import sys\nfrom qa.__main__ import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print(*sorted({m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert absent.isdisjoint(done.stdout.splitlines()[-1].split())
