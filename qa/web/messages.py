"""Every sentence the page says, but for those of its scripts and style. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from index.documents.parsers.progress import RECOGNIZING
from index.text.language import count_of
from qa.library.contents import FileStage, Stage
from qa.serialization import sureness
from qa.types import Answer

# The frame.
TITLE = "Pincite"
PROMISE = "Quoted answers, pinned to their source."
WELCOME = "Ask the source a question."
WELCOME_MORE = "Pincite answers in its very sentences, or says that they hold no answer."
LIBRARY, LIBRARY_TITLE = "Library", "Documents and collections (l)"
SOURCE, SOURCE_TITLE = "Source", "The document that is asked"
EXPORT, EXPORT_TITLE = "Export", "Take this chat along"
EXPORTS = (
    ("html", "Evidence page", "Every quote with its place, to be checked later", ""),
    ("json", "Evidence as JSON", "The same as data", ""),
    ("pdf", "PDF with highlights", "The PDF files, their quotes highlighted", ".pc-pdf"),
    ("annotations", "Annotations", "The quotes as W3C Web Annotations, in JSON-LD", ".pc-cite"),
)
"""In which forms a chat is exported: its name, words, more words, and what must be in the chat."""
NEW_CHAT, NEW_CHAT_TITLE = "New chat", "Start anew (n)"
DARK, DARK_LABEL, DARK_TITLE = "◐", "Light or dark", "Light or dark (d)"
SHORTCUTS, SHORTCUTS_LABEL = "?", "Keyboard shortcuts"
SHORTCUTS_TITLE = "Keyboard shortcuts (?)"
SHORTCUT_KEYS = (
    ("/", "Write a question"),
    ("Enter", "Ask; on a marker, show its sentence"),
    ("j  k", "Next and previous citation"),
    ("Esc", "Back to the marker; stop; close"),
    ("s", "Go to the source"),
    ("+  −", "In the source: larger and smaller pages"),
    ("e", "Edit the last question"),
    ("r", "Ask it again"),
    ("u", "Take it back"),
    ("c", "Copy the last answer"),
    ("n", "New chat"),
    ("l", "Library"),
    ("d", "Light or dark"),
    ("?", "This sheet"),
)
CLOSE, CLOSE_SIGN = "Close", "×"
PICK_SENTENCE = "The right sentence is this one"
CONVERSATION = "Conversation"

# Asking.
QUESTION, QUESTION_PLACEHOLDER = "Question", "Ask a question…"
ASK, STOP, EXAMPLES = "Ask", "Stop", "Examples"

# The status.
ASK_MEANWHILE = "You can ask meanwhile."
WARMING = "The model is warming up. You can read, and ask already."
READY, EMPTY, READING = "Ready", "Empty", "Reading…"

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

# The source.
CLOSE_SOURCE, DOCUMENT, NO_DOCUMENT = "Close the source", "Document", "No document"
NO_DOCUMENT_HERE = (
    "There is no document here. Drop files on the page, or restore the one that Pincite comes with."
)
CONTENTS, VIEW, PAGES, TEXT = "Contents", "Show as", "Pages", "Text"
SMALLER, SMALLER_SIGN = "Smaller", "−"
LARGER, LARGER_SIGN = "Larger", "+"
ZOOM, PAGE = "Zoom", "page"
FIND, FIND_PLACEHOLDER = "Find in the source", "Find"
FIND_BEFORE, FIND_BEFORE_SIGN = "Find the one before", "‹"
FIND_NEXT, FIND_NEXT_SIGN = "Find the next", "›"
SHOW_BEFORE, SHOW_AFTER = "Show the part before", "Show the part after"
TABLE = "Table"

# The library.
CLOSE_LIBRARY, ADD_DOCUMENTS, DOCUMENTS = "Close the library", "Add documents…", "Documents"
DROP_FILES = (
    "Or drop files anywhere on the page: PDF, Word, PowerPoint, Excel, OpenDocument, RTF, text, web"
    " pages, e-books, mail, tables, JSON, notebooks, pictures and scans, or archives of them."
)
SHARED_LIBRARY = "What you bring stays on this computer, and is here on your next visit."
PRIVATE_LIBRARY = "What you bring is for you alone, and is removed within an hour after you leave."
ADD_FOLDER, ADD, FOLDERS = "Add a folder of this computer", "Add", "Folders of this computer"
FOLDER_PLACEHOLDER = "/home/me/notes"
WATCH = "Keep up to date"
WATCHED = "Its files are looked at every few seconds, and read when they change."
NOT_WATCHED = "Its files are looked at before each question."
COLLECTION, NEW_COLLECTION, CREATE = "Collection", "New collection", "Create"
NEW_COLLECTION_LABEL = "Name of a new collection"
DELETE_COLLECTION, DELETE_COLLECTION_SURE = "Delete this collection", "Really delete it?"
UNLOCK = "Open"
REMOVE, REMOVE_SURE = "Remove", "Really?"
ADD_DEFAULT, RESTORE_DEFAULT = "Add the default document", "Restore the default document"
TO_BE_READ = "Its pages are pictures. What they say is here once OCR has read them."
SKIP_OCR, RESUME_OCR = "Skip the rest of the OCR", "Read the rest by OCR"
NO_DOCUMENTS, NOT_READ = "No documents yet.", "Files not read:"
COLLECTION_GONE, NOTHING_CHANGED = (
    "The collection that was open here is gone.",
    "Nothing was changed.",
)
ASK_SHOWN_INSTEAD = "Ask again to ask the one that is shown instead."
DOCUMENT_GONE, ASK_AGAIN = "This document is no longer in the collection.", "Ask again."
NOT_UPLOADED, UPLOAD_AGAIN = "That file was not uploaded here.", "Upload it again."

# Pages of documents.
NOT_OPEN, OPEN_AGAIN = (
    "This document was closed, or its file was changed.",
    "Load the page again.",
)
NO_PLACE, GIVE_NUMBERS = "That is no place in the document.", "Give whole numbers inside it."
TOO_MANY_PAGES, TRY_IN_A_MOMENT = "Too many pages are asked for at once.", "Try again in a moment."
PAGE_TOO_SLOW, READ_TEXT = "This page takes too long to be drawn.", "Read its text instead."

# Feedback and exports.
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

# A session that was given back while its page was open.
CHAT_ASKED_AGAIN = "The server had let go of this chat. Its questions are asked again."
REPEAT = "Then do once more what you did."
DOCUMENTS_REMOVED = "Documents that you had added are gone: add them again."


def loading_progress(stage: Stage, done: int, total: int) -> str:
    """How far the opening of a collection is; see `qa.library.contents.Progress`."""
    if isinstance(stage, FileStage):
        by = " by OCR" if stage.name == RECOGNIZING else ""
        return f"Reading {stage.file}: page {min(done + 1, total):,} of {total:,}{by}"
    stages = {"reading": "Reading", "embedding": "Embedding passages:"}
    return f"{stages[stage]} {done} of {total}" if stage in stages else READY


def with_time_left(words: str, seconds: float | None) -> str:
    """What is being done, and how long it will still take: "about 20 seconds left"."""
    if seconds is None:
        return words
    if seconds < 55:
        return f"{words}, about {count_of(max(5, 5 * round(seconds / 5)), 'second')} left"
    return f"{words}, about {count_of(round(seconds / 60), 'minute')} left"


def answered_early(missing: int, of: int) -> str:
    """That a question was answered before all passages were embedded."""
    return (
        f"Answered while the documents were still being embedded: {missing:,} of"
        f" {count_of(of, 'passage')} were searched by their words only. Ask again when they are"
        " ready."
    )


def not_answering(reason: str) -> str:
    """Why no question is answered."""
    return f"Questions can't be answered: {reason}"


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


def slide_name(number: int) -> str:
    """What a slide is called above what is on it."""
    return f"Slide {number}"


def characters_before(count: int) -> str:
    """How much of a document comes before what is shown."""
    return f"{count:,} characters before this part."


def characters_after(count: int) -> str:
    """How much of a document comes after what is shown."""
    return f"{count:,} characters after this part."


def document_size(words: int, passages: int) -> str:
    """How long a document is."""
    return f"{count_of(words, 'word')}, {count_of(passages, 'passage')}"


def documents_in(number: int, skipped: int) -> str:
    """How many documents a folder holds, and how many files in it were not read."""
    documents = count_of(number, "document")
    return f"{documents}; {count_of(skipped, 'file')} not read:" if skipped else documents


def no_such_document(name: str) -> str:
    """That the document which an address names is not there."""
    return f"There is no document {name[:60]!r} here."


def replaced(name: str) -> str:
    """That a file took the place of another."""
    return f"Replaced: {name}"


def without_password(name: str) -> str:
    """That a file was opened with its password, which is kept nowhere."""
    return f"Kept without its password: {name}"


def password_of(name: str) -> str:
    """Whose password is asked for: that of an encrypted file."""
    return f"Password of {name}"


def not_added(reason: str) -> str:
    """That a file was not added."""
    return f"Not added: {reason}"


def given_back(*, repeat: bool, removed: bool) -> str:
    """That a session was given back, and its chat is asked again.

    ``repeat`` says that what was done last came to nothing, ``removed`` that documents are gone.
    """
    more = ((repeat, REPEAT), (removed, DOCUMENTS_REMOVED))
    return " ".join((CHAT_ASKED_AGAIN, *(sentence for true, sentence in more if true)))


def select_sentence(question: str) -> str:
    """Thanks for saying that an answer is bad."""
    return f"Thank you. Select the sentence in the source that answers {_quoted(question)}."


def thanks_corrected(question: str) -> str:
    """Thanks for showing the right sentence."""
    return f"Thank you. It is kept as a test that this answers {_quoted(question)}."


def exported(name: str, left_out: Sequence[str] = ()) -> str:
    """That a file was handed over, and what of the documents is not in it."""
    return " ".join((f"Exported as {name}.", *(f"Left out: {each}" for each in left_out)))


def _quoted(question: str) -> str:
    return f"“{shorten(question, 60, placeholder='…')}”"
