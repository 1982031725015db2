"""The server as both programs start it: ``app.py`` and ``pincite serve``."""

import argparse
import os
import subprocess
import sys

import httpx
import pytest

import app
from index.documents.limits import read_scans_where_possible
from qa.__main__ import main as pincite_main
from qa.cli_options import Parser, given_documents
from qa.web.messages import TITLE
from qa.web.server.options import add_server_options
from qa.web.server.serve import library_of
from tests.browser.server import ROOT, SECONDS, serving

PINCITE = ("-m", "qa", "serve")


def library(*arguments, local=False):
    parser = Parser()
    add_server_options(parser)
    return library_of(parser.parse_args(arguments), local=local)


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


@pytest.mark.parametrize(
    ("arguments", "before", "setting"),
    [
        ([], "", "auto"), ([], "on", "on"), ([], "off", "off"), (["--ocr"], "off", "on"),
        (["--no-ocr"], "on", "off"), (["--no-ocr"], "", "off"), (["--ocr", "--no-ocr"], "", "off"),
    ],
)  # fmt: skip
def test_the_page_reads_scans_by_itself_unless_it_is_told_not_to(
    monkeypatch, arguments, before, setting
):
    monkeypatch.setenv("PINCITE_OCR", before)
    parser = Parser()
    add_server_options(parser)
    read_scans_where_possible()
    given_documents(parser.parse_args(arguments))
    assert os.environ["PINCITE_OCR"] == setting


def test_folders_of_this_machine_are_taken_by_a_shared_library_of_this_machine_alone(home):
    for arguments, local, taken in (
        ([], True, True), ([], False, False), (["--shared", "off"], True, False),
    ):  # fmt: skip
        made = library(*arguments, local=local)
        assert made.folders.allowed is taken
        made.close()


@pytest.mark.parametrize("arguments", [["--auth", "nobody"], ["--mcp", "--auth", "me:secret"]])
def test_both_programs_refuse_the_same_in_the_same_words(arguments, capsys):
    assert app.main(arguments) == 2
    done = pincite(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, *capsys.readouterr())


def test_a_wrong_option_is_told_by_the_name_of_the_command():
    done = pincite("--port", "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "pincite serve: argument --port: 'none' is no port: give a number from 1 to 65535\n"
    )


def pincite(*arguments):
    command = [sys.executable, *PINCITE, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_both_programs_take_the_same_options():
    def options(parser):
        return [(it.option_strings, it.dest, it.default, it.help) for it in parser._actions]

    seen = []

    def keep(parser, *_):
        seen.append(parser)
        raise LookupError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argparse.ArgumentParser, "parse_args", keep)
        for main in (app.main, pincite_main):
            with pytest.raises(LookupError):
                main()
    own, all_of_pincite = seen
    (commands,) = (it.choices for it in all_of_pincite._actions if it.dest == "command")
    assert options(commands["serve"]) == options(own)


def test_the_command_serves_the_page(tmp_path):
    with (
        serving(tmp_path, program=PINCITE) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=SECONDS) as client,
    ):
        client.get("/").raise_for_status()
        assert client.get("/config").json()["title"] == TITLE
