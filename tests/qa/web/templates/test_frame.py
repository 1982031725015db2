import pytest

from qa.web.loading import Loading
from qa.web.templates import frame
from tests.qa.web.html import Shown


def test_a_notification_hands_over_words_and_files():
    files = [
        frame.File("a.json", "application/json", '{"a": "<b>"}'),
        frame.File("b", "text/html", "b"),
    ]
    page = Shown(frame.notification(3, "Done.", files))
    assert page.text == 'Done.{"a": "<b>"}b'
    assert page.all("id") == ["pc-sent-3"]
    assert page.all("data-name") == ["a.json", "b"]
    assert page.all("data-type") == ["application/json", "text/html"]
    assert Shown(frame.notification(4, "Only words.")).tags == ["div", "p"]


def test_questions_to_begin_with_are_buttons():
    assert Shown(frame.openers(["Who?", "When?"])).text == "ExamplesWho?When?"
    about = frame.openers(["Who?"], about="The <lease>")
    assert Shown(about).text == "Examples The <lease>Who?"
    assert frame.openers([]) == ""


def test_a_bar_tells_how_far_the_opening_is():
    page = Shown(
        frame.openers([], Loading("Embedding passages: 30 of 90", 30, 90, 41, askable=True))
    )
    assert page.all("value") + page.all("max") == ["30", "90"]
    assert page.text == (
        "Embedding passages: 30 of 90, about 40 seconds left. You can ask meanwhile."
    )
    assert frame.openers([], Loading("Reading…")) == ""


@pytest.mark.parametrize(("setting", "promised"), [("on", True), ("off", False)])
def test_scans_are_promised_where_they_are_read(monkeypatch, setting, promised):
    monkeypatch.setenv("PINCITE_OCR", setting)
    assert ("text, scans." in Shown(frame.welcome(kept=True)).text) is promised
