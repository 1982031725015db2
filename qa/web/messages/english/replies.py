"""Questions, and the replies to them."""

from __future__ import annotations

from collections.abc import Sequence

from index.text.language import count_of
from qa.serialization import sureness
from qa.types import Answer
from qa.web.messages.english.library import RESUME_OCR as _RESUME_OCR

_MOST_SHARED = 4
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")

# Questions and replies.
WAITING, STOPPED, TRY_AGAIN = "Looking through the source…", "Stopped.", "Try again"
EDIT, EDIT_TITLE = "Edit", "Edit this question and ask from here on"
COPY, COPY_TITLE = "Copy", "Copy the answer with its citations"
COPY_MARKDOWN = "Markdown"
COPY_MARKDOWN_TITLE = "Copy the answer with its citations as Markdown"
FOOTNOTE = "Footnote"
FOOTNOTE_TITLE = "Copy this quote with its footnote, to be pasted into a report"
FOOTNOTES_TITLE = "Copy the quotes with footnotes, to be pasted into a report"
FOOTNOTE_FORMS = (("rich", "With formatting"), ("markdown", "As Markdown"))
LINK, LINK_TITLE = "Link", "Copy an address that asks this again"
RETRY_TITLE = "Ask this again, and from here on"
ALONE, ALONE_TITLE = (
    "Ask without what came before",
    "Ask this again without the questions before it, and from here on",
)
ALONE_SIGN = "×"
GOOD, GOOD_TITLE = "Good", "A good answer: keep it as a test"
BAD, BAD_TITLE = "Bad", "A bad answer: say what is right"
WHAT_IS_RIGHT = "What would be right?"
PICK, PICK_TITLE = "Pick the sentence", "Select the sentence in the source that answers"
NO_ANSWER, NO_ANSWER_TITLE = "There is no answer", "Keep as a test that the documents do not say"
NOT_KNOWN, NOT_KNOWN_TITLE = "I don't know", "Keep only that the answer is bad"
CANCEL, CANCEL_TITLE = "Cancel", "Leave the reply as it is"
RIGHT = "This is right"
MARKED_RIGHT, MARKED_ABSENT = "Marked as right:", "Marked as not answered by the documents."
CLOSEST = "Closest passage, not an answer"
BUG, BUG_NEXT_STEP = "Pincite failed here, which is a fault of its own.", "Its terminal says why."

# Why a passage stands where it does.
DETAILS = "Details"
MEANING, SAME_WORDS, LIKE_WORDS, READER = "meaning", "same words", "like words", "reader"
FAR_AHEAD, AHEAD, CLOSE_TO_NEXT = "far ahead of the next", "ahead of the next", "close to the next"


def answered_early(missing: int, of: int) -> str:
    """That a question was answered before all passages were embedded."""
    return (
        f"Answered while the documents were still being embedded: {missing:,} of"
        f" {count_of(of, 'passage')} were searched by their words only. Ask again when they are"
        " ready."
    )


def answered_before_ocr(pages: int) -> str:
    """That a question was answered before OCR had read so many pages."""
    were, are = ("was", "it is") if pages == 1 else ("were", "they are")
    return f"{count_of(pages, 'page')} {were} not read by OCR yet. Ask again when {are}."


def without_ocr(pages: int) -> str:
    """That so many pages are left out of a reply, as their OCR was skipped."""
    were, their, them = ("was", "its", "it") if pages == 1 else ("were", "their", "them")
    return (
        f"{count_of(pages, 'page')} {were} not read, as {their} OCR was skipped."
        f" “{_RESUME_OCR}”, in the library, has {them} read."
    )


def confidence(answer: Answer) -> str:
    """How sure an answer is; nothing where it is not said."""
    words = sureness(answer)
    return words and f"Confidence: {words}"


def understood(question: str) -> str:
    """What a question was taken for: a slip mended, or what a follow-up leaves unsaid."""
    return f"Understood as: “{question}”"


def why_passages(count: int) -> str:
    """What is above the passages that were found."""
    return "Why this passage" if count == 1 else f"Why these passages ({count})"


def why_sentence(shared: Sequence[str], reader: int | None, meaning: int) -> str:
    """Why a passage stands where it does.

    ``shared`` are the words of it that the question has; ``reader`` is its rank among the passages
    that were read for an answer, from 1, None if it was not read, ``meaning`` its rank by meaning.
    """
    words = _listed([f"“{word}”" for word in shared[:_MOST_SHARED]])
    if reader:
        best = "best" if reader == 1 else f"{_nth(reader)} best"
        reason = f"of the passages that were read closely, it answers {best}"
    elif meaning == 1:
        reason = "its meaning is the nearest to the question's"
    else:
        reason = f"its meaning is the {_nth(meaning)} nearest to the question's"
    if words:
        return f"It shares {words} with the question; {reason}."
    return f"It has no word of the question; {reason}."


def keep_as_right(quote: str) -> str:
    """What the button does that calls ``quote`` the right answer."""
    return f"Keep as a test that this is the right sentence: {quote}"


def signal(name: str, score: int, best: int, rank: int) -> str:
    """How a passage stands by one kind of signal."""
    return f"{name}: {score} of {best}, number {rank} among the passages"


def _listed(words: Sequence[str]) -> str:
    *others, last = words or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _nth(rank: int) -> str:
    if rank < len(_ORDINALS):
        return _ORDINALS[rank]
    return f"{rank}th"  # there are hardly ever so many
