import gc
import weakref
from dataclasses import replace

import pytest

from index import PinciteError
from qa.library.collection import new_folder
from qa.library.library import Library
from qa.web.anchors import document_key
from qa.web.session.outcome import Outcome
from qa.web.session.private_libraries import PrivateLibraries
from qa.web.session.session import Session
from tests.pdf_files import column, locked, pdf
from tests.qa.web.session.documents import DESK, POOL, ids, names


def test_a_session_begins_in_the_first_collection(session):
    (first,) = session.workspace.library.collections()
    assert session.workspace.folder == first.folder
    assert ids(session) == ["desk.md", "pool.md"]
    assert [
        session.workspace.document(document_key(document))
        for document in session.workspace.current().documents
    ] == [*session.workspace.current().documents]


def test_collections_are_created_chosen_and_deleted(session):
    session.workspace.change("create", "Notes")
    assert (names(session), ids(session)) == (["Documents", "Notes"], [])
    session.workspace.change("choose", "Documents")
    assert ids(session) == ["desk.md", "pool.md"]
    session.workspace.change("choose", "Notes")
    assert ids(session) == []
    session.workspace.change("delete", "Notes")
    assert (names(session), ids(session)) == (["Documents"], ["desk.md", "pool.md"])


def test_documents_are_removed_and_restored(session):
    desk = document_key(session.workspace.current().documents[0])
    session.workspace.change("remove", "", ids=["desk.md"])
    assert ids(session) == ["pool.md"]
    with pytest.raises(PinciteError, match="This document is no longer in the collection"):
        session.workspace.document(desk)
    session.workspace.change("restore", "")
    assert ids(session) == ["desk.md", "pool.md"]
    assert session.workspace.document(desk).text == DESK


@pytest.mark.parametrize(
    ("does", "name", "said"),
    [
        ("rename", " ", "A collection's name has 1 to 255 characters, not 0."),
        ("move", "Documents", "They are in 'Documents' already. Choose another one."),
        ("move to new", "documents", "There is a collection 'documents' already."),
        ("open", "Notes", "There is no collection 'Notes'."),
        ("undo", "", "The page is out of date. Load it again."),
        ("choose", "Notes", "There is no collection 'Notes'. There are: 'Documents'."),
        ("create", "documents", "There is a collection 'documents' already."),
        ("create", " ", "A collection's name has 1 to 255 characters, not 0."),
        ("delete", "Documents", "The last collection cannot be deleted."),
        ("delete", "Notes", "There is no collection 'Notes'."),
        ("remove", "", "The collection 'Documents' has no document 'none.md'."),
        ("burn", "", "The page is out of date. Load it again."),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(session, does, name, said):
    with pytest.raises(PinciteError) as error:
        session.workspace.change(does, name, ids=["none.md"])
    assert str(error.value).startswith(said)
    assert (names(session), ids(session)) == (["Documents"], ["desk.md", "pool.md"])


def test_what_came_of_files_that_were_added_is_told(session, tmp_path):
    for name, data in (("new", b"New text."), ("desk", b"# Desk\n\nClosed."), ("bad", b"\0")):
        (tmp_path / name).write_bytes(data)
    files = [(f"{name}.md", tmp_path / name) for name in ("new", "desk", "bad")]
    assert session.workspace.add(files) == Outcome(
        (
            "Not added: 'bad.md' is a binary file (byte 0x00 at 0)."
            " Give a text file, in UTF-8 at best.",
        ),
        added="Added 2 documents.",
        notes=("Replaced: desk.md",),
    )
    assert [document.text for document in session.workspace.current().documents] == [
        "# Desk\n\nClosed.",
        "New text.",
        POOL,
    ]


def test_files_go_to_the_collection_that_was_open_when_they_were_chosen(session, tmp_path):
    (tmp_path / "new").write_bytes(b"New text.")
    files = [("new.md", tmp_path / "new")]
    first = session.workspace.folder
    session.workspace.change("create", "Notes")
    notes = session.workspace.folder
    assert session.workspace.add(files, into=first) == Outcome(
        added="Added new.md to Documents.", target="Documents"
    )
    assert ids(session) == []
    session.workspace.change("choose", "Documents")
    assert ids(session) == ["desk.md", "new.md", "pool.md"]
    session.workspace.change("delete", "Notes")
    with pytest.raises(PinciteError, match=r"is gone\. Nothing was changed\."):
        session.workspace.add(files, into=notes)
    new = Session(session.shared_state)  # whose page shows what a session before it had
    assert new.workspace.add(files, into=notes).sentences == (
        "Not added: 'new.md' is there already, as 'new.md'. Nothing to do.",
    )


@pytest.mark.parametrize(
    ("private", "told"), [(False, "Added new.md to Documents."), (True, "Added new.md.")]
)
def test_a_new_session_tells_where_files_for_a_collection_that_is_gone_went(
    warm, given, embedder, tmp_path, private, told
):
    if private:
        warm = replace(
            warm,
            library=None,
            private_libraries=PrivateLibraries(lambda: Library.temporary(given, embedder)),
        )
    (tmp_path / "new").write_bytes(b"New text.")
    session = Session(warm)
    gone = new_folder(())
    assert session.workspace.add([("new.md", tmp_path / "new")], into=gone) == Outcome(added=told)
    session.close()


def test_a_file_for_another_collection_is_opened_there(session, tmp_path):
    (tmp_path / "locked").write_bytes(locked(pdf([column(["The harbour opens."])]), "gull"))
    first = session.workspace.folder
    session.workspace.change("create", "Notes")
    told = session.workspace.add([("locked.pdf", tmp_path / "locked")], into=first)
    assert told.encrypted == ()
    assert told.sentences[-1] == "Open Documents, and add it there to give its password."


def test_nothing_else_is_changed_when_the_collection_is_gone(session, tmp_path):
    (tmp_path / "new.md").write_text("New text.")
    for change in (
        lambda: session.workspace.change("remove", "", ids=["desk.md"]),
        lambda: session.workspace.change("restore", ""),
        lambda: session.workspace.add([("new.md", tmp_path / "new.md")]),
    ):
        session.workspace.change("create", "Notes")
        Session(session.shared_state).workspace.change("delete", "Notes")
        with pytest.raises(PinciteError, match=r"is gone\. Nothing was changed\."):
            change()
        assert ids(session) == ["desk.md", "pool.md"]


def test_no_session_holds_an_index_that_nobody_else_does(session):
    index = weakref.ref(session.workspace.assistant().index)
    assert index() is session.workspace.assistant().index
    session.workspace.library._assistants.clear()
    gc.collect()
    assert index() is None


def test_what_is_asked_has_the_documents_that_the_page_shows(session):
    assistant = session.workspace.assistant()
    shown = session.workspace.current().documents
    assert [document.text for document in assistant.index.documents] == [it.text for it in shown]
    assert session.workspace.current().documents is shown
    assert all(one is other for one, other in zip(assistant.index.documents, shown, strict=True))
