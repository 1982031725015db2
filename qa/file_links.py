"""Addresses of original files, to be opened from beside them. Pure functions."""

from __future__ import annotations

from urllib.parse import quote

from index.documents.parsers import CONTAINER_SUFFIXES, suffix_of


def page_link(name: str, page: int | None) -> str:
    """What opens a PDF file at its ``page``, from 1; ``name`` is its path, as in a document's id.

    Nothing for a file of another kind, for one in an archive or a mail, and for a name that leads
    out of its folder.
    """
    *folders, _ = parts = name.split("/")
    inside = all(part not in {"", ".", ".."} for part in parts)
    packed = any(suffix_of(folder) in CONTAINER_SUFFIXES for folder in folders)
    if not page or suffix_of(name) != ".pdf" or packed or not inside:
        return ""
    # A name in a file that anyone may have made can hold half a character.
    return f"{quote(name, errors='replace')}#page={page}"
