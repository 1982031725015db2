"""Where something stands, and how much there is of it."""

from __future__ import annotations

PLACES = {
    "page {page}": "Seite {page}",
    "page {page} of the file": "Seite {page} der Datei",
    "page {page}, read by OCR": "Seite {page}, per OCR gelesen",
    "page {page} of the file, read by OCR": "Seite {page} der Datei, per OCR gelesen",
    "page {page}, beside the text": "Seite {page}, neben dem Text",
    "pages {first}–{last}": "Seiten {first}–{last}",
    "pages {first}–{last} of the file": "Seiten {first}–{last} der Datei",
    "pages {first}–{last}, read by OCR": "Seiten {first}–{last}, per OCR gelesen",
    "pages {first}–{last} of the file, read by OCR": (
        "Seiten {first}–{last} der Datei, per OCR gelesen"
    ),
    "sheet {name}": "Blatt {name}",
    "sheet {name}, row {row:number}": "Blatt {name}, Zeile {row}",
    "sheet {name}, rows {first:number}–{last:number}": "Blatt {name}, Zeilen {first}–{last}",
    "row {row:number}": "Zeile {row}",
    "rows {first:number}–{last:number}": "Zeilen {first}–{last}",
    "line {line:number}": "Zeile {line}",
    "lines {first:number}–{last:number}": "Zeilen {first}–{last}",
    "paragraph {number:number}": "Absatz {number}",
    "under “{headings}”": "unter „{headings}“",
    "chapter “{title}”": "Kapitel „{title}“",
    "chapter {number:number}": "Kapitel {number}",
    "slide {number:number}": "Folie {number}",
    "slide {number:number}: {title}": "Folie {number}: {title}",
    "cell {number:number}": "Zelle {number}",
    "cell {number:number}: {label}": "Zelle {number}: {label}",
}
"""Places in a document; see `index.documents.places`."""

_THINGS = {
    "page": ("Seite", "Seiten"),
    "file": ("Datei", "Dateien"),
    "passage": ("Passage", "Passagen"),
    "document": ("Dokument", "Dokumente"),
    "word": ("Wort", "Wörter"),
    "minute": ("Minute", "Minuten"),
    "place": ("Stelle", "Stellen"),
    "heading": ("Überschrift", "Überschriften"),
    "sentence": ("Satz", "Sätze"),
    "item": ("Punkt", "Punkte"),
    "row": ("Zeile", "Zeilen"),
    "column": ("Spalte", "Spalten"),
    "field": ("Feld", "Felder"),
    "clause": ("Klausel", "Klauseln"),
    "question": ("Frage", "Fragen"),
    "quote": ("Zitat", "Zitate"),
    "picture": ("Bild", "Bilder"),
    "embedded object": ("eingebettetes Objekt", "eingebettete Objekte"),
    "embedded file": ("eingebettete Datei", "eingebettete Dateien"),
    "hidden row": ("ausgeblendete Zeile", "ausgeblendete Zeilen"),
    "hidden column": ("ausgeblendete Spalte", "ausgeblendete Spalten"),
}


def _dative(words: str) -> str:
    return words if words.endswith(("n", "s")) else f"{words}n"


def _counted(things: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Counts by templates, with their singulars."""
    return {
        template: words
        for name, (one, several) in things.items()
        for template, words in (
            (f"1 {name}", f"1 {one}"),
            (f"{{number:number}} {name}s", f"{{number}} {several}"),
        )
    }


COUNTS = _counted(_THINGS)
"""So many things, in the nominative and accusative."""
DATIVE_COUNTS = _counted({name: (it[0], _dative(it[1])) for name, it in _THINGS.items()})
"""So many things, in the dative."""
JOINED_COUNTS = {
    "{some:counts} and {others:counts}": "{some} und {others}",
    "{some:counts}": "{some}",
}
"""One or two counts."""

_PARTS = {
    "clause": "Klausel",
    "section": "Abschnitt",
    "article": "Artikel",
    "chapter": "Kapitel",
    "paragraph": "Absatz",
    "para": "Absatz",
    "part": "Teil",
    "rule": "Regel",
    "step": "Schritt",
    "question": "Frage",
    "item": "Punkt",
    "point": "Punkt",
    "appendix": "Anhang",
    "annex": "Anhang",
    "schedule": "Anlage",
    "regulation": "Vorschrift",
    "principle": "Grundsatz",
    "note": "Anmerkung",
    "stage": "Stufe",
    "phase": "Phase",
    "lesson": "Lektion",
    "exercise": "Übung",
    "option": "Option",
}

PARTS = {
    **{f"{name} {{number}}": f"{words} {{number}}" for name, words in _PARTS.items()},
    **{f"{name.capitalize()} {{number}}": f"{words} {{number}}" for name, words in _PARTS.items()},
    "{part}": "{part}",
}
"""Numbered parts that a question names."""

NUMBERS = {
    "{some} and {others:number} more": "{some} und {others} weitere",
    "{some} and {last}": "{some} und {last}",
    "{some}": "{some}",
}
"""Numbers in a row: "1–4, 6 and 9", "2, 3 and 7 more"."""
NAMES = {
    "{some} and 1 more": "{some} und 1 weiterer",
    "{some} and {others:number} more": "{some} und {others} weitere",
    "{some}": "{some}",
}
"""Names in a row, the last of which may stand for others: "a.pdf, b.pdf and 7 more"."""
