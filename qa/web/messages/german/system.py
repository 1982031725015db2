"""What is told of models, the server and the machine."""

from __future__ import annotations

MODELS = {
    "There is no model {name:quoted}: no folder of that name, and none in the local model cache.": (
        "Es gibt kein Modell {name}: weder einen Ordner dieses Namens noch eines im lokalen"
        " Modell-Cache."
    ),
    "Name a folder, fetch it first (hf download {name}), or leave it out for the default.": (
        "Bitte einen Ordner angeben, es zuerst herunterladen (hf download {name}) oder es"
        " weglassen, um das mitgelieferte zu nehmen."
    ),
    "{file} is not the published file: SHA-256 {actual}, not {expected}.": (
        "{file} ist nicht die veröffentlichte Datei: SHA-256 {actual}, nicht {expected}."
    ),
    "{file} is not the published file: SHA-256 no such file, not {expected}.": (
        "{file} ist nicht die veröffentlichte Datei: Es gibt keine solche Datei, und ihr SHA-256"
        " ist {expected}."
    ),
    "Reinstall it: {command}.": "Bitte neu installieren: {command}.",
    "Install Pincite again.": "Bitte Pincite neu installieren.",
    "{file} does not load: {why:sentence}.": "{file} lässt sich nicht laden: {why}.",
    "{graph} gives other vectors on this processor than where it was made: of one the cosines are"
    " {cosines}.": (
        "{graph} ergibt auf diesem Prozessor andere Vektoren als dort, wo es gemacht wurde: Von"
        " einem sind die Kosinuswerte {cosines}."
    ),
    "{folder} gives other bytes on this machine: SHA-256 {actual}, not {expected}.": (
        "{folder} ergibt auf diesem Rechner andere Bytes: SHA-256 {actual}, nicht {expected}."
    ),
    "Have PyTorch run it: --model {folder}.": "Bitte mit PyTorch ausführen: --model {folder}.",
    "Fetch the folder anew (git checkout data/network), or install Pincite again.": (
        "Bitte den Ordner neu holen (git checkout data/network) oder Pincite neu installieren."
    ),
    "Write it again (python -m evals.fitting.network.export), or name another.": (
        "Bitte neu schreiben (python -m evals.fitting.network.export) oder ein anderes angeben."
    ),
    "{folder} has no fast tokenizer, so its tokens have no place in the text.": (
        "{folder} hat keinen schnellen Tokenizer, deshalb haben seine Token keinen Ort im Text."
    ),
    "Name a model whose folder holds a tokenizer.json.": (
        "Bitte ein Modell angeben, in dessen Ordner eine tokenizer.json liegt."
    ),
    "{folder} does not load as a sentence-transformers model: {error}": (
        "{folder} lässt sich nicht als Modell von sentence-transformers laden: {error}"
    ),
    "Name the folder that SentenceTransformer.save() wrote.": (
        "Bitte den Ordner angeben, den SentenceTransformer.save() geschrieben hat."
    ),
    "{folder} was not trained to answer: it lacks {keys}.": (
        "{folder} wurde nicht zum Antworten trainiert: Es fehlt {keys}."
    ),
    "Name a question-answering model, or leave it out.": (
        "Bitte ein Modell angeben, das Fragen beantwortet, oder es weglassen."
    ),
    "{folder} does not load as a question-answering model: {error}": (
        "{folder} lässt sich nicht als Modell laden, das Fragen beantwortet: {error}"
    ),
    "Name one that AutoModelForQuestionAnswering loads, or leave it out.": (
        "Bitte eines angeben, das AutoModelForQuestionAnswering lädt, oder es weglassen."
    ),
}
"""Why a model cannot be used."""

SERVER = {
    "Only localhost is served here.": "Hier wird nur localhost bedient.",
    "Requests from other sites are refused.": "Anfragen von anderen Websites werden abgelehnt.",
    "Say how many bytes the upload has.": "Bitte angeben, wie viele Byte hochgeladen werden.",
    "There is no room for more uploads now. Try in an hour.": (
        "Für weitere Dateien ist gerade kein Platz. Bitte in einer Stunde versuchen."
    ),
    "No address is fetched here.": "Hier wird keine Adresse abgerufen.",
    "This message is nested too deep.": "Diese Nachricht ist zu tief verschachtelt.",
    "This message has too many values.": "Diese Nachricht hat zu viele Werte.",
    "This message came too slowly.": "Diese Nachricht kam zu langsam an.",
    "Too many try to log in. Try again in a minute.": (
        "Zu viele versuchen, sich anzumelden. Bitte in einer Minute erneut versuchen."
    ),
    "Log in first.": "Bitte zuerst anmelden.",
    "This session is another visitor's.": "Diese Sitzung gehört jemand anderem.",
    "A message must be text in UTF-8.": "Eine Nachricht muss Text in UTF-8 sein.",
    "Too many ask at once. Ask again later.": (
        "Zu viele fragen gleichzeitig. Bitte später erneut fragen."
    ),
    "The server failed here, which is a fault of its own. Its terminal says why.": (
        "Hier hat der Server versagt, und der Fehler liegt bei ihm selbst. Den Grund nennt sein"
        " Terminal."
    ),
    "A message may have {most:number} bytes at most.": (
        "Eine Nachricht darf höchstens {most} Byte haben."
    ),
    "The upload could not be stored: {why:sentence}. Try again when there is room for it.": (
        "Die hochgeladene Datei konnte nicht gespeichert werden: {why}. Bitte erneut versuchen,"
        " wenn dafür Platz ist."
    ),
}
"""Why a request is refused; see `qa.web.server.refusals`."""

MACHINE = {
    "Permission denied": "Zugriff verweigert",
    "Operation not permitted": "Vorgang nicht erlaubt",
    "No such file or directory": "Datei oder Ordner nicht gefunden",
    "Not a directory": "kein Ordner",
    "Is a directory": "ein Ordner",
    "File exists": "die Datei gibt es schon",
    "File name too long": "der Dateiname ist zu lang",
    "No space left on device": "auf dem Datenträger ist kein Platz mehr",
    "Disk quota exceeded": "der zugeteilte Speicherplatz ist aufgebraucht",
    "File too large": "die Datei ist zu groß",
    "Read-only file system": "das Dateisystem kann nur gelesen werden",
    "Input/output error": "Fehler beim Lesen oder Schreiben",
    "Too many open files": "zu viele geöffnete Dateien",
    "Too many levels of symbolic links": "zu viele symbolische Links hintereinander",
    "Cannot allocate memory": "nicht genug Arbeitsspeicher",
    "Stale file handle": "die Datei ist nicht mehr erreichbar",
}
"""What the operating system says, as errors quote it."""
