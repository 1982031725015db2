import json
import multiprocessing
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qa.library.upload_check
from index.build import build
from index.documents.document_ids import printable, safe_id
from index.documents.files import read_documents
from index.documents.loading import SkippedFile
from index.errors import ModelError
from index.opening import load_or_build
from qa.library.collection import FIRST_NAME, Collection, LibraryError
from qa.library.library import Library
from qa.library.report import library_report, summary

ARTICLE = "china-cyberspace-strategy.txt"
SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture
def library(tmp_path, embedder):
    return Library(tmp_path / "library", embedder=embedder, reader="none")


@pytest.fixture
def write(tmp_path):
    def written(name, content):
        path = tmp_path / "given" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name, path

    return written


def ids(library, folder):
    return [document.id for document in library.read(folder).documents]


def test_a_new_library_has_a_collection_with_the_article(library, tmp_path):
    (first,) = library.collections()
    assert (first.name, first.default, ids(library, first.folder)) == ("Documents", True, [ARTICLE])
    assert Library(tmp_path / "library").collections() == (first,)


def test_collections_are_made_and_deleted_but_for_the_last(library, tmp_path):
    (first,) = library.collections()
    notes = library.create(" Notes ")
    assert (notes.name, ids(library, notes.folder)) == ("Notes", [])
    assert library.collections() == (first, notes)
    assert (library.by_name(""), library.by_name("notes")) == (first, notes)
    with pytest.raises(LibraryError, match=r"'x'\. There are: 'Documents', 'Notes'\."):
        library.by_name("x")
    with pytest.raises(LibraryError, match="There is a collection 'DOCUMENTS' already"):
        library.create("DOCUMENTS")
    library.delete(first.folder)
    assert not (tmp_path / "library" / first.folder).exists()
    with pytest.raises(LibraryError, match="The last collection cannot be deleted"):
        library.delete(notes.folder)
    assert Library(tmp_path / "library").collections() == (notes,)
    assert sorted(path.name for path in library.home.iterdir()) == [".lock", notes.folder]


def test_there_is_an_end_to_collections(library, monkeypatch):
    monkeypatch.setattr("qa.library.library.MAX_COLLECTIONS", 3)
    library.create("One")
    library.create("Two")
    with pytest.raises(LibraryError, match=r"There are 3 collections\. Delete one first\."):
        library.create("Three")


def test_of_two_files_of_one_name_the_second_is_refused(library, write):
    (first,) = library.collections()
    added = library.add(first.folder, [write("a.md", "One."), write("a.md", "Two.")])
    assert (added.documents, [skip.path for skip in added.refused]) == (("a.md",), ["a.md"])
    assert added.refused[0].advice == "'a.md' was given twice. Rename one of the files."


def test_a_kept_library_is_that_of_its_default_documents(tmp_path, monkeypatch):
    monkeypatch.setenv("PINCITE_HOME", str(tmp_path / "home"))
    (tmp_path / "own.md").write_text("My own.")
    shipped, own = Library.persistent(), Library.persistent(tmp_path / "own.md")
    assert shipped.home == tmp_path / "home/library/shipped"
    assert own.home.parent == shipped.home.parent
    assert own.home == Library.persistent([tmp_path / "own.md"]).home != shipped.home
    assert ids(own, own.collections()[0].folder) == ["own.md"]


@pytest.mark.parametrize("folder", ["", "..", "../library", "/etc", "a\0b", ".lock", "x" * 5000])
def test_a_folder_that_is_none_of_its_own_is_refused(library, folder):
    for ask in (library.collection, library.delete, library.restore, library.read, library.open):
        with pytest.raises(LibraryError, match="There is no collection"):
            ask(folder)


def test_files_are_added_replaced_and_refused_with_why(library, write, monkeypatch):
    monkeypatch.setattr(qa.library.upload_check, "MAX_FILE", 100)
    folder = library.create("Notes").folder
    added = library.add(
        folder,
        [
            write("a.md", "# Fruit\n\nApples are red."),
            write("b.txt", "Bees hum.\r\n"),
            write("scan.pdf", b"%PDF"),
            write("x.exe", b"MZ"),
            write("binary.txt", b"a\0b"),
            write("latin.txt", b"caf\xe9"),
            write("blank.txt", " \n"),
            write("big.txt", "x" * 101),
            write("c.txt", "Bees hum.\r\n"),
        ],
    )
    assert (added.documents, added.replaced) == (("a.md", "b.txt", "latin.txt"), ())
    whys = {
        "scan.pdf": "is damaged", "x.exe": "unknown kind", "binary.txt": "binary file",
        "blank.txt": "is empty", "big.txt": "101 bytes", "c.txt": "already, as 'b.txt'",
    }  # fmt: skip
    assert [file.path for file in added.refused] == list(whys)
    assert all(whys[file.path] in file.reason for file in added.refused)
    again = library.add(
        folder, [write("a.md", "Apples are green."), write("b.txt", "Bees hum.\r\n")]
    )
    assert (again.documents, again.replaced) == (("a.md",), ("a.md",))
    assert "'b.txt' is there already, as 'b.txt'." in again.refused[0].reason
    assert [(d.id, d.title, d.text) for d in library.read(folder).documents] == [
        ("a.md", "a", "Apples are green."),
        ("b.txt", "b", "Bees hum.\n"),
        ("latin.txt", "latin", "café"),
    ]
    assert len(list((library.home / folder / "documents").iterdir())) == 3


def test_a_collection_holds_so_much_and_no_more(library, write, monkeypatch):
    monkeypatch.setattr(qa.library.upload_check, "MAX_COLLECTION", 20)
    folder = library.create("Notes").folder
    added = library.add(folder, [write("a.txt", "a" * 12), write("b.txt", "b" * 9)])
    assert added.documents == ("a.txt",)
    assert "would have 21 bytes; it has at most 20." in added.refused[0].reason
    assert library.add(folder, [write("a.txt", "c" * 20)]).replaced == ("a.txt",)


def test_default_documents_are_hidden_removed_and_restored(library, write):
    (first,) = library.collections()
    article = read_documents(library.default).documents[0].text
    same = library.add(first.folder, [write("copy.txt", article)])
    assert f"already, as {ARTICLE!r}" in same.refused[0].reason
    assert library.add(first.folder, [write(ARTICLE, "Another.")]).replaced == (ARTICLE,)
    assert [d.text for d in library.read(first.folder).documents] == ["Another."]
    library.documents.remove(first.folder, [ARTICLE])
    assert ids(library, first.folder) == []
    with pytest.raises(LibraryError, match="'Documents' has no documents"):
        library.open(first.folder)
    with pytest.raises(LibraryError, match=f"has no document {ARTICLE!r}"):
        library.documents.remove(first.folder, [ARTICLE])
    library.restore(first.folder)
    assert [d.text for d in library.read(first.folder).documents] == [article]


def test_an_opened_collection_answers_and_embeds_only_what_is_new(library, write, capsys):
    folder = library.create("Notes").folder
    library.add(folder, [write("a.md", "The shop opens at nine."), write("b.txt", "Bees hum.")])
    told = []
    assistant = library.open(folder, lambda *stage: told.append(stage))
    assert told == [
        ("reading", 0, 2), ("reading", 1, 2), ("reading", 2, 2), ("embedding", 2, 2),
        ("ready", 2, 2),
    ]  # fmt: skip
    (citation,) = assistant.ask("When does the shop open?").citations
    assert (citation.document_id, citation.quote) == ("a.md", "The shop opens at nine.")
    told.clear()
    assert library.open(folder, lambda *stage: told.append(stage)) is assistant
    assert told == [("ready", 2, 2)]
    library.add(folder, [write("c.txt", "Cats purr.")])
    told.clear()
    larger = library.open(folder, lambda *stage: told.append(stage))
    assert told[-2:] == [("embedding", 1, 1), ("ready", 3, 3)]
    assert [d.id for d in larger.index.documents] == ["a.md", "b.txt", "c.txt"]
    assert "1 passage to embed, 2 kept as they were." in capsys.readouterr().err
    Library(library.home, embedder=library.open(folder).index.embedder).open(folder)
    assert capsys.readouterr().err == ""


def test_the_progress_of_a_build_is_told_by_batch(tmp_path, embedder):
    (tmp_path / "many.txt").write_text("\n\n".join(f"Room {n} is free." for n in range(70)))
    told = []
    load_or_build(
        read_documents(tmp_path), tmp_path / "index", embedder, step=lambda *n: told.append(n)
    )
    assert told == [(32, 70), (64, 70), (70, 70)]


def test_a_text_that_is_gone_is_told(library, write):
    folder = library.create("Notes").folder
    library.add(folder, [write("a.md", "Apples are red."), write("b.txt", "Bees hum.")])
    (library.home / folder / "documents" / library.collection(folder).documents["a.md"]).unlink()
    (skipped,) = library.open(folder).index.skipped
    assert skipped.path == "a.md"
    assert "cannot be read: No such file" in skipped.reason


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "5", '{"name": "x"}', '{"name": "", "removed": []}',
     '{"name": "x", "removed": [5]}', '{"name": "x", "removed": [], "more": 1}',
     '{"name": "x", "removed": [], "default": 1}',
     '{"name": "x", "removed": [], "documents": {"a": "../../b.txt"}}',
     '{"name": "x", "removed": [], "documents": [1]}'],
)  # fmt: skip
def test_a_damaged_collection_is_named_and_can_be_deleted(library, content):
    folder = library.create("Notes").folder
    file = library.home / folder / "collection.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LibraryError) as caught:
        library.collections()
    assert caught.value.problem.startswith(f"{file} is damaged: ")
    library.delete(folder)
    assert len(library.collections()) == 1


def test_a_file_half_written_is_not_there_and_is_swept(library, write):
    folder = library.create("Notes").folder
    library.add(folder, [write("a.md", "Apples are red.")])
    documents = library.home / folder / "documents"
    (documents / f"{'0' * 64}.txt").write_text("Killed before it was listed.")
    (documents / "1.part").write_text("Ki")
    (documents / "mine.txt").write_text("Put here by hand.")
    assert ids(library, folder) == ["a.md"]
    library.add(folder, [])
    kept = library.collection(folder).documents["a.md"]
    assert sorted(file.name for file in documents.iterdir()) == sorted([kept, "mine.txt"])


def test_a_temporary_library_is_gone_when_closed(embedder):
    library = Library.temporary(embedder=embedder)
    (first,) = library.collections()
    library.open(first.folder)
    library.close()
    assert not library.home.exists()
    with pytest.raises(LibraryError, match=r"was closed"):
        library.collections()
    assert not library.home.exists()


@pytest.mark.parametrize("whole", [False, True], ids=["deleted", "closed"])
def test_what_goes_while_it_is_opened_leaves_nothing(embedder, write, whole):
    library = Library.temporary(embedder=embedder)
    folder = library.create("Notes").folder
    library.add(folder, [write("a.txt", "Apples are red.")])

    def go(stage, done, of):
        if stage == "embedding":
            library.close() if whole else library.delete(folder)

    with pytest.raises(LibraryError, match="was closed" if whole else "There is no collection"):
        library.open(folder, go)
    assert not (library.home / folder).exists()
    assert library.home.exists() is not whole
    library.close()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="cannot be used"):
        Library(tmp_path / "file")


def _add(home, folder, given, who, times):
    library = Library(home)
    for n in range(times):
        name = f"{who}-{n}.txt"
        (given / name).write_text(f"{who} says {n}.", encoding="utf-8")
        assert library.add(folder, [(name, given / name)]).documents == (name,)


def test_threads_and_processes_lose_nothing_of_each_other(library, tmp_path):
    folder = library.create("Notes").folder
    processes = [
        SPAWN.Process(target=_add, args=(library.home, folder, tmp_path, f"process-{n}", 8))
        for n in range(2)
    ]
    for process in processes:
        process.start()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda n: _add(library.home, folder, tmp_path, f"thread-{n}", 8), range(2)))
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    found = {d.id: d.text for d in library.read(folder).documents}
    assert found == {
        f"{who}-{n}.txt": f"{who} says {n}."
        for who in ("process-0", "process-1", "thread-0", "thread-1")
        for n in range(8)
    }


def test_threads_that_open_a_collection_share_one_assistant(library, write):
    folder = library.create("Notes").folder
    library.add(folder, [write("a.txt", "Apples are red.")])
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: library.open(folder), range(4)))
    assert len({id(assistant) for assistant in opened}) == 1


hostile = st.text(max_size=300) | st.sampled_from(
    [
        "../../x",
        "/etc/passwd",
        "a\0b",
        ".hidden",
        "CON",
        "x" * 5000,
        "C:\\x\\y",
        "..",
        "é/ü",
        "\ud800",
    ]
)


@given(name=hostile, data=st.binary(min_size=1, max_size=50))
def test_a_hostile_name_stays_inside_and_the_bytes_come_back(name, data):
    data = b"." + data.replace(b"\0", b"\n").decode("latin-1").encode()
    with tempfile.TemporaryDirectory() as around:
        given_file = Path(around) / "given"
        given_file.write_bytes(data)
        library = Library(Path(around) / "library")
        folder = library.create("Notes").folder
        added = library.add(folder, [(f"{name}.txt", given_file)])
        collection = library.collection(folder)
        inside = [p for p in Path(around).rglob("*") if p.is_file() and library.home in p.parents]
        assert {p for p in Path(around).rglob("*") if p.is_file()} == {given_file, *inside}
        assert len(added.documents) + len(added.refused) == 1
        for id_ in added.documents:
            assert id_ == safe_id(f"{name}.txt")
            kept = library.home / folder / "documents" / collection.documents[id_]
            assert kept.read_bytes() == data
            assert ids(library, folder) == [id_]


@given(hostile)
def test_a_collection_goes_by_any_name_and_lives_inside(name):
    with tempfile.TemporaryDirectory() as around:
        library = Library(Path(around) / "library")
        try:
            made = library.create(name)
        except LibraryError:
            taken = printable(name).strip().casefold() == FIRST_NAME.casefold()
            assert taken or not 0 < len(printable(name).strip()) <= 255
            assert len(library.collections()) == 1
        else:
            assert made.name == printable(name).strip()
            assert library.collections()[1] == made
        assert [path.name for path in Path(around).iterdir()] == ["library"]


@given(st.text())
def test_an_id_leads_nowhere_and_can_be_shown(name):
    found = safe_id(name)
    assert {"", ".", ".."}.isdisjoint(found.split("/")) or found == ""
    assert not found.startswith("/")
    assert "\\" not in found
    assert found == safe_id(found) == printable(found)
    json.dumps(found, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("a.txt", "a.txt"), ("notes/a.txt", "notes/a.txt"), ("../../a.txt", "a.txt"),
        ("/etc/a.txt", "a.txt"), ("C:\\fakepath\\a.txt", "a.txt"), ("./a//b.md", "a/b.md"),
        ("a\0.txt", "a\ufffd.txt"), ("e\u0301.md", "é.md"), ("..", ""), ("10:30.md", "10:30.md"),
        ("شماره\u200cها.txt", "شماره\u200cها.txt"), ("a\u202etxt.md", "a\ufffdtxt.md"),
    ],
)  # fmt: skip
def test_ids_are_the_given_names_where_they_can_be(name, id_):
    assert safe_id(name) == id_


def test_a_collection_checks_itself():
    with pytest.raises(LibraryError, match=r"'folder' can't be '\.\.'"):
        Collection("..", "Notes")


def test_health_counts_and_remarks(tmp_path, embedder):
    long = "The list names " + ", ".join(f"item number {n}" for n in range(200)) + "."
    for name, text in (
        ("a.md", "# Fruit\n\nApples are red. Pears are green."),
        ("b.txt", "Bees hum."),
        ("c.txt", "Bees hum."),
        ("de.txt", "Die Bibliothek ist am Sonntag geschlossen, aber am Montag wieder offen."),
        ("long.txt", f"Short.\n\n{long}"),
        ("scan.exe", "MZ"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    reading = read_documents(tmp_path)
    found = library_report(build(reading.documents, embedder, skipped=reading.skipped))
    fruit, bees, _, german, listed = found.documents
    assert (fruit.id, fruit.title, fruit.characters, fruit.words) == ("a.md", "Fruit", 41, 7)
    assert (fruit.passages, fruit.language, fruit.remarks) == (1, "en", ())
    assert bees.remarks == ()
    assert german.language == "de"
    assert german.remarks == (
        "It is searched by its words alone, not by meaning, for its language.",
    )
    assert listed.remarks == ("It has 1 very long sentence, of which a citation may quote a part.",)
    assert found.duplicates == (("b.txt", "c.txt"),)
    assert [skipped.reason for skipped in found.skipped] == [
        "'scan.exe' is of an unknown kind (.exe)."
    ]
    assert summary(found) == (
        f"5 documents, {found.passages} passages, {found.words} words; 1 file not read;"
        " 1 document there twice."
    )


def test_a_summary_is_written_as_people_write(assistant):
    found = library_report(assistant.index)
    (article,) = found.documents
    assert summary(found) == f"1 document, {article.passages} passages, {article.words} words."
    many = replace(found, documents=(replace(article, words=12040, passages=1),))
    many = replace(many, skipped=(SkippedFile("a", "b"), SkippedFile("c", "d")))
    assert summary(many) == "1 document, 1 passage, 12,040 words; 2 files not read."


def test_the_models_are_loaded_whatever_a_collection_holds(tmp_path, embedder):
    library = Library(tmp_path / "library", embedder=embedder, reader="none")
    library.documents.remove(library.by_name("").folder, [ARTICLE])
    library.warm()
    with pytest.raises(ModelError, match="no-such-reader"):
        Library(tmp_path / "other", embedder=embedder, reader="no-such-reader").warm()
