"""SQuAD articles as documents, for fitting: nothing fitted sees an article it is tried on."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from evals.cases import CaseError, load_cases, locate
from evals.fitting.samples import Asked, Sample
from evals.fitting.splits import CHOOSE, FIT, REPORT, SEED, fitting_articles, squad_dev_part
from index.build import build
from index.documents.document import Document
from index.documents.files import read_documents
from index.documents.span import Span
from index.embedding.embedder import Embedder


def articles_sample(folder: Path, part: str, questions: int, embedder: Embedder) -> Sample:
    """So many questions about the articles of the ``folder`` squad11-train in this ``part``.

    All of the part's articles are searched for each.

    Raises:
        CaseError: when it holds other data, none, or too few questions.
    """
    try:
        texts, asked = _articles(folder)
        names = fitting_articles({document.id: document.title for document in texts.values()})
        chosen = names[(FIT, CHOOSE).index(part)]
        cases = random.Random(SEED).sample([c for name in chosen for c in asked[name]], questions)
    except (OSError, ValueError, LookupError) as error:
        raise CaseError(
            f"{str(folder)!r} does not hold {questions} questions for each part:"
            f" {type(error).__name__}: {error}.",
            "Give the folder squad11-train, with its corpus.jsonl and queries.jsonl.",
        ) from error
    index = build([texts[name] for name in chosen], embedder, progress=False)
    return Sample("squad11-train", index, tuple(cases), within=False)


def _articles(folder: Path) -> tuple[dict[str, Document], dict[str, list[Asked]]]:
    """The articles of the ``folder`` squad11-train, and what is asked of each, by their ids."""
    paragraphs = defaultdict(list)
    for line in lines(folder / "corpus.jsonl"):
        row = json.loads(line)
        paragraphs[row["_id"].split("#")[0]].append(row)
    begins: dict[str, int] = {}
    articles: dict[str, Document] = {}
    for name, own in paragraphs.items():
        text, places = join_paragraphs(own)
        articles[name] = Document(name, own[-1]["title"], text, str(folder))
        begins |= places
    asked = defaultdict(list)
    for line in lines(folder / "queries.jsonl"):
        row = json.loads(line)
        span, name = row["answer_spans"][0], row["context_id"].split("#")[0]
        if span["start_from"] == "unique":
            start = begins[row["context_id"]] + span["start"]
            place = Span(start, start + len(span["text"]))
            asked[name].append(Asked(row["text"], name, (place,)))
    return articles, asked


def join_paragraphs(paragraphs: Iterable[Mapping[str, str]]) -> tuple[str, dict[str, int]]:
    """An article's text under its title, and where each paragraph begins in it, by its id."""
    text, begins = "", {}
    for row in paragraphs:
        text = text or f"# {row['title']}"
        begins[row["_id"]] = len(text) + 2
        text += "\n\n" + row["text"]
    return text, begins


def written_sample(folder: Path, part: str, questions: int, embedder: Embedder) -> Sample:
    """Questions of the ``folder`` squad-dev-cases, many of which people wrote to mislead.

    They are about the articles of this ``part``, each asked of its own; every other one for the
    part to fit on, the rest for the part to choose by.
    """
    read = read_documents([str(folder / "documents")]).documents
    names = squad_dev_part([Path(document.id).stem for document in read], part)
    documents = [document for document in read if Path(document.id).stem in names]
    cases = [
        c for c in load_cases(folder / "cases.jsonl") if c.document in {d.id for d in documents}
    ]
    if part != REPORT:
        cases = cases[(FIT, CHOOSE).index(part) :: 2]
    cases = random.Random(SEED).sample(cases, min(questions, len(cases)))
    evidence = locate(cases, documents)
    asked = [
        Asked(
            case.question,
            str(case.document),
            (evidence[case.id][0][0].span,) if case.evidence else (),
            case.golds,
        )
        for case in cases
    ]
    return Sample("squad-dev-cases", build(documents, embedder, progress=False), tuple(asked))


def lines(file: Path) -> list[str]:
    """The lines of a file of JSON, whose strings may hold other marks for line ends."""
    text = file.read_text(encoding="utf-8").rstrip("\n")
    return text.split("\n") if text else []
