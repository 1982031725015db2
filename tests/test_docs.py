"""The documents say what is so: links, commands, options, figures, JSON and Python."""

import argparse
import importlib
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import get_args, get_type_hints, is_typeddict

import pytest

from evals.readme_figures import place_section
from qa import serialization
from qa.__main__ import COMMANDS
from qa.types import Grade

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "data").rglob("*.md"),
        *(page for page in (ROOT / "evals").rglob("*.md") if "cases" not in page.parts),
    ]
)
LONGEST = 150
# What is run in a terminal, and the module that runs it.
PROGRAMS = {"pincite": "qa.__main__", "app.py": "app"}
PARTS = ("index", "qa", "evals")


def named(page):
    return page.relative_to(ROOT).as_posix()


every_page = pytest.mark.parametrize("page", PAGES, ids=named)


def without_code(text):
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def code(text, kind):
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def anchors(page):
    """What GitHub calls the headings of a page."""
    heads = re.findall(r"^#+ (.*)", without_code(page.read_text(encoding="utf-8")), re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", head.lower()) for head in heads]
    return {head.replace(" ", "-") for head in plain}


def tables(text):
    """The tables of a page, each a list of rows, under the heading they stand below."""
    heading, rows = "", []
    for line in [*without_code(text).splitlines(), ""]:
        if line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line.strip()[1:-1])
            rows.append([cell.strip() for cell in cells])
        else:
            if rows:
                yield heading, [rows[0], *rows[2:]]
                rows = []
            if line.startswith("#"):
                heading = line.lstrip("# ")


# Links


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= LONGEST


@every_page
def test_what_a_page_links_to_is_there(page):
    text = without_code(page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


def test_every_page_is_linked_from_the_readme():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert f"(docs/{page.name})" in text
    for page in ROOT.glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in text


@every_page
def test_what_a_page_names_of_the_tree_is_there(page):
    tops = "|".join([*PARTS, "tests", "data", "docs", "examples"])
    for path in re.findall(rf"`((?:{tops})/[\w./-]*)`", page.read_text(encoding="utf-8")):
        assert (ROOT / path).exists(), path


def test_all_folders_of_the_code_are_told():
    listed = {
        cell.strip("`/")
        for heading, rows in tables((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
        if heading == "Where things live" and rows[0][0] == "folder"
        for cell, _ in rows[1:]
    }
    there = {
        file.parent.relative_to(ROOT).as_posix()
        for part in PARTS
        for file in (ROOT / part).rglob("__init__.py")
    }
    assert there <= listed
    assert all((ROOT / path).exists() for path in listed)


# Commands


class ParserSeenError(Exception):
    pass


@cache
def parser(module):
    """The parser that a program makes for its command line."""

    def seen(self, *_):
        raise ParserSeenError(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argparse.ArgumentParser, "parse_args", seen)
        with pytest.raises(ParserSeenError) as caught:
            importlib.import_module(module).main()
    return caught.value.args[0]


def subcommands(of):
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            return action.choices
    return {}


def options(of):
    return {option: action for action in of._actions for option in action.option_strings}


def program(words):
    """The parser for a command line, or None when it is not one of ours."""
    while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
        words = words[1:]
    words = [words[0].removeprefix(".venv/bin/"), *words[1:]] if words else [""]
    match words:
        case [("python" | "python3"), "-m", module, *rest] if re.match(r"(evals|qa)\b", module):
            parts = ROOT.joinpath(*module.split("."))
            package = parts.is_dir()
            assert (parts / "__main__.py" if package else parts.with_suffix(".py")).is_file()
            of = parser(f"{module}.__main__" if package else module)
        case [("python" | "python3"), "app.py", *rest]:
            of = parser(PROGRAMS["app.py"])
        case ["pincite", *rest]:
            of = parser(PROGRAMS["pincite"])
        case _:
            return None
    if (commands := subcommands(of)) and not (rest and rest[0].startswith("--")):
        assert not rest or rest[0] in commands, rest
        of = commands[rest[0]] if rest else of
    return of


def command_lines(text):
    for block in code(text, ""):
        yield from block.replace("\\\n", " ").splitlines()
    yield from re.findall(r"`([^`\n]+)`", without_code(text))


@pytest.mark.parametrize("page", [it for it in PAGES if it.name != "CHANGELOG.md"], ids=named)
def test_the_commands_of_a_page_exist(page):
    for line in command_lines(page.read_text(encoding="utf-8")):
        if not re.match(r"(\.venv/bin/)?(python3? |pincite\b|make\b)", line):
            continue
        words = shlex.split(line.split("  #")[0], comments=True)
        if words[0] == "make":
            assert_made(words[1:])
        elif of := program(words):
            known = options(of)
            given = [word.split("=")[0] for word in words if word.startswith("--")]
            assert [option for option in given if option not in known] == [], line


def assert_made(words):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for word in words:
        name, has_value, _ = word.partition("=")
        known = rf"\b{name}=" if has_value else rf"^{name}:.*## "
        assert re.search(known, makefile, re.MULTILINE), word


def test_make_tells_every_command():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)", makefile, re.MULTILINE)
    assert re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE) == phony.split()


OPTION_TABLES = [
    (page, heading, rows)
    for page in PAGES
    for heading, rows in tables(page.read_text(encoding="utf-8"))
    if rows[0][0] == "option"
]


def test_options_are_told_of_every_program_for_users():
    told = " ".join(heading for _, heading, _ in OPTION_TABLES)
    for command in ("app.py", *(f"pincite {name}" for name in COMMANDS), "-m evals"):
        assert command in told


@pytest.mark.parametrize(
    ("page", "heading", "rows"), OPTION_TABLES, ids=[heading for _, heading, _ in OPTION_TABLES]
)
def test_a_table_of_options_is_what_the_program_says(page, heading, rows):
    for command in re.findall("`([^`]+)`", heading):
        of = program(shlex.split(command))
        assert of, command
        shown = argparse.HelpFormatter(of.prog, width=1000)
        said = {
            shown._format_action_invocation(action): shown._expand_help(action)
            for action in of._actions
            if action.option_strings and not isinstance(action, argparse._HelpAction)
        }
        assert {cells[0].strip("`"): cells[1] for cells in rows[1:]} == said


def test_environment_variables_are_told():
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    files = [
        ROOT / "app.py",
        *(f for part in (*PARTS, "tests") for f in (ROOT / part).rglob("*.py")),
    ]
    read = {
        name
        for file in files
        for name in re.findall(r"\bPINCITE_[A-Z]+\b", file.read_text(encoding="utf-8"))
    }
    assert read == set(re.findall(r"\bPINCITE_[A-Z]+\b", text))


def test_every_dependency_is_told():
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.split(r"[\[<>=!~ ]", requirement)[0]
        assert re.search(rf"^\|.*\b{name}\b.*\|$", text, re.MULTILINE | re.IGNORECASE), name
    for extra in project["optional-dependencies"]:
        assert f"`{extra}`" in text


# Figures, JSON and Python


def test_figures_go_into_the_benchmarks():
    assert "measured anew" in place_section(
        (ROOT / "docs" / "benchmarks.md").read_text(), "measured anew"
    )


def test_the_readmes_figures_are_those_that_were_measured():
    measured = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ((_, rows),) = [it for it in tables(readme) if it[1][0] == ["figure", "value", "command"]]
    assert len(rows[1:]) == 5
    for _, value, command in rows[1:]:
        for figure in value.split("; "):
            assert re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.])", measured), figure
        assert command == "the same" or command.strip("`") in measured, command


def same_shape(value, kind):
    """Hold that ``value`` has the keys, all the way down, that ``kind`` says."""
    choices = [it for it in get_args(kind) or [kind] if it is not type(None)]
    if is_typeddict(choices[0]) and isinstance(value, dict):
        fields = get_type_hints(choices[0])
        assert list(value) == list(fields)
        for name, inner in value.items():
            same_shape(inner, fields[name])
    elif isinstance(value, list):
        for inner in value:
            same_shape(inner, choices[0])


def shown_json():
    return map(json.loads, code((ROOT / "docs/api.md").read_text(encoding="utf-8"), "json"))


def test_the_json_that_is_shown_has_the_keys_that_are_made():
    ask, likely, absent, retrieve = shown_json()
    same_shape(ask, serialization.AnswerRecord)
    for other, grade in ((likely, Grade.LIKELY), (absent, Grade.ABSENT)):  # what differs
        same_shape(ask | other, serialization.AnswerRecord)
        assert (other["grade"], other["abstained"], other["citations"]) == (grade, True, [])
    assert set(retrieve) == set(get_type_hints(serialization.RetrievalRecord))
    for hit in retrieve["passages"]:
        assert set(hit) == set(get_type_hints(serialization.HitRecord))
        same_shape(hit["why"], serialization.WhyRecord)


def test_the_json_that_is_shown_is_what_is_made(assistant):
    ask, likely, absent, retrieve = shown_json()
    (document,) = assistant.index.documents
    for place in likely["likely"]:
        assert document.text[place["start"] : place["end"]] == place["quote"]
    made = serialization.record(assistant.ask(absent["question"], k=1), 0)
    assert made["grade"] == "absent"
    near = absent["closest"]
    assert document.text[near["start"] : near["end"]] == near["text"]
    made = serialization.record(assistant.ask(ask["question"], k=1), 0)
    assert (made["answer"], made["citations"]) == (ask["answer"], ask["citations"])
    hits = assistant.retrieve(retrieve["question"], 1)
    (hit,) = serialization.retrieval_record(retrieve["question"], hits, 0)["passages"]
    assert hit["citation"] == retrieve["passages"][0]["citation"]
    assert hit["why"]["matched"] == retrieve["passages"][0]["why"]["matched"]


PYTHON = [
    (page, block)
    for page in PAGES
    for block in code(page.read_text(encoding="utf-8"), "python")
    if "gradio_client" not in block  # tests/browser/test_rest.py asks a server so
]


@pytest.mark.parametrize(("page", "block"), PYTHON, ids=[named(page) for page, _ in PYTHON])
def test_the_python_of_a_page_runs(page, block, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "examples" / "notes", tmp_path / "notes")
    monkeypatch.chdir(tmp_path)
    exec(compile(block, named(page), "exec"), {})


# The hook


@pytest.mark.skipif(not shutil.which("git"), reason="no git")
def test_the_hook_checks_what_is_staged(tmp_path):
    """In a repository of its own, whose ruff and mypy are ours."""

    def git(*arguments):
        author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        command = ["git", *author, *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    hook = ROOT / ".githooks" / "pre-commit"
    assert hook.stat().st_mode & 0o111
    git("init", "-q")
    git("config", "core.hooksPath", str(hook.parent))
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "pyproject.toml").write_text("[tool.mypy]\nstrict = true\n")
    file = tmp_path / "a.py"
    file.write_text("x: int = 1\n")
    git("add", "a.py", "pyproject.toml")
    file.write_text("x: int = 'not staged'\n")
    said = git("commit", "-m", "sound")
    assert git("log", "--format=%s").split() == ["sound"], said
    git("add", "a.py")
    assert "would be reformatted" in git("commit", "-m", "quotes")
    file.write_text('x: int = "a"\n')
    git("add", "a.py")
    assert "Incompatible types" in git("commit", "-m", "types")
    assert git("log", "--format=%s").split() == ["sound"]
