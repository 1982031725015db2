"""What is thought of answers, and what is taken along of them."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

SELECT_SENTENCE = "Select the sentence that answers “{}”."
THANKS_BAD = "Thank you. The answer is kept as a bad one."
THANKS_GOOD = "Thank you. The answer is kept as a test."
NO_FEEDBACK, START_SHARED = "Nothing is kept of this visit.", "Start Pincite without --shared off."
NOTHING_QUOTED, NO_PDF_QUOTED = "Nothing is quoted in this chat.", "No PDF is quoted in this chat."
NO_HIGHLIGHTS, EXPORT_EVIDENCE = "No PDF is highlighted here.", "Export the evidence page instead."
NONE_HIGHLIGHTED = "No PDF could be highlighted."
HIGHLIGHT_TOO_SLOW, SPLIT_FILE = "It takes too long to be highlighted.", "Divide the file."
NO_DOWNLOAD, EXPORT_AGAIN = "That file is not held any more.", "Export it again."
FILES_TOO_LARGE, USE_ANNOTATE = (
    "The files are too large together.",
    "Export the evidence page, and run pincite annotate.",
)
NOTHING_TO_EXPORT, ASK_FIRST = "There is nothing to export yet.", "Ask something first."
STOPPING, START_AGAIN = "Pincite is being stopped.", "Start it again."
OUT_OF_DATE, LOAD_AGAIN = "The page is out of date.", "Load it again."


def thanks_corrected(question: str) -> str:
    """Thanks for showing the right sentence."""
    return f"Thank you. It is kept as a test that this answers {_quoted(question)}."


def thanks_absent(question: str) -> str:
    """Thanks for saying that there is no answer."""
    return f"Thank you. It is kept as a test that nothing here answers {_quoted(question)}."


def exported(name: str, left_out: Sequence[str] = ()) -> str:
    """That a file was handed over, and what of the documents is not in it."""
    return " ".join((f"Exported as {name}.", *(f"Left out: {each}" for each in left_out)))


def _quoted(question: str) -> str:
    return f"“{shorten(question, 60, placeholder='…')}”"
