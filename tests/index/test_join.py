"""An index that has grown in parts answers as one that was built of all at once."""

import json
import os

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import index.opening
import index.storage.growth
from index.build import build
from index.documents.files import LoadedDocuments, read_documents
from index.embedding.embedders import default_embedder
from index.errors import IndexDamagedError, StorageError
from index.index import Index
from index.join import join
from index.opening import index_folder, load_or_build, open_index
from index.search.late_interaction import axes_of
from index.storage.checksum import checksum
from index.storage.manifest import Manifest
from index.storage.saved_index import load
from qa import Assistant
from qa.question.query import understand
from qa.retrieval.search import search

TEXTS = {
    "boats.md": "# Boats\n\nThe ferry sails at nine. Dogs sail free.\n\nThe barge takes coal.",
    "cats.txt": "Cats sleep for sixteen hours a day. Cats hunt at dusk.",
    "empty.md": "# \n",
    "hall.md": "# Hall\n\nThe hall opens at ten.\n\nA ticket costs four crowns.",
    "moon.txt": "The moon has no air. Its dust is fine, and no wind moves it.",
    "pool.md": "# Pool\n\nThe pool is closed on Mondays.\n\n- Towels are free.\n- Soap is not.",
}
QUESTIONS = ("When does the ferry sail?", "What does a ticket cost?", "Is the pool open on Monday?")


def written(folder, names):
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        if file.name not in names:
            file.unlink()
    for name in names:
        if not (folder / name).exists():
            (folder / name).write_text(TEXTS[name], encoding="utf-8")
    return folder


def built(documents):
    return build(documents, default_embedder(), progress=False)


def assert_alike(one: Index, other: Index) -> None:
    """Both hold the same, in the same order, and find the same."""
    assert [*one.documents] == [*other.documents]
    assert [*one.passages] == [*other.passages]
    assert one.numbering.labels == other.numbering.labels
    for name in ("passages", "sentences"):
        assert getattr(one.numbering, name).tolist() == getattr(other.numbering, name).tolist()
    assert one.languages == other.languages
    for mine, theirs in (
        (one.passage_vectors, other.passage_vectors),
        (one.sentence_vectors, other.sentence_vectors),
    ):
        every = range(len(theirs))
        np.testing.assert_allclose(mine.rows(every), theirs.rows(every), atol=1e-5)
    for number in range(len(other.passages)):
        assert one.words.of(number).sentences.tolist() == other.words.of(number).sentences.tolist()
    assert one.word_counts.beginning("t") == other.word_counts.beginning("t")
    for question in QUESTIONS:
        ours, expected = (search(index, understand(index, question)) for index in (one, other))
        assert ours.numbers[ours.order[0]] == expected.numbers[expected.order[0]]
        best = expected.ranking.passages.max()
        assert ours.ranking.passages.max() == pytest.approx(best, abs=0.02)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations([*TEXTS]), st.integers(1, 4), st.integers(1, 4))
def test_parts_in_any_order_are_one_index(tmp_path, names, first, second):
    every = read_documents(written(tmp_path / "docs", TEXTS)).documents
    numbers = {name: (n >= first) + (n >= first + second) for n, name in enumerate(names)}
    order = [numbers[document.id] for document in every]
    texts = [[d for d, n in zip(every, order, strict=True) if n == part] for part in range(3)]
    parts = [built(own) for own in texts if any(d.id != "empty.md" for d in own)]
    if len(parts) == 3:
        assert_alike(join(parts, order), built(every))


def test_parts_of_other_documents_are_refused(tmp_path):
    every = read_documents(written(tmp_path / "docs", TEXTS)).documents
    parts = [built(every[:2]), built(every[3:])]
    with pytest.raises(ValueError, match=r"hold \[2, 3\] documents"):
        join(parts, [0, 0, 1, 1])
    whole = join(parts, [0, 0, 1, 1, 1])
    with pytest.raises(TypeError, match="not of one part"):
        join([whole, parts[0]], [0] * 5 + [1] * 2)


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(index.storage.growth, "LEAST", 10)


def parts_of(folder):
    return Manifest.read(index_folder(folder, default_embedder())).parts


@pytest.mark.usefixtures("small_parts")
def test_what_is_added_is_built_beside_what_was_saved(tmp_path):
    said: list[str] = []
    folder = written(tmp_path / "docs", [name for name in TEXTS if name != "cats.txt"])
    open_index(folder, say=said.append)
    (before,) = parts_of(folder)
    written(folder, TEXTS)
    grown = open_index(folder, say=said.append)
    assert said[1:] == [
        "Updating the index. The documents changed since (1 added).",
        "Indexing 1 document: 1 passage to embed.",
    ]
    after = parts_of(folder)
    assert (after[0], [*after[1].documents]) == (before, ["cats.txt"])
    expected = built(read_documents(folder).documents)
    assert_alike(grown, expected)
    assert_alike(open_index(folder), expected)
    answer = Assistant(grown).ask("How long do cats sleep a day?")
    assert answer.citations[0].quote == "Cats sleep for sixteen hours a day."
    assert len([*index_folder(folder, default_embedder()).iterdir()]) == 4


@pytest.mark.usefixtures("small_parts")
def test_a_part_of_which_a_document_goes_is_built_again(tmp_path):
    folder = written(tmp_path / "docs", [name for name in TEXTS if name != "cats.txt"])
    open_index(folder)
    open_index(written(folder, TEXTS))
    said: list[str] = []
    (folder / "cats.txt").write_text("Cats purr.", encoding="utf-8")
    assert_alike(open_index(folder, say=said.append), built(read_documents(folder).documents))
    assert said[1:] == ["Indexing 1 document: 1 passage to embed."]
    assert len(parts_of(folder)) == 2
    (before, _) = parts_of(folder)
    (folder / "cats.txt").unlink()
    assert_alike(open_index(folder, say=said.append), built(read_documents(folder).documents))
    assert said[2:] == ["Updating the index. The documents changed since (1 removed)."]
    assert parts_of(folder) == [before]
    (folder / "boats.md").unlink()
    assert_alike(open_index(folder), built(read_documents(folder).documents))


@pytest.mark.usefixtures("small_parts")
def test_what_has_no_text_is_added_too(tmp_path):
    folder = written(tmp_path / "docs", [name for name in TEXTS if name != "empty.md"])
    open_index(folder)
    open_index(written(folder, TEXTS))
    assert [label.id for label in open_index(folder).numbering.labels] == sorted(TEXTS)


@pytest.mark.usefixtures("small_parts")
def test_what_is_asked_early_is_all_of_it(tmp_path):
    folder = written(tmp_path / "docs", [name for name in TEXTS if name != "cats.txt"])
    saved, early, said = tmp_path / "index", [], list[str]()
    load_or_build(read_documents(folder), saved, default_embedder(), say=said.append)
    written(folder, TEXTS)

    def ask(partial):
        early.append(partial.missing)
        for question in (*QUESTIONS, "How long do cats sleep?"):
            result = search(partial, understand(partial, question))
            early.append(partial.passages[result.numbers[result.order[0]]].document.id)

    load_or_build(read_documents(folder), saved, default_embedder(), say=said.append, early=ask)
    assert early == [1, "boats.md", "hall.md", "pool.md", "cats.txt"]


@pytest.mark.usefixtures("small_parts")
def test_parts_that_do_not_go_together_are_named(tmp_path):
    folder = written(tmp_path / "docs", [name for name in TEXTS if name != "cats.txt"])
    open_index(folder)
    open_index(written(folder, TEXTS))
    saved = index_folder(folder, default_embedder())
    axes = axes_of(default_embedder())
    part = saved / parts_of(folder)[1].generation
    np.save(part / "words" / "axes.npy", -axes)
    with pytest.raises(IndexDamagedError, match=r"axes\.npy has SHA-256"):
        load(saved, default_embedder())
    manifest = json.loads((saved / "manifest.json").read_bytes())
    manifest["parts"][1]["files"]["words/axes.npy"] = checksum(part / "words" / "axes.npy")
    (saved / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(IndexDamagedError, match=r"parts of the index in .* do not go together"):
        load(saved, default_embedder())


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("damaged", [0, 1])
def test_of_a_damaged_index_the_other_parts_are_kept(tmp_path, damaged):
    folder = written(tmp_path / "docs", [name for name in TEXTS if name != "cats.txt"])
    open_index(folder)
    open_index(written(folder, TEXTS))
    before = parts_of(folder)
    saved = index_folder(folder, default_embedder())
    (saved / before[damaged].generation / "passages.faiss").unlink()
    (saved / "files.json").unlink(missing_ok=True)
    said: list[str] = []
    assert_alike(open_index(folder, say=said.append), built(read_documents(folder).documents))
    assert "lacks its file passages.faiss" in said[0]
    if damaged == 1:
        assert said[0].startswith("Updating the index.")
        assert parts_of(folder)[0] == before[0]
    else:  # what is to be built again is larger than the other, whose vectors are of use
        assert said[1] == "Indexing 6 documents: 8 passages to embed, 1 kept as they were."


@pytest.mark.usefixtures("small_parts")
def test_what_another_process_puts_there_meanwhile_stays(tmp_path):
    folder = written(tmp_path / "docs", [name for name in TEXTS if name != "cats.txt"])
    saved, said = tmp_path / "index", list[str]()
    load_or_build(read_documents(folder), saved, default_embedder(), said.append)
    other = read_documents(folder).documents[:2]
    loaded = read_documents(written(folder, TEXTS))

    def meanwhile(partial):
        load_or_build(LoadedDocuments(other), saved, default_embedder(), said.append)

    grown = load_or_build(loaded, saved, default_embedder(), said.append, early=meanwhile)
    assert_alike(grown, built(loaded.documents))
    assert [*load(saved, default_embedder()).documents] == [*other]
    assert len([*saved.iterdir()]) == 3


@pytest.mark.usefixtures("small_parts")
def test_what_could_not_be_kept_is_not_taken_for_what_is_there(tmp_path, monkeypatch):
    folder = written(tmp_path / "docs", [name for name in TEXTS if name != "cats.txt"])
    said, long_ago = list[str](), (1e9, 1e9)
    for file in folder.iterdir():
        os.utime(file, long_ago)
    open_index(folder)
    written(folder, TEXTS)
    os.utime(folder / "cats.txt", long_ago)
    with monkeypatch.context() as patch:
        patch.setattr(index.opening, "save", full)
        assert "cats.txt" in [it.id for it in open_index(folder, say=said.append).documents]
    assert "cats.txt" in [it.id for it in open_index(folder).documents]


def test_files_that_are_left_out_are_told_as_they_are(tmp_path):
    folder = written(tmp_path / "docs", ["boats.md", "cats.txt"])
    open_index(folder)
    (folder / "none.txt").touch()
    for _ in range(2):
        (file,) = open_index(folder).skipped
        assert file.path.endswith("none.txt")
    (folder / "none.txt").unlink()
    for _ in range(2):
        assert open_index(folder).skipped == ()
    assert load(index_folder(folder, default_embedder()), default_embedder()).skipped == ()


def full(*given):
    raise StorageError("The disk is full.", "Make room.")
