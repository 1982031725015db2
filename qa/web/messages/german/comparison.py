"""Documents that are compared."""

from __future__ import annotations

from qa.web.messages.german.numbers import counted as _counted
from qa.web.messages.german.numbers import written as _written

COMPARE = "Dokumente vergleichen"
COMPARE_TITLE = (
    "Mehreren Dokumenten dieselben Fragen stellen und sehen, worin sie sich unterscheiden"
)
COMPARE_LEAD = "Jedes Dokument wird für sich befragt. Unterschiedliche Angaben sind markiert."
QUESTIONS_LABEL, QUESTIONS_HINT = "Fragen, eine je Zeile", "Wann beginnt es?\nWie viel kostet es?"
ASKED_DOCUMENTS, ALL_OF_THEM, NONE_OF_THEM = "Dokumente, die befragt werden", "Alle", "Keine"
START_COMPARING, STOP_COMPARING = "Vergleichen", "Stopp"
WHAT_IS_COMPARED = "Fragen und Dokumente"
CLOSE_COMPARISON = "Vergleich schließen"
BACK_TO_TABLE, BACK_TO_TABLE_SIGN = "Die ganze Tabelle", "⤢"
COMPARISON, TABLE_AS = "Vergleich", "Exportieren als"
TABLE_FORMS = (("csv", "CSV"), ("xlsx", "XLSX"), ("html", "HTML"))
WAITS_FOR_TURN = "Die Dokumente werden geöffnet\u00a0…"
DOES_NOT_SAY, LIKELY_PLACE = "Steht nicht darin", "Wahrscheinliche Fundstelle, nicht sicher"
DIFFERS, DIFFERS_SIGN = "weicht ab", "≠"
ALL_ASKED, COMPARISON_STOPPED = "Alles abgefragt.", "Gestoppt."
NOTHING_COMPARED = "Hier gibt es keine Tabelle."
COMPARE_FIRST = "Bitte zuerst Dokumente vergleichen."
ASK_FEWER = "Bitte einige weglassen."
ASK_SOMETHING = "Bitte mindestens eine eingeben, je Zeile eine."
NO_QUESTIONS = "Es wurde keine Frage eingegeben."
NO_DOCUMENTS_CHOSEN = "Es ist kein Dokument ausgewählt."
CHOOSE_SOME = "Bitte mindestens eines auswählen."
COMPARE_WHEN_READ = "Bitte vergleichen, sobald sie gelesen sind."
SERVER_GONE = "Pincite ist nicht erreichbar. Bitte erneut vergleichen, sobald es das wieder ist."
FIRST_CHOSEN = "Die ersten {} von {} sind ausgewählt."
_THINGS = {"question": ("Frage", "Fragen"), "document": ("Dokument", "Dokumente")}


def comparison_limits(documents: int, questions: int) -> str:
    """How many documents and questions are compared at the most."""
    most = f"{_many(documents, 'document')} und {_many(questions, 'question')}"
    return f"Bis zu {most} auf einmal."


def too_many_compared(number: int, most: int, what: str) -> str:
    """That there are more than can be compared of ``what``, "question" or "document"."""
    return f"Es sind {_many(number, what)}, möglich sind höchstens {_written(most)}."


def compared_so_far(done: int, of: int) -> str:
    """How many cells of a table were asked."""
    return f"{_written(done)} von {_written(of)} abgefragt"


def compared_early(missing: int, of: int) -> str:
    """That documents are compared before all of their passages were embedded."""
    some = f"{_written(missing)} von {_counted(of, 'Passage', 'Passagen')}"
    return (
        f"Die Dokumente werden noch für die Suche vorbereitet: {some}"
        f" {'wird' if missing == 1 else 'werden'} nur nach Wörtern durchsucht. Bitte erneut"
        " vergleichen, sobald sie bereit sind."
    )


def compared_before_ocr(pages: int) -> str:
    """That documents are compared before OCR has read so many of their pages."""
    were, are = ("wurde", "ist") if pages == 1 else ("wurden", "sind")
    return (
        f"{_counted(pages, 'Seite', 'Seiten')} {were} noch nicht per OCR gelesen. Bitte erneut"
        f" vergleichen, sobald sie gelesen {are}."
    )


def not_compared(names: str) -> str:
    """That documents are left out: their pages are pictures that were not read yet."""
    return f"Noch nicht gelesen und daher ausgelassen: {names}."


def number_differing(number: int, of: int) -> str:
    """How many documents of a column tell something else than others."""
    return f"{_written(number)} von {_written(of)} {'weicht' if number == 1 else 'weichen'} ab"


def more_quotes(number: int) -> str:
    """What unfolds the other quotes of a cell."""
    return _counted(number, "weiteres Zitat", "weitere Zitate")


def _many(number: int, what: str) -> str:
    return _counted(number, *_THINGS[what])
