import json
import multiprocessing
import os
import signal
from pathlib import Path

import numpy as np
import pytest

import index.search.arrays
import index.storage.manifest
import index.storage.saved_index
from index import IndexDamagedError, IndexMismatchError, ModelError
from index.documents.files import read_documents
from index.embedding.sentence_transformer import SentenceTransformerEmbedder
from index.opening import index_folder, open_index
from index.partial import NO_ROWS
from index.search.late_interaction import compress
from index.storage.base import reusable_rows
from index.storage.paths import home
from index.storage.saved_index import document_states, load, save


class Other(SentenceTransformerEmbedder):
    """The same model under another fingerprint."""

    fingerprint = "other"


@pytest.fixture
def folder(tmp_path):
    for name, text in (("a.md", "# A\n\nApples are red.\n\nPears are green."), ("b.txt", "Bees.")):
        path = tmp_path / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "docs"


def opened(folder, embedder):
    said: list[str] = []
    return open_index(folder, embedder, said.append), said


def test_a_saved_index_comes_back_equal(folder, embedder):
    built, said = opened(folder, embedder)
    assert said == ["Indexing 2 documents: 3 passages to embed."]
    loaded, said = opened(folder, embedder)
    assert said == []
    assert tuple(loaded.documents) == built.documents
    assert tuple(loaded.passages) == built.passages
    numbers = np.arange(3)
    np.testing.assert_array_equal(
        loaded.passage_vectors.rows(numbers), built.passage_vectors.rows(numbers)
    )
    np.testing.assert_array_equal(
        scores := loaded.passage_terms.matches({"appl": 1.0}).of(numbers),
        built.passage_terms.matches({"appl": 1.0}).of(numbers),
    )
    assert scores[0] > 0


def test_only_what_changed_is_embedded_again(folder, embedder):
    opened(folder, embedder)
    (folder / "a.md").write_text("# A\n\nApples are red.\n\nPlums are blue.", encoding="utf-8")
    (folder / "c.txt").write_text("Cats.", encoding="utf-8")
    (folder / "b.txt").unlink()
    index, said = opened(folder, embedder)
    assert said == [
        "Rebuilding the index. The documents changed since (1 added, 1 removed, 1 changed).",
        "Indexing 2 documents: 2 passages to embed, 1 kept as they were.",
    ]
    fresh = embedder.embed_passages(
        [p.text for p in index.passages], [p.local_sentences for p in index.passages]
    )
    whole, parts = (
        np.stack([e.whole for e in fresh]),
        np.concatenate([e.sentences for e in fresh]),
    )
    np.testing.assert_allclose(index.passage_vectors.rows(range(3)), whole, atol=1e-5)
    np.testing.assert_allclose(index.sentence_vectors.rows(range(3)), parts, atol=1e-5)
    for n, (passage, made) in enumerate(zip(index.passages, fresh, strict=True)):
        words = compress(made, passage.text, passage.local_sentences, index.words.axes)
        assert np.abs(index.words.of(n).rows.astype(int) - words.rows).max() <= 1
    assert len(list(index_folder(folder, embedder).iterdir())) == 3  # nothing of the old is left


def test_a_damaged_index_is_named_and_then_rebuilt(folder, embedder):
    opened(folder, embedder)
    saved = index_folder(folder, embedder)
    (file,) = saved.glob("*/passages.faiss")
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(IndexDamagedError, match=r"passages\.faiss has SHA-256"):
        load(saved, embedder)
    file.unlink()
    with pytest.raises(IndexDamagedError, match=r"lacks its file passages\.faiss"):
        load(saved, embedder)
    (saved / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamagedError, match="holds no index"):
        load(saved, embedder)
    _, said = opened(folder, embedder)
    assert said[0].startswith("Rebuilding the index.")
    assert load(saved, embedder).documents[0].id == "a.md"


def test_another_model_or_format_is_named(folder, embedder):
    opened(folder, embedder)
    saved = index_folder(folder, embedder)
    with pytest.raises(IndexMismatchError, match=r"weights '.* \(now 'other'\)"):
        load(saved, Other())
    manifest = json.loads((saved / "manifest.json").read_text(encoding="utf-8"))
    (saved / "manifest.json").write_text(
        json.dumps(manifest | {"settings": manifest["settings"] | {"format": 0}}), encoding="utf-8"
    )
    with pytest.raises(IndexMismatchError, match=r"format 0 \(now 5\)"):
        load(saved, embedder)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"documents": None}, "'documents' can't be 'None'"),
        ({"size": "3"}, "'size' can't be '3'"),
        ({"size": -1}, "'size' can't be '-1'"),
        ({"generation": 10**31}, "'generation' can't be"),
        ({"files": []}, "'files' can't be"),
        ({"generation": 5}, "'generation' can't be '5'"),
        ({"generation": "../other"}, "'generation' can't be"),
        ({"files": {}}, "lacks its file documents/documents.jsonl"),
        ({"files": {"documents/documents.jsonl": ""}}, "lacks its file documents/line-ends.npy"),
        ({"stamps": {"words/rows.npy": 1}}, "'stamps' can't be"),
        ({"more": 1}, "is not an index's manifest"),
    ],
)
def test_an_altered_part_is_named_and_then_rebuilt(folder, embedder, change, problem):
    opened(folder, embedder)
    manifest = json.loads((index_folder(folder, embedder) / "manifest.json").read_bytes())
    parts = [part | change for part in manifest["parts"]]
    assert_named_and_rebuilt(folder, embedder, manifest | {"parts": parts}, problem)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"dimension": 9}, r"\(3, 3, 3, 384\), not \(3, 3, 3, 9\)"),
        ({"order": [0, 0, 1]}, "'order' can't be"),
        ({"order": [0]}, "'order' can't be"),
        ({"order": None}, "'order' can't be"),
        ({"order": [0, False]}, "'order' can't be"),
        ({"order": [[0]]}, "'order' can't be"),
        ({"skipped": [{"path": "a"}]}, "'skipped' can't be"),
        ({"skipped": {}}, "'skipped' can't be"),
        ({"parts": []}, "'parts' can't be"),
        ({"parts": {}}, "is not an index's manifest"),
        ({"more": 1}, "is not an index's manifest"),
    ],
)
def test_an_altered_manifest_is_named_and_then_rebuilt(folder, embedder, change, problem):
    opened(folder, embedder)
    manifest = json.loads((index_folder(folder, embedder) / "manifest.json").read_bytes())
    assert_named_and_rebuilt(folder, embedder, manifest | change, problem)


def assert_named_and_rebuilt(folder, embedder, manifest, problem):
    saved = index_folder(folder, embedder)
    (saved / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(IndexDamagedError, match=problem):
        load(saved, embedder)
    _, said = opened(folder, embedder)
    assert said[0].startswith("Rebuilding the index.")
    assert opened(folder, embedder)[1] == []


def test_another_way_of_counting_words_keeps_the_vectors(folder, embedder, monkeypatch):
    opened(folder, embedder)
    monkeypatch.setattr("index.storage.settings.TERMS", "other")
    _, said = opened(folder, embedder)
    assert "terms 'nfkc" in said[0]
    assert said[1] == "Indexing 2 documents: 0 passages to embed, 3 kept as they were."


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_an_index_that_cannot_be_kept_is_used_all_the_same(
    folder, embedder, tmp_path, monkeypatch, place
):
    (tmp_path / "file").touch()
    monkeypatch.setenv("PINCITE_HOME", str(tmp_path / place))
    index, said = opened(folder, embedder)
    assert len(index.passages) == 3
    assert said[-1].startswith(f"The index could not be kept. {tmp_path / place}")


def test_the_home_folder_may_be_written_with_a_tilde(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PINCITE_HOME", "~/kept")
    assert home() == tmp_path / "kept"


def _save_and_die(index, folder, calls):
    """Save, and be killed at the ``calls``-th file written to the disk."""
    real, seen = os.fsync, []

    def fsync(number):
        real(number)
        seen.append(number)
        if len(seen) == calls:
            os.kill(os.getpid(), signal.SIGKILL)

    os.fsync = fsync
    save(index, folder)


@pytest.mark.parametrize("calls", [1, 5, 12, 24])
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_killed_while_saving_the_old_index_is_still_there(folder, embedder, calls):
    before, _ = opened(folder, embedder)
    saved = index_folder(folder, embedder)
    process = multiprocessing.get_context("fork").Process(
        target=_save_and_die, args=(before, saved, calls)
    )
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert tuple(load(saved, embedder).passages) == before.passages


def test_a_large_file_is_hashed_where_its_stamp_is_another(folder, embedder, monkeypatch):
    monkeypatch.setattr(index.storage.part_files, "LARGE", 1)
    opened(folder, embedder)
    saved = index_folder(folder, embedder)
    (file,) = saved.glob("*/words/rows.npy")
    status, content = file.stat(), file.read_bytes()
    hashed: list[Path] = []
    monkeypatch.setattr(index.storage.manifest, "checksum", hashed.append)
    load(saved, embedder)
    assert hashed == []
    monkeypatch.undo()
    os.utime(file, ns=(0, 0))  # as when the folder was copied
    load(saved, embedder)
    file.write_bytes(content[:-1] + b"\x7e")
    with pytest.raises(IndexDamagedError, match=r"rows\.npy has SHA-256"):
        load(saved, embedder)
    file.write_bytes(content + b"\x7e")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(IndexDamagedError, match=r"rows\.npy has SHA-256"):
        load(saved, embedder)


def test_an_index_that_another_process_puts_there_meanwhile_is_the_one_compared(
    folder, embedder, monkeypatch
):
    opened(folder, embedder)
    saved = index_folder(folder, embedder)
    (folder / "b.txt").write_text("Wasps.", encoding="utf-8")
    states = document_states(read_documents([folder]).documents)
    real = index.storage.saved_index._read
    others: list[str] = []

    def read(*given):
        old = real(*given)
        if not others:
            others.append("begun")
            opened(folder, embedder)
        return old

    monkeypatch.setattr(index.storage.saved_index, "_read", read)
    with pytest.raises(IndexMismatchError, match="1 changed"):
        load(saved, embedder, states)
    opened(folder, embedder)
    assert load(saved, embedder, states).documents[1].text == "Wasps."


def test_an_index_of_an_earlier_format_is_named_and_goes(folder, embedder):
    opened(folder, embedder)
    saved = index_folder(folder, embedder)
    manifest = json.loads((saved / "manifest.json").read_text(encoding="utf-8"))
    (part,) = manifest["parts"]
    old = {
        "settings": manifest["settings"] | {"format": 3},
        "dimension": 384,
        **{name: part[name] for name in ("generation", "documents", "files")},
    }
    (saved / "manifest.json").write_text(json.dumps(old), encoding="utf-8")
    (folder / "b.txt").write_text("Wasps.", encoding="utf-8")
    _, said = opened(folder, embedder)
    assert said[0].startswith(f"Rebuilding the index. The index in {saved} was made with format 3")
    assert not (saved / part["generation"]).exists()


def test_damage_that_is_seen_late_is_mended_by_the_next_opening(folder, embedder, monkeypatch):
    monkeypatch.setattr(index.storage.part_files, "LARGE", 1)
    monkeypatch.setattr(index.search.arrays, "_LARGE", 1)
    opened(folder, embedder)
    saved = index_folder(folder, embedder)
    (file,) = saved.glob("*/documents/documents.jsonl")
    status, content = file.stat(), file.read_bytes()
    file.write_bytes(content.replace(b'"passages"', b'"p ssages"'))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(IndexDamagedError, match=r"documents\.jsonl does not hold"):
        load(saved, embedder).passages[0]
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert reusable_rows(saved, embedder) == NO_ROWS
    again, said = opened(folder, embedder)
    assert "is damaged: documents/documents.jsonl has SHA-256" in said[0]
    assert again.passages[0].text == "# A\n\nApples are red."


def test_what_a_killed_build_left_is_removed_later(folder, embedder):
    opened(folder, embedder)
    saved = index_folder(folder, embedder)
    for left in (saved / "left", saved / "left.json"):
        left.mkdir() if not left.suffix else left.touch()
        os.utime(left, (0, 0))
    (folder / "a.md").write_text("Other.", encoding="utf-8")
    opened(folder, embedder)
    assert len(list(saved.iterdir())) == 3


def test_a_broken_model_is_named_in_one_line(tmp_path, embedder):
    for file in embedder.folder.rglob("*"):
        target = tmp_path / file.relative_to(embedder.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.is_file():
            target.write_bytes(file.read_bytes()[:100_000])
    with pytest.raises(ModelError, match="does not load") as caught:
        _ = SentenceTransformerEmbedder(str(tmp_path)).model
    assert "\n" not in str(caught.value)


def test_the_fingerprint_covers_the_settings_too(tmp_path, embedder):
    for name in ("model.safetensors", "sentence_bert_config.json"):
        (tmp_path / name).write_bytes((embedder.folder / name).read_bytes())
    before = SentenceTransformerEmbedder(str(tmp_path)).fingerprint
    (tmp_path / "sentence_bert_config.json").write_text('{"max_seq_length": 9}', encoding="utf-8")
    assert SentenceTransformerEmbedder(str(tmp_path)).fingerprint != before


def test_an_unknown_model_and_altered_weights_are_named(tmp_path, monkeypatch):
    with pytest.raises(ModelError, match="no model 'no/such-model'"):
        _ = SentenceTransformerEmbedder("no/such-model").folder
    (tmp_path / "model.safetensors").write_bytes(b"altered")
    default = SentenceTransformerEmbedder()
    monkeypatch.setitem(default.__dict__, "folder", tmp_path)
    with pytest.raises(ModelError, match="not the published file"):
        _ = default.model
