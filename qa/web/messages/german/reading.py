"""What is told of files that are read: why they cannot be, and what was left out of them."""

from __future__ import annotations

KINDS = {
    "web page": "Webseite",
    "saved web page": "Gespeicherte Webseite",
    "mail": "E-Mail",
    "picture": "Bild",
    "table": "Tabelle",
    "text": "Text",
    "notebook": "Notebook",
    "OpenDocument text": "OpenDocument-Text",
    "OpenDocument presentation": "OpenDocument-Präsentation",
    "OpenDocument spreadsheet": "OpenDocument-Tabelle",
    "JSON lines": "JSON Lines",
    "{other}": "{other}",
}
"""What formats are called."""

ERRORS = {
    # Kinds of files.
    "{file:quoted} is of a kind that is not read ({suffix}).": (
        "{file} hat einen Dateityp, der nicht gelesen wird ({suffix})."
    ),
    "{file:quoted} is of an unknown kind ({suffix}).": (
        "{file} hat einen unbekannten Dateityp ({suffix})."
    ),
    "{file:quoted} is of an unknown kind (no extension).": (
        "{file} hat einen unbekannten Dateityp (keine Dateiendung)."
    ),
    "Save it as {kind}.": "Bitte als {kind} speichern.",
    "Save it as {kind}, without a password.": "Bitte als {kind} ohne Passwort speichern.",
    (
        "Save it as one that is read, such as PDF, Word, Excel, PowerPoint, OpenDocument, HTML, CSV"
        " or text."
    ): (
        "Bitte in einem lesbaren Format speichern, etwa PDF, Word, Excel, PowerPoint, OpenDocument,"
        " HTML, CSV oder Text."
    ),
    "To read a {kind:kind} file the package {package} is needed.": (
        "Um Dateien des Typs „{kind}“ zu lesen, wird das Paket {package} benötigt."
    ),
    "To read the text on pictures the package {package} is needed.": (
        "Um den Text auf Bildern zu lesen, wird das Paket {package} benötigt."
    ),
    "Run: {command}.": "Bitte ausführen: {command}.",
    "{file:quoted} is a binary file ({sign}).": "{file} ist eine Binärdatei ({sign}).",
    "{file:quoted} is a binary file (cut short).": "{file} ist eine Binärdatei (abgeschnitten).",
    "{file:quoted} is a binary file (byte {byte} at {place:number}).": (
        "{file} ist eine Binärdatei (Byte {byte} an Position {place})."
    ),
    "Give a text file, in UTF-8 at best.": "Bitte eine Textdatei angeben, am besten in UTF-8.",
    "Give a text file.": "Bitte eine Textdatei angeben.",
    "Give a file with text.": "Bitte eine Datei mit Text angeben.",
    "Give another file.": "Bitte eine andere Datei angeben.",
    "Give another address.": "Bitte eine andere Adresse angeben.",
    "{file:quoted} is empty (0 bytes).": "{file} ist leer (0 Byte).",
    "{file:quoted} is empty ({size:number} bytes, all blank).": (
        "{file} ist leer ({size} Byte, nur Leerraum)."
    ),
    "{file:quoted} is empty (1 bytes, all blank).": "{file} ist leer (1 Byte, nur Leerraum).",
    "{file:quoted} holds no text.": "{file} enthält keinen Text.",
    "{file:quoted} holds no document that is read.": (
        "{file} enthält kein Dokument, das gelesen wird."
    ),
    "{file:quoted} is a picture.": "{file} ist ein Bild.",
    "With --ocr its text is read.": "Mit --ocr wird der Text gelesen.",
    "With --ocr it is read.": "Mit --ocr wird er gelesen.",
    "Have the rest read.": "Bitte den Rest lesen lassen.",
    # Files that are shut or damaged.
    "{file:quoted} is encrypted.": "{file} ist verschlüsselt.",
    "{file:quoted} is encrypted, and the password does not open it.": (
        "{file} ist verschlüsselt, und das Passwort öffnet die Datei nicht."
    ),
    "{file:quoted} is encrypted, or an old Word document (.doc).": (
        "{file} ist verschlüsselt oder ein altes Word-Dokument (.doc)."
    ),
    "{file:quoted} is of the old kind (before 2007), or encrypted.": (
        "{file} hat das alte Format (vor 2007) oder ist verschlüsselt."
    ),
    "{file:quoted} is protected against copying (DRM).": (
        "{file} ist gegen Kopieren geschützt (DRM)."
    ),
    "Give its password.": "Bitte das Passwort angeben.",
    "Give its password with --password, or save it without one.": (
        "Bitte das Passwort mit --password angeben oder ohne Passwort speichern."
    ),
    "Save it without a password.": "Bitte ohne Passwort speichern.",
    "Open it in Word and save it as .docx, without a password.": (
        "Bitte in Word öffnen und als .docx ohne Passwort speichern."
    ),
    "Give a copy without that protection.": "Bitte eine Kopie ohne diesen Schutz angeben.",
    "it is no PDF file, or not a whole one": "sie ist keine oder keine vollständige PDF-Datei",
    "{file:quoted} is damaged: {reason:sentence}.": "{file} ist beschädigt: {reason}.",
    "{file:quoted} is damaged ({reason}).": "{file} ist beschädigt ({reason}).",
    "{file:quoted} is damaged: what reads it broke off (code {code}).": (
        "{file} ist beschädigt: Das Lesen brach ab (Code {code})."
    ),
    "{file:quoted} is damaged: its parts are nested too deep.": (
        "{file} ist beschädigt: Die Teile sind zu tief verschachtelt."
    ),
    "Open it and save it anew.": "Bitte öffnen und neu speichern.",
    "Open it in its program and save it anew.": (
        "Bitte im zugehörigen Programm öffnen und neu speichern."
    ),
    "Save it anew.": "Bitte neu speichern.",
    "{file:quoted} is not JSON: {why:sentence} (line {line:number}, column {column:number}).": (
        "{file} ist kein JSON: {why} (Zeile {line}, Spalte {column})."
    ),
    "Mend it there, or save it as .txt.": "Bitte dort berichtigen oder als .txt speichern.",
    "{file:quoted} is no notebook: {why:sentence}.": "{file} ist kein Notebook: {why}.",
    "Open it in Jupyter and save it anew.": "Bitte in Jupyter öffnen und neu speichern.",
    "{file:quoted} is no mail: it has no sender, subject or date.": (
        "{file} ist keine E-Mail: Absender, Betreff und Datum fehlen."
    ),
    "{file:quoted} is no RTF: it does not begin as one.": (
        "{file} ist kein RTF: Der Anfang passt nicht dazu."
    ),
    "{file:quoted} is no mailbox: it does not begin with a line as {line:quotes}.": (
        "{file} ist kein Postfach: Am Anfang fehlt eine Zeile wie {line}."
    ),
    "Export it anew in the format mbox.": "Bitte neu im Format mbox exportieren.",
    # What is wrong with a damaged file.
    "it defines entities": "sie definiert Entitäten",
    "it has no {path:quoted}": "{path} fehlt darin",
    "it has no cells": "Zellen fehlen",
    "it holds no workbook": "sie enthält keine Arbeitsmappe",
    "it holds no presentation": "sie enthält keine Präsentation",
    "it holds no web page": "sie enthält keine Webseite",
    "it is no Word document": "sie ist kein Word-Dokument",
    "it is no picture that can be read": "sie ist kein Bild, das gelesen werden kann",
    "it does not tell which part of it is the document": (
        "sie gibt nicht an, welcher Teil von ihr das Dokument ist"
    ),
    "it does not tell what is in it": "sie gibt nicht an, was in ihr ist",
    "it does not begin as a saved page does": "sie beginnt nicht wie eine gespeicherte Webseite",
    "its page cannot be decoded": "ihre Webseite kann nicht decodiert werden",
    "its entries overlap": "ihre Einträge überschneiden sich",
    "it names no pages to read": "sie nennt keine Seiten zum Lesen",
    "it is gone": "sie ist nicht mehr da",
    "there is no presentation in it": "es ist keine Präsentation darin",
    "there is no spreadsheet in it": "es ist keine Tabelle darin",
    "there is no text in it": "es ist kein Text darin",
    "a value is missing": "ein Wert fehlt",
    "a colon is missing": "ein Doppelpunkt fehlt",
    "a name in double quotes is missing": "ein Name in doppelten Anführungszeichen fehlt",
    "a comma or {sign} is missing": "ein Komma oder {sign} fehlt",
    "unterminated string starting at": "eine Zeichenkette endet nicht",
    "invalid control character at": "ein Steuerzeichen ist ungültig",
    "what was fetched is not as it was": "was abgerufen wurde, ist nicht, wie es war",
    # Limits.
    "{file:quoted} takes more than {most:number} packed files.": (
        "{file} enthält mehr als {most} gepackte Dateien."
    ),
    "{file:quoted} takes more than {most:number} megabytes when it is unpacked.": (
        "{file} hat entpackt mehr als {most} Megabyte."
    ),
    "{file:quoted} takes more than {most:number} megabytes.": (
        "{file} hat mehr als {most} Megabyte."
    ),
    "{file:quoted} takes more than {most:number} megabytes of memory to read.": (
        "{file} braucht zum Lesen mehr als {most} Megabyte Arbeitsspeicher."
    ),
    "{file:quoted} takes more than {most:number} seconds to read.": (
        "{file} braucht zum Lesen mehr als {most} Sekunden."
    ),
    "{file:quoted} takes more than {most:number} characters.": (
        "{file} hat mehr als {most} Zeichen."
    ),
    "{file:quoted} takes more than {most:number} pixels.": "{file} hat mehr als {most} Pixel.",
    "Divide it, or set {variable} to more.": "Bitte aufteilen oder {variable} höher setzen.",
    "Divide it.": "Bitte aufteilen.",
    "{variable:name} can't be {value:quoted}.": "{variable} kann nicht {value} sein.",
    "Give a whole number from 1.": "Bitte eine ganze Zahl ab 1 angeben.",
    # OCR.
    "OCR is turned off here.": "Die OCR ist hier ausgeschaltet.",
    "Reading pictures of text needs OCR, which is not installed here.": (
        "Um Text auf Bildern zu lesen, wird OCR benötigt. Sie ist hier nicht installiert."
    ),
    "Tesseract's data for {languages} is not installed.": (
        "Die Daten von Tesseract für {languages} sind nicht installiert."
    ),
    "On Debian: apt-get install {packages}. Elsewhere, name its folder in TESSDATA_PREFIX.": (
        "Unter Debian: apt-get install {packages}. Anderswo bitte den Ordner in TESSDATA_PREFIX"
        " angeben."
    ),
    "Tesseract's data in {folder} cannot be read: {error:sentence}.": (
        "Die Daten von Tesseract in {folder} können nicht gelesen werden: {error}."
    ),
    "Check its rights.": "Bitte die Zugriffsrechte prüfen.",
    # Files and folders.
    "{file:quoted} is not a regular file.": "{file} ist keine normale Datei.",
    "{file:quoted} cannot be read: {error:sentence}.": (
        "{file} kann nicht gelesen werden: {error}."
    ),
    "Check what it is and its rights.": "Bitte prüfen, was es ist und welche Rechte gelten.",
    "The folder cannot be read: {error:sentence}.": (
        "Der Ordner kann nicht gelesen werden: {error}."
    ),
    "There is no file or folder {path:quoted}.": "Es gibt keine Datei und keinen Ordner {path}.",
    "Check the path.": "Bitte den Pfad prüfen.",
    "The folder {folder:quoted} holds no document.": ("Der Ordner {folder} enthält kein Dokument."),
    "The folder {folder:quoted} holds no document (1 other files, such as {file}:"
    " {reason:sentence}).": (
        "Der Ordner {folder} enthält kein Dokument (1 andere Datei: {file}: {reason})."
    ),
    "The folder {folder:quoted} holds no document ({number:number} other files, such as {file}:"
    " {reason:sentence}).": (
        "Der Ordner {folder} enthält kein Dokument ({number} andere Dateien, zum Beispiel {file}:"
        " {reason})."
    ),
    "Put documents in it, such as PDF, Word, Markdown or text files.": (
        "Bitte Dokumente hineinlegen, etwa PDF-, Word-, Markdown- oder Textdateien."
    ),
    "No document matches the pattern {pattern:quoted}.": (
        "Auf das Muster {pattern} passt kein Dokument."
    ),
    "No document matches the pattern {pattern:quoted} ({number:number} other files, such as"
    " {file}: {reason:sentence}).": (
        "Auf das Muster {pattern} passt kein Dokument ({number} andere Dateien, zum Beispiel"
        " {file}: {reason})."
    ),
    "Check it: * stands for any name, and ** for folders of any depth.": (
        "Bitte prüfen: * steht für jeden Namen und ** für Ordner jeder Tiefe."
    ),
    "No documents were given.": "Es wurden keine Dokumente angegeben.",
    "Name at least one file or folder.": "Bitte mindestens eine Datei oder einen Ordner angeben.",
    "Name a file or folder.": "Bitte eine Datei oder einen Ordner angeben.",
    "A path is blank: {path:quoted}.": "Ein Pfad ist leer: {path}.",
    # Pages that are drawn.
    "{file:quoted} is no PDF.": "{file} ist kein PDF.",
    "Only PDF files are highlighted.": "Nur PDF-Dateien werden markiert.",
    "{file:quoted} has no pages that can be drawn.": (
        "{file} hat keine Seiten, die gezeichnet werden können."
    ),
    "Read its text instead.": "Bitte stattdessen den Text lesen.",
    "{inside:quoted} is not in {file:quoted} any more.": "{inside} ist nicht mehr in {file}.",
    "Add the file anew.": "Bitte die Datei neu hinzufügen.",
    "Its pages do not say {text:quoted} any more.": "Auf den Seiten steht {text} nicht mehr.",
    "There is no page {page}.": "Es gibt keine Seite {page}.",
    "Give one from 1 to {last}.": "Bitte eine von 1 bis {last} angeben.",
    "Its file is gone.": "Die Datei ist nicht mehr da.",
    "Add it again.": "Bitte erneut hinzufügen.",
    "{quotes:counts} in notes or fields of a form, which are not highlighted.": (
        "{quotes} in Anmerkungen oder Formularfeldern, die nicht markiert werden."
    ),
    # Copies of web pages.
    "What is at {address} is of a kind that is not read ({suffix}).": (
        "Was unter {address} liegt, hat einen Dateityp, der nicht gelesen wird ({suffix})."
    ),
    "What is at {address} cannot be read: {problem:sentence}": (
        "Was unter {address} liegt, kann nicht gelesen werden: {problem}"
    ),
    "What was there on {day} was read instead.": (
        "Stattdessen wurde gelesen, was dort am {day} lag."
    ),
    "The copy of a web page in {file:quoted} is damaged: {why:sentence}.": (
        "Die Kopie einer Webseite in {file} ist beschädigt: {why}."
    ),
    "Give its address with --allow-web to have it fetched again.": (
        "Bitte die Adresse mit --allow-web angeben, um die Seite neu abzurufen."
    ),
    "{address} is an address of the web: what is there was not fetched.": (
        "{address} ist eine Webadresse: Was dort liegt, wurde nicht abgerufen."
    ),
    "Open it with --allow-web, or in Python with index.local_paths.local_paths.": (
        "Bitte mit --allow-web öffnen oder in Python mit index.local_paths.local_paths."
    ),
    "Pincite is offline by default and did not fetch {address}.": (
        "Pincite ist ohne weitere Angabe offline und hat {address} nicht abgerufen."
    ),
    "Allow it with --allow-web, {variable}=on, or allow_web=True in Python.": (
        "Bitte mit --allow-web, {variable}=on oder in Python mit allow_web=True erlauben."
    ),
    # Files in files.
    "{file:quoted} is no name of a file.": "{file} ist kein Dateiname.",
    "It is a link.": "Es ist eine Verknüpfung.",
    "It is a link to a folder: name that folder to have it read.": (
        "Es ist eine Verknüpfung mit einem Ordner: bitte diesen Ordner angeben, damit er gelesen"
        " wird."
    ),
    "It is a link to a file outside of the folder: name that file to have it read.": (
        "Es ist eine Verknüpfung mit einer Datei außerhalb des Ordners: bitte diese Datei angeben,"
        " damit sie gelesen wird."
    ),
    "It is no regular file.": "Es ist keine normale Datei.",
    "It is encrypted.": "Die Datei ist verschlüsselt.",
    "It is damaged: {reason:sentence}.": "Die Datei ist beschädigt: {reason}.",
    "it can't be written out": "sie kann nicht herausgeschrieben werden",
    "It is nested deeper than {most:number} files.": (
        "Die Datei ist tiefer als in {most} Dateien verschachtelt."
    ),
}
"""Why a file, or what is in it, is not read, and what can be done."""
