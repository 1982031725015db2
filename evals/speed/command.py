"""How the commands of this folder end: what was measured is written and printed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from index import PinciteError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    class _Measured(DataclassInstance, Protocol):
        """What was measured on a machine, which is named."""

        @property
        def machine(self) -> str: ...


_M = TypeVar("_M", bound="_Measured")


def add_out(parser: argparse.ArgumentParser, name: str) -> None:
    """Let ``parser`` take where to write, ``reports/name`` when it is not said."""
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        default=Path("reports", name),
        help=f"where to write (default: reports/{name})",
    )


def report(
    program: str,
    out: Path,
    measure: Callable[[Callable[[str], None]], _M],
    table: Callable[[_M], str],
) -> int:
    """Have ``measure`` measure, write that to ``out`` as JSON, and print the machine and a table.

    ``measure`` is given what tells on standard error what it is at. 0, and 2 when something could
    not be measured.
    """
    try:
        measured = measure(lambda line: print(line, file=sys.stderr, flush=True))
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(asdict(measured), indent=2) + "\n", encoding="utf-8")
    except (PinciteError, OSError) as error:
        print(f"{program}: {error}", file=sys.stderr)
        return 2
    print(f"{measured.machine}\n\n{table(measured)}\n\nWritten: {out}")
    return 0
