import pytest

from qa.library.collection import MAX_NAME, LibraryError
from qa.library.library import Library
from qa.library.renaming import Renaming, renamed, stem_of
from tests.qa.library.test_stored_documents import filled

ARTICLE = "china-cyberspace-strategy.txt"


@pytest.fixture
def library(tmp_path, embedder):
    return Library(tmp_path / "library", embedder=embedder, reader="none")


@pytest.fixture
def animals(library, tmp_path):
    """The folder of a collection of four documents."""
    texts = {
        "bees.txt": "Bees hum.",
        "cats.md": "# Cats\n\nPurr.",
        "mail.zip/dogs.txt": "Dogs bark.",
        "prices.csv": 'name,price\n"a\tb",2\n"c\td",3\n',
    }
    folder = filled(library, tmp_path, "Animals", texts)
    assert library.collection(folder).documents.keys() == texts.keys()  # none was refused
    return folder


def ids(library, folder):
    return [document.id for document in library.read(folder).documents]


@pytest.mark.parametrize(
    ("id_", "name", "now"),
    [
        ("a.txt", "b", "b.txt"),
        ("a.txt", "  b c ", "b c.txt"),
        ("a.txt", "b\u00a0c", "b c.txt"),
        ("a.txt", "b.txt", "b.txt"),
        ("a.txt", "b.TXT", "b.TXT"),
        ("a.md", "b.markdown", "b.markdown"),
        ("a.txt", "b.pdf", "b.pdf.txt"),
        ("a.txt", "v1.2", "v1.2.txt"),
        ("a.PDF", "b", "b.PDF"),
        ("in/mail.zip/a.txt", "b", "in/mail.zip/b.txt"),
        ("a.txt", "Cafe\u0301", "Caf\u00e9.txt"),
    ],
)
def test_a_name_keeps_the_folders_and_the_suffix(id_, name, now):
    assert renamed(id_, name) == now
    assert renamed(id_, stem_of(id_)) == id_


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "needs a name"),
        (" ", "needs a name"),
        ("..", "needs a name"),
        (".TXT", "needs a name"),
        ("b/c", "can't hold slashes"),
        ("b\\c", "can't hold slashes"),
        ("b\tc", "can't hold characters that are not shown"),
        ("b\0", "can't hold characters that are not shown"),
        ("\u202eb", "can't hold characters that are not shown"),
        ("b" * MAX_NAME, "has 259 characters, not at most 255"),
    ],
)
def test_what_is_no_name_is_refused(name, why):
    with pytest.raises(LibraryError, match=why):
        renamed("a.txt", name)


def test_a_renamed_document_is_neither_kept_nor_embedded_again(library, animals):
    before = library.collection(animals)
    library.open(animals)
    renaming = library.documents.rename(animals, "cats.md", "Cats of the house")
    assert renaming == Renaming(animals, "cats.md", "Cats of the house.md")
    stages = []
    library.open(animals, lambda stage, *_: stages.append(stage))
    assert {*stages} == {"reading", "ready"}
    after = library.collection(animals)
    assert [*after.documents.values()] == [*before.documents.values()]
    assert [*after.documents][1] == "Cats of the house.md"
    assert after.name_now("cats.md", before) == "Cats of the house.md"
    assert after.name_now("bees.txt", before) == "bees.txt"
    assert library.documents.undo_renaming(renaming).now == "cats.md"
    assert library.collection(animals) == before


def test_a_document_stays_in_its_archive(library, animals):
    library.documents.rename(animals, "mail.zip/dogs.txt", "hounds")
    assert ids(library, animals) == ["bees.txt", "cats.md", "mail.zip/hounds.txt", "prices.csv"]


def test_another_suffix_of_its_kind_is_taken_where_it_reads_alike(library, animals):
    assert library.documents.rename(animals, "cats.md", "cats.markdown").now == "cats.markdown"
    assert library.documents.rename(animals, "prices.csv", "new.tsv").now == "new.tsv.csv"


@pytest.mark.parametrize(
    ("id_", "name", "why"),
    [
        ("gone.txt", "new", "The collection 'Animals' has no document 'gone.txt'."),
        ("bees.txt", "cats.md", "There is another document 'cats.md' in 'Animals'."),
    ],
)
def test_only_a_free_name_is_given(library, animals, id_, name, why):
    before = library.collection(animals)
    with pytest.raises(LibraryError) as error:
        library.documents.rename(animals, id_, name)
    assert error.value.problem == why
    assert library.collection(animals) == before
    library.documents.rename(animals, "bees.txt", "bees")  # it is its own
    assert library.collection(animals) == before


def test_a_default_document_keeps_its_name(library, animals, tmp_path):
    (first,) = [it for it in library.collections() if it.default]
    with pytest.raises(LibraryError, match=r"but is read where it lies\. Rename one that was add"):
        library.documents.rename(first.folder, ARTICLE, "article")
    (tmp_path / "own").write_text("My own.")
    library.add(first.folder, [("own.txt", tmp_path / "own")])
    with pytest.raises(LibraryError, match="There is another document 'china"):
        library.documents.rename(first.folder, "own.txt", ARTICLE)
    # One in its place is renamed, and goes back there.
    (tmp_path / "new").write_text("Another article.")
    library.add(first.folder, [(ARTICLE, tmp_path / "new")])
    renaming = library.documents.rename(first.folder, ARTICLE, "mine")
    assert ids(library, first.folder) == [ARTICLE, "mine.txt", "own.txt"]
    library.documents.undo_renaming(renaming)
    assert library.read(first.folder).documents[0].text == "Another article."


def test_a_name_that_was_taken_since_is_not_given_back(library, animals, tmp_path):
    renaming = library.documents.rename(animals, "bees.txt", "wasps")
    (tmp_path / "new").write_text("New bees.")
    library.add(animals, [("bees.txt", tmp_path / "new")])
    with pytest.raises(LibraryError, match=r"There is another document 'bees\.txt' by now"):
        library.documents.undo_renaming(renaming)
    library.documents.remove(animals, ["wasps.txt"])
    with pytest.raises(LibraryError, match=r"has no document 'wasps\.txt'"):
        library.documents.undo_renaming(renaming)
