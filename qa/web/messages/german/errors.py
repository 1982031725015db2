"""What is wrong with collections, questions, feedback, indexes and models, and what to do."""

from __future__ import annotations

LIBRARY = {
    # Collections.
    "There is no collection {name:quoted}.": "Es gibt keine Sammlung {name}.",
    "There are: {names:names}.": "Vorhanden sind: {names}.",
    "It may have been deleted: reload.": "Vielleicht wurde sie gelöscht: bitte neu laden.",
    "There is a collection {name:quoted} already.": "Eine Sammlung {name} gibt es schon.",
    "Give this one another name.": "Bitte einen anderen Namen wählen.",
    "Give it another name.": "Bitte einen anderen Namen wählen.",
    "A collection's name has 1 to {most:number} characters, not {length:number}.": (
        "Der Name einer Sammlung hat 1 bis {most} Zeichen, nicht {length}."
    ),
    "A collection's {field:quoted} can't be {value:quoted}.": (
        "{field} einer Sammlung kann nicht {value} sein."
    ),
    "Give one that can.": "Bitte etwas Gültiges angeben.",
    "{name} is no name of a collection.": "{name} ist kein Name einer Sammlung.",
    "Give a text.": "Bitte einen Text angeben.",
    "There are {number:number} collections.": "Es gibt schon {number} Sammlungen.",
    "Delete one first.": "Bitte zuerst eine löschen.",
    "The last collection cannot be deleted.": ("Die letzte Sammlung kann nicht gelöscht werden."),
    "Create another.": "Bitte eine andere erstellen.",
    "The collection {name:quoted} has no document {document:quoted}.": (
        "Die Sammlung {name} hat kein Dokument {document}."
    ),
    "Choose one that it lists.": "Bitte aus ihrer Liste wählen.",
    "The collection {name:quoted} has no documents.": "Die Sammlung {name} hat keine Dokumente.",
    "Add one, or restore the default documents.": (
        "Bitte eines hinzufügen oder die Standarddokumente wiederherstellen."
    ),
    "The library was closed.": "Die Bibliothek wurde geschlossen.",
    "Open it again.": "Bitte erneut öffnen.",
    "The library's folder {folder} is gone.": (
        "Der Ordner {folder} der Bibliothek ist nicht mehr da."
    ),
    "Start again.": "Bitte neu starten.",
    "{file} is damaged: {error:sentence}.": "{file} ist beschädigt: {error}.",
    "Mend it, or delete the folder {folder}.": (
        "Bitte reparieren oder den Ordner {folder} löschen."
    ),
    "The library in {folder} cannot be used: {error:sentence}.": (
        "Die Bibliothek in {folder} kann nicht benutzt werden: {error}."
    ),
    # Documents that are added.
    "{name:quoted} was given twice.": "{name} wurde zweimal angegeben.",
    "Rename one of the files.": "Bitte eine der Dateien umbenennen.",
    "Rename a file.": "Bitte eine Datei umbenennen.",
    "{name:quoted} is there already, as {held:quoted}.": "{name} ist schon da, als {held}.",
    "Nothing to do.": "Es ist nichts zu tun.",
    "All {of:number} documents in {name:quoted} are there already.": (
        "Alle {of} Dokumente in {name} sind schon da."
    ),
    "All {of:number} documents in {name:quoted} are there already, such as {document:quoted} as"
    " {held:quoted}.": (
        "Alle {of} Dokumente in {name} sind schon da, zum Beispiel {document} als {held}."
    ),
    "{some:number} of the {of:number} documents in {name:quoted} are there already.": (
        "{some} der {of} Dokumente in {name} sind schon da."
    ),
    "{some:number} of the {of:number} documents in {name:quoted} are there already, such as"
    " {document:quoted} as {held:quoted}.": (
        "{some} der {of} Dokumente in {name} sind schon da, zum Beispiel {document} als {held}."
    ),
    "{name:quoted} has {size:number} bytes; a document has at most {most:number}.": (
        "{name} hat {size} Byte; ein Dokument hat höchstens {most}."
    ),
    "The name {name:quoted}… has {length:number} characters, not at most {most:number}.": (
        "Der Name {name} … hat {length} Zeichen, möglich sind höchstens {most}."
    ),
    "Give the file a shorter one.": "Bitte der Datei einen kürzeren geben.",
    "With {name:quoted} the collection would have {size:number} bytes; it has at most"
    " {most:number}.": "Mit {name} hätte die Sammlung {size} Byte; sie hat höchstens {most}.",
    "Remove documents, or add it to another collection.": (
        "Bitte Dokumente entfernen oder es einer anderen Sammlung hinzufügen."
    ),
    # Documents that are renamed, moved or brought back.
    "A document's name can't hold slashes.": (
        "Im Namen eines Dokuments können keine Schrägstriche stehen."
    ),
    "A document's name can't hold characters that are not shown.": (
        "Im Namen eines Dokuments können keine unsichtbaren Zeichen stehen."
    ),
    "A document needs a name.": "Ein Dokument braucht einen Namen.",
    "Rename one that was added.": "Bitte eines umbenennen, das hinzugefügt wurde.",
    "{name:quoted} was not added to {source:quoted}, but is read where it lies.": (
        "{name} wurde nicht zu {source} hinzugefügt, sondern wird dort gelesen, wo es liegt."
    ),
    "Add its file to {target:quoted}.": "Bitte die Datei zu {target} hinzufügen.",
    "{name:quoted} is in {target:quoted} already, as {held:quoted}.": (
        "{name} ist schon in {target}, als {held}."
    ),
    "There is another document {name:quoted} in {target:quoted}.": (
        "In {target} gibt es schon ein anderes Dokument {name}."
    ),
    "With {name:quoted} {target:quoted} would have more than {most:number} bytes.": (
        "Mit {name} hätte {target} mehr als {most} Byte."
    ),
    "Remove documents there, or take another collection.": (
        "Bitte dort Dokumente entfernen oder eine andere Sammlung wählen."
    ),
    "They are in {name:quoted} already.": "Sie sind schon in {name}.",
    "Choose another one.": "Bitte eine andere wählen.",
    "There is another document {name:quoted} by now.": (
        "Inzwischen gibt es ein anderes Dokument {name}."
    ),
    "Remove that one first.": "Bitte zuerst dieses entfernen.",
    "{name:quoted} cannot be brought back any more.": (
        "{name} kann nicht mehr zurückgeholt werden."
    ),
    "There are {number:number} collections, so {name:quoted} cannot come back.": (
        "Es gibt schon {number} Sammlungen, daher kann {name} nicht zurückgeholt werden."
    ),
    "Delete one in another tab, then undo again.": (
        "Bitte in einem anderen Tab eine löschen, dann hier erneut rückgängig machen."
    ),
    "Add its files again.": "Bitte die Dateien erneut hinzufügen.",
    "Add its file again.": "Bitte die Datei erneut hinzufügen.",
    # Folders of this computer.
    "Folders of this computer are not taken here.": (
        "Ordner dieses Computers werden hier nicht angenommen."
    ),
    "Start Pincite for this computer alone: without --host, --auth and --shared off.": (
        "Bitte Pincite nur für diesen Computer starten: ohne --host, --auth und --shared off."
    ),
    "Only who runs Pincite may add folders of this computer.": (
        "Ordner dieses Computers darf nur hinzufügen, wer Pincite betreibt."
    ),
    "Open the page in a browser of that account, on this computer.": (
        "Bitte die Seite auf diesem Computer in einem Browser dieses Kontos öffnen."
    ),
    "{path:quoted} is no full path.": "{path} ist kein vollständiger Pfad.",
    "Give one such as {example}.": "Bitte einen wie {example} angeben.",
    "{path:quoted} is no folder.": "{path} ist kein Ordner.",
    "There is no folder {path:quoted}.": "Es gibt keinen Ordner {path}.",
    "The folder {path:quoted} cannot be read: {error:sentence}.": (
        "Der Ordner {path} kann nicht gelesen werden: {error}."
    ),
    "{path:quoted} is a link to another folder.": (
        "{path} ist eine Verknüpfung mit einem anderen Ordner."
    ),
    "Put it back, or remove it from the collection.": (
        "Bitte wieder dorthin legen oder aus der Sammlung entfernen."
    ),
    "The folder {path:quoted} holds more than {most:number} files.": (
        "Der Ordner {path} enthält mehr als {most} Dateien."
    ),
    "Add folders in it instead.": "Bitte stattdessen Ordner daraus hinzufügen.",
    "In {path:quoted} is what Pincite keeps itself, in {kept:quoted}.": (
        "In {path} liegt, was Pincite selbst speichert, nämlich in {kept}."
    ),
    "Add a folder of your own documents.": (
        "Bitte einen Ordner mit Ihren eigenen Dokumenten hinzufügen."
    ),
    "The folder {path:quoted} is there already.": "Der Ordner {path} ist schon da.",
    "{inner:quoted} is in {outer:quoted}: it would be read twice.": (
        "{inner} liegt in {outer}: es würde zweimal gelesen."
    ),
    "Remove the one that is there, or take another collection.": (
        "Bitte entfernen, was schon da ist, oder eine andere Sammlung wählen."
    ),
    "The collection {name:quoted} has no folder {path:quoted}.": (
        "Die Sammlung {name} hat keinen Ordner {path}."
    ),
}
"""What cannot be done with collections and documents."""

OTHERS = {
    # Questions and feedback.
    "The question {question:quoted} is too short to search with.": (
        "Die Frage {question} ist zu kurz für eine Suche."
    ),
    "Ask in words.": "Bitte in Worten fragen.",
    "The question is too long: {length:number} characters, {most:number} at most.": (
        "Die Frage ist zu lang: {length} Zeichen, höchstens {most} sind möglich."
    ),
    "Ask one thing at a time.": "Bitte nur nach einer Sache auf einmal fragen.",
    "The question holds a character that is not text ({sign:quoted} at {place:number}).": (
        "Die Frage enthält ein Zeichen, das kein Text ist ({sign} an Position {place})."
    ),
    "Leave it out.": "Bitte weglassen.",
    "A question must be a string, not {kind} ({value:quoted}).": (
        "Eine Frage muss ein Text sein, nicht {kind} ({value})."
    ),
    "k, the number of passages, is {value}.": "k, die Anzahl der Passagen, ist {value}.",
    "The history is {value:quoted}, not a list.": "Der Verlauf ist {value}, keine Liste.",
    "Give the earlier questions or turns in a list, oldest first.": (
        "Bitte die früheren Fragen als Liste angeben, die älteste zuerst."
    ),
    "In the history: {problem:sentence}": "Im Verlauf: {problem}",
    "There is no question.": "Es gibt keine Frage.",
    "Ask one or more.": "Bitte mindestens eine stellen.",
    "There is no document.": "Es gibt kein Dokument.",
    "Name one or more.": "Bitte mindestens eines angeben.",
    "No answer was given to {question:quoted}, only likely places.": (
        "Auf {question} wurde keine Antwort gegeben, nur wahrscheinliche Fundstellen."
    ),
    "Say which sentence is right.": "Bitte angeben, welcher Satz richtig ist.",
    "There is nothing at {start:number}:{end:number} of {document}, which has {length:number}"
    " characters.": "Bei {start}:{end} steht in {document} nichts, denn es hat {length} Zeichen.",
    "Select the sentence in the source.": "Bitte den Satz in der Quelle markieren.",
    "The selection is blank.": "Die Markierung ist leer.",
    "Select the sentence that answers.": "Bitte den Satz markieren, der antwortet.",
    "The selection has {length:number} characters, {most:number} at most are kept.": (
        "Die Markierung hat {length} Zeichen, höchstens {most} werden gespeichert."
    ),
    "Select only the sentence that answers.": "Bitte nur den Satz markieren, der antwortet.",
    "The feedback could not be kept in {file:quoted}: {error:sentence}.": (
        "Das Feedback konnte nicht in {file} gespeichert werden: {error}."
    ),
    "Check that the folder can be written.": (
        "Bitte prüfen, ob in den Ordner geschrieben werden kann."
    ),
    "The feedback holds a character that is not text ({sign:quoted}).": (
        "Das Feedback enthält ein Zeichen, das kein Text ist ({sign})."
    ),
    # Indexes and what is written.
    "The documents hold no text.": "Die Dokumente enthalten keinen Text.",
    "Give at least one with text.": "Bitte mindestens eines mit Text angeben.",
    "The index has no document {document:quoted}.": "Der Index hat kein Dokument {document}.",
    "It has {documents}, for example.": "Vorhanden ist zum Beispiel: {documents}.",
    "{place} cannot be written: {error:sentence}.": (
        "{place} kann nicht geschrieben werden: {error}."
    ),
    "Check its rights and the space on its disk, or name another folder.": (
        "Bitte die Rechte und den Platz auf dem Datenträger prüfen oder einen anderen Ordner"
        " angeben."
    ),
    "No file can be written for a while: {error:sentence}.": (
        "Zurzeit kann keine Datei geschrieben werden: {error}."
    ),
    "Make room on its disk, or name another folder with TMPDIR.": (
        "Bitte auf dem Datenträger Platz schaffen oder mit TMPDIR einen anderen Ordner angeben."
    ),
    "Delete the folder, or open its documents again to rebuild it.": (
        "Bitte den Ordner löschen oder seine Dokumente erneut öffnen, um ihn neu aufzubauen."
    ),
    "{folder} was removed.": "{folder} wurde entfernt.",
    "The parts of the index in {folder} do not go together.": (
        "Die Teile des Index in {folder} gehören nicht zusammen."
    ),
    "{folder} holds no index: {error:sentence}.": "{folder} enthält keinen Index: {error}.",
    "{file} is not an index's manifest.": "{file} ist nicht das Manifest eines Index.",
    "{file} does not hold an index's documents: {error}.": (
        "{file} enthält nicht die Dokumente eines Index: {error}."
    ),
    "A manifest's {name:quoted} can't be {value:quoted}.": (
        "{name} eines Manifests kann nicht {value} sein."
    ),
    "The index in {folder} was made with {settings}.": (
        "Der Index in {folder} wurde mit {settings} erstellt."
    ),
    "The index in {folder} lacks its file {file}.": "Dem Index in {folder} fehlt die Datei {file}.",
    "The index in {folder} is damaged: {file} has SHA-256 {actual}…, not {written}….": (
        "Der Index in {folder} ist beschädigt: {file} hat SHA-256 {actual}…, nicht {written}…."
    ),
    "The index in {folder} holds (passages, their words, sentences, dimension) {held}, not"
    " {expected}.": (
        "Der Index in {folder} enthält (Passagen, ihre Wörter, Sätze, Dimension) {held}, nicht"
        " {expected}."
    ),
    "The documents changed since ({changes}).": (
        "Die Dokumente wurden seitdem geändert ({changes})."
    ),
}
"""What is wrong with questions, feedback and indexes."""
