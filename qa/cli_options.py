"""A parser of the command line whose errors are one line, and options that programs share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from index.documents.limits import set_reading
from index.errors import PinciteError, StoreError
from index.search.store_address import ADDRESS, StoreAddress


class Parser(argparse.ArgumentParser):
    """Ends with exit status 2 and one line, where argparse would print the usage as well."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong."""
        self.exit(2, f"{self.prog}: {message}\n")


def exit_status(program: str, work: Callable[[], object]) -> int:
    """The exit status of ``program``: 0 once ``work`` is done, 2 when it raised a `PinciteError`.

    The error is told in one line.
    """
    try:
        work()
    except PinciteError as error:
        print(f"{program}: {error}", file=sys.stderr)
        return 2
    return 0


def count(text: str) -> int:
    """A whole number above 0, written out."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Let the command line say how documents are read."""
    parser.add_argument(
        "--ocr", action="store_true", default=None, help="read pages that are pictures"
    )
    parser.add_argument("--password", default="", help="what opens encrypted documents")
    parser.add_argument("--allow-web", action="store_true", help="fetch web addresses, once")
    parser.add_argument("--refresh-web", action="store_true", help="fetch them anew")


def add_store(parser: argparse.ArgumentParser) -> None:
    """Let the command line name a store."""
    parser.add_argument(
        "--store",
        metavar="ADDRESS",
        help=f"a store on Milvus, milvus://HOST:PORT/NAME (default: {ADDRESS}, if it is set)",
    )


def given_store(options: argparse.Namespace) -> StoreAddress | None:
    """The store that a command line or else the environment names; None where documents are named.

    Raises:
        StoreError: when it is no address, or documents are named as well.
    """
    if not options.store:
        return None if options.documents else StoreAddress.in_place_of(None)
    address = StoreAddress.of(options.store)
    if options.documents:
        raise StoreError(
            f"Both a store and documents are given: {address}, {options.documents[0]}.",
            "Give one of them; pincite build writes documents into a store.",
        )
    return address


def given_documents(options: argparse.Namespace) -> list[Path] | None:
    """The documents that a command line names, from now on read as it says; None for none.

    What is at web addresses is fetched.

    Raises:
        DocumentError: when it names no path, or an address that may not or cannot be fetched.
    """
    set_reading(ocr=options.ocr, password=options.password, allow_web=options.allow_web)
    if not options.documents:
        return None
    from index.local_paths import local_paths

    return local_paths(options.documents, refresh=options.refresh_web)


NO_READER = "none"


def add_reader(parser: argparse.ArgumentParser) -> None:
    """Let the command line choose the reader."""
    parser.add_argument(
        "--reader",
        metavar="MODEL",
        help="a question-answering model's name or folder, or none"
        " (default: the one Pincite ships with)",
    )
