import subprocess
import sys
from pathlib import Path
from socket import socket

import pytest

import app

ROOT = Path(app.__file__).parent


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--documents", "/no/such/file"], "There is no file or folder '/no/such/file'."),
        (["--auth", "nobody"], "This is no user with a password. Give --auth USER:PASSWORD."),
        (["--host", "0.0.0.0"], "On '0.0.0.0' others could read the documents. Add --auth"),
        (
            ["--host", "no.such.host.invalid", "--auth", "me:a long enough password"],
            "The address 'no.such.host.invalid' is unknown.",
        ),
    ],
)
def test_a_bad_argument_ends_with_one_line(arguments, said, capsys):
    assert app.main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"Pincite: {said}")


def test_a_taken_port_ends_with_one_line(capsys):
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert app.main(["--port", str(port)]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert f"Port {port} on 127.0.0.1 can't be used" in err
    assert "--port" in err


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "¹"])
def test_a_port_is_a_number(port, capsys):
    with pytest.raises(SystemExit, match="2"):
        app.main([f"--port={port}"])
    err = capsys.readouterr().err
    assert "is no port" in err
    assert err.count("\n") == 1


def test_an_unknown_option_is_told_in_one_line(capsys):
    with pytest.raises(SystemExit, match="2"):
        app.main(["--color"])
    assert capsys.readouterr().err == "app.py: unrecognized arguments: --color\n"


def modules_after(code):
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_nothing_heavy_is_imported_before_it_is_needed():
    heavy = {"gradio", "torch", "sentence_transformers", "faiss"}
    assert heavy.isdisjoint(modules_after("import app"))


@pytest.mark.parametrize("module", ["qa.web.server.signals", "qa.commands.serve"])
def test_who_serves_listens_for_the_end_before_anything_is_loaded(module):
    loaded = modules_after(f"import {module}")
    ours = {it for it in loaded if it.split(".")[0] in {"app", "index", "qa", "evals"}}
    parts = {"qa", "qa.commands", "qa.web", "qa.web.server", "qa.web.server.signals"}
    assert ours <= parts | {module}
    assert not loaded & {"numpy", "json", "inspect", "dataclasses", "jinja2"}


def test_only_the_page_imports_gradio():
    files = [
        ROOT / "app.py",
        *(f for name in ("index", "qa", "evals") for f in (ROOT / name).rglob("*.py")),
    ]
    importing = [
        path.relative_to(ROOT).as_posix()
        for path in files
        if any(words in path.read_text() for words in ("import gradio", "from gradio"))
    ]
    assert importing == ["qa/web/page.py"]
