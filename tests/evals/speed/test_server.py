import pytest

import evals.speed.server
from evals.speed.server import seconds_to_page
from index import PinciteError


def test_the_page_answers():
    assert 0 < seconds_to_page() < 60


def test_an_app_that_does_not_start_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(evals.speed.server, "ROOT", tmp_path)
    with pytest.raises(PinciteError, match="does not start"):
        seconds_to_page()
