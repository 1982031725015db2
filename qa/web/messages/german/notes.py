"""What is told of documents that were read: what of them was not, and how they are searched."""

from __future__ import annotations

_LIMIT = "Die Datei hat mehr als {most} Zeichen."

NOTES = {
    "It is searched by its words alone, not by meaning, for its language.": (
        "Wegen seiner Sprache wird es nur nach seinen Wörtern durchsucht, nicht nach der Bedeutung."
    ),
    "It has 1 very long sentence, of which a citation may quote a part.": (
        "Es hat 1 sehr langen Satz, von dem ein Zitat nur einen Teil enthalten kann."
    ),
    "It has {number:number} very long sentences, of which a citation may quote a part.": (
        "Es hat {number} sehr lange Sätze, von denen ein Zitat nur einen Teil enthalten kann."
    ),
    "It was not UTF-8 and was read as {encoding}.": (
        "Die Datei war nicht in UTF-8 und wurde als {encoding} gelesen."
    ),
    "Hidden text was left out.": "Ausgeblendeter Text wurde ausgelassen.",
    "Fetched from {address} on {day}.": "Am {day} von {address} abgerufen.",
    "It led on to {target}.": "Die Adresse leitete weiter zu {target}.",
    "It was changed since it was added.": "Die Datei wurde geändert, seit sie hinzugefügt wurde.",
    "Add the document again.": "Bitte das Dokument erneut hinzufügen.",
    # PDF and OCR.
    "It is encrypted, and opens without a password.": (
        "Die Datei ist verschlüsselt und lässt sich ohne Passwort öffnen."
    ),
    "Only the first {some:number} of its {of:number} pages were read.": (
        "Nur die ersten {some} der {of} Seiten wurden gelesen."
    ),
    "Page {page} is damaged: it could not be read.": (
        "Seite {page} ist beschädigt: Sie konnte nicht gelesen werden."
    ),
    "Page {page:number} holds no text: scanned.": "Seite {page} enthält keinen Text: gescannt.",
    "Pages {pages:numbers} hold no text: scanned.": (
        "Die Seiten {pages} enthalten keinen Text: gescannt."
    ),
    "Only the comments and fields on page {page:number} were read.": (
        "Nur die Kommentare und Felder auf Seite {page} wurden gelesen."
    ),
    "Only the comments and fields on pages {pages:numbers} were read.": (
        "Nur die Kommentare und Felder auf den Seiten {pages} wurden gelesen."
    ),
    "Files attached to it are not read: {files}.": (
        "Angehängte Dateien werden nicht gelesen: {files}."
    ),
    "The OCR of {pages:counts} is to come.": "Die OCR von {pages} steht noch aus.",
    "The OCR of {pages:counts} was skipped.": "Die OCR von {pages} wurde übersprungen.",
    "OCR gave up on page {page:number}: {reason:sentence}": (
        "Die OCR hat Seite {page} aufgegeben: {reason}"
    ),
    "OCR gave up on {pages:counts}, from page {page:number} on: {reason:sentence}": (
        "Die OCR hat {pages} aufgegeben, ab Seite {page}: {reason}"
    ),
    # Word, PowerPoint and Excel.
    "1 picture without a description was not read.": (
        "1 Bild ohne Beschreibung wurde nicht gelesen."
    ),
    "{pictures:counts} without a description were not read.": (
        "{pictures} ohne Beschreibung wurden nicht gelesen."
    ),
    "1 embedded object was not read.": "1 eingebettetes Objekt wurde nicht gelesen.",
    "{objects:counts} were not read.": "{objects} wurden nicht gelesen.",
    "1 embedded file was not read.": "1 eingebettete Datei wurde nicht gelesen.",
    "Parts that are files of their own were not read.": (
        "Teile, die eigene Dateien sind, wurden nicht gelesen."
    ),
    "Its tracked changes were read as accepted.": (
        "Nachverfolgte Änderungen wurden als angenommen gelesen."
    ),
    "Only the first {some:number} of {of:number} slides were read.": (
        "Nur die ersten {some} von {of} Folien wurden gelesen."
    ),
    "Only the slides up to a part of slide {slide:number} were read: they have more than"
    " {most:number} characters.": (
        "Nur die Folien bis zu einem Teil von Folie {slide} wurden gelesen: Sie haben mehr als"
        " {most} Zeichen."
    ),
    "Hidden slide {slide:number} was left out.": (
        "Die ausgeblendete Folie {slide} wurde ausgelassen."
    ),
    "Hidden slides {slides:numbers} were left out.": (
        "Die ausgeblendeten Folien {slides} wurden ausgelassen."
    ),
    "Only pictures are on slide {slide:number}, and the text in pictures is not read.": (
        "Auf Folie {slide} sind nur Bilder, und der Text in Bildern wird nicht gelesen."
    ),
    "Only pictures are on slides {slides:numbers}, and the text in pictures is not read.": (
        "Auf den Folien {slides} sind nur Bilder, und der Text in Bildern wird nicht gelesen."
    ),
    "Only the first {some:number} of {of:number} sheets were read.": (
        "Nur die ersten {some} von {of} Blättern wurden gelesen."
    ),
    "Only the first {rows:number} rows of the sheet “{sheet}” were read: the file has more than"
    " {most:number} characters.": (
        f"Nur die ersten {{rows}} Zeilen des Blatts „{{sheet}}“ wurden gelesen: {_LIMIT}"
    ),
    "Only the first lines of the sheet “{sheet}” were read: the file has more than {most:number}"
    " characters.": f"Nur die ersten Zeilen des Blatts „{{sheet}}“ wurden gelesen: {_LIMIT}",
    "1 hidden row of the sheet “{sheet}” was left out.": (
        "1 ausgeblendete Zeile des Blatts „{sheet}“ wurde ausgelassen."
    ),
    "1 hidden column of the sheet “{sheet}” was left out.": (
        "1 ausgeblendete Spalte des Blatts „{sheet}“ wurde ausgelassen."
    ),
    "{hidden:things} of the sheet “{sheet}” were left out.": (
        "{hidden} des Blatts „{sheet}“ wurden ausgelassen."
    ),
    "1 hidden sheet was left out: {sheet:quotes}.": (
        "1 ausgeblendetes Blatt wurde ausgelassen: {sheet}."
    ),
    "{number:number} hidden sheets were left out: {sheets:quotes}.": (
        "{number} ausgeblendete Blätter wurden ausgelassen: {sheets}."
    ),
    "{number:number} hidden sheets were left out: {sheets:quotes} and 1 more.": (
        "{number} ausgeblendete Blätter wurden ausgelassen: {sheets} und 1 weiteres."
    ),
    "{number:number} hidden sheets were left out: {sheets:quotes} and {others:number} more.": (
        "{number} ausgeblendete Blätter wurden ausgelassen: {sheets} und {others} weitere."
    ),
    "1 cell has a formula whose result is not in the file, and were left empty: open it in a"
    " spreadsheet and save it anew to have it calculated.": (
        "1 Zelle hat eine Formel, deren Ergebnis nicht in der Datei steht, und blieb leer: bitte"
        " die Datei in einer Tabellenkalkulation öffnen und neu speichern, damit es berechnet wird."
    ),
    "{cells:number} cells have a formula whose result is not in the file, and were left empty:"
    " open it in a spreadsheet and save it anew to have it calculated.": (
        "{cells} Zellen haben eine Formel, deren Ergebnis nicht in der Datei steht, und blieben"
        " leer: bitte die Datei in einer Tabellenkalkulation öffnen und neu speichern, damit es"
        " berechnet wird."
    ),
    # OpenDocument.
    "A document that is embedded in it was left out.": (
        "Ein darin eingebettetes Dokument wurde ausgelassen."
    ),
    "Slide {slide:number} is hidden and was left out.": (
        "Folie {slide} ist ausgeblendet und wurde ausgelassen."
    ),
    "Slides {slides:numbers} are hidden and were left out.": (
        "Die Folien {slides} sind ausgeblendet und wurden ausgelassen."
    ),
    "Sheet {sheet:quoted} is hidden and was left out.": (
        "Blatt {sheet} ist ausgeblendet und wurde ausgelassen."
    ),
    "A hidden row was left out of sheet {sheet:quoted}.": (
        "Eine ausgeblendete Zeile von Blatt {sheet} wurde ausgelassen."
    ),
    "A hidden column was left out of sheet {sheet:quoted}.": (
        "Eine ausgeblendete Spalte von Blatt {sheet} wurde ausgelassen."
    ),
    "{hidden:counts} were left out of sheet {sheet:quoted}.": (
        "{hidden} von Blatt {sheet} wurden ausgelassen."
    ),
    "Rows and cells of sheet {sheet:quoted} that are repeated were written up to {times:number}"
    " times.": (
        "Wiederholte Zeilen und Zellen von Blatt {sheet} wurden bis zu {times}-mal geschrieben."
    ),
    # Tables, JSON and notebooks.
    "A quotation mark in row {row:number} is never closed: it was read as a sign of its cell.": (
        "Ein Anführungszeichen in Zeile {row} wird nie geschlossen: Es wurde als Zeichen seiner"
        " Zelle gelesen."
    ),
    "A quotation mark in {rows:number} rows, the first of them row {row:number}, is never closed:"
    " it was read as a sign of its cell.": (
        "Ein Anführungszeichen in {rows} Zeilen, zuerst in Zeile {row}, wird nie geschlossen: Es"
        " wurde als Zeichen seiner Zelle gelesen."
    ),
    "There are more cells than in the head of the table in row {row:number}: some may stand in a"
    " wrong column.": (
        "In Zeile {row} sind mehr Zellen als im Tabellenkopf: Manche stehen vielleicht in einer"
        " falschen Spalte."
    ),
    "There are more cells than in the head of the table in {rows:number} rows, the first of them"
    " row {row:number}: some may stand in a wrong column.": (
        "In {rows} Zeilen, zuerst in Zeile {row}, sind mehr Zellen als im Tabellenkopf: Manche"
        " stehen vielleicht in einer falschen Spalte."
    ),
    "It holds {values:number} values, one after the other.": (
        "Die Datei enthält {values} Werte nacheinander."
    ),
    "Line {line:number} is not JSON and was left out.": (
        "Zeile {line} ist kein JSON und wurde ausgelassen."
    ),
    "Lines {lines:numbers} are not JSON and were left out.": (
        "Die Zeilen {lines} sind kein JSON und wurden ausgelassen."
    ),
    "What is nested deeper than {levels:number} levels was left out.": (
        "Was tiefer als {levels} Ebenen verschachtelt ist, wurde ausgelassen."
    ),
    "1 picture that its code made was left out.": (
        "1 Bild, das der Code erzeugt hat, wurde ausgelassen."
    ),
    "{pictures:counts} that its code made were left out.": (
        "{pictures}, die der Code erzeugt hat, wurden ausgelassen."
    ),
    "Of what a cell printed, no more than {most:number} characters were read.": (
        "Von dem, was eine Zelle ausgegeben hat, wurden höchstens {most} Zeichen gelesen."
    ),
    # Mails, web pages, books, RTF.
    "It has no text that can be read.": (
        "Die E-Mail enthält keinen Text, der gelesen werden kann."
    ),
    "It has 1 attachment: {names:list}.": "1 Anhang: {names}.",
    "It has {number:number} attachments: {names:list}.": "{number} Anhänge: {names}.",
    "What the page hides, such as tabs that are not open, was left out.": (
        "Was die Seite verbirgt, etwa nicht geöffnete Tabs, wurde ausgelassen."
    ),
    "All its text is hidden.": "Der ganze Text ist verborgen.",
    "It may show its text with a script, and those are not run.": (
        "Vielleicht zeigt die Seite ihren Text mit einem Skript, und Skripte werden nicht"
        " ausgeführt."
    ),
    "A part of the book cannot be read and was left out.": (
        "Ein Teil des Buchs kann nicht gelesen werden und wurde ausgelassen."
    ),
    "The file ends too early: what came last may be missing.": (
        "Die Datei endet zu früh: Was zuletzt kam, fehlt vielleicht."
    ),
    "What stands behind the end of the file was left out.": (
        "Was hinter dem Ende der Datei steht, wurde ausgelassen."
    ),
}
"""Remarks on a document."""
