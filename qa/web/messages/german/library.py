"""Collections, and the documents in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index.documents.places import UnitKind
from qa.library.listing import Order
from qa.web.messages.german.numbers import counted as _counted
from qa.web.messages.german.numbers import written as _written

# Adding.
CLOSE_LIBRARY, ADD_DOCUMENTS = "Bibliothek schließen", "Dokumente hinzufügen\u00a0…"
DOCUMENTS = "Dokumente"
DROP_FILES = "oder Dateien auf der Seite ablegen"
DROP_TO_ADD = "Ablegen, um Dateien zur Bibliothek hinzuzufügen"
SHARED_LIBRARY = (
    "Was Sie hinzufügen, bleibt auf diesem Computer und ist beim nächsten Besuch wieder da."
)
PRIVATE_LIBRARY = (
    "Was Sie hinzufügen, ist nur für Sie da und wird innerhalb einer Stunde nach dem Verlassen der"
    " Seite entfernt."
)
FORMATS_READ = "PDF, Word, Excel, Webseiten und mehr"
ARCHIVES = "Archive und Postfächer"
UPLOADING = "Datei {number} von {of} wird hochgeladen: {name}"
TOO_LARGE, UNLOCK = "die Datei ist größer als {most} MB", "Öffnen"
NOT_SENT = "die Datei konnte nicht gesendet werden ({why})"
ADD_FOLDER, ADD = "Ordner dieses Computers hinzufügen", "Hinzufügen"
FOLDERS = "Ordner dieses Computers"
FOLDER_PATH, FOLDER_PLACEHOLDER = "Pfad des Ordners", "/home/ich/notizen"
WATCH = "Aktuell halten"
WATCHED = "Die Dateien werden alle paar Sekunden geprüft und gelesen, wenn sie sich ändern."
NOT_WATCHED = "Die Dateien werden vor jeder Frage geprüft."

# Collections.
COLLECTION, NEW_COLLECTION = "Sammlung", "Neue Sammlung"
NEW, CREATE, RENAME_COLLECTION, SAVE = "Neu\u00a0…", "Erstellen", "Umbenennen\u00a0…", "Speichern"
COLLECTION_NAME, NEW_NAME = "Name der Sammlung", "Name einer neuen Sammlung"
CANCEL_DIALOG = "Abbrechen"
RENAME_TITLE = "Sammlung umbenennen"
DELETE_COLLECTION, DELETE_COLLECTION_SURE = "Löschen", "Wirklich löschen?"
DELETE_COLLECTION_LABEL = "Diese Sammlung löschen"
ADD_DEFAULT = "Standarddokument hinzufügen"
RESTORE_DEFAULT = "Standarddokument wiederherstellen"
COLLECTION_GONE, NOTHING_CHANGED = (
    "Die Sammlung, die hier geöffnet war, gibt es nicht mehr.",
    "Es wurde nichts geändert.",
)
ASK_SHOWN_INSTEAD = "Erneut fragen, um die Sammlung zu befragen, die stattdessen angezeigt wird."

# The list.
FIND_DOCUMENT = "Dokument in allen Sammlungen suchen"
SORT_BY = "Sortieren nach"
ORDERS = {
    Order.NAME: "Nach Name",
    Order.NEWEST: "Neueste zuerst",
    Order.LARGEST: "Größte zuerst",
    Order.KIND: "Nach Typ",
}
SELECT, SELECTION = "Auswählen", "Auswahl"
SELECT_TITLE = "Dokumente auswählen, um sie zu verschieben, umzubenennen oder zu entfernen"
SELECTED, SELECT_NONE, SELECT_DONE = "{} ausgewählt", "Nichts ausgewählt", "Fertig"
RENAME_SELECTED, DOCUMENT_NAME = "Umbenennen\u00a0…", "Name des Dokuments"
RENAME_DOCUMENT = "Dokument umbenennen"
RENAME_ONE = "Von hinzugefügten Dokumenten kann jeweils eines umbenannt werden."
MOVE, MOVE_TITLE, MOVE_TO = "Verschieben\u00a0…", "In eine andere Sammlung verschieben", "Ziel"
TO_NEW_COLLECTION, MOVE_HERE = "Eine neue Sammlung\u00a0…", "Verschieben"
REMOVE, REMOVE_SIGN, REMOVE_SURE, UNDO = "Entfernen", "×", "Wirklich?", "Rückgängig"
DISMISS = "Ausblenden"
NO_DOCUMENTS, NOT_READ = "Noch keine Dokumente.", "Nicht gelesene Dateien:"
NONE_MATCH = "Kein Dokument hier hat das im Titel oder im Dateinamen."
NONE_MATCH_ANYWHERE = "Kein Dokument hat das im Titel oder im Dateinamen."
TO_BE_READ = "Die Seiten sind Bilder. Ihr Text steht hier, sobald sie per OCR gelesen sind."
SKIP_OCR, RESUME_OCR = "Restliche OCR überspringen", "Den Rest per OCR lesen"
DOCUMENT_GONE = "Dieses Dokument ist nicht mehr in der Sammlung."
ASK_AGAIN = "Bitte erneut fragen."
NOT_UPLOADED = "Diese Datei wurde hier nicht hochgeladen."
UPLOAD_AGAIN = "Bitte erneut hochladen."

# What a document is.
KINDS = {
    "PDF": "PDF",
    "Word": "Word",
    "PowerPoint": "PowerPoint",
    "Excel": "Excel",
    "text": "Text",
    "web page": "Webseite",
    "saved web page": "Gespeicherte Webseite",
    "EPUB": "EPUB",
    "mail": "E-Mail",
    "picture": "Bild",
    "table": "Tabelle",
    "RTF": "RTF",
    "OpenDocument text": "OpenDocument-Text",
    "OpenDocument presentation": "OpenDocument-Präsentation",
    "OpenDocument spreadsheet": "OpenDocument-Tabelle",
    "JSON": "JSON",
    "JSON lines": "JSON Lines",
    "notebook": "Notebook",
}
LANGUAGES = {
    "ar": "Arabisch", "bg": "Bulgarisch", "bn": "Bengalisch", "ca": "Katalanisch",
    "cs": "Tschechisch", "da": "Dänisch", "de": "Deutsch", "el": "Griechisch", "en": "Englisch",
    "es": "Spanisch", "et": "Estnisch", "eu": "Baskisch", "fa": "Persisch", "fi": "Finnisch",
    "fr": "Französisch", "ga": "Irisch", "he": "Hebräisch", "hi": "Hindi", "hu": "Ungarisch",
    "hy": "Armenisch", "id": "Indonesisch", "it": "Italienisch", "ja": "Japanisch",
    "ka": "Georgisch", "km": "Khmer", "ko": "Koreanisch", "lo": "Laotisch", "lt": "Litauisch",
    "my": "Birmanisch", "ne": "Nepalesisch", "nl": "Niederländisch", "no": "Norwegisch",
    "pl": "Polnisch", "pt": "Portugiesisch", "ro": "Rumänisch", "ru": "Russisch",
    "sk": "Slowakisch", "sl": "Slowenisch", "sr": "Serbisch", "sv": "Schwedisch", "ta": "Tamil",
    "th": "Thailändisch", "tr": "Türkisch", "uk": "Ukrainisch", "vi": "Vietnamesisch",
    "zh": "Chinesisch",
}  # fmt: skip
_MONTHS = (
    "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
)  # fmt: skip
_PARTS = {
    UnitKind.PAGE: ("Seite", "Seiten"),
    UnitKind.SLIDE: ("Folie", "Folien"),
    UnitKind.SHEET: ("Tabellenblatt", "Tabellenblätter"),
    UnitKind.CHAPTER: ("Kapitel", "Kapitel"),
}
_SIZES = ((1_000_000, "MB"), (1000, "kB"))
_NO_BREAK = "\u00a0"


def parts_of(kind: UnitKind, number: int) -> str:
    """Of how many pages, slides and so on a document is."""
    return _counted(number, *_PARTS[kind])


def words_of(number: int) -> str:
    """How many words a document has."""
    return _counted(number, "Wort", "Wörter")


def file_size(size: int) -> str:
    """How large a file of ``size`` bytes is: "1,2 MB"."""
    for unit, name in _SIZES:
        if size >= unit:
            number = size / unit
            return f"{_written(number, decimals=1 if number < 10 else 0)}{_NO_BREAK}{name}"
    return _counted(size, "Byte", "Byte")


def language_of(code: str) -> str:
    """The language of this ISO 639-1 code, by its name."""
    return LANGUAGES.get(code, code)


def added_on(day: date) -> str:
    """When a document was added."""
    return f"hinzugefügt am{_NO_BREAK}{_day(day)}"


def changed_on(day: date) -> str:
    """When a file that lies elsewhere was last changed."""
    return f"geändert am{_NO_BREAK}{_day(day)}"


def same_text_as(other: str) -> str:
    """That a document has the text of another."""
    return f"Derselbe Text wie in {other}"


def listed(matching: int, of: int) -> str:
    """How many documents are listed, of how many."""
    return _documents(of) if matching == of else f"{_written(matching)} von {_written(of)}"


def show_more(left: int) -> str:
    """What shows more, of which so many are left."""
    return f"Mehr anzeigen ({_written(left)})"


def select_all(number: int) -> str:
    """What chooses all that are listed."""
    return f"Alle {_written(number)}"


def found_in(collection: str, number: int) -> str:
    """How many documents of another collection have what is looked for."""
    return f"In {collection}: {_documents(number)}"


def and_more(number: int) -> str:
    """That there are more, which are not listed."""
    return f"und {_counted(number, 'weiteres', 'weitere')}"


def remove_document(name: str) -> str:
    """What removes a document, or a folder of them."""
    return f"{name} entfernen"


def select_document(name: str) -> str:
    """What chooses a document."""
    return f"{name} auswählen"


def documents_in(number: int, skipped: int) -> str:
    """How many documents a folder holds, and how many files in it were not read."""
    documents = _documents(number)
    files = _counted(skipped, "Datei", "Dateien")
    return f"{documents}; {files} nicht gelesen:" if skipped else documents


def removed(ids: Sequence[str]) -> str:
    """That documents were removed."""
    return f"{_these(ids)} entfernt."


def deleted(name: str) -> str:
    """That a collection was deleted."""
    return f"Sammlung „{name}“ gelöscht."


def added(ids: Sequence[str]) -> str:
    """That documents were added to the open collection."""
    return f"{_these(ids)} hinzugefügt."


def added_to(ids: Sequence[str], collection: str) -> str:
    """That documents were added to a collection that is not the open one."""
    return f"{_these(ids)} zur Sammlung „{collection}“ hinzugefügt."


def open_to_unlock(collection: str) -> str:
    """Where the password of a file is given that is not for the open collection."""
    return f"Für das Passwort: {collection} öffnen und die Datei dort hinzufügen."


def moved(ids: Sequence[str], collection: str) -> str:
    """That documents were moved to a collection."""
    return f"{_these(ids)} in die Sammlung „{collection}“ verschoben."


def renamed(before: str, now: str) -> str:
    """That a document goes by another name."""
    return f"„{before}“ in „{now}“ umbenannt."


def brought_back(ids: Sequence[str]) -> str:
    """That documents are back where they were."""
    return f"{_these(ids)} {'ist' if len(ids) == 1 else 'sind'} wieder da."


def brought_back_as(name: str, now: str) -> str:
    """That a collection is back by another name."""
    return f"„{name}“ ist als „{now}“ wieder da: Es gibt inzwischen eine andere Sammlung „{name}“."


def not_moved(reason: str) -> str:
    """That a document was not moved."""
    return f"Nicht verschoben: {reason}"


def open_collection(name: str) -> str:
    """What opens the collection of this name."""
    return f"{name} öffnen"


def replaced(name: str) -> str:
    """That a file took the place of another."""
    return f"Ersetzt: {name}"


def added_twice(name: str, other: str) -> str:
    """That a file was added whose text another document has."""
    return f"Hinzugefügt, obwohl der Text derselbe ist wie in {other}: {name}"


def without_password(name: str) -> str:
    """That a file was opened with its password, which is kept nowhere."""
    return f"Ohne Passwort gespeichert: {name}"


def password_of(name: str) -> str:
    """Whose password is asked for: that of an encrypted file."""
    return f"Passwort für {name}"


def not_added(reason: str) -> str:
    """That a file was not added."""
    return f"Nicht hinzugefügt: {reason}"


def _documents(number: int) -> str:
    return _counted(number, "Dokument", "Dokumente")


def _these(ids: Sequence[str]) -> str:
    return f"„{ids[0]}“" if len(ids) == 1 else _documents(len(ids))


def _day(day: date) -> str:
    return _NO_BREAK.join((f"{day.day}.", _MONTHS[day.month - 1], str(day.year)))
