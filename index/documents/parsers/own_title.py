"""The title that a file gives itself, unless a program or a template gave it. Pure functions."""

from __future__ import annotations

import re

from index.documents.parsers import SUFFIXES
from index.documents.parsers.writer import one_line

_SUFFIXES = (
    *SUFFIXES, ".doc", ".dot", ".xls", ".ppt", ".pps", ".vsd", ".wpd", ".indd", ".qxd",
    ".tex", ".dvi", ".eps", ".svg", ".cdr",
)  # fmt: skip
# What programs and templates call files that nobody gave a title.
_NO_TITLE = re.compile(
    r"(?:microsoft |ms )?(?:word|excel|power ?point)"
    r"(?: [-–—] .*|[ -](?:do[ck]ument|pr[eä]s\w+)\W*\d*)?"
    r"|(?:pr[eéä]\w+|apresentação)(?: \w+){0,2} (?:microsoft )?power ?point"
    r"|untitled(?:\W.*)?|(?:unbenannt|unknown|no title|sans titre)\W*\d*"
    r"|(?:new |blank )?(?:document|presentation|template|workbook|title|slide|page)\W*\d*"
    r"|(?:blank|dokument|präsentation|folie|titel|diapositiva)\W*\d*"
    r"|\[[^\]]*\]|<[^>]*>|\W*+\w?\W*+",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"\S*_\S*|(?:[a-z]:)?(?:[\\/][^\\/]+){2,}", re.IGNORECASE)


def own_title(given: str) -> str:
    """The title that is ``given`` among a file's properties, on one line; "" where that is none.

    None is what programs put there: their names, the name of a file, what a template has.
    """
    title = one_line(given)
    if title.lower().endswith(_SUFFIXES) or _FILE_NAME.fullmatch(title):
        return ""
    return "" if _NO_TITLE.fullmatch(title) else title
