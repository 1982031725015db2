"""A bar for work that takes long. The home of tqdm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.documents.document_ids import printable
from index.documents.parser_process import FileProgress
from index.documents.parsers.progress import RECOGNIZING

if TYPE_CHECKING:
    from tqdm import tqdm

# Seconds before it appears.
_DELAY = 2


def progress_bar(total: int, what: str, unit: str, *, shown: bool = True) -> tqdm[None]:
    """A bar on standard error of ``what`` is done with so many of a ``unit``, to be entered.

    Its ``update(n)`` moves it on. It appears once the work has taken two seconds, and never when it
    is not ``shown``.
    """
    from tqdm import tqdm

    return tqdm(total=total, desc=what, unit=f" {unit}", delay=_DELAY, disable=not shown)


@contextmanager
def reading_bar() -> Iterator[FileProgress]:
    """A bar on standard error for each file that is read, and for its OCR, by pages.

    It is moved on by what is given, and appears once that has taken two seconds.
    """
    bar: tqdm[None] | None = None
    shown: tuple[str, str] | None = None

    def progress(name: str, stage: str, done: int, of: int) -> None:
        nonlocal bar, shown
        if shown != (name, stage):
            if bar is not None:
                bar.close()
            what = f"Reading {printable(name)}" + (" by OCR" if stage == RECOGNIZING else "")
            bar, shown = progress_bar(of, what, "pages"), (name, stage)
        if bar is not None:
            bar.update(done - bar.n)

    try:
        yield progress
    finally:
        if bar is not None:
            bar.close()
