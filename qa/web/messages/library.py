"""Collections, and the documents in them."""

from __future__ import annotations

from index.text.language import count_of

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


def document_size(words: int, passages: int) -> str:
    """How long a document is."""
    return f"{count_of(words, 'word')}, {count_of(passages, 'passage')}"


def documents_in(number: int, skipped: int) -> str:
    """How many documents a folder holds, and how many files in it were not read."""
    documents = count_of(number, "document")
    return f"{documents}; {count_of(skipped, 'file')} not read:" if skipped else documents


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
