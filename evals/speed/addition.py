"""`python -m evals.speed.addition FOLDER`: documents added to an index, as on the page."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from evals.speed.warm import seconds

_PASSAGES = 25


@dataclass(frozen=True)
class Addition:
    """Seconds that it takes to add a document of so many passages, of which ``embedding`` them.

    The other documents are in memory, as those of a page's collection are. ``again`` is what it
    takes to add one more.
    """

    passages: int
    first: float
    again: float
    embedding: float


def addition(folder: Path) -> Addition:
    """Add two documents to the index saved in ``folder``, one after the other."""
    from index.documents.document import Document
    from index.documents.files import LoadedDocuments
    from index.embedding.embedders import default_embedder
    from index.opening import load_or_build, to_stderr
    from index.storage.saved_index import load

    embedder = default_embedder()
    embedder.embed_queries(["."])
    documents = [*load(folder, embedder).documents]
    text = "\n\n".join(documents[0].text.splitlines()[:_PASSAGES])
    times = []
    for name in ("an-added-one.md", "one-more.md"):
        documents.insert(len(documents) // 2, Document(name, name, f"{name}\n\n{text}", name))
        loaded = LoadedDocuments(documents)
        times.append(seconds(partial(load_or_build, loaded, folder, embedder, to_stderr)))
    index = load(folder, embedder)
    passages = [index.passages[n] for n in index.numbering.passages_of("one-more.md").tolist()]
    texts = [passage.text for passage in passages]
    sentences = [passage.local_sentences for passage in passages]
    embedding = seconds(partial(embedder.embed_passages, texts, sentences))
    first, again = times
    return Addition(len(passages), first, again, embedding)


if __name__ == "__main__":
    print(json.dumps(asdict(addition(Path(sys.argv[1])))))
