import gc
from contextlib import suppress

import pytest

from index import PinciteError
from qa.library.library import Library
from qa.web.session.outcome import Outcome
from qa.web.session.session import Session
from tests.qa.web.session.documents import ids, names


def add(session, tmp_path, **texts):
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return session.workspace.add([(f"{name}.txt", tmp_path / name) for name in texts])


def done(session):
    change = session.workspace.changes.done
    return (change.sentence, change.undoable, change.target) if change else None


def test_what_was_removed_is_brought_back(session, tmp_path):
    add(session, tmp_path, bees="Bees.", cats="Cats.")
    assert session.workspace.change("remove", "", "pool.md", ["bees.txt"]) == ()
    assert done(session) == ("Removed bees.txt.", True, "")
    assert ids(session) == ["cats.txt", "desk.md", "pool.md"]
    session.workspace.change("undo", "", "pool.md")
    assert done(session) == ("“bees.txt” is back.", False, "")
    assert len(ids(session)) == 4
    session.workspace.change("remove", "", "pool.md", ["bees.txt", "desk.md"])
    assert done(session) == ("Removed 2 documents.", True, "")
    session.workspace.change("undo", "", "pool.md")
    assert done(session) == ("2 documents are back.", False, "")
    assert session.workspace.current().front.id == "pool.md"
    with pytest.raises(PinciteError, match="The page is out of date"):
        session.workspace.change("undo", "")


def test_what_was_moved_goes_back(session, tmp_path):
    add(session, tmp_path, bees="Bees.", cats="Cats.")
    session.workspace.change("create", "Animals")
    session.workspace.change("choose", "Documents")
    session.workspace.change("move", "animals", ids=["bees.txt", "cats.txt"])
    assert done(session) == ("Moved 2 documents to Animals.", True, "Animals")
    assert ids(session) == ["desk.md", "pool.md"]
    session.workspace.change("undo", "")
    assert done(session) == ("2 documents are back.", False, "")
    assert len(ids(session)) == 4

    told = session.workspace.change("move to new", "More", ids=["cats.txt", "pool.md"])
    assert told == [
        "Not moved: 'pool.md' was not added to 'Documents', but is read where it lies."
        " Add its file to 'More'."
    ]
    assert names(session) == ["Documents", "Animals", "More"]
    session.workspace.change("open", "More", ids=["cats.txt"])
    assert (ids(session), done(session)) == (["cats.txt"], None)
    assert session.workspace.current().front.id == "cats.txt"


def test_a_collection_that_was_made_for_a_move_goes_with_it(session, tmp_path):
    add(session, tmp_path, bees="Bees.", cats="Cats.")
    session.workspace.change("move to new", "Animals", ids=["bees.txt"])
    session.workspace.change("undo", "")
    assert names(session) == ["Documents"]
    assert len(ids(session)) == 4

    session.workspace.change("move to new", "Animals", ids=["bees.txt"])
    other = Session(session.shared_state)
    other.workspace.change("choose", "Animals")
    add(other, tmp_path, dogs="Dogs.")
    session.workspace.change("undo", "")
    assert names(session) == ["Documents", "Animals"]  # another one's document is in it
    other.workspace.look("")
    assert ids(other) == ["dogs.txt"]
    other.workspace.change("remove", "", ids=["dogs.txt"])
    session.workspace.change("move", "Animals", ids=["bees.txt"])
    session.workspace.change("undo", "")
    assert names(session) == ["Documents", "Animals"]  # it was there before the move


def test_a_document_is_renamed_and_called_as_before(session, tmp_path):
    add(session, tmp_path, bees="Bees.", cats="Cats.")
    assert session.workspace.change("rename-document", "wasps", "bees.txt", ["bees.txt"]) == ()
    assert done(session) == ("Renamed bees.txt to wasps.txt.", True, "")
    assert ids(session) == ["cats.txt", "desk.md", "pool.md", "wasps.txt"]
    assert session.workspace.current().front.id == "wasps.txt"  # it stays in front
    session.workspace.change("undo", "", "wasps.txt")
    assert done(session) == ("Renamed wasps.txt to bees.txt.", False, "")
    assert ids(session) == ["bees.txt", "cats.txt", "desk.md", "pool.md"]
    assert session.workspace.current().front.id == "bees.txt"
    session.workspace.change("rename-document", "bees", "bees.txt", ["bees.txt"])
    assert done(session) == ("Renamed wasps.txt to bees.txt.", False, "")  # nothing was done
    for chosen in ([], ["bees.txt", "cats.txt"]):
        with pytest.raises(PinciteError, match="The page is out of date"):
            session.workspace.change("rename-document", "new", ids=chosen)


def test_what_cannot_go_back_says_why(session, tmp_path):
    add(session, tmp_path, bees="Bees.")
    session.workspace.change("move to new", "Animals", ids=["bees.txt"])
    other = Session(session.shared_state)
    add(other, tmp_path, bees="Other bees.")
    told = session.workspace.change("undo", "")
    assert told == [
        "Not moved: There is another document 'bees.txt' in 'Documents'. Rename a file."
    ]
    assert done(session) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda session, _: session.workspace.change("dismiss", ""),
        lambda session, _: session.workspace.change("choose", "Documents"),
        lambda session, _: session.workspace.change("restore", ""),
        lambda session, tmp_path: add(session, tmp_path, new="New."),
        lambda session, _: session.close(),
    ],
)
def test_whatever_comes_next_lets_a_removal_stand(session, tmp_path, change):
    add(session, tmp_path, bees="Bees.")
    session.workspace.change("remove", "", ids=["bees.txt"])
    removed = session.workspace.library.home / session.workspace.folder / "removed"
    assert len([*removed.iterdir()]) == 1
    session.workspace.change("show", "")
    assert len([*removed.iterdir()]) == 1
    change(session, tmp_path)
    assert [*removed.iterdir()] == []
    assert done(session) in (None, ("Added new.txt.", False, ""))


def test_a_collection_that_was_deleted_is_brought_back(session, tmp_path):
    session.workspace.change("create", "Animals")
    add(session, tmp_path, bees="Bees.")
    session.workspace.change("delete", "Animals")
    assert done(session) == ("Deleted Animals.", True, "")
    assert (names(session), ids(session)) == (["Documents"], ["desk.md", "pool.md"])
    session.workspace.change("undo", "")
    assert done(session) == ("“Animals” is back.", False, "")
    assert (names(session), ids(session)) == (["Documents", "Animals"], ["bees.txt"])
    session.workspace.change("choose", "Documents")
    session.workspace.change("delete", "Animals")
    session.workspace.change("dismiss", "")
    assert [*session.workspace.library.home.glob(".deleted-*")] == []
    with pytest.raises(PinciteError, match="The page is out of date"):
        session.workspace.change("undo", "")


@pytest.mark.parametrize(
    ("does", "name", "chosen"),
    [
        ("delete", "Documents", ()),
        ("delete", "Gone", ()),
        ("create", "documents", ()),
        ("rename", " ", ()),
        ("choose", "Gone", ()),
        ("open", "Gone", ()),
        ("move", "Gone", ["desk.md"]),
        ("move to new", "documents", ["desk.md"]),
        ("move to new", "More", ["desk.md"]),  # it is read where it lies
        ("remove", "", ["gone.md"]),
        ("rename-document", "pool", ["desk.md"]),
        ("remove all", "", ()),
        ("add folder", "gone", ()),
        ("burn", "", ()),
        ("add", "", ()),
    ],
)
def test_what_fails_leaves_what_was_done_before_it(session, tmp_path, does, name, chosen):
    session.workspace.change("create", "Animals")
    add(session, tmp_path, bees="Bees.")
    session.workspace.change("delete", "Animals")
    with suppress(PinciteError):
        if does == "add":
            assert len(add(session, tmp_path, bad="\0").sentences) == 1
        else:
            if does == "remove all":
                session.workspace.arrange("find", "nothing like it")
            assert session.workspace.change(does, name, ids=chosen)  # what was not done
    assert done(session) == ("Deleted Animals.", True, "")
    assert names(session) == ["Documents"]
    session.workspace.change("undo", "")
    assert (names(session), ids(session)) == (["Documents", "Animals"], ["bees.txt"])


def test_a_deletion_can_be_undone_after_another_collection_was_renamed(session, tmp_path):
    session.workspace.change("create", "Animals")
    add(session, tmp_path, bees="Bees.")
    session.workspace.change("delete", "Animals")
    session.workspace.change("rename", "ANIMALS")
    session.workspace.change("undo", "")
    assert done(session) == (
        "“Animals” is back as “Animals 2”: there is another “Animals” now.",
        False,
        "",
    )
    assert (names(session), ids(session)) == (["ANIMALS", "Animals 2"], ["bees.txt"])


def test_what_stands_is_not_kept_in_a_collection_that_is_brought_back(session, tmp_path):
    session.workspace.change("create", "Animals")
    add(session, tmp_path, bees="Bees.", cats="Cats.")
    session.workspace.change("remove", "", ids=["bees.txt"])
    session.workspace.change("delete", "Animals")
    session.workspace.change("undo", "")
    assert ids(session) == ["cats.txt"]
    folder = session.workspace.library.home / session.workspace.folder
    assert [*(folder / "removed").iterdir()] == []


def test_what_is_removed_again_can_be_brought_back(session, tmp_path):
    add(session, tmp_path, bees="Bees.")
    session.workspace.change("remove", "", ids=["bees.txt"])
    add(Session(session.shared_state), tmp_path, bees="Bees.")
    session.workspace.change("show", "")
    session.workspace.change("remove", "", ids=["bees.txt"])
    session.workspace.change("undo", "")
    assert ids(session) == ["bees.txt", "desk.md", "pool.md"]


def test_a_session_that_is_let_go_of_leaves_no_collection_that_it_deleted(shared_state):
    session, home = Session(shared_state), shared_state.library.home
    session.workspace.change("create", "Animals")
    session.workspace.change("delete", "Animals")
    assert len([*home.glob(".deleted-*")]) == 1
    del session
    gc.collect()
    assert [*home.glob(".deleted-*")] == []


def test_what_was_added_is_told_and_tells_each_time_from_the_others(session, tmp_path):
    outcome = add(session, tmp_path, bees="Bees.", cats="Cats.")
    first = session.workspace.changes.done
    assert (first.sentence, first.notes, outcome.sentences) == ("Added 2 documents.", (), ())
    add(session, tmp_path, bees="More bees.")
    second = session.workspace.changes.done
    assert (second.sentence, second.notes) == ("Added bees.txt.", ("Replaced: bees.txt",))
    outcome = add(session, tmp_path, bees="More bees.")
    third = session.workspace.changes.done
    assert (third.sentence, len(outcome.sentences)) == ("", 1)
    assert len({first.addition, second.addition, third.addition, ""}) == 4


def test_a_page_that_is_left_when_the_library_is_closed_leaves_it(session, tmp_path):
    add(session, tmp_path, bees="Bees.")
    session.workspace.change("remove", "", ids=["bees.txt"])
    session.workspace.library.close()
    session.close()
    assert Library(session.workspace.library.home).collections()


def test_a_collection_is_renamed(session):
    session.workspace.change("rename", " House ")
    assert names(session) == ["House"]
    session.workspace.change("rename", "HOUSE")
    assert names(session) == ["HOUSE"]
    assert len(ids(session)) == 2


def test_the_same_text_is_told_where_it_is_added_again(session, tmp_path):
    add(session, tmp_path, bees="Bees hum.")
    session.workspace.arrange("find", "nothing like it")
    (tmp_path / "copy").write_text("Bees hum.\n")
    (tmp_path / "again").write_text("Bees hum.\r\n")
    outcome = session.workspace.add(
        [("copy.txt", tmp_path / "copy"), ("same.txt", tmp_path / "bees")]
    )
    assert outcome == Outcome(
        ("Not added: 'same.txt' is there already, as 'bees.txt'. Nothing to do.",),
        added="Added copy.txt.",
    )
    assert session.workspace.add([("again.txt", tmp_path / "again")]) == Outcome(
        added="Added again.txt.",
        notes=("Added, though it has the same text as copy.txt: again.txt",),
    )
