from concurrent.futures import Future

import pytest

from qa.web import messages
from qa.web.messages.language import languages, preferred, speaking, speaking_each
from qa.web.session.background import run_in_background


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("en;q=0.3, de;q=0.7", "de"),
        ("fr-FR,fr;q=0.9,de;q=0.5,en;q=0.4", "de"),
        ("fr, ja", "en"),
        ("de;q=0, en", "en"),
        ("DE_ch", "en"),
        ("DE-CH", "de"),
        ("de;Q=0.5, en;q=0.9", "en"),
        ("*", "en"),
        ("de;q=much,en;q=0.1", "en"),
        ("de;q=nan", "en"),
        (";;,,=q", "en"),
        ("fr," * 500 + "de", "en"),
    ],
)
def test_the_browsers_first_language_that_is_there_is_spoken(accepted, language):
    assert preferred(accepted) == language


def test_the_default_language_is_the_first_one():
    assert languages() == ("en", "de")
    assert messages.spoken() == "en"


def test_what_is_said_is_in_the_language_that_is_spoken_where_it_is_said():
    assert messages.UNDO == "Undo"
    with speaking("de"):
        assert messages.UNDO == "Rückgängig"
        with speaking("en"):
            assert messages.UNDO == "Undo"
        assert messages.UNDO == "Rückgängig"
    assert messages.UNDO == "Undo"


def test_each_step_is_made_in_its_language_and_nothing_between_them():
    steps = speaking_each("de", (messages.UNDO for _ in range(2)))
    assert [(step, messages.UNDO) for step in steps] == [("Rückgängig", "Undo")] * 2


def test_work_in_the_background_speaks_the_language_of_who_began_it():
    said: Future[str] = Future()
    with speaking("de"):
        run_in_background(said, lambda: messages.UNDO)
    assert said.result(10) == "Rückgängig"


def test_a_sentence_that_is_not_there_is_an_error():
    with pytest.raises(AttributeError, match="NO_SUCH_SENTENCE"):
        getattr(messages, "NO_SUCH_SENTENCE")  # noqa: B009
