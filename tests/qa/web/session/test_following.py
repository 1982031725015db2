import pytest

from qa.web.session.session import Session
from tests.qa.web.html import Shown
from tests.qa.web.session.documents import ids, names

GERMAN = "Das Schwimmbad öffnet um neun Uhr. Es schließt am Abend, wenn es dunkel wird."


@pytest.fixture
def page(session, given):
    """A session whose page shows all of a collection."""
    (given / "bad.md").write_text(GERMAN)
    last(session.open_collection())
    return session


@pytest.fixture
def other(page):
    """Another visitor of the library."""
    return Session(page.shared_state)


def last(views):
    *_, view = views
    return view


def test_a_page_that_shows_what_is_there_is_not_drawn_anew(page):
    before = page.workspace.current().loaded
    assert not page.workspace.look("pool.md")
    assert page.workspace.current().loaded is before
    page.assistant().ask("When does the desk open?")
    assert not page.workspace.look("pool.md")


def test_what_another_visitor_changes_is_seen(page, other, tmp_path):
    (tmp_path / "new").write_text("New.")
    other.workspace.add([("new.txt", tmp_path / "new")])
    assert page.workspace.look("pool.md")
    assert ids(page) == ["bad.md", "desk.md", "new.txt", "pool.md"]
    assert page.workspace.current().front.id == "pool.md"
    assert "new.txt" in Shown(last(page.open_collection()).library).text
    assert not page.workspace.look("pool.md")

    other.workspace.change("rename-document", "newer", ids=["new.txt"])
    assert page.workspace.look("")
    last(page.open_collection())
    other.workspace.change("remove", "", ids=["newer.txt", "desk.md"])
    assert page.workspace.look("desk.md")
    assert page.workspace.current().front.id == "bad.md"
    last(page.open_collection())
    other.workspace.change("create", "Notes")
    assert page.workspace.look("")
    assert "Notes" in Shown(last(page.open_collection()).library).text
    assert not page.workspace.look("")


def test_a_change_that_a_question_met_first_is_seen(page, other):
    other.workspace.change("remove", "", ids=["desk.md"])
    page.assistant().ask("Who designed the pool?")
    assert ids(page) == ["bad.md", "pool.md"]
    assert page.workspace.look("")


def test_a_file_that_was_changed_where_it_lies_is_seen(page, given):
    (given / "desk.md").write_text("# Desk\n\nThe desk is closed.")
    assert page.workspace.look("desk.md")
    assert page.workspace.current().front.text.endswith("is closed.")


def test_a_collection_that_another_visitor_deleted_is_missed(page, other):
    page.workspace.change("create", "Notes")
    last(page.open_collection())
    other.workspace.change("delete", "Notes")
    assert page.workspace.look("")
    assert (names(page), len(ids(page))) == (["Documents"], 3)
    assert page.workspace.current().missed == "The collection that was open here is gone."
