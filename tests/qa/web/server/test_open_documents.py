import os
from pathlib import Path

import pytest

from index import Document
from qa.web.server import open_documents
from qa.web.server.open_documents import ClosedError, OpenDocuments


def document(folder: Path, name: str = "a.txt", text: str = "Text.") -> Document:
    file = folder / name
    if not file.exists():
        file.write_text(text, encoding="utf-8")
    return Document(name, name, text, str(file))


def test_a_document_has_one_token_that_tells_nothing_of_it(tmp_path: Path) -> None:
    documents, one = OpenDocuments(), document(tmp_path)
    token = documents.token(one)
    assert documents.token(document(tmp_path)) == token
    assert documents.document(token) == one
    assert len(token) >= 40
    assert OpenDocuments().token(one) != token
    others = {documents.token(document(tmp_path, name)) for name in ("b.txt", "c.txt")}
    assert len(others | {token}) == 3


def test_another_text_of_the_same_file_is_another_document(tmp_path: Path) -> None:
    documents = OpenDocuments()
    first, second = document(tmp_path, text="One."), document(tmp_path, text="Two.")
    assert documents.token(first) != documents.token(second)
    assert documents.document(documents.token(second)) == second


def test_a_bounded_number_is_held_and_the_last_used_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_documents, "MOST_OPEN", 3)
    documents = OpenDocuments()
    first, second, third = (documents.token(document(tmp_path, name)) for name in "abc")
    documents.document(first)
    documents.token(document(tmp_path, "d"))
    assert len(documents) == 3
    with pytest.raises(ClosedError):
        documents.document(second)
    assert [documents.document(token).id for token in (first, third)] == ["a", "c"]


def test_what_was_changed_or_removed_is_let_go_of(tmp_path: Path) -> None:
    documents = OpenDocuments()
    touched, gone = document(tmp_path, "touched"), document(tmp_path, "gone")
    tokens = documents.token(touched), documents.token(gone)
    os.utime(touched.source, (1, 1))
    Path(gone.source).unlink()
    documents.token(document(tmp_path, "new"))
    assert len(documents) == 1
    for token in tokens:
        with pytest.raises(ClosedError, match="its file was changed"):
            documents.document(token)
    assert documents.token(touched) not in tokens


def test_what_lies_in_an_archive_is_open_until_that_is_changed(tmp_path: Path) -> None:
    documents = OpenDocuments()
    inside = Document("a.zip/b.txt", "b", "Text.", str(tmp_path / "a.zip/b.txt"))
    (tmp_path / "a.zip").write_bytes(b"one")
    token = documents.token(inside)
    assert documents.document(token) == inside
    (tmp_path / "a.zip").write_bytes(b"another")
    with pytest.raises(ClosedError):
        documents.document(token)
    documents.clear()
    assert len(documents) == 0
