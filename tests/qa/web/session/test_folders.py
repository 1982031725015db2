from concurrent.futures import Future

import pytest

from index.errors import PinciteError
from qa.library.library import Library
from qa.suggestions.suggest import openers
from qa.web.session.changes import ADD_FOLDER
from qa.web.session.private_libraries import PrivateLibraries
from qa.web.session.session import Session
from qa.web.session.shared import SharedState
from tests.qa.web.html import Shown
from tests.qa.web.session.documents import ids


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "shop.md").write_text("The shop opens at nine.")
    return folder


@pytest.fixture
def local(tmp_path, given, embedder):
    """A session where folders are taken."""
    library = Library(tmp_path / "library", given, embedder, "none", local=True)
    warm: Future[None] = Future()
    warm.set_result(None)
    return Session(SharedState(library, PrivateLibraries(lambda: library), warm, None, openers))


def look(session, times=2):
    for _ in range(times):
        session.workspace.library.watch.look()


def last(views):
    *_, view = views
    return view


def test_a_folder_is_added_watched_and_removed(local, notes):
    local.workspace.change(ADD_FOLDER, str(notes), "pool.md")
    assert ids(local) == ["desk.md", "notes/shop.md", "pool.md"]
    assert local.workspace.current().front.id == "pool.md"
    page = Shown(last(local.open_collection()).library)
    assert f"{notes}1 documentRemove" in page.text
    assert (page.all("aria-checked"), "Keep up to date" in page.text) == (["false"], True)
    assert "Remove notes/shop.md" not in page.all("aria-label")  # it goes with its folder

    local.workspace.change("watch", "on")
    page = Shown(local.panels(None).library)
    assert (page.all("aria-checked"), page.all("data-watched")) == (["true"], ["true"])
    local.workspace.change("watch", "off")
    assert Shown(local.panels(None).library).all("data-watched") == []

    local.workspace.change("remove folder", str(notes))
    assert ids(local) == ["desk.md", "pool.md"]
    assert "aria-checked" not in dict(Shown(local.panels(None).library).attributes)


def test_a_page_is_told_when_its_collection_was_opened_anew(local, notes):
    local.workspace.change(ADD_FOLDER, str(notes))
    local.workspace.change("watch", "on")
    last(local.open_collection())
    assert local.workspace.follow("") is False
    look(local)
    assert local.workspace.follow("") is False  # as it was shown
    (notes / "cats.md").write_text("Cats purr.")
    look(local)
    assert local.workspace.follow("pool.md") is True
    assert local.workspace.follow("pool.md") is False
    page = Shown(last(local.open_collection()).library)
    assert "4 documents, 4 passages" in page.text
    assert local.workspace.current().front.id == "pool.md"


def test_a_page_that_sees_more_than_the_watch_is_told_of_what_it_missed(local, notes, tmp_path):
    local.workspace.change(ADD_FOLDER, str(notes))
    local.workspace.change("watch", "on")
    last(local.open_collection())
    look(local)
    (notes / "cats.md").write_text("Cats purr.")
    look(local)
    notes.rename(tmp_path / "away")
    assert local.workspace.follow("") is True
    assert ids(local) == ["desk.md", "pool.md"]
    assert local.workspace.follow("") is False
    (tmp_path / "away").rename(notes)  # between two looks, for each of which it is there
    look(local)
    assert local.workspace.follow("") is True
    assert ids(local) == ["desk.md", "notes/cats.md", "notes/shop.md", "pool.md"]
    assert local.workspace.follow("") is False


def test_a_page_that_was_sent_what_no_look_saw_is_told_what_is_there(local, notes, tmp_path):
    local.workspace.change(ADD_FOLDER, str(notes))
    local.workspace.change("watch", "on")
    last(local.open_collection())
    look(local)
    assert local.workspace.follow("") is False
    notes.rename(tmp_path / "away")
    assert local.workspace.look("") is True  # the library is opened
    assert f"{notes}There is no folder" in Shown(last(local.open_collection()).library).text
    (tmp_path / "away").rename(notes)
    look(local)
    assert local.workspace.follow("") is True
    assert f"{notes}1 document" in Shown(last(local.open_collection()).library).text
    assert local.workspace.follow("") is False


def test_a_page_is_told_too_when_a_question_came_before(local, notes):
    local.workspace.change(ADD_FOLDER, str(notes))
    local.workspace.change("watch", "on")
    last(local.open_collection())
    look(local)
    local.workspace.follow("")
    (notes / "shop.md").write_text("The shop opens at noon.")
    assert local.assistant().ask("When does the shop open?").text == "The shop opens at noon."
    look(local)
    assert local.workspace.follow("") is True


def test_a_folder_that_vanished_is_told_on_the_page(local, notes):
    local.workspace.change("create", "Notes")
    local.workspace.change(ADD_FOLDER, str(notes))
    notes.rename(notes.with_name("away"))
    page = Shown(last(local.open_collection()).library)
    assert f"{notes}There is no folder {str(notes)!r}.Remove" in page.text
    page = Shown(local.panels(None).library)
    assert page.all("data-does").count("remove folder") == 1


def test_where_others_come_too_folders_are_neither_offered_nor_taken(session, notes):
    for does, name in ((ADD_FOLDER, str(notes)), ("watch", "on")):
        with pytest.raises(PinciteError, match="Folders of this computer are not taken here"):
            session.workspace.change(does, name)
    assert ids(session) == ["desk.md", "pool.md"]
    assert "Keep up to date" not in session.panels(None).library
