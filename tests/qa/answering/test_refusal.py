from types import SimpleNamespace
from typing import cast

import pytest

from index.build import build
from index.documents.document import Document
from index.documents.loading import SkippedFile
from index.documents.places import PlaceMap, Run, Unit, UnitKind
from index.index import Index
from qa import Assistant
from qa.answering.refusal import never_mentioned, not_sure, refusal, unread_part
from qa.retrieval.pipeline import find
from qa.types import Grade

TEXT = """# Ferry

The ferry to Holm sails three times a day from pier 4. Bicycles travel free.

The ferry was built in Gdynia in 2009 and carries 180 passengers.
"""


@pytest.fixture(scope="module")
def ferry(embedder):
    return build([Document("ferry", "Ferry", TEXT, "ferry")], embedder)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("How many cars does the ferry carry?", " It never mentions “cars”."),
        ("What happens to the new ferry if it is included?", ""),
        ("Does the QP-99 or the QP-98 describe tickets, dogs and cats?",
         " It never mentions “QP-99” or “QP-98”."),
        ("When was the captain described in Oslo?", " It never mentions “captain” or “Oslo”."),
    ],
)  # fmt: skip
def test_a_refusal_names_nouns_and_names(ferry, question, missing):
    assert refusal([find(ferry, question)]) == f"The document does not say.{missing}"


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Was ist eine NMU?", " It never mentions “NMU”."),
        ("WAS IST EINE NMU?", " It never mentions “NMU”."),
        ("Wie hoch ist die Gebühr?", " It never mentions “Gebühr”."),
        ("Zahlt der Mieter die Heizkosten?", " It never mentions “Mieter” or “Heizkosten”."),
        ("Wie viel kostet das?", ""),
        ("Qu'est-ce qu'une NMU ?", " It never mentions “NMU”."),
        ("Combien coûte l'abonnement annuel ?", " It never mentions “abonnement”."),
        ("Comment faire pour payer ?", ""),
        ("¿Cuánto cuesta la entrada?", " It never mentions “entrada”."),
        ("¿Quién lo firma?", ""),
        ("Che cos'è una NMU?", " It never mentions “NMU”."),
        ("Quali sono gli orari?", " It never mentions “orari”."),
        ("O que é uma NMU?", " It never mentions “NMU”."),
        ("Quanto custa a taxa?", " It never mentions “taxa”."),
        ("Wat is een NMU?", " It never mentions “NMU”."),
        ("Hoe hoog is de huur?", " It never mentions “huur”."),
        ("Vad är en NMU?", " It never mentions “NMU”."),
        ("Сколько стоит билет?", ""),
    ],
)
def test_a_refusal_names_no_idle_words_of_other_languages(ferry, question, missing):
    assert refusal([find(ferry, question)]) == f"The document does not say.{missing}"


def test_a_question_of_german_documents_is_treated_alike(embedder):
    text = "Die Fähre nach Holm fährt dreimal am Tag. Fahrräder fahren kostenlos mit."
    index = build([Document("f", "Fähre", text, "f")], embedder)
    said = refusal([find(index, "Wie teuer wird die Fahrkarte heute?")])
    assert said == "The document does not say. It never mentions “Fahrkarte”."


def test_a_refusal_says_what_could_not_be_read(embedder):
    pages = tuple(Unit(UnitKind.PAGE, number, unread=number > 1) for number in (1, 2, 3))
    places = PlaceMap(pages, (Run(0, len(TEXT), 0, 0),))
    ferry = Document("ferry.pdf", "Ferry", TEXT, "ferry.pdf", places=places)
    bus = Document("bus", "Bus", "The bus to Holm has room for bicycles.", "bus")
    index = build([ferry, bus], embedder, skipped=[SkippedFile("a.doc", "It is old.")])
    asked = "How many cars does it carry?"
    missing = "never mention “cars”."
    said = refusal([find(index, asked)])
    assert said == (
        f"The documents do not say. They {missing} 2 pages and 1 file could not be read."
    )
    assert refusal([find(index, asked, within="ferry.pdf")]).endswith(
        "“cars”. 2 pages could not be read."
    )
    assert refusal([find(index, asked, within="bus")]).endswith("“cars”.")
    assert never_mentioned([find(index, asked)]) == (
        f"The documents {missing} 2 pages and 1 file could not be read."
    )
    assert never_mentioned([find(index, "How many passengers does it carry?")]) == ""


@pytest.mark.parametrize("what", ["is to come", "was skipped"])
def test_pages_that_ocr_could_read_are_not_called_unreadable(what, embedder):
    pages = tuple(Unit(UnitKind.PAGE, number, unread=number > 1) for number in (1, 2, 3, 4))
    places = PlaceMap(pages, (Run(0, len(TEXT), 0, 0),))
    reasons = ["OCR gave up on page 2: It takes too long.", f"The OCR of 2 pages {what}."]
    waiting, damaged = SkippedFile("scan.pdf", reasons[1]), SkippedFile("a.doc", "It is old.")

    def remark(notes, skipped):
        ferry = Document("ferry.pdf", "Ferry", TEXT, "ferry.pdf", places=places, notes=tuple(notes))
        return unread_part(build([ferry], embedder, skipped=skipped), None)

    assert remark(reasons, [waiting]) == " 1 page could not be read."
    assert remark(reasons, [waiting, damaged]) == " 1 page and 1 file could not be read."
    assert remark([f"The OCR of 3 pages {what}."], [waiting]) == ""


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("How many cars does the ferry carry?", "The document never mentions “cars”."),
        ("Who sells cats, dogs and mice?", "The document never mentions “cats” or “dogs”."),
        ("How many passengers does the ferry carry?", ""),
        ("When does the ferry sail on Saturday?", ""),
    ],
)
def test_a_likely_place_names_the_nouns_that_are_nowhere(ferry, question, note):
    assert never_mentioned([find(ferry, question)]) == note


def test_likely_places_come_right_behind_their_lead(embedder):
    bus = Document("bus", "Bus", "The bus to Holm has room for bicycles. It is red.", "bus")
    skipped = [SkippedFile("a.doc", "It is old.")]
    index = build([Document("ferry", "Ferry", TEXT, "ferry"), bus], embedder, skipped=skipped)
    answer = Assistant(index).ask("How many dogs may travel with the ferry to Holm?")
    note = "The documents never mention “dogs”. 1 file could not be read."
    assert (answer.grade, len(answer.likely) > 1, answer.note) == (Grade.LIKELY, True, note)
    assert answer.text == f"I am not sure. {note} The likeliest places:"


@pytest.mark.parametrize(
    ("places", "missing", "lead"),
    [
        (1, "", "I am not sure. The likeliest place:"),
        (3, "", "I am not sure. The likeliest places:"),
        (
            3,
            "The documents never mention “ambulance”. 1 page could not be read.",
            "I am not sure. The documents never mention “ambulance”. 1 page could not be read. The"
            " likeliest places:",
        ),
    ],
)
def test_what_leads_to_places_comes_right_before_them(places, missing, lead):
    assert not_sure(places, missing) == lead


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (0, ""),
        (1, " 1 passage of 2 is not embedded yet: ask again when it is."),
        (2, " 2 passages of 2 are not embedded yet: ask again when they are."),
    ],
)
def test_what_is_not_embedded_yet_is_told_in_number(missing, words):
    numbering = SimpleNamespace(unreadable=0)
    index = SimpleNamespace(numbering=numbering, skipped=(), passages=range(2), missing=missing)
    assert unread_part(cast(Index, index), None) == words
