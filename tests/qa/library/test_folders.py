import os
import shutil
import stat
from pathlib import Path

import pytest

import qa.library.linked_folders
from index.documents.file_system import A_LINK_OUT
from index.documents.loading import SkippedFile
from qa.library.collection import LibraryError
from qa.library.folders import folder_reports
from qa.library.library import Library


@pytest.fixture
def library(tmp_path, embedder):
    return Library(tmp_path / "library", embedder=embedder, reader="none", local=True)


@pytest.fixture
def notes(tmp_path):
    """A folder of somebody's."""
    folder = tmp_path / "my notes"
    (folder / "shop").mkdir(parents=True)
    (folder / "shop" / "hours.md").write_text("# Hours\n\nThe shop opens at nine.\n")
    (folder / "bees.txt").write_text("Bees hum.\n")
    return folder


@pytest.fixture
def collection(library, notes):
    """The folder of a collection that holds the notes and nothing else."""
    folder = library.create("Notes").folder
    library.folders.add(folder, str(notes))
    return folder


def texts(library, folder):
    return {document.id: document.text for document in library.read(folder).documents}


def quote(library, folder, question="When does the shop open?"):
    (citation,) = library.open(folder).ask(question).citations
    return citation.document_id, citation.quote


def test_a_folder_is_read_where_it_is_and_nothing_is_copied(library, collection, notes):
    hours, bees = library.read(collection).documents[::-1]
    assert (hours.id, hours.source) == ("my notes/shop/hours.md", f"{notes}/shop/hours.md")
    assert (bees.id, bees.source, bees.text) == (
        "my notes/bees.txt",
        f"{notes}/bees.txt",
        "Bees hum.\n",
    )
    assert quote(library, collection) == ("my notes/shop/hours.md", "The shop opens at nine.")
    kept = [file for file in library.home.rglob("*") if file.is_file()]
    assert not [file.name for file in kept if file.suffix in (".md", ".txt")]
    assert not (library.home / collection / "documents").exists()


def test_it_is_kept_with_the_collection(library, collection, notes):
    library.folders.keep_up_to_date(collection, watched=True)
    again = Library(library.home).collection(collection)
    assert (again.folders, again.watched) == ((str(notes),), True)
    assert library.folders.keep_up_to_date(collection, watched=False).watched is False


def test_a_collection_that_was_stored_before_there_were_folders_opens(library):
    (first,) = library.collections()
    file = library.home / first.folder / "collection.json"
    file.write_text('{"name": "Old", "default": false, "removed": [], "documents": {}}')
    old = library.collection(first.folder)
    assert (old.name, old.folders, old.watched) == ("Old", (), False)


@pytest.mark.parametrize("folders", ["5", '["notes"]', "[5]", '["/a\\u0000b"]'])
def test_a_collection_whose_folders_are_none_is_damaged(library, folders):
    folder = library.create("Notes").folder
    (library.home / folder / "collection.json").write_text(
        f'{{"name": "x", "removed": [], "folders": {folders}}}'
    )
    with pytest.raises(LibraryError, match="is damaged"):
        library.collection(folder)


def test_what_changes_comes_or_goes_is_seen_and_only_that_is_embedded(
    library, collection, notes, capsys
):
    first = library.open(collection)
    assert library.open(collection) is first
    capsys.readouterr()

    (notes / "shop" / "hours.md").write_text("# Hours\n\nThe shop opens at noon.\n")
    assert quote(library, collection) == ("my notes/shop/hours.md", "The shop opens at noon.")
    assert "1 passage to embed, 1 kept" in capsys.readouterr().err

    (notes / "cats.txt").write_text("Cats purr.\n")
    assert set(texts(library, collection)) == {
        "my notes/bees.txt", "my notes/cats.txt", "my notes/shop/hours.md",
    }  # fmt: skip
    library.open(collection)
    assert "1 passage to embed, 2 kept" in capsys.readouterr().err

    (notes / "shop" / "hours.md").rename(notes / "times.md")
    assert quote(library, collection) == ("my notes/times.md", "The shop opens at noon.")

    (notes / "bees.txt").unlink()
    opened = library.open(collection)
    assert [d.id for d in opened.index.documents] == ["my notes/cats.txt", "my notes/times.md"]


def test_only_a_file_that_changed_is_parsed_again(library, collection, notes):
    (notes / "page.html").write_text("<p>Owls hoot.</p>")
    (notes / "other.html").write_text("<p>Crows caw.</p>")
    library.open(collection)

    def parsed():
        folder = library.home / "parsed"
        return {file.name: file.stat().st_ino for file in folder.glob("*.json")}

    before = parsed()
    (notes / "page.html").write_text("<p>Owls screech.</p>")
    assert texts(library, collection)["my notes/page.html"] == "Owls screech.\n"
    after = parsed()
    assert (len(before), len(after)) == (2, 3)
    assert before.items() <= after.items()


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(library, collection, notes):
    (notes / "scan.txt").write_bytes(b"a\0b")
    opened = library.open(collection)
    assert [(it.path, it.reason) for it in opened.index.skipped] == [
        (f"{notes}/scan.txt", "'scan.txt' is a binary file (byte 0x00 at 1).")
    ]
    (report,) = folder_reports(
        library.collection(collection), opened.index.documents, opened.index.skipped
    )
    assert [(it.path, it.next_step) for it in report.skipped] == [
        ("scan.txt", "Give a text file, in UTF-8 at best.")
    ]
    (notes / "scan.txt").write_text("A scan.")
    assert library.open(collection).index.skipped == ()


def test_a_file_whose_rights_are_mended_is_read(library, collection, notes):
    file = notes / "bees.txt"
    file.chmod(0)
    before = library.open(collection)
    file.chmod(stat.S_IRUSR)
    after = library.open(collection)
    assert after is not before
    assert (len(after.index.documents), after.index.skipped) == (2, ())


def test_a_folder_that_vanishes_is_named_and_comes_back_with_its_documents(
    library, collection, notes, tmp_path
):
    (tmp_path / "soup.txt").write_text("Potatoes boil for an hour.")
    library.add(collection, [("soup.txt", tmp_path / "soup.txt")])
    before = library.open(collection)
    notes.rename(tmp_path / "away")
    without = library.open(collection)
    gone = SkippedFile(str(notes), f"There is no folder {str(notes)!r}.")
    assert [document.id for document in without.index.documents] == ["soup.txt"]
    assert without.index.skipped == (gone,)
    read = library.read(collection)
    (report,) = folder_reports(library.collection(collection), read.documents, read.skipped)
    assert (report.path, report.ids, report.problem) == (str(notes), frozenset(), gone.reason)

    (tmp_path / "away").rename(notes)
    again = library.open(collection)
    assert again.index.documents == before.index.documents
    assert again.index.skipped == ()


def test_a_collection_stays_whose_only_folder_vanishes(library, collection, notes, tmp_path):
    notes.rename(tmp_path / "away")
    with pytest.raises(LibraryError) as caught:
        library.open(collection)
    assert caught.value.problem == (
        f"The collection 'Notes' has no documents. There is no folder {str(notes)!r}."
    )
    assert library.collection(collection).folders == (str(notes),)
    (tmp_path / "away").rename(notes)
    assert quote(library, collection) == ("my notes/shop/hours.md", "The shop opens at nine.")


def test_a_link_in_the_place_of_a_folder_is_not_followed(library, collection, notes, tmp_path):
    other = tmp_path / "secret"
    other.mkdir()
    (other / "key.txt").write_text("The key is under the mat.")
    (notes / "more").symlink_to(other)
    assert (f"{notes}/more", "It is a link to a folder: name that folder to have it read.") in [
        (it.path, it.reason) for it in library.read(collection).skipped
    ]
    assert "my notes/more/key.txt" not in texts(library, collection)
    (notes / "key.txt").symlink_to(other / "key.txt")
    (notes / "again.txt").symlink_to(notes / "bees.txt")
    read = library.read(collection)
    assert (f"{notes}/key.txt", A_LINK_OUT) in [(it.path, it.reason) for it in read.skipped]
    assert [(it.id, it.source) for it in read.documents] == [
        ("my notes/again.txt", f"{notes}/bees.txt"),
        ("my notes/shop/hours.md", f"{notes}/shop/hours.md"),
    ]
    shutil.rmtree(notes)
    notes.symlink_to(other)
    read = library.read(collection)
    assert (read.documents, [it.reason for it in read.skipped]) == (
        (),
        [f"{str(notes)!r} is a link to another folder."],
    )


def test_an_empty_folder_waits_for_documents(library, tmp_path):
    (tmp_path / "later").mkdir()
    folder = library.create("Later").folder
    library.folders.add(folder, str(tmp_path / "later"))
    (skipped,) = library.read(folder).skipped
    assert "holds no document." in skipped.reason
    (tmp_path / "later" / "a.txt").write_text("Apples are red.")
    assert texts(library, folder) == {"later/a.txt": "Apples are red."}


def test_documents_of_one_name_are_told_apart(library, collection, notes, tmp_path):
    twin = tmp_path / "other" / "my notes"
    (twin / "shop").mkdir(parents=True)
    (twin / "bees.txt").write_text("Bees sting.")
    library.folders.add(collection, str(twin))
    near = tmp_path.name
    assert texts(library, collection) == {
        f"{near}/my notes/bees.txt": "Bees hum.\n",
        f"{near}/my notes/shop/hours.md": "# Hours\n\nThe shop opens at nine.\n",
        "other/my notes/bees.txt": "Bees sting.",
    }
    library.folders.remove(collection, str(twin))
    (tmp_path / "added").write_text("Bees dance.")
    library.add(collection, [("my notes/bees.txt", tmp_path / "added")])
    assert texts(library, collection) == {
        "my notes/bees.txt": "Bees dance.",
        f"{notes}/bees.txt": "Bees hum.\n",
        "my notes/shop/hours.md": "# Hours\n\nThe shop opens at nine.\n",
    }
    read = library.read(collection)
    (report,) = folder_reports(library.collection(collection), read.documents, read.skipped)
    assert report.ids == {f"{notes}/bees.txt", "my notes/shop/hours.md"}


def test_a_folder_is_removed_and_stays_where_it_is(library, collection, notes):
    library.folders.keep_up_to_date(collection, watched=True)
    left = library.folders.remove(collection, str(notes))
    assert (left.folders, left.watched) == ((), False)
    assert texts(library, collection) == {}
    assert (notes / "bees.txt").read_text() == "Bees hum.\n"
    with pytest.raises(LibraryError, match="'Notes' has no folder '/x'"):
        library.folders.remove(collection, "/x")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", r"'' is no full path\. Give one such as /home/me/notes\."),
        ("notes", "'notes' is no full path"),
        ("~no-such-user/notes", "'~no-such-user/notes' is no full path"),
        ("https://example.com/notes", "is no full path"),
        ("/no/such/folder", "There is no folder '/no/such/folder'"),
        ("/a\0b", "There is no folder '/a\ufffdb'"),
        ("/\ud83d", "There is no folder"),
        ("/" + "x" * 5000, "cannot be read: File name too long"),
        ("{notes}/bees.txt", r"bees\.txt' is no folder"),
        ("{notes}", "' is there already"),
        ("{notes}/", "' is there already"),
        ("{notes}/shop/..", "' is there already"),
        ("{notes}/shop", "my notes/shop' is in '.*/my notes': it would be read twice"),
        ("{notes}/..", "is what Pincite keeps itself"),
        ("{home}", "is what Pincite keeps itself, in '.*/home'"),
        ("{home}/library", "is what Pincite keeps itself"),
        ("{library}/..", "is what Pincite keeps itself"),
    ],
)
def test_a_folder_that_is_not_taken_is_told(library, collection, notes, home, path, said):
    (home / "library").mkdir(parents=True)
    before = library.collection(collection)
    with pytest.raises(LibraryError, match=said):
        library.folders.add(collection, path.format(notes=notes, home=home, library=library.home))
    assert library.collection(collection) == before


def test_a_folder_around_another_is_refused_and_one_beside_it_is_not(library, notes, tmp_path):
    folder = library.create("Notes").folder
    library.folders.add(folder, str(notes / "shop"))
    with pytest.raises(LibraryError, match=r"my notes/shop' is in '.*/my notes': it would"):
        library.folders.add(folder, str(notes))
    (notes / "shops").mkdir()
    library.folders.add(folder, str(notes / "shops"))
    (notes / "shop" / ".hidden").mkdir()  # which is not read with the other
    added = library.folders.add(folder, str(notes / "shop" / ".hidden"))
    assert [Path(path).name for path in added.folders] == ["shop", "shops", ".hidden"]


def test_a_link_to_a_folder_is_taken_for_that_folder(library, collection, notes, tmp_path):
    (tmp_path / "link").symlink_to(notes)
    with pytest.raises(LibraryError, match=r"my notes' is there already"):
        library.folders.add(collection, str(tmp_path / "link"))
    other = library.create("Other").folder
    assert library.folders.add(other, str(tmp_path / "link")).folders == (str(notes),)


def test_default_documents_are_not_read_twice(tmp_path, notes, embedder):
    library = Library(tmp_path / "library", notes, embedder, "none", local=True)
    (first,) = library.collections()
    with pytest.raises(LibraryError, match="is there already"):
        library.folders.add(first.folder, str(notes))
    other = library.create("Other").folder
    library.folders.add(other, str(notes / "shop"))
    with pytest.raises(LibraryError, match="it would be read twice"):
        library.restore(other)


def test_a_folder_with_too_many_files_is_refused(library, notes, monkeypatch):
    monkeypatch.setattr(qa.library.linked_folders, "MAX_FILES", 1)
    with pytest.raises(LibraryError, match="holds more than 1 files"):
        library.folders.add(library.create("Notes").folder, str(notes))


def test_where_others_come_too_no_folder_is_taken_nor_watched(library, collection, notes):
    others = Library(library.home)
    for change in (
        lambda: others.folders.add(collection, str(notes / "shop")),
        lambda: others.folders.keep_up_to_date(collection, watched=True),
    ):
        with pytest.raises(LibraryError) as caught:
            change()
        assert str(caught.value) == (
            "Folders of this computer are not taken here. Start Pincite for this computer alone:"
            " without --host, --auth and --shared off."
        )
    assert others.collection(collection).watched is False
    assert others.folders.remove(collection, str(notes)).folders == ()


@pytest.mark.skipif(os.getuid() == 0, reason="root reads everything")
def test_a_folder_without_rights_is_named(library, collection, notes):
    notes.chmod(0)
    (skipped,) = library.read(collection).skipped
    notes.chmod(stat.S_IRWXU)
    assert skipped.reason == f"The folder {str(notes)!r} cannot be read: Permission denied."
    assert len(library.read(collection).documents) == 2
