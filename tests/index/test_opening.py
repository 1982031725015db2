"""Documents that are opened for asking, with the model that is the default."""

from unittest.mock import Mock

import pytest

import index.opening
import index.storage.file_states
from index.opening import index_folder, open_index
from index.reading import read_with_progress


def test_indexes_that_are_opened_with_no_model_share_one(tmp_path):
    files = [tmp_path / "ferry.txt", tmp_path / "harbour.txt"]
    for file, text in zip(files, ("It sails at nine.", "It closes at ten."), strict=True):
        file.write_text(text, encoding="utf-8")
    first, second = (open_index(file, say=lambda _: None) for file in files)
    assert first.embedder is second.embedder


@pytest.fixture
def notes(tmp_path, monkeypatch):
    """Documents, and a file that is none; what has just changed counts as well."""
    monkeypatch.setattr(index.storage.file_states, "_UNCERTAIN", 0)
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "ferry.txt").write_text("The ferry sails at nine.")
    (folder / "photo.xyz").write_bytes(b"...")
    return folder


def opened(notes, embedder):
    """What is told of the notes, whether they were read, and the texts."""
    lines: list[str] = []
    reading = Mock(side_effect=read_with_progress)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.opening, "read_with_progress", reading)
        documents = open_index(notes, embedder, lines.append).documents
    return lines, reading.called, [document.text for document in documents]


def test_files_that_are_as_they_were_are_not_read(notes, embedder):
    first, read, texts = opened(notes, embedder)
    assert (read, first[-1]) == (True, "Indexing 1 document: 1 passage to embed.")
    assert opened(notes, embedder) == (first[:-1], False, texts)
    assert [line.startswith("Not read: ") for line in first[:-1]] == [True]


def test_a_file_that_has_changed_is_read(notes, embedder):
    opened(notes, embedder)
    (notes / "ferry.txt").write_text("The ferry sails at noon.")  # as long as it was
    _, read, texts = opened(notes, embedder)
    assert (read, texts) == (True, ["The ferry sails at noon."])
    (notes / "pier.txt").write_text("The pier is closed.")
    assert opened(notes, embedder)[1]
    assert not opened(notes, embedder)[1]
    (notes / "pier.txt").unlink()
    assert opened(notes, embedder)[1:] == (True, texts)


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PINCITE_OCR", "off"), ("PINCITE_PASSWORD", "secret"), ("PINCITE_MAX_PAGES", "7")],
)
def test_files_are_read_again_where_they_may_be_read_otherwise(
    notes, embedder, monkeypatch, variable, value
):
    opened(notes, embedder)
    monkeypatch.setenv(variable, value)
    assert opened(notes, embedder)[1]
    assert not opened(notes, embedder)[1]


def test_a_damaged_index_is_built_again(notes, embedder):
    _, _, texts = opened(notes, embedder)
    (file,) = (index_folder(notes, embedder)).rglob("passages.faiss")
    file.write_bytes(b"")
    lines, read, again = opened(notes, embedder)
    assert (read, again) == (True, texts)
    assert any(line.startswith("Rebuilding the index.") for line in lines)
    assert not opened(notes, embedder)[1]


def test_a_file_that_has_just_changed_may_change_unseen(notes, embedder, monkeypatch):
    monkeypatch.setattr(index.storage.file_states, "_UNCERTAIN", 3600 * 10**9)
    opened(notes, embedder)
    assert opened(notes, embedder)[1]


def test_what_is_left_out_now_is_told(notes, embedder):
    opened(notes, embedder)
    (notes / "tape.xyz").write_bytes(b"...")
    for _ in range(2):
        lines, _, _ = opened(notes, embedder)
        assert sum("tape.xyz" in line for line in lines) == 1
