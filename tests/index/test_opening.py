"""Documents that are opened for asking, with the model that is the default."""

from index.opening import open_index


def test_indexes_that_are_opened_with_no_model_share_one(tmp_path):
    files = [tmp_path / "ferry.txt", tmp_path / "harbour.txt"]
    for file, text in zip(files, ("It sails at nine.", "It closes at ten."), strict=True):
        file.write_text(text, encoding="utf-8")
    first, second = (open_index(file, say=lambda _: None) for file in files)
    assert first.embedder is second.embedder
