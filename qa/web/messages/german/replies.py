"""Questions, and the replies to them."""

from __future__ import annotations

from collections.abc import Sequence

from qa.serialization import sureness
from qa.types import Answer
from qa.web.messages.german.library import RESUME_OCR as _RESUME_OCR
from qa.web.messages.german.numbers import counted as _counted
from qa.web.messages.german.numbers import written as _written

_MOST_SHARED = 4
_ORDINALS = ("", "", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht")

# Questions and replies.
WAITING, STOPPED, TRY_AGAIN = "Die Quelle wird durchsucht\u00a0…", "Gestoppt.", "Erneut versuchen"
EDIT, EDIT_TITLE = "Bearbeiten", "Diese Frage bearbeiten und von hier an weiterfragen"
COPY, COPY_TITLE = "Kopieren", "Die Antwort mit ihren Fundstellen kopieren"
COPY_MARKDOWN = "Markdown"
COPY_MARKDOWN_TITLE = "Die Antwort mit ihren Fundstellen als Markdown kopieren"
FOOTNOTE = "Fußnote"
FOOTNOTE_TITLE = "Dieses Zitat mit seiner Fußnote kopieren, zum Einfügen in einen Bericht"
FOOTNOTES_TITLE = "Die Zitate mit Fußnoten kopieren, zum Einfügen in einen Bericht"
FOOTNOTE_FORMS = (("rich", "Mit Formatierung"), ("markdown", "Als Markdown"))
LINK, LINK_TITLE = "Link", "Eine Adresse kopieren, die diese Frage erneut stellt"
RETRY_TITLE = "Diese Frage erneut stellen und von hier an weiterfragen"
ALONE, ALONE_TITLE = (
    "Ohne das Vorherige fragen",
    "Diese Frage ohne die Fragen davor erneut stellen und von hier an weiterfragen",
)
ALONE_SIGN = "×"
GOOD, GOOD_TITLE = "Gut", "Eine gute Antwort: als Test speichern"
BAD, BAD_TITLE = "Schlecht", "Eine schlechte Antwort: angeben, was richtig ist"
WHAT_IS_RIGHT = "Was wäre richtig?"
PICK, PICK_TITLE = "Satz markieren", "In der Quelle den Satz markieren, der die Antwort gibt"
NO_ANSWER = "Es gibt keine Antwort"
NO_ANSWER_TITLE = "Als Test speichern, dass es nicht in den Dokumenten steht"
NOT_KNOWN, NOT_KNOWN_TITLE = "Weiß ich nicht", "Nur speichern, dass die Antwort schlecht ist"
CANCEL, CANCEL_TITLE = "Abbrechen", "Die Antwort so lassen, wie sie ist"
RIGHT = "Das ist richtig"
MARKED_RIGHT = "Als richtig markiert:"
MARKED_ABSENT = "Als von den Dokumenten nicht beantwortet markiert."
CLOSEST = "Nächstliegende Passage, keine Antwort"
BUG = "Pincite ist hier gescheitert. Der Fehler liegt bei Pincite selbst."
BUG_NEXT_STEP = "Im Terminal von Pincite steht, warum."

# Why a passage stands where it does.
DETAILS = "Details"
MEANING, SAME_WORDS, LIKE_WORDS = "Bedeutung", "gleiche Wörter", "ähnliche Wörter"
READER = "Lesemodell"
FAR_AHEAD, AHEAD = "weit vor der nächsten", "vor der nächsten"
CLOSE_TO_NEXT = "knapp vor der nächsten"
_CONFIDENCE = {
    "quite sure": "ziemlich sicher",
    "fairly sure": "einigermaßen sicher",
    "not sure, check the source": "nicht sicher, bitte in der Quelle prüfen",
}


def answered_early(missing: int, of: int) -> str:
    """That a question was answered before all passages were embedded."""
    some = f"{_written(missing)} von {_counted(of, 'Passage', 'Passagen')}"
    return (
        f"Beantwortet, während die Dokumente noch für die Suche vorbereitet wurden:"
        f" {some} {'wurde' if missing == 1 else 'wurden'} nur nach Wörtern durchsucht."
        " Bitte erneut fragen, sobald sie bereit sind."
    )


def answered_before_ocr(pages: int) -> str:
    """That a question was answered before OCR had read so many pages."""
    were, are = ("wurde", "ist") if pages == 1 else ("wurden", "sind")
    return (
        f"{_counted(pages, 'Seite', 'Seiten')} {were} noch nicht per OCR gelesen. Bitte erneut"
        f" fragen, sobald sie gelesen {are}."
    )


def without_ocr(pages: int) -> str:
    """That so many pages are left out of a reply, as their OCR was skipped."""
    were = "wurde" if pages == 1 else "wurden"
    return (
        f"{_counted(pages, 'Seite', 'Seiten')} {were} nicht gelesen, weil die OCR übersprungen"
        f" wurde. „{_RESUME_OCR}“ in der Bibliothek holt das nach."
    )


def confidence(answer: Answer) -> str:
    """How sure an answer is; nothing where it is not said."""
    words = sureness(answer)
    return words and f"Einschätzung: {_CONFIDENCE[words]}"


def understood(question: str) -> str:
    """What a question was taken for: a slip mended, or what a follow-up leaves unsaid."""
    return f"Verstanden als: „{question}“"


def why_passages(count: int) -> str:
    """What is above the passages that were found."""
    return "Warum diese Passage" if count == 1 else f"Warum diese Passagen ({_written(count)})"


def why_sentence(shared: Sequence[str], reader: int | None, meaning: int) -> str:
    """Why a passage stands where it does.

    ``shared`` are the words of it that the question has; ``reader`` is its rank among the passages
    that were read for an answer, from 1, None if it was not read, ``meaning`` its rank by meaning.
    """
    words = _listed([f"„{word}“" for word in shared[:_MOST_SHARED]])
    if reader:
        reason = f"unter den genau gelesenen Passagen {_nth_best(reader)}"
    else:
        reason = _nth_nearest(meaning)
    if words:
        return f"Die Passage enthält {words} aus der Frage; {reason}."
    return f"Die Passage enthält kein Wort aus der Frage; {reason}."


def keep_as_right(quote: str) -> str:
    """What the button does that calls ``quote`` the right answer."""
    return f"Als Test speichern, dass dies der richtige Satz ist: {quote}"


def signal(name: str, score: int, best: int, rank: int) -> str:
    """How a passage stands by one kind of signal."""
    return f"{name}: {score} von {best}, Nummer {_written(rank)} unter den Passagen"


def _listed(words: Sequence[str]) -> str:
    *others, last = words or [""]
    return f"{', '.join(others)} und {last}" if others else last


def _nth_best(rank: int) -> str:
    if rank < len(_ORDINALS):
        return f"antwortet sie am {_ORDINALS[rank]}besten"
    return f"steht sie mit ihrer Antwort an {_written(rank)}. Stelle"


def _nth_nearest(rank: int) -> str:
    if rank < len(_ORDINALS):
        return f"in der Bedeutung liegt sie der Frage am {_ORDINALS[rank]}nächsten"
    return f"in der Nähe zur Bedeutung der Frage steht sie an {_written(rank)}. Stelle"
