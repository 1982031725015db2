"""Questions, and the replies to them."""

from __future__ import annotations

from index.text.language import count_of
from qa.serialization import sureness
from qa.types import Answer

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
    "Search just my words",
    "Ask this again without the questions before it, and from here on",
)
GOOD, GOOD_TITLE = "Good", "A good answer: keep it as a test"
BAD, BAD_TITLE = "Bad", "A bad answer"
RIGHT = "This is right"
CLOSEST = "Closest passage, not an answer"
BUG, BUG_NEXT_STEP = "Pincite failed here, which is a fault of its own.", "Its terminal says why."

# Why a passage stands where it does.
MEANING, SAME_WORDS, LIKE_WORDS, READER = "meaning", "same words", "like words", "reader"
FAR_AHEAD, AHEAD, CLOSE_TO_NEXT = "far ahead of the next", "ahead of the next", "close to the next"


def answered_early(missing: int, of: int) -> str:
    """That a question was answered before all passages were embedded."""
    return (
        f"Answered while the documents were still being embedded: {missing:,} of"
        f" {count_of(of, 'passage')} were searched by their words only. Ask again when they are"
        " ready."
    )


def confidence(answer: Answer) -> str:
    """How sure an answer is; nothing where it is not said."""
    words = sureness(answer)
    return words and f"Confidence: {words}"


def understood(question: str) -> str:
    """What a question was taken for: a slip mended, or what a follow-up leaves unsaid."""
    return f"Your question was understood as “{question}”."


def why_passages(count: int) -> str:
    """What is above the passages that were found."""
    return "Why this passage" if count == 1 else f"Why these passages ({count})"


def keep_as_right(quote: str) -> str:
    """What the button does that calls ``quote`` the right answer."""
    return f"Keep as a test that this is the right sentence: {quote}"


def signal(name: str, score: int, best: int, rank: int) -> str:
    """How a passage stands by one kind of signal."""
    return f"{name}: {score} of {best}, number {rank} among the passages"
