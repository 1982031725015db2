import subprocess
import sys
from pathlib import Path
from socket import socket

import pytest

import app
from qa.library.library import Library
from qa.suggestions.suggest import openers

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


def library(*arguments):
    return app._library(app._parser().parse_args(arguments))


def test_what_is_added_to_one_set_of_documents_does_not_show_up_in_another(tmp_path, home):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    a, b = str(tmp_path / "a.txt"), str(tmp_path / "b.txt")
    homes = [library(*given).home for given in ([], ["--documents", a], ["--documents", a, b])]
    assert homes[0] == home / "library" / "shipped"
    assert len(set(homes)) == 3
    assert {folder.parent for folder in homes} == {home / "library"}
    assert library("--documents", a).home == homes[1]


def test_a_library_of_ones_own_is_gone_when_it_is_closed(home):
    own, other = library("--shared", "off"), library("--shared", "off")
    assert own.home != other.home
    assert home not in own.home.parents
    own.close()
    other.close()
    assert not own.home.exists()


def test_folders_of_this_machine_are_taken_by_a_shared_library_of_this_machine_alone(home):
    for arguments, local, taken in (
        ([], True, True), ([], False, False), (["--shared", "off"], True, False),
    ):  # fmt: skip
        made = app._library(app._parser().parse_args(arguments), local=local)
        assert made.folders.allowed is taken
        made.close()


def test_the_shipped_article_has_questions_of_its_own(assistant, tmp_path, embedder):
    assert app._openers(shipped=True)(assistant) == app.EXAMPLES
    assert app._openers(shipped=False)(assistant) == openers(assistant) != list(app.EXAMPLES)
    with_more = Library(tmp_path / "library", embedder=embedder, reader="none")
    (first,) = with_more.collections()
    (tmp_path / "b.txt").write_text("The desk opens at nine.")
    with_more.add(first.folder, [("b.txt", tmp_path / "b.txt")])
    both = with_more.open(first.folder)
    assert app._openers(shipped=True)(both) == openers(both)


def test_nothing_heavy_is_imported_before_it_is_needed():
    heavy = "{'gradio', 'torch', 'sentence_transformers', 'faiss'}"
    code = f"import sys, app; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


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
