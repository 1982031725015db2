import pytest

from index.build import build
from index.documents.document import Document
from index.documents.loading import SkippedFile
from index.documents.places import PlaceMap, Run, Unit, UnitKind
from qa.answering.refusal import never_mentioned, refusal
from qa.retrieval.pipeline import find

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
