"""What the page's scripts say."""

from qa.web.messages.german.replies import MARKED_ABSENT, MARKED_RIGHT

SCRIPTS = {
    # Chats.
    "newChat": "Ein neuer Chat. Der vorige bleibt unter „Chats“.",
    "chatRemoval": "Der Chat wurde entfernt.",
    "oneQuestion": "1 Frage",
    "questions": "{number} Fragen",
    # Questions.
    "noQuestion": "Bitte zuerst eine Frage eingeben.",
    "longQuestion": "Die Frage ist zu lang: {number} Zeichen, höchstens {most} sind möglich.",
    "questionEditor": "Frage bearbeiten",
    "ask": "Fragen",
    "cancel": "Abbrechen",
    "questionEdit": "Die Frage wurde bearbeitet.",
    "returnOfLast": "Die letzte Frage wurde zurückgenommen.",
    "returnOfRest": "Was danach kam, wurde zurückgenommen.",
    "undo": "Rückgängig",
    "serverAbsence": "Pincite ist nicht erreichbar. Sobald es das ist, wird die Frage gestellt.",
    "noServer": "Nicht erreichbar",
    # Replies, which scripts know by what they say.
    "rightMark": MARKED_RIGHT,
    "absenceMark": MARKED_ABSENT,
    # Copies.
    "copy": "Kopiert.",
    "markdownCopy": "Als Markdown kopiert.",
    "addressCopy": "Adresse kopiert.",
    "characters": "Zeichen {start}–{end}",
    "quotation": "„{quote}“",
    "innerQuotation": "‚{quote}‘",
    "pdfExport": "Die Dateien werden erstellt …",
    # The source.
    "source": "Quelle",
    "removal": "Seitdem entfernt oder geändert",
    "serverSilence": "Der Server antwortet nicht.",
    "page": "Seite {number}",
    "pageTotal": "von {total}",
    "printedPage": "von {total} (gedruckt: {label})",
    "noPage": "Hier gibt es keine Seite „{page}“, nur die Seiten 1 bis {total}.",
    "zoom": "{percent} %",
    "finding": "{number} von {total}",
    "noFinding": "Keine Treffer",
}
"""Each sentence by its name; a script fills in what stands in braces."""
