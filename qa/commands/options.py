"""The options of the commands of ``pincite``."""

from __future__ import annotations

import argparse

from qa.cli_options import add_reader, add_reading, add_store


def add_ask(command: argparse.ArgumentParser) -> None:
    """Those of ``pincite ask``."""
    add_retrieve(command)
    command.add_argument(
        "--require-answer",
        action="store_true",
        help="end with 3 when there is no answer, or only a likely place",
    )


def add_retrieve(command: argparse.ArgumentParser) -> None:
    """Those of ``pincite retrieve``."""
    command.add_argument("question")
    add_documents(command, "files and folders to ask")
    add_store(command)
    command.add_argument("--k", type=int, default=5, help="how many passages (default 5)")
    _add_model(command)
    add_reader(command)
    add_json(command)


def add_table(command: argparse.ArgumentParser) -> None:
    """Those of ``pincite table``."""
    command.add_argument("questions", nargs="+", metavar="question")
    add_documents(command, "files and folders to compare")
    add_store(command)
    command.add_argument("--out", metavar="FILE", help="a .csv, .xlsx or .html to write it to")
    _add_model(command)
    add_reader(command)
    add_json(command)


def add_verify(command: argparse.ArgumentParser) -> None:
    """Those of ``pincite verify``."""
    _add_pack(command)
    add_json(command)


def add_annotate(command: argparse.ArgumentParser) -> None:
    """Those of ``pincite annotate``."""
    _add_pack(command)
    command.add_argument("--out", metavar="FOLDER", required=True, help="where to write them")


def add_watch(command: argparse.ArgumentParser) -> None:
    """Those of ``pincite watch``."""
    add_documents(command, "files and folders to watch")
    _add_model(command)


def add_documents(command: argparse.ArgumentParser, what: str) -> None:
    """Let the command line name documents, ``what`` they are, and say how they are read."""
    command.add_argument(
        "--documents",
        nargs="+",
        action="extend",
        metavar="PATH",
        help=f"{what} (default: the article Pincite ships with)",
    )
    add_reading(command)


def add_build(command: argparse.ArgumentParser) -> None:
    """Those of ``pincite build``."""
    command.add_argument("documents", nargs="*", metavar="PATH", help="files and folders to write")
    add_store(command)
    command.add_argument(
        "--remove", nargs="+", default=[], metavar="ID", help="documents to remove, by their ids"
    )
    command.add_argument(
        "--ray",
        nargs="?",
        const="",
        metavar="ADDRESS",
        help="use Ray: the cluster at an address, or one of its own on this machine",
    )
    add_reading(command)
    _add_model(command)


def add_json(command: argparse.ArgumentParser) -> None:
    """Let the command line ask for JSON."""
    command.add_argument("--json", action="store_true", help="print JSON")


def _add_pack(command: argparse.ArgumentParser) -> None:
    command.add_argument("pack", metavar="PACK", help="an exported .html or .json file")
    add_documents(command, "files and folders that were quoted")


def _add_model(command: argparse.ArgumentParser) -> None:
    command.add_argument("--model", help="a sentence-transformers model's name or folder")
