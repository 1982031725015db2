"""The folder that files are uploaded to, and what messages say lies in there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from index.errors import PinciteError
from qa.web import messages


def uploaded_file(path: str | Path, folder: Path) -> Path:
    """Where the uploaded file ``path`` lies, symbolic links and ``..`` resolved.

    Raises:
        PinciteError: when it is no regular file inside ``folder``.
    """
    try:
        file = Path(os.path.realpath(path, strict=True))
        if file.is_file() and file.is_relative_to(os.path.realpath(folder)):
            return file
    except (OSError, ValueError):  # nothing there, a circle of links, or no path at all
        pass
    raise PinciteError(messages.NOT_UPLOADED, messages.UPLOAD_AGAIN)


def bytes_in(folder: Path) -> int:
    """How many bytes the files in ``folder`` have."""
    total = 0
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):  # removed meanwhile
            total += file.stat().st_size if file.is_file() else 0
    return total


def named_files(body: bytes) -> Iterator[str]:
    """The paths in a request's JSON ``body`` that Gradio would take for those of files.

    Its values may not lie in each other too deep for a reader.
    """
    try:
        waiting = [json.loads(body)]
    except ValueError:  # no JSON, so nothing that Gradio would find a file in
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            path, meta = value.get("path"), value.get("meta")
            kind = meta.get("_type") if isinstance(meta, dict) else None
            if isinstance(path, str) and kind == "gradio.FileData":
                yield path
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
