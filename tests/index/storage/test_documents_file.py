import json
from threading import Thread

import pytest

import index.storage.documents_file
from index.build import build
from index.documents.document import Document
from index.errors import IndexDamagedError
from index.storage.documents_file import read_documents, write_documents

TEXTS = [f"# Title {n}\n\nFerry {n} leaves at {n + 7}.\n\nIt is late." for n in range(9)]


@pytest.fixture(scope="module")
def built(embedder):
    documents = [Document(f"{n}.md", f"Title {n}", text, f"{n}.md") for n, text in enumerate(TEXTS)]
    return build(documents, embedder, progress=False)


@pytest.fixture
def folder(built, tmp_path):
    write_documents(built, tmp_path / "documents")
    return tmp_path / "documents"


def test_each_document_comes_with_its_passages(built, folder):
    read = read_documents(folder)
    assert (len(read.documents), len(read.passages)) == (9, 18)
    assert read.documents[4] == built.documents[4]
    assert read.passages[9] == built.passages[9]
    assert read.passages[9].document is read.documents[4]
    assert read.passages[-1] == built.passages[-1]
    assert read.passages[3:6] == built.passages[3:6]
    assert tuple(read.documents) == built.documents
    assert tuple(read.passages) == built.passages
    assert read.numbering.passages_of("4.md").tolist() == [8, 9]


@pytest.mark.parametrize("number", [9, -10])
def test_a_number_of_none_is_no_document(folder, number):
    with pytest.raises(IndexError):
        read_documents(folder).documents[number]


def test_what_was_asked_for_last_is_held(folder, monkeypatch):
    monkeypatch.setattr(index.storage.documents_file, "_HELD", 3 * len(TEXTS[0]))
    read = read_documents(folder)
    first, second = read.documents[0], read.documents[1]
    assert read.documents[2].id == "2.md"
    assert read.documents[0] is first
    assert read.documents[3].id == "3.md"  # for which the second goes
    assert read.documents[0] is first
    assert (again := read.documents[1]) == second
    assert again is not second
    assert read._characters == sum(len(line.document.text) for line in read._held.values())


def test_one_larger_than_what_is_held_is_read_all_the_same(built, folder, monkeypatch):
    monkeypatch.setattr(index.storage.documents_file, "_HELD", 1)
    read = read_documents(folder)
    assert read.passages[2:4] == built.passages[2:4]
    assert len(read._held) == 1


def test_threads_read_at_once_what_is_there(built, folder, monkeypatch):
    monkeypatch.setattr(index.storage.documents_file, "_HELD", 100)
    read, wrong = read_documents(folder), []

    def look():
        for number in [*range(18)] * 20:
            if read.passages[number] != built.passages[number]:
                wrong.append(number)

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert read._characters == sum(len(line.document.text) for line in read._held.values())


def test_a_line_that_is_another_is_named(folder):
    file = folder / "documents.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    other = json.loads(lines[1]) | {"passages": json.loads(lines[1])["passages"][:1]}
    same = json.dumps(other).encode()
    lines[1] = same + b" " * (len(lines[1]) - len(same) - 1) + b"\n"
    lines[2] = b"[" + lines[2][1:]
    file.write_bytes(b"".join(lines))
    read = read_documents(folder)
    assert read.documents[0].id == "0.md"
    with pytest.raises(IndexDamagedError, match=r"documents: \('1\.md', \[1\]\)"):
        read.documents[1]
    with pytest.raises(IndexDamagedError, match=r"documents\.jsonl does not hold"):
        read.passages[4]


def test_files_that_do_not_go_together_are_named(folder):
    with (folder / "documents.jsonl").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(IndexDamagedError, match=r"documents: \(\d+, \d+\)"):
        read_documents(folder)
    (folder / "contents.json").write_text("{}")
    with pytest.raises(IndexDamagedError, match="documents does not hold"):
        read_documents(folder)
