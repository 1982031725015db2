"""A table as CSV, for spreadsheets and programs. Pure functions."""

from __future__ import annotations

import csv
import re
from io import StringIO

from qa.comparison.table import Table
from qa.comparison.words import DOCUMENT, cell_lines, document_name

# What a spreadsheet takes for the beginning of a formula, also where it divides a line at another
# sign than the comma.
_FORMULA = re.compile(r"(^|[\n\r\t;])([^\S\n\r\t]*)(?=[=+\-@\t\r＝＋－＠])")


def csv_file(table: Table) -> bytes:
    """``table`` as CSV in UTF-8, with the mark by which spreadsheets know that.

    No cell is a formula: where one would begin, there is an apostrophe before it.
    """
    lines = StringIO(newline="")
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    writer.writerow(map(harmless, (DOCUMENT, *table.questions)))
    for number, row in enumerate(table.rows):
        cells = ("\n".join(cell_lines(table, number, at)) for at in range(len(table.questions)))
        writer.writerow(map(harmless, (document_name(row.document), *cells)))
    return lines.getvalue().encode("utf-8-sig", errors="replace")


def harmless(text: str) -> str:
    """``text`` with an apostrophe before what a spreadsheet would take for a formula."""
    return _FORMULA.sub(r"\1\2'", text.replace("\0", "\ufffd"))
