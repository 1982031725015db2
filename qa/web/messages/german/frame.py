"""What stands around the chat and the source, and what is told of the server."""

from __future__ import annotations

from index.documents.parsers.progress import RECOGNIZING
from qa.library.contents import FileStage, Stage
from qa.web.messages.german.numbers import counted as _counted
from qa.web.messages.german.numbers import written as _written

# The frame.
TITLE = "Pincite"
PROMISE = "Zitierte Antworten, mit Fundstelle belegt."
WELCOME = "Stellen Sie Ihren Dokumenten eine Frage."
WELCOME_EMPTY = "Fügen Sie ein Dokument hinzu und befragen Sie es."
WELCOME_MORE = (
    "Sie erhalten genau den Satz, der die Antwort gibt, mit Fundstelle, oder ein ehrliches „steht"
    " nicht darin“."
)
DROP_HERE = "Dateien hier ablegen oder auswählen"
DROP_KINDS = "PDF, Word, Präsentationen, Tabellen, Webseiten, E-Books, E-Mails, Text."
DROP_KINDS_AND_SCANS = (
    "PDF, Word, Präsentationen, Tabellen, Webseiten, E-Books, E-Mails, Text, Scans."
)
STAYS_HERE = "Die Dateien bleiben auf diesem Computer."
STAYS_FOR_NOW = (
    "Die Dateien sind nur für Sie da und werden innerhalb einer Stunde nach dem Verlassen der Seite"
    " entfernt."
)
NOTHING_TO_ASK = "Hier ist noch kein Dokument. Bitte zuerst eines hinzufügen."
LIBRARY, LIBRARY_TITLE = "Bibliothek", "Dokumente und Sammlungen (l)"
SOURCE, SOURCE_TITLE = "Quelle", "Das befragte Dokument"
CHATS_KEPT = (
    "Ihre Fragen, in diesem Browser gespeichert. Ein Chat, den Sie öffnen, wird neu"
    " beantwortet, nach dem, was seine Dokumente dann sagen."
)
CHATS_OF_VISIT = "Ihre Fragen bei diesem Besuch. Mit diesem Tab verschwinden sie."
FIND_CHAT, NO_SUCH_CHAT = "Chat suchen", "Kein Chat enthält das."
NO_CHATS = "Bisher wurde nichts gefragt."
RENAME, DELETE, CHAT_NAME = "Umbenennen", "Löschen", "Name des Chats"
LOST_COLLECTION = "seine Sammlung gibt es nicht mehr"
MORE, MORE_SIGN = "Mehr", "⋯"
CHATS, CHATS_TITLE = "Chats", "Alles, was hier bisher gefragt wurde (h)"
EXPORT = "Diesen Chat exportieren"
PRINT, PRINT_TITLE = "Drucken", "Der Chat mit seinen Zitaten auf Papier"
EXPORTS = (
    ("html", "Belegseite", "Jedes Zitat mit seiner Fundstelle, zur späteren Prüfung", ""),
    ("json", "Belege als JSON", "Dasselbe als Daten", ""),
    ("pdf", "PDF mit Markierungen", "Die PDF-Dateien, ihre Zitate markiert", ".pc-pdf"),
    ("annotations", "Annotationen", "Die Zitate als W3C Web Annotations in JSON-LD", ".pc-cite"),
)
NEW_CHAT, NEW_CHAT_TITLE = "Neu", "Einen neuen Chat beginnen (n)"
THIS_PAGE = "Diese Seite"
DARK, DARK_TITLE = "Hell oder dunkel", "Hell oder dunkel (d)"
SHORTCUTS, SHORTCUTS_TITLE = "Tastenkürzel", "Was die Tasten tun (?)"
SHORTCUT_KEYS = (
    ("/", "Eine Frage schreiben"),
    ("Enter", "Fragen; auf einem Verweis: seinen Satz anzeigen"),
    ("j  k", "Nächstes und voriges Zitat"),
    ("Esc", "Zurück zum Verweis; stoppen; schließen"),
    ("s", "Zur Quelle"),
    ("+  −", "In der Quelle: Seiten größer und kleiner"),
    ("e", "Letzte Frage bearbeiten"),
    ("r", "Letzte Frage erneut stellen"),
    ("u", "Letzte Frage zurücknehmen"),
    ("c", "Letzte Antwort kopieren"),
    ("n", "Neuer Chat"),
    ("h", "Chats"),
    ("l", "Bibliothek"),
    ("d", "Hell oder dunkel"),
    ("?", "Diese Übersicht"),
)
CLOSE, CLOSE_SIGN = "Schließen", "×"
PICK_SENTENCE = "Der richtige Satz ist dieser"
CONVERSATION = "Gespräch"

# Asking.
QUESTION, QUESTION_PLACEHOLDER = "Frage", "Frage stellen\u00a0…"
ASK, STOP, EXAMPLES = "Fragen", "Stopp", "Beispiele"

# The status.
ASK_MEANWHILE = "Fragen ist schon möglich."
WARMING = "Das Modell wird noch vorbereitet. Lesen und fragen können Sie schon."
READY, EMPTY, READING = "Bereit", "Leer", "Wird gelesen\u00a0…"

# A session that was given back while its page was open.
CHAT_ASKED_AGAIN = "Der Server hatte diesen Chat nicht mehr. Seine Fragen werden erneut gestellt."
REPEAT = "Danach bitte wiederholen, was Sie zuletzt getan haben."
DOCUMENTS_REMOVED = (
    "Dokumente, die Sie hinzugefügt hatten, sind nicht mehr da: bitte erneut hinzufügen."
)


def loading_progress(stage: Stage, done: int, total: int) -> str:
    """How far the opening of a collection is; see `qa.library.contents.Progress`."""
    if isinstance(stage, FileStage):
        by = " per OCR" if stage.name == RECOGNIZING else ""
        page = f"Seite {_written(min(done + 1, total))} von {_written(total)}"
        return f"{stage.file} wird{by} gelesen: {page}"
    stages = {
        "reading": "Dokumente werden gelesen",
        "embedding": "Passagen werden für die Suche vorbereitet",
    }
    if stage not in stages:
        return READY
    return f"{stages[stage]}: {_written(done)} von {_written(total)}"


def with_time_left(words: str, seconds: float | None) -> str:
    """What is being done, and how long it will still take: "noch etwa 20 Sekunden"."""
    if seconds is None:
        return words
    if seconds < 55:
        left = _counted(max(5, 5 * round(seconds / 5)), "Sekunde", "Sekunden")
    else:
        left = _counted(round(seconds / 60), "Minute", "Minuten")
    return f"{words}, noch etwa {left}"


def ready_for(collection: str) -> str:
    """That the questions are answered from a collection, one of several."""
    return f"Bereit: {collection}"


def not_answering(reason: str) -> str:
    """Why no question is answered."""
    return f"Fragen können nicht beantwortet werden: {reason}"


def given_back(*, repeat: bool, removed: bool) -> str:
    """That a session was given back, and its chat is asked again.

    ``repeat`` says that what was done last came to nothing, ``removed`` that documents are gone.
    """
    more = ((repeat, REPEAT), (removed, DOCUMENTS_REMOVED))
    return " ".join((CHAT_ASKED_AGAIN, *(sentence for true, sentence in more if true)))
