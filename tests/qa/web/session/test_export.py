import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from index import DocumentError, PinciteError
from index.documents.places import PlaceMap, Run, Unit, UnitKind
from qa.web.session.export import export_file, marked_copies
from tests.qa.web.html import answer, document, hit, refusal

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def asked(tmp_path):
    """What makes an answer of the file of this name, a page long."""

    def make(name: str):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"%PDF")
        places = PlaceMap((Unit(UnitKind.PAGE),), (Run(0, 4, 0, 0),))
        read = replace(document("One.", name=name), source=str(tmp_path / name), places=places)
        return answer(hit(read, 0, 4), question=f"What of {name}?")

    return make


def highlight(read, quotes):
    """A copy that says what was to be done."""
    if read.id == "locked.pdf":
        raise DocumentError("'locked.pdf' is encrypted.", "Save it without a password.")
    return json.dumps([read.id, *((span.start, span.end, note) for span, note in quotes)]).encode()


def test_one_file_is_handed_over_as_it_is(asked):
    made = marked_copies([asked("in/a.pdf"), asked("in/a.pdf"), asked("b.txt")], highlight, NOW)
    assert (made.name, made.type) == ("a-highlighted.pdf", "application/pdf")
    quote = [0, 4, "What of in/a.pdf?"]
    assert json.loads(made.data) == ["in/a.pdf", quote, quote]
    assert made.left_out == ()


def test_several_files_are_handed_over_in_an_archive(asked):
    names = ["in/a.pdf", "b.pdf", "locked.pdf"]
    made = marked_copies([asked(name) for name in names], highlight, NOW)
    assert (made.name, made.type) == ("pincite-20260102-030405.zip", "application/zip")
    with ZipFile(BytesIO(made.data)) as opened:
        assert opened.namelist() == names[:2]
        assert json.loads(opened.read("b.pdf")) == ["b.pdf", [0, 4, "What of b.pdf?"]]
        assert opened.infolist()[0].date_time == (2026, 1, 2, 3, 4, 4)  # even seconds
        assert opened.testzip() is None
    assert made.left_out == ("locked.pdf: 'locked.pdf' is encrypted. Save it without a password.",)


def test_why_nothing_can_be_highlighted_is_told_in_one_line(asked):
    with pytest.raises(PinciteError) as told:
        marked_copies([asked("locked.pdf")], highlight, NOW)
    assert str(told.value) == (
        "No PDF could be highlighted. locked.pdf: 'locked.pdf' is encrypted. Save it without a"
        " password. Export the evidence page instead."
    )
    for conversation in ([], [asked("a.txt")], [refusal(hit(document("One."), 0, 4))]):
        with pytest.raises(PinciteError, match=r"No PDF is quoted in this chat\."):
            marked_copies(conversation, highlight, NOW)


def test_quotes_are_handed_over_as_annotations(asked):
    file = export_file([asked("a.pdf"), asked("b.txt")], "annotations", NOW)
    assert (file.name, file.type) == ("pincite-20260102-030405.jsonld", "application/ld+json")
    first, second = json.loads(file.text)
    assert (first["target"]["source"], second["target"]["source"]) == ("a.pdf", "b.txt")
    assert first["body"]["value"] == "What of a.pdf?"
    near = refusal(hit(document("One."), 0, 4))
    with pytest.raises(PinciteError, match="Nothing is quoted in this chat"):
        export_file([near], "annotations", NOW)
