"""The command line: ``pincite ask "…"`` and the other commands, also as ``python -m qa``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from index.errors import PinciteError
from qa.cli_options import Parser
from qa.commands import options
from qa.web.server.options import add_server_options


@dataclass(frozen=True)
class Command:
    """What a command does, in the imperative, and what adds its options to a parser."""

    does: str
    add_options: Callable[[argparse.ArgumentParser], None]


COMMANDS: Mapping[str, Command] = {
    "ask": Command("print the sentences that answer, or say that none does", options.add_ask),
    "retrieve": Command("print the passages a question is about, best first", options.add_retrieve),
    "table": Command("compare documents: a row each, a column a question", options.add_table),
    "verify": Command("tell whether documents still say what a pack quotes", options.add_verify),
    "annotate": Command("save a pack's quotes as annotations and highlights", options.add_annotate),
    "build": Command("write documents into a store on a Milvus server", options.add_build),
    "watch": Command("keep an index up to date while files change", options.add_watch),
    "serve": Command("start the page, which is asked in the browser", add_server_options),
    "doctor": Command("tell what is installed, and whether it works", options.add_json),
}
"""The commands by their names. What one does is in the module of its name in `qa.commands`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    It is 2 for a user's error, told in one line, and 1 when quotes are no longer where they were,
    the page that holds them was altered, something that Pincite needs does not work, or nobody
    reads what is printed. It is 3 when an answer was required and there is none.
    """
    # A path or a question that is no valid text must be printable in an error.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    given = _parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int]
        run = import_module(f"qa.commands.{given.command}").run
        status = run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except PinciteError as error:
        print(f"pincite: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:  # which ends watching
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="pincite",
        description="Ask documents questions; get the sentences that answer, with their place.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = parser.add_subparsers(dest="command", required=True, metavar="|".join(COMMANDS))
    for name, command in COMMANDS.items():
        sentence = f"{command.does[0].upper()}{command.does[1:]}."
        command.add_options(commands.add_parser(name, help=command.does, description=sentence))
    return parser


class _Version(argparse.Action):
    """Prints the version, which is looked for only then, and ends the program."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from qa.project import project

        print(parser.prog, project().version)
        parser.exit()


if __name__ == "__main__":
    sys.exit(main())
