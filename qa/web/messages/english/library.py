"""Collections, and the documents in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index.documents.places import UnitKind
from index.text.language import count_of
from qa.library.listing import Order

# Adding.
CLOSE_LIBRARY, ADD_DOCUMENTS, DOCUMENTS = "Close the library", "Add documents…", "Documents"
DROP_FILES = "or drop files on the page"
DROP_TO_ADD = "Drop to add to the library"
SHARED_LIBRARY = "What you bring stays on this computer, and is here on your next visit."
PRIVATE_LIBRARY = "What you bring is for you alone, and is removed within an hour after you leave."
FORMATS_READ = "PDF, Word, Excel, web pages and more"
ARCHIVES = "Archives and mailboxes"
UPLOADING, TOO_LARGE = "Uploading {number} of {of}: {name}", "it is larger than {most} MB"
NOT_SENT = "it could not be sent ({why})"
UNLOCK = "Open"
ADD_FOLDER, ADD, FOLDERS = "Add a folder of this computer", "Add", "Folders of this computer"
FOLDER_PATH, FOLDER_PLACEHOLDER = "Path of the folder", "/home/me/notes"
WATCH = "Keep up to date"
WATCHED = "Its files are looked at every few seconds, and read when they change."
NOT_WATCHED = "Its files are looked at before each question."

# Collections.
COLLECTION, NEW_COLLECTION = "Collection", "New collection"
NEW, CREATE, RENAME_COLLECTION, SAVE = "New…", "Create", "Rename…", "Save"
COLLECTION_NAME, NEW_NAME = "Name of the collection", "Name of a new collection"
CANCEL_DIALOG = "Cancel"
RENAME_TITLE = "Rename the collection"
DELETE_COLLECTION, DELETE_COLLECTION_SURE = "Delete", "Really delete it?"
DELETE_COLLECTION_LABEL = "Delete this collection"
ADD_DEFAULT, RESTORE_DEFAULT = "Add the default document", "Restore the default document"
COLLECTION_GONE, NOTHING_CHANGED = (
    "The collection that was open here is gone.",
    "Nothing was changed.",
)
ASK_SHOWN_INSTEAD = "Ask again to ask the one that is shown instead."

# The list.
FIND_DOCUMENT = "Find a document in all collections"
SORT_BY = "Sort by"
ORDERS = {
    Order.NAME: "By name",
    Order.NEWEST: "Newest first",
    Order.LARGEST: "Largest first",
    Order.KIND: "By type",
}
SELECT, SELECTION = "Select", "Selection"
SELECT_TITLE = "Select documents, to move, rename or remove them"
SELECTED, SELECT_NONE, SELECT_DONE = "{} selected", "None selected", "Done"
RENAME_SELECTED, RENAME_DOCUMENT = "Rename…", "Rename the document"
DOCUMENT_NAME = "Name of the document"
RENAME_ONE = "Of documents that were added, one at a time can be renamed."
MOVE, MOVE_TITLE, MOVE_TO = "Move…", "Move to another collection", "To"
TO_NEW_COLLECTION, MOVE_HERE = "A new collection…", "Move"
REMOVE, REMOVE_SIGN, REMOVE_SURE, UNDO = "Remove", "×", "Really?", "Undo"
DISMISS = "Dismiss"
NO_DOCUMENTS, NOT_READ = "No documents yet.", "Files not read:"
NONE_MATCH = "No document here has this in its title or file name."
NONE_MATCH_ANYWHERE = "No document has this in its title or file name."
TO_BE_READ = "Its pages are pictures. What they say is here once OCR has read them."
SKIP_OCR, RESUME_OCR = "Skip the rest of the OCR", "Read the rest by OCR"
DOCUMENT_GONE, ASK_AGAIN = "This document is no longer in the collection.", "Ask again."
NOT_UPLOADED, UPLOAD_AGAIN = "That file was not uploaded here.", "Upload it again."

# What a document is.
KINDS = {
    "PDF": "PDF",
    "Word": "Word",
    "PowerPoint": "PowerPoint",
    "Excel": "Excel",
    "text": "Text",
    "web page": "Web page",
    "saved web page": "Saved web page",
    "EPUB": "EPUB",
    "mail": "Mail",
    "picture": "Picture",
    "table": "Table",
    "RTF": "RTF",
    "OpenDocument text": "OpenDocument text",
    "OpenDocument presentation": "OpenDocument presentation",
    "OpenDocument spreadsheet": "OpenDocument spreadsheet",
    "JSON": "JSON",
    "JSON lines": "JSON lines",
    "notebook": "Notebook",
}
"""What the formats are called, those first that most people have."""
LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "ga": "Irish", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "km": "Khmer",
    "ko": "Korean", "lo": "Lao", "lt": "Lithuanian", "my": "Burmese", "ne": "Nepali",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish",
    "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS = {
    UnitKind.PAGE: "page",
    UnitKind.SLIDE: "slide",
    UnitKind.SHEET: "sheet",
    UnitKind.CHAPTER: "chapter",
}
_SIZES = ((1_000_000, "MB"), (1000, "kB"))
_NO_BREAK = "\u00a0"


def parts_of(kind: UnitKind, number: int) -> str:
    """Of how many pages, slides and so on a document is."""
    return count_of(number, _PARTS[kind])


def words_of(number: int) -> str:
    """How many words a document has."""
    return count_of(number, "word")


def file_size(size: int) -> str:
    """How large a file of ``size`` bytes is: "1.2 MB"."""
    for unit, name in _SIZES:
        if size >= unit:
            number = size / unit
            return (
                f"{number:.1f}{_NO_BREAK}{name}"
                if number < 10
                else f"{number:,.0f}{_NO_BREAK}{name}"
            )
    return count_of(size, "byte")


def language_of(code: str) -> str:
    """The language of this ISO 639-1 code, by its name."""
    return LANGUAGES.get(code, code)


def added_on(day: date) -> str:
    """When a document was added."""
    return f"added{_NO_BREAK}{_day(day)}"


def changed_on(day: date) -> str:
    """When a file that lies elsewhere was last changed."""
    return f"changed{_NO_BREAK}{_day(day)}"


def same_text_as(other: str) -> str:
    """That a document has the text of another."""
    return f"The same text as {other}"


def listed(matching: int, of: int) -> str:
    """How many documents are listed, of how many."""
    return count_of(of, "document") if matching == of else f"{matching:,} of {of:,}"


def show_more(left: int) -> str:
    """What shows more, of which so many are left."""
    return f"Show more ({left:,})"


def select_all(number: int) -> str:
    """What chooses all that are listed."""
    return f"All {number:,}"


def found_in(collection: str, number: int) -> str:
    """How many documents of another collection have what is looked for."""
    return f"In {collection}: {count_of(number, 'document')}"


def and_more(number: int) -> str:
    """That there are more, which are not listed."""
    return f"and {number:,} more"


def remove_document(name: str) -> str:
    """What removes a document, or a folder of them."""
    return f"Remove {name}"


def select_document(name: str) -> str:
    """What chooses a document."""
    return f"Select {name}"


def documents_in(number: int, skipped: int) -> str:
    """How many documents a folder holds, and how many files in it were not read."""
    documents = count_of(number, "document")
    return f"{documents}; {count_of(skipped, 'file')} not read:" if skipped else documents


def removed(ids: Sequence[str]) -> str:
    """That documents were removed."""
    return f"Removed {_these(ids)}."


def deleted(name: str) -> str:
    """That a collection was deleted."""
    return f"Deleted {name}."


def added(ids: Sequence[str]) -> str:
    """That documents were added to the open collection."""
    return f"Added {_these(ids)}."


def added_to(ids: Sequence[str], collection: str) -> str:
    """That documents were added to a collection that is not the open one."""
    return f"Added {_these(ids)} to {collection}."


def open_to_unlock(collection: str) -> str:
    """Where the password of a file is given that is not for the open collection."""
    return f"Open {collection}, and add it there to give its password."


def moved(ids: Sequence[str], collection: str) -> str:
    """That documents were moved to a collection."""
    return f"Moved {_these(ids)} to {collection}."


def renamed(before: str, now: str) -> str:
    """That a document goes by another name."""
    return f"Renamed {before} to {now}."


def brought_back(ids: Sequence[str]) -> str:
    """That documents are back where they were."""
    return f"{_these(ids, begins=True)} {'is' if len(ids) == 1 else 'are'} back."


def brought_back_as(name: str, now: str) -> str:
    """That a collection is back by another name."""
    return f"“{name}” is back as “{now}”: there is another “{name}” now."


def not_moved(reason: str) -> str:
    """That a document was not moved."""
    return f"Not moved: {reason}"


def open_collection(name: str) -> str:
    """What opens the collection of this name."""
    return f"Open {name}"


def replaced(name: str) -> str:
    """That a file took the place of another."""
    return f"Replaced: {name}"


def added_twice(name: str, other: str) -> str:
    """That a file was added whose text another document has."""
    return f"Added, though it has the same text as {other}: {name}"


def without_password(name: str) -> str:
    """That a file was opened with its password, which is kept nowhere."""
    return f"Kept without its password: {name}"


def password_of(name: str) -> str:
    """Whose password is asked for: that of an encrypted file."""
    return f"Password of {name}"


def not_added(reason: str) -> str:
    """That a file was not added."""
    return f"Not added: {reason}"


def _these(ids: Sequence[str], *, begins: bool = False) -> str:
    one = f"“{ids[0]}”" if begins else ids[0]
    return one if len(ids) == 1 else count_of(len(ids), "document")


def _day(day: date) -> str:
    return _NO_BREAK.join((str(day.day), _MONTHS[day.month - 1], str(day.year)))
