"""The files that a table can be, by the endings of their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qa.comparison.delimited import csv_file
from qa.comparison.html import html_page
from qa.comparison.spreadsheet import xlsx_file
from qa.comparison.table import Table


@dataclass(frozen=True)
class FileFormat:
    """A kind of file: its ``type``, such as "text/csv", and what makes one of a table.

    ``make`` gets the time as well, in words.
    """

    type: str
    make: Callable[[Table, str], bytes]


FORMATS: Mapping[str, FileFormat] = {
    "csv": FileFormat("text/csv; charset=utf-8", lambda table, _: csv_file(table)),
    "xlsx": FileFormat(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda table, _: xlsx_file(table),
    ),
    "html": FileFormat("text/html; charset=utf-8", html_page),
}
