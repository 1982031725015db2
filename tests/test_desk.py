import pytest

from index import PinciteError
from qa.web.place import document_key
from qa.web.session.session import Session
from tests.desks import DESK, POOL, ids, names

pytest_plugins = ["tests.rooms"]


def test_a_room_begins_in_the_first_collection(room):
    (first,) = room.desk.library.collections()
    assert room.desk.folder == first.folder
    assert ids(room) == ["desk.md", "pool.md"]
    assert [room.desk.document(document_key(document)) for document in room.desk.documents] == [
        *room.desk.documents
    ]


def test_collections_are_created_chosen_and_deleted(room):
    room.desk.arrange("create", "Notes")
    assert (names(room), ids(room)) == (["Documents", "Notes"], [])
    room.desk.arrange("choose", "Documents")
    assert ids(room) == ["desk.md", "pool.md"]
    room.desk.arrange("choose", "Notes")
    assert ids(room) == []
    room.desk.arrange("delete", "Notes")
    assert (names(room), ids(room)) == (["Documents"], ["desk.md", "pool.md"])


def test_documents_are_removed_and_restored(room):
    desk = document_key(room.desk.documents[0])
    room.desk.arrange("remove", "desk.md")
    assert ids(room) == ["pool.md"]
    with pytest.raises(PinciteError, match="This document is no longer in the collection"):
        room.desk.document(desk)
    room.desk.arrange("restore", "")
    assert ids(room) == ["desk.md", "pool.md"]
    assert room.desk.document(desk).text == DESK


@pytest.mark.parametrize(
    ("does", "name", "said"),
    [
        ("choose", "Notes", "There is no collection 'Notes'. There are: 'Documents'."),
        ("create", "documents", "There is a collection 'documents' already."),
        ("create", " ", "A collection's name has 1 to 255 characters, not 0."),
        ("delete", "Documents", "The last collection cannot be deleted."),
        ("delete", "Notes", "There is no collection 'Notes'."),
        ("remove", "none.md", "The collection 'Documents' has no document 'none.md'."),
        ("burn", "", "The page is out of date. Load it again."),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(room, does, name, said):
    with pytest.raises(PinciteError) as error:
        room.desk.arrange(does, name)
    assert str(error.value).startswith(said)
    assert (names(room), ids(room)) == (["Documents"], ["desk.md", "pool.md"])


def test_what_came_of_files_that_were_brought_is_told(room, tmp_path):
    for name, data in (("new", b"New text."), ("desk", b"# Desk\n\nClosed."), ("bad", b"\0")):
        (tmp_path / name).write_bytes(data)
    files = [(f"{name}.md", tmp_path / name) for name in ("new", "desk", "bad")]
    assert room.desk.bring(files) == [
        "Replaced: desk.md",
        "Not added: 'bad.md' is a binary file (a NUL at byte 0), or in UTF-16."
        " Give a text file, in UTF-8.",
    ]
    assert [document.text for document in room.desk.documents] == [
        "# Desk\n\nClosed.",
        "New text.",
        POOL,
    ]


def test_nothing_else_is_changed_when_the_collection_is_gone(room, tmp_path):
    (tmp_path / "new.md").write_text("New text.")
    for change in (
        lambda: room.desk.arrange("remove", "desk.md"),
        lambda: room.desk.arrange("restore", ""),
        lambda: room.desk.bring([("new.md", tmp_path / "new.md")]),
    ):
        room.desk.arrange("create", "Notes")
        Session(room.house).desk.arrange("delete", "Notes")
        with pytest.raises(PinciteError, match=r"is gone\. Nothing was changed\."):
            change()
        assert ids(room) == ["desk.md", "pool.md"]
