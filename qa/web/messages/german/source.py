"""The document that is read."""

from __future__ import annotations

from qa.web.messages.german.numbers import written as _written

# The source.
CLOSE_SOURCE, DOCUMENT, NO_DOCUMENT = "Quelle schließen", "Dokument", "Kein Dokument"
NO_DOCUMENT_HERE = (
    "Hier ist kein Dokument. Dateien auf der Seite ablegen oder das Standarddokument hinzufügen."
)
CONTENTS, VIEW, PAGES, TEXT = "Inhalt", "Anzeigen als", "Seiten", "Text"
SMALLER, SMALLER_SIGN = "Kleiner", "−"
LARGER, LARGER_SIGN = "Größer", "+"
ZOOM, PAGE = "Zoom", "Seite"
FIND, FIND_PLACEHOLDER = "In der Quelle suchen", "Suchen"
FIND_BEFORE, FIND_BEFORE_SIGN = "Voriger Treffer", "‹"
FIND_NEXT, FIND_NEXT_SIGN = "Nächster Treffer", "›"
SHOW_BEFORE, SHOW_AFTER = "Den Teil davor anzeigen", "Den Teil danach anzeigen"
TABLE = "Tabelle"

# Pages of documents.
NOT_OPEN, OPEN_AGAIN = (
    "Dieses Dokument wurde geschlossen, oder seine Datei wurde geändert.",
    "Bitte die Seite neu laden.",
)
NO_PLACE = "Diese Stelle gibt es im Dokument nicht."
GIVE_NUMBERS = "Bitte ganze Zahlen angeben, die darin liegen."
TOO_MANY_PAGES = "Es werden zu viele Seiten auf einmal angefordert."
TRY_IN_A_MOMENT = "Bitte gleich noch einmal versuchen."
PAGE_TOO_SLOW = "Das Zeichnen dieser Seite dauert zu lange."
READ_TEXT = "Bitte stattdessen ihren Text lesen."


def slide_name(number: int) -> str:
    """What a slide is called above what is on it."""
    return f"Folie {number}"


def characters_before(count: int) -> str:
    """How much of a document comes before what is shown."""
    return f"{_written(count)} Zeichen vor diesem Teil."


def characters_after(count: int) -> str:
    """How much of a document comes after what is shown."""
    return f"{_written(count)} Zeichen nach diesem Teil."


def no_such_document(name: str) -> str:
    """That the document which an address names is not there."""
    return f"Hier gibt es kein Dokument „{repr(name[:60])[1:-1]}“."
