"""What answers say themselves, beside what they quote."""

from __future__ import annotations

REFUSALS = {
    "The document does not say.": "Das steht nicht im Dokument.",
    "The documents do not say.": "Das steht nicht in den Dokumenten.",
    "The document does not say: {questions:quotes}": "Das steht nicht im Dokument: {questions}",
    "The documents do not say: {questions:quotes}": (
        "Das steht nicht in den Dokumenten: {questions}"
    ),
    "It never mentions {words:quotes}.": "Es erwähnt {words} nirgends.",
    "They never mention {words:quotes}.": "Sie erwähnen {words} nirgends.",
    "The document never mentions {words:quotes}.": "Das Dokument erwähnt {words} nirgends.",
    "The documents never mention {words:quotes}.": "Die Dokumente erwähnen {words} nirgends.",
    "The closest passage does not mention {words:quotes}.": (
        "Die nächstliegende Passage erwähnt {words} nicht."
    ),
    "1 page could not be read.": "1 Seite konnte nicht gelesen werden.",
    "1 file could not be read.": "1 Datei konnte nicht gelesen werden.",
    "{things:things} could not be read.": "{things} konnten nicht gelesen werden.",
    "1 passage of {of:number} is not embedded yet: ask again when it is.": (
        "1 von {of} Passagen ist noch nicht für die Suche vorbereitet: bitte erneut fragen, sobald"
        " sie es ist."
    ),
    "{missing:number} passages of {of:number} are not embedded yet: ask again when they are.": (
        "{missing} von {of} Passagen sind noch nicht für die Suche vorbereitet: bitte erneut"
        " fragen, sobald sie es sind."
    ),
}
"""That the documents do not say, what they lack, and what of them was not read."""

ANSWERS = {
    "Yes:": "Ja:",
    "No:": "Nein:",
    "I am not sure.": "Das ist nicht sicher.",
    "The likeliest place:": "Die wahrscheinlichste Fundstelle:",
    "The likeliest places:": "Die wahrscheinlichsten Fundstellen:",
    "quite sure": "ziemlich sicher",
    "fairly sure": "einigermaßen sicher",
    "not sure, check the source": "nicht sicher, bitte in der Quelle prüfen",
    # Mentions.
    "{places:counts} mentions “{thing}”:": "{places} erwähnt „{thing}“:",
    "{places:counts} mention “{thing}”:": "{places} erwähnen „{thing}“:",
    "{places:counts} mentions “{thing}”, and 1 after that may mean it in other words:": (
        "{places} erwähnt „{thing}“, und 1 danach meint es vielleicht mit anderen Worten:"
    ),
    "{places:counts} mention “{thing}”, and 1 after that may mean it in other words:": (
        "{places} erwähnen „{thing}“, und 1 danach meint es vielleicht mit anderen Worten:"
    ),
    "{places:counts} mentions “{thing}”, and {after:number} after that may mean it in other"
    " words:": (
        "{places} erwähnt „{thing}“, und {after} danach meinen es vielleicht mit anderen Worten:"
    ),
    "{places:counts} mention “{thing}”, and {after:number} after that may mean it in other"
    " words:": (
        "{places} erwähnen „{thing}“, und {after} danach meinen es vielleicht mit anderen Worten:"
    ),
    "The first {most:number} of {places:dative} that mention “{thing}”:": (
        "Die ersten {most} von {places}, die „{thing}“ erwähnen:"
    ),
    "“{thing}” is not mentioned in these words.": (
        "„{thing}“ wird nicht mit diesen Worten erwähnt."
    ),
    # Parts that are looked up, and lists.
    "The first {most:number} of its {of:number} paragraphs:": (
        "Die ersten {most} der {of} Absätze:"
    ),
    "The document has no {part:part}.": "{part} gibt es im Dokument nicht.",
    "The documents have no {part:part}.": "{part} gibt es in den Dokumenten nicht.",
    "The list has {items:number} items, no {part:part}.": (
        "Die Liste hat {items} Punkte, {part} gibt es nicht."
    ),
    "{things:counts}:": "{things}:",
    # Documents as a whole.
    "It has {words:counts}, about {minutes:counts} to read:": (
        "Es hat {words}, Lesezeit etwa {minutes}:"
    ),
    "They have {words:counts} in {documents:dative}, about {minutes:counts} to read:": (
        "Es sind {words} in {documents}, Lesezeit etwa {minutes}:"
    ),
    "The first {most:number} of {things:dative}:": "Die ersten {most} von {things}:",
    "Its head and its end do not say who wrote it.": (
        "An seinem Anfang und seinem Ende steht nicht, wer es geschrieben hat."
    ),
    "Its head and its end do not say when it was written.": (
        "An seinem Anfang und seinem Ende steht nicht, wann es geschrieben wurde."
    ),
    "It has no title.": "Es hat keinen Titel.",
    "There are no headings, but for a title.": (
        "Es gibt keine Überschriften, von einem Titel abgesehen."
    ),
    "In the document's own words:": "In den Worten des Dokuments:",
    "In the documents' own words:": "In den Worten der Dokumente:",
    "In the document's own words, with {most:number} of its {of:number} headings:": (
        "In den Worten des Dokuments, mit {most} seiner {of} Überschriften:"
    ),
    "The first {most:number} of {of:number} documents, in their own words:": (
        "Die ersten {most} von {of} Dokumenten, in ihren eigenen Worten:"
    ),
    # Comparisons.
    "The document says nothing of “{side}”.": "Das Dokument sagt nichts über „{side}“.",
    "The documents say nothing of “{side}”.": "Die Dokumente sagen nichts über „{side}“.",
    "{source:name} does not say.": "In „{source}“ steht es nicht.",
    "I am not sure what {source:name} says.": "Was in „{source}“ steht, ist nicht sicher.",
    # Talk.
    "Hello. Ask what the documents say, and Pincite answers with their own sentences.": (
        "Hallo. Fragen Sie, was in den Dokumenten steht, und Pincite antwortet mit deren eigenen"
        " Sätzen."
    ),
    "Ask on, and Pincite answers with the documents' own sentences.": (
        "Fragen Sie weiter, und Pincite antwortet mit den eigenen Sätzen der Dokumente."
    ),
    "Goodbye. What the documents say can be asked at any time.": (
        "Auf Wiedersehen. Was in den Dokumenten steht, können Sie jederzeit fragen."
    ),
    "Pincite answers questions about documents with their own sentences, and shows where each"
    " stands. Ask what they say, what they are about, or where they mention something.": (
        "Pincite beantwortet Fragen zu Dokumenten mit deren eigenen Sätzen und zeigt, wo jeder"
        " steht. Fragen Sie, was darin steht, worum es geht oder wo etwas erwähnt wird."
    ),
    "Pincite quotes what the documents say; it writes nothing of its own.": (
        "Pincite zitiert, was in den Dokumenten steht; es schreibt nichts Eigenes."
    ),
    "Pincite quotes the documents as they are; it does not translate them.": (
        "Pincite zitiert die Dokumente, wie sie sind; es übersetzt sie nicht."
    ),
    # A library in numbers.
    "{documents:counts}, {passages:counts}, {words:counts}.": "{documents}, {passages}, {words}.",
    "{documents:counts}, {passages:counts}, {words:counts}; {files:counts} not read.": (
        "{documents}, {passages}, {words}; {files} nicht gelesen."
    ),
    "{documents:counts}, {passages:counts}, {words:counts}; {again:counts} there twice.": (
        "{documents}, {passages}, {words}; {again} doppelt vorhanden."
    ),
    "{documents:counts}, {passages:counts}, {words:counts}; {files:counts} not read;"
    " {again:counts} there twice.": (
        "{documents}, {passages}, {words}; {files} nicht gelesen; {again} doppelt vorhanden."
    ),
}
"""What leads to quotes or stands beside them, and what is said without any."""
