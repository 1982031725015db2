import pytest

from index.documents.document import Document
from index.documents.files import LoadedDocuments
from index.documents.places import PlaceMap, Unit, UnitKind
from qa.library.readings import LONGEST, MAX_READINGS, Readings

BEES, CATS = Document("bees.txt", "bees", "Bees.", "/b"), Document("cats.txt", "cats", "C.", "/c")
UNREAD = Document(
    "scan.pdf", "scan", "", "/s", places=PlaceMap((Unit(UnitKind.PAGE, unread=True),))
)
STAMPS = {"bees.txt": 1, "cats.txt": 2}


def test_what_was_read_is_there_while_its_state_is_the_same():
    readings = Readings()
    assert readings.loaded("a", "now") is None
    loaded = LoadedDocuments((BEES, CATS))
    readings.put("a", "now", STAMPS, loaded)
    assert readings.loaded("a", "now") is loaded
    assert readings.loaded("a", "later") is None
    assert readings.loaded("b", "now") is None
    readings.clear()
    assert readings.loaded("a", "now") is None


@pytest.mark.parametrize(
    ("stamps", "known"),
    [
        ({"bees.txt": 1, "cats.txt": 3}, {"bees.txt": BEES}),
        ({"bees.txt": 1, "new.txt": 1}, {"bees.txt": BEES}),
        ({"bees.txt": None}, {}),
    ],
)
def test_a_document_is_known_while_its_file_is_the_same(stamps, known):
    readings = Readings()
    readings.put("a", "now", STAMPS | {"gone.txt": None}, LoadedDocuments((BEES, CATS)))
    assert readings.known("a", stamps) == known
    assert readings.known("b", stamps) == {}


def test_what_waits_for_ocr_is_read_again():
    readings = Readings()
    readings.put("a", "now", STAMPS | {"scan.pdf": 3}, LoadedDocuments((BEES, UNREAD)))
    assert readings.loaded("a", "now") is None
    assert readings.known("a", {"bees.txt": 1, "scan.pdf": 3}) == {"bees.txt": BEES}


def test_what_was_read_long_ago_is_read_again():
    now = [0.0]
    readings = Readings(lambda: now[0])
    readings.put("a", "now", STAMPS, LoadedDocuments((BEES,)))
    now[0] = LONGEST - 1
    assert readings.loaded("a", "now")
    now[0] = LONGEST
    assert readings.loaded("a", "now") is None
    assert readings.known("a", STAMPS) == {}


def test_the_one_read_first_makes_room():
    readings = Readings()
    for name in range(MAX_READINGS):
        readings.put(str(name), "now", {}, LoadedDocuments((BEES,)))
    readings.put("0", "now", {}, LoadedDocuments((BEES,)))
    readings.put("new", "now", {}, LoadedDocuments((BEES,)))
    assert readings.loaded("1", "now") is None
    assert readings.loaded("0", "now")
