"""What of the documents was not searched, or not as well as it will be, beside what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from index.documents.scan_reader import pages_left
from qa.web import messages

if TYPE_CHECKING:
    from index.index import Index


def remarks(
    index: Index,
    notes: Iterable[str],
    early: Callable[[int, int], str],
    before_ocr: Callable[[int], str],
) -> list[str]:
    """Whole sentences on what is missing from ``index``, mostly none.

    ``notes`` are those on the documents that are asked. ``early`` words how many passages of how
    many are not embedded yet, and ``before_ocr`` how many pages OCR is still to read.
    """
    left = pages_left(notes)
    return [
        *([early(index.missing, len(index.passages))] if index.missing else []),
        *([before_ocr(left.to_come)] if left.to_come else []),
        *([messages.without_ocr(left.skipped)] if left.skipped else []),
    ]
