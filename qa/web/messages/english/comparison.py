"""Documents that are compared."""

from __future__ import annotations

from index.text.language import count_of

COMPARE = "Compare documents"
COMPARE_TITLE = "Ask several documents the same questions, and see where they differ"
COMPARE_LEAD = "Each document is asked by itself. What they tell differently is marked."
QUESTIONS_LABEL, QUESTIONS_HINT = "Questions, one a line", "When does it begin?\nHow much is it?"
ASKED_DOCUMENTS, ALL_OF_THEM, NONE_OF_THEM = "Documents to ask", "All", "None"
START_COMPARING, STOP_COMPARING = "Compare", "Stop"
WHAT_IS_COMPARED = "Questions and documents"
CLOSE_COMPARISON = "Close the comparison"
BACK_TO_TABLE, BACK_TO_TABLE_SIGN = "The whole table", "⤢"
COMPARISON, TABLE_AS = "Comparison", "Take along as"
TABLE_FORMS = (("csv", "CSV"), ("xlsx", "XLSX"), ("html", "HTML"))
"""The files that a table is exported as: the ending of its name, and what it is called."""
WAITS_FOR_TURN = "The documents are being opened…"
DOES_NOT_SAY, LIKELY_PLACE = "Does not say", "Likely place, not sure"
DIFFERS, DIFFERS_SIGN = "differs", "≠"
ALL_ASKED, COMPARISON_STOPPED = "All were asked.", "Stopped."
NOTHING_COMPARED, COMPARE_FIRST = "There is no table here.", "Compare documents first."
ASK_FEWER, ASK_SOMETHING = "Take some out.", "Write one or more, a line each."
NO_QUESTIONS, NO_DOCUMENTS_CHOSEN = "There is no question.", "No document is chosen."
CHOOSE_SOME, COMPARE_WHEN_READ = "Choose one or more.", "Compare them when they are read."
SERVER_GONE = "Pincite cannot be reached. Compare again when it can."
FIRST_CHOSEN = "The first {} of {} are chosen."


def comparison_limits(documents: int, questions: int) -> str:
    """How many documents and questions are compared at the most."""
    most = f"{count_of(documents, 'document')} and {count_of(questions, 'question')}"
    return f"Up to {most} at a time."


def too_many_compared(number: int, most: int, what: str) -> str:
    """That there are more than can be compared of ``what``, "question" or "document"."""
    return f"There are {count_of(number, what)}, {most} at the most."


def compared_so_far(done: int, of: int) -> str:
    """How many cells of a table were asked."""
    return f"{done:,} of {of:,} asked"


def compared_early(missing: int, of: int) -> str:
    """That documents are compared before all of their passages were embedded."""
    return (
        f"The documents are still being embedded: {missing:,} of {count_of(of, 'passage')} are"
        " searched by their words only. Compare again when they are ready."
    )


def compared_before_ocr(pages: int) -> str:
    """That documents are compared before OCR has read so many of their pages."""
    were, are = ("was", "it is") if pages == 1 else ("were", "they are")
    return f"{count_of(pages, 'page')} {were} not read by OCR yet. Compare again when {are}."


def not_compared(names: str) -> str:
    """That documents are left out: their pages are pictures that were not read yet."""
    return f"Not read yet, and left out: {names}."


def number_differing(number: int, of: int) -> str:
    """How many documents of a column tell something else than others."""
    return f"{number} of {of} differ"


def more_quotes(number: int) -> str:
    """What unfolds the other quotes of a cell."""
    return f"{count_of(number, 'more quote')}"
