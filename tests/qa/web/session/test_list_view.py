import pytest

from qa.library.listing import Order
from qa.web.session.list_view import ROWS
from tests.qa.web.html import Shown
from tests.qa.web.session.documents import ids


@pytest.fixture
def many(session, tmp_path):
    """A session whose collection has three parts of a list, and another that has one document."""
    session.workspace.change("create", "Notes")
    files = []
    for number in range(2 * ROWS + 1):
        (tmp_path / f"{number}").write_text(f"Note {number} " + "and more " * number)
        files.append((f"note {number}.txt", tmp_path / f"{number}"))
    session.workspace.add(files)
    return session


def listing(session):
    workspace = session.workspace
    collections = workspace.library.collections()
    return workspace.listing(workspace.library.collection(workspace.folder), collections)


def rows(session):
    return [row.document.id for row in listing(session).rows]


def test_a_part_is_listed_and_more_when_it_is_asked_for(many):
    assert rows(many) == [f"note {number}.txt" for number in range(ROWS)]
    shown = listing(many)
    assert (shown.matching, shown.of, shown.removable, shown.left) == (101, 101, 101, ROWS + 1)
    assert many.workspace.arrange("more", "")
    assert len(rows(many)) == 2 * ROWS
    assert many.workspace.arrange("more", "")
    assert (len(rows(many)), listing(many).left) == (101, 0)
    many.workspace.change("choose", "Documents")
    many.workspace.change("choose", "Notes")
    assert len(rows(many)) == ROWS


def test_the_list_is_sorted_and_searched(many):
    many.workspace.arrange("sort", "largest")
    assert rows(many)[:2] == ["note 100.txt", "note 99.txt"]
    assert listing(many).order is Order.LARGEST
    many.workspace.arrange("find", "  note   9 ")
    shown = listing(many)
    assert (shown.query, shown.matching, shown.of) == ("note 9", 19, 101)
    assert rows(many)[:2] == ["note 99.txt", "note 98.txt"]
    many.workspace.arrange("find", "pool")
    shown = listing(many)
    assert (shown.rows, shown.elsewhere[0].documents[0].id) == ((), "pool.md")
    many.workspace.arrange("find", "")
    assert listing(many).elsewhere == ()


def test_what_changes_the_documents_changes_the_list(many):
    many.workspace.arrange("find", "note 9")
    many.workspace.change("remove", "", ids=["note 9.txt"])
    assert listing(many).matching == 18
    many.workspace.change("remove all", "")
    assert (listing(many).matching, len(ids(many))) == (0, 82)
    many.workspace.change("undo", "")
    assert listing(many).matching == 18


def test_an_order_that_is_none_is_refused_and_other_actions_are_not_its_own(session):
    with pytest.raises(Exception, match="The page is out of date"):
        session.workspace.arrange("sort", "colour")
    assert not session.workspace.arrange("remove", "desk.md")
    assert session.arranged("remove", "desk.md") is None


def test_the_page_keeps_its_documents_while_the_list_is_arranged(session):
    *_, last = session.open_collection()
    panels = session.arranged("find", "desk")
    assert (panels.contents, panels.source) == (None, None)
    page = Shown(panels.library)
    assert "1 of 2" in page.text
    assert "2 documents, 2 passages" in page.text  # how they fare is known still
    assert Shown(panels.status).text == Shown(last.status).text == "Ready"


def test_a_collection_that_cannot_be_asked_says_so_still(warm, session):
    session.panels(None, "There is no model.")
    panels = session.arranged("find", "desk")
    assert Shown(panels.status).text == "Questions can't be answered: There is no model."


def test_what_is_known_of_documents_is_told_while_they_are_opened_anew(session):
    *_, last = session.open_collection()
    assert "Text · 10 words · English" in Shown(last.library).text
    session.workspace.change("remove", "", ids=["pool.md"])
    first = next(session.open_collection())
    assert "Text · 10 words · English" in Shown(first.library).text
    assert "pc-report" not in Shown(first.library).all("class")
