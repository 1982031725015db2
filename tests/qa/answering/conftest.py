from collections.abc import Callable
from pathlib import Path

import pytest

from index.embedding.embedder import Embedder
from qa import Assistant

Open = Callable[..., Assistant]


@pytest.fixture
def open_texts(embedder: Embedder, tmp_path: Path) -> Open:
    """Opens texts, given by the names of their files, to be asked without a reader."""

    def opened(**texts: str) -> Assistant:
        folder = tmp_path / "texts"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        return Assistant([folder], embedder, say=lambda _: None, reader=None)

    return opened


def quotes(answer) -> list[str]:
    """The quotes of an answer, each checked against its document."""
    for citation in answer.citations:
        assert citation.document.text[citation.start : citation.end] == citation.quote
    return [citation.quote for citation in answer.citations]
