"""Figures in plain tables, and the folder of the data that they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index import PinciteError

Value = str | int | float | None
"""What a cell holds; None where there is nothing to measure."""


class MissingDataError(PinciteError):
    """A set of documents that is not here."""


@dataclass(frozen=True)
class Table:
    """A ``title``, the ``heads`` of the columns, and rows with a value for each.

    Raises:
        ValueError: when a row has more or fewer values.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __post_init__(self) -> None:
        if wrong := [row for row in self.rows if len(row) != len(self.heads)]:
            raise ValueError(f"A row does not have {len(self.heads)} values: {wrong[0]}.")

    def text(self) -> str:
        """It as text: columns of one width, numbers at the right."""
        cells = [self.heads, *(tuple(map(_shown, row)) for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        right = [
            not any(isinstance(value, str) for value in column)
            for column in zip(*self.rows, strict=True)
        ] or [False] * len(widths)
        lines = [
            "  ".join(
                cell.rjust(width) if number else cell.ljust(width)
                for cell, width, number in zip(row, widths, right, strict=True)
            ).rstrip()
            for row in cells
        ]
        rule = "  ".join("-" * width for width in widths)
        return "\n".join([self.title, lines[0], rule, *lines[1:]])

    def records(self) -> list[dict[str, Value]]:
        """It as JSON: an object a row, by the heads."""
        return [dict(zip(self.heads, row, strict=True)) for row in self.rows]


def folder_in(data: Path, name: str) -> Path:
    """The folder ``name`` in the folder of the ``data``.

    Raises:
        MissingDataError: when it is not there.
    """
    folder = data / name
    if not folder.is_dir():
        raise MissingDataError(
            f"there is no {folder}", "Name the folder of the data with --data or PINCITE_DATA."
        )
    return folder


def share(values: Sequence[bool]) -> float | None:
    """How many of ``values`` are true, in shares of all; None where there is none."""
    return sum(values) / len(values) if values else None


def _shown(value: Value) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
