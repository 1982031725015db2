"""What is thought of answers, and what is taken along of them."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

SELECT_SENTENCE = "Bitte den Satz markieren, der „{}“ beantwortet."
THANKS_BAD = "Danke. Die Antwort ist als schlecht gespeichert."
THANKS_GOOD = "Danke. Die Antwort ist als Test gespeichert."
NO_FEEDBACK = "Von diesem Besuch wird nichts gespeichert."
START_SHARED = "Bitte Pincite ohne --shared off starten."
NOTHING_QUOTED = "In diesem Chat wird nichts zitiert."
NO_PDF_QUOTED = "In diesem Chat wird kein PDF zitiert."
NO_HIGHLIGHTS = "Hier wird kein PDF markiert."
EXPORT_EVIDENCE = "Bitte stattdessen die Belegseite exportieren."
NONE_HIGHLIGHTED = "Kein PDF konnte markiert werden."
HIGHLIGHT_TOO_SLOW, SPLIT_FILE = "Das Markieren dauert zu lange.", "Bitte die Datei aufteilen."
NO_DOWNLOAD = "Diese Datei ist nicht mehr verfügbar."
EXPORT_AGAIN = "Bitte erneut exportieren."
FILES_TOO_LARGE, USE_ANNOTATE = (
    "Die Dateien sind zusammen zu groß.",
    "Bitte die Belegseite exportieren und „pincite annotate“ ausführen.",
)
NOTHING_TO_EXPORT = "Es gibt noch nichts zu exportieren."
ASK_FIRST = "Bitte zuerst etwas fragen."
STOPPING, START_AGAIN = "Pincite wird beendet.", "Bitte neu starten."
OUT_OF_DATE, LOAD_AGAIN = "Die Seite ist veraltet.", "Bitte neu laden."


def thanks_corrected(question: str) -> str:
    """Thanks for showing the right sentence."""
    return f"Danke. Als Test ist gespeichert, dass dies {_quoted(question)} beantwortet."


def thanks_absent(question: str) -> str:
    """Thanks for saying that there is no answer."""
    return f"Danke. Als Test ist gespeichert, dass hier nichts {_quoted(question)} beantwortet."


def exported(name: str, left_out: Sequence[str] = ()) -> str:
    """That a file was handed over, and what of the documents is not in it."""
    return " ".join((f"Exportiert als {name}.", *(f"Ausgelassen: {each}" for each in left_out)))


def _quoted(question: str) -> str:
    return f"„{shorten(question, 60, placeholder=' …')}“"
