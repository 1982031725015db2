"""Work in a thread of its own tells how far it is, and is not waited for where it takes long."""

from threading import Event

import pytest

from qa.web.session import background
from qa.web.session.background import run_with_progress, run_with_stand_in


def test_what_is_reported_comes_before_the_result():
    def work(report):
        report(1)
        report(2)
        return "done"

    reports, future = run_with_progress(work)
    assert ([*reports], future.result()) == ([1, 2], "done")


def test_what_is_there_soon_comes_alone(monkeypatch):
    monkeypatch.setattr(background, "_SOON", 60)
    assert [*run_with_stand_in(lambda: "soon", "nothing yet")] == ["soon"]


def test_what_takes_a_while_has_a_stand_in(monkeypatch):
    monkeypatch.setattr(background, "_SOON", 0)
    asked = Event()

    def work():
        assert asked.wait(60)
        return "late"

    shown = run_with_stand_in(work, "nothing yet")
    assert next(shown) == "nothing yet"
    asked.set()
    assert [*shown] == ["late"]


def test_what_fails_is_raised(monkeypatch):
    monkeypatch.setattr(background, "_SOON", 60)
    with pytest.raises(ValueError, match="invalid literal"):
        next(run_with_stand_in(lambda: int("none"), 0))
