import pytest

from index.errors import StorageError
from qa.library import titles
from qa.library.library import Library


@pytest.fixture
def library(tmp_path, embedder):
    return Library(tmp_path / "library", embedder=embedder, reader="none")


def add(library, tmp_path, folder, **texts):
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    library.add(folder, [(f"{name}.md", tmp_path / name) for name in texts])


def matches(library, query, besides=""):
    return {
        it.collection.name: [(document.id, document.title) for document in it.documents]
        for it in library.search(query, besides)
    }


def test_documents_of_all_other_collections_are_found(library, tmp_path):
    notes, other = library.create("Notes").folder, library.create("Others").folder
    add(library, tmp_path, notes, one="# Soup of the day", ten="# Soup 10", two="# Soup 2")
    add(library, tmp_path, other, soup="Potatoes.", x="# Salt")
    assert matches(library, "soup") == {
        "Notes": [("two.md", "Soup 2"), ("ten.md", "Soup 10"), ("one.md", "Soup of the day")],
        "Others": [("soup.md", "")],
    }
    assert matches(library, "soup", notes) == {"Others": [("soup.md", "")]}
    assert matches(library, "strategy cyberspace") == {
        "Documents": [
            (
                "china-cyberspace-strategy.txt",
                "China releases first strategy on cyberspace cooperation",
            )
        ]
    }
    assert matches(library, "pepper") == {}


def test_what_was_kept_is_not_read_again(library, tmp_path, monkeypatch):
    notes = library.create("Notes").folder
    add(library, tmp_path, notes, one="# Soup")
    library.read(notes)
    again = Library(tmp_path / "library")
    again.search("", "")

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Library, "read", refuse)
    assert matches(again, "soup") == {"Notes": [("one.md", "Soup")]}


def test_what_has_changed_since_is_found_by_its_name(library, tmp_path):
    notes = library.create("Notes").folder
    add(library, tmp_path, notes, one="# Soup", two="# Salt")
    assert matches(library, "soup") == {"Notes": [("one.md", "Soup")]}
    add(library, tmp_path, notes, one="# Bread", three="# Soup too")
    library.documents.remove(notes, ["two.md"])
    assert matches(library, "soup") == {}
    assert matches(library, "md") == {"Notes": [("one.md", ""), ("three.md", "")]}
    (first,) = [it for it in library.collections() if it.default]
    library.documents.remove(first.folder, ["china-cyberspace-strategy.txt"])
    assert matches(library, "china") == {}


def test_titles_go_along_with_what_is_moved(library, tmp_path):
    notes, other = library.create("Notes").folder, library.create("Others").folder
    add(library, tmp_path, notes, one="# Soup")
    library.read(notes)
    library.documents.move(notes, ["one.md"], other)
    assert matches(library, "soup") == {"Others": [("one.md", "Soup")]}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": 1}', '{"a": ["b"]}'])
def test_a_damaged_file_is_written_again(library, tmp_path, content):
    notes = library.create("Notes").folder
    add(library, tmp_path, notes, one="# Soup")
    (library.home / notes / "titles.json").write_text(content)
    assert matches(library, "one") == {"Notes": [("one.md", "")]}
    library.read(notes)
    assert matches(library, "soup") == {"Notes": [("one.md", "Soup")]}


def test_where_titles_cannot_be_written_names_are_found(library, tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise StorageError("It is full.", "Free some.")

    notes = library.create("Notes").folder
    add(library, tmp_path, notes, one="# Soup")
    monkeypatch.setattr(titles, "write_atomically", fail)
    assert matches(library, "one") == {"Notes": [("one.md", "")]}
