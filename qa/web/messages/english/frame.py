"""What stands around the chat and the source, and what is told of the server."""

from __future__ import annotations

from index.documents.parsers.progress import RECOGNIZING
from index.text.language import count_of
from qa.library.contents import FileStage, Stage

# The frame.
TITLE = "Pincite"
PROMISE = "Quoted answers, pinned to their source."
WELCOME = "Ask your documents a question."
WELCOME_EMPTY = "Bring a document, and ask it."
WELCOME_MORE = "You get the very sentence that answers, with its place, or an honest “not said”."
DROP_HERE = "Drop files here, or choose them"
DROP_KINDS = "PDF, Word, slides, tables, web pages, e-books, mail, text."
DROP_KINDS_AND_SCANS = "PDF, Word, slides, tables, web pages, e-books, mail, text, scans."
STAYS_HERE = "They stay on this computer."
STAYS_FOR_NOW = "They are for you alone, and removed within an hour after you leave."
NOTHING_TO_ASK = "There is no document here yet. Add one first."
LIBRARY, LIBRARY_TITLE = "Library", "Documents and collections (l)"
SOURCE, SOURCE_TITLE = "Source", "The document that is asked"
CHATS_KEPT = (
    "What you asked, kept in this browser. A chat that you open is answered anew, from what its"
    " documents say then."
)
CHATS_OF_VISIT = "What you asked on this visit. It is gone with this tab."
FIND_CHAT, NO_SUCH_CHAT, NO_CHATS = "Find a chat", "No chat says that.", "Nothing was asked yet."
RENAME, DELETE, CHAT_NAME = "Rename", "Delete", "Name of the chat"
LOST_COLLECTION = "its collection is gone"
MORE, MORE_SIGN = "More", "⋯"
CHATS, CHATS_TITLE = "Chats", "All that was asked here before (h)"
EXPORT, PRINT, PRINT_TITLE = "Take this chat along", "Print", "The chat with its quotes, on paper"
EXPORTS = (
    ("html", "Evidence page", "Every quote with its place, to be checked later", ""),
    ("json", "Evidence as JSON", "The same as data", ""),
    ("pdf", "PDF with highlights", "The PDF files, their quotes highlighted", ".pc-pdf"),
    ("annotations", "Annotations", "The quotes as W3C Web Annotations, in JSON-LD", ".pc-cite"),
)
"""In which forms a chat is exported: its name, words, more words, and what must be in the chat."""
NEW_CHAT, NEW_CHAT_TITLE = "New chat", "Start anew (n)"
THIS_PAGE = "This page"
DARK, DARK_TITLE = "Light or dark", "Light or dark (d)"
SHORTCUTS, SHORTCUTS_TITLE = "Keyboard shortcuts", "What the keys do (?)"
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
    ("h", "Chats"),
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


def ready_for(collection: str) -> str:
    """That the questions are answered from a collection, one of several."""
    return f"Ready: {collection}"


def not_answering(reason: str) -> str:
    """Why no question is answered."""
    return f"Questions can't be answered: {reason}"


def given_back(*, repeat: bool, removed: bool) -> str:
    """That a session was given back, and its chat is asked again.

    ``repeat`` says that what was done last came to nothing, ``removed`` that documents are gone.
    """
    more = ((repeat, REPEAT), (removed, DOCUMENTS_REMOVED))
    return " ".join((CHAT_ASKED_AGAIN, *(sentence for true, sentence in more if true)))
