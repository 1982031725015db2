"""How well a checkpoint reads: ``python -m evals.fitting.network.trial CHECKPOINT``.

On one half of real-docs, with the ten passages of a document that look nearest; and on questions
that people wrote to look answerable, of articles that nothing is trained on, with their passage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch

from evals.cases import CaseError
from evals.fitting.data.document_cases import DocumentCase, document_cases
from evals.fitting.network.byte_weights import ByteLinear, saved_network
from evals.fitting.network.transformer import Network, Scores, Shape
from evals.fitting.splits import HALVES, fitting_articles
from evals.fitting.squad import lines
from evals.metrics import auroc, token_f1
from index.documents.span import Span
from index.embedding.word_pieces import Pieces, WordPieces, load_word_pieces
from index.errors import ModelError
from qa.answering.short_answer import MIN_CHANCE
from qa.cli_options import Parser, count, exit_status
from qa.reading.network_files import NetworkFiles
from qa.reading.reader import WINDOW, TokenOdds
from qa.retrieval.rerank import reader_input

SEED = 3
"""Of the questions that are drawn from SQuAD."""

# Tokens that are read together, padding included.
_TOKENS = 4096


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.network.trial", description=__doc__)
    parser.add_argument("reader", type=Path, help="a checkpoint, or the folder of a reader")
    parser.add_argument("--base", type=Path, help="the model that a checkpoint was trained from")
    parser.add_argument("--shared", type=Path, required=True, help="the data sets' folder")
    parser.add_argument("--half", choices=HALVES, default=HALVES[0], help="(default: %(default)s)")
    parser.add_argument("--questions", type=count, default=500, help="of SQuAD (%(default)s)")
    options = parser.parse_args(argv)
    return exit_status(parser.prog, lambda: _main(options))


def _main(options: argparse.Namespace) -> None:
    try:
        network = load(options.reader)
        words = load_word_pieces(options.base or options.reader, WINDOW)
    except Exception as error:  # neither torch nor tokenizers raises anything more special
        raise ModelError(
            f"{options.reader} does not load: {error}",
            "Name a reader's folder, or a checkpoint and with --base its model.",
        ) from error
    cases = list(document_cases(options.shared / "real-docs", options.half))
    print_documents(cases, read_cases(network, words, cases))
    try:
        pairs = squad_pairs(options.shared, options.questions)
    except (OSError, ValueError, KeyError) as error:
        raise CaseError(str(error), "Name the folder of squad11-train and reading.") from error
    print_squad(pairs, read_pairs(network, words, [pair for pair, _ in pairs]))


def load(file: Path) -> Network:
    """A checkpoint's network, or that of the reader in a folder."""
    if (files := NetworkFiles(file)).there:
        return saved_network(files)
    state = torch.load(file, mmap=True, map_location="cpu")
    network = Network(Shape(**state["shape"]))
    network.load_state_dict(state["model"])
    print(f"At step {state['step']}:")
    return network.eval()


def read_pairs(
    network: Network, words: WordPieces, pairs: Sequence[tuple[str, str]]
) -> list[TokenOdds]:
    """How the text of each pair answers its question; of a long text its first part."""
    pieces = words.encode_batch(list(pairs))
    left = sorted(range(len(pairs)), key=lambda i: len(pieces[i].ids))
    odds: dict[int, TokenOdds] = {}
    while left:
        longest, some = 0, list[int]()
        while left and max(longest, len(pieces[left[0]].ids)) * (len(some) + 1) <= _TOKENS:
            longest = max(longest, len(pieces[left[0]].ids))
            some.append(left.pop(0))
        scores = _scores(network, [pieces[i] for i in some], longest)
        for row, i in enumerate(some):
            inside = [t for t, sequence in enumerate(pieces[i].sequence_ids) if sequence == 1]
            places = np.array([pieces[i].offsets[t] for t in inside]).reshape(-1, 2)
            starts, ends = scores.starts[row].numpy(), scores.ends[row].numpy()
            kinds = scores.kinds[row].softmax(-1).numpy()
            margins = starts[inside] - starts[0], ends[inside] - ends[0]
            odds[i] = TokenOdds(places, *margins, kinds)
    return [odds[i] for i in range(len(pairs))]


def _scores(network: Network, pieces: Sequence[Pieces], longest: int) -> Scores:
    ids = torch.zeros((len(pieces), longest), dtype=torch.long)
    types, mask = ids.clone(), ids.bool()
    for row, own in enumerate(pieces):
        ids[row, : len(own.ids)] = torch.tensor(own.ids)
        types[row, : len(own.ids)] = torch.tensor(own.type_ids)
        mask[row, : len(own.ids)] = True
    in_bytes = any(isinstance(module, ByteLinear) for module in network.modules())
    halves = torch.autocast("cpu", dtype=torch.bfloat16, enabled=not in_bytes)
    with torch.inference_mode(), halves:
        scores: Scores = network(ids, types, mask)
    return scores


@dataclass(frozen=True)
class CaseResult:
    """What was read of a case's passages.

    ``odds`` are the best sentence's, ``chance`` the highest that a passage says anything. ``near``:
    a passage that answers was read; ``passage``: it is the best sentence's; ``sentence``: so is the
    sentence; ``f1`` is that of the short answer.
    """

    odds: float
    chance: float
    near: bool
    passage: bool
    sentence: bool
    f1: float


def read_cases(
    network: Network, words: WordPieces, cases: Sequence[DocumentCase]
) -> list[CaseResult]:
    """What is read of each case's passages, under their headings."""
    inputs = [reader_input(passage) for case in cases for passage in case.passages]
    questions = [case.question for case in cases for _ in case.passages]
    pairs = [(q, head + text) for q, (head, text) in zip(questions, inputs, strict=True)]
    odds = read_pairs(network, words, pairs)
    of_texts = iter([o.after(len(head)) for o, (head, _) in zip(odds, inputs, strict=True)])
    return [_result(case, [next(of_texts) for _ in case.passages]) for case in cases]


def _result(case: DocumentCase, odds: Sequence[TokenOdds]) -> CaseResult:
    sentences = [
        (own.odds(sentence), i, j, sentence)
        for i, (passage, own) in enumerate(zip(case.passages, odds, strict=True))
        for j, sentence in enumerate(passage.local_sentences)
    ]
    best, i, j, sentence = max(sentences, key=lambda it: it[0])
    answer = (odds[i].answer(sentence, MIN_CHANCE) or sentence).of(case.passages[i].text)
    return CaseResult(
        odds=best,
        chance=max(1 - float(own.kinds[-1]) for own in odds),
        near=bool(case.right),
        passage=i in {number for number, _ in case.right},
        sentence=(i, j) in case.right,
        f1=max((token_f1(answer, gold) for gold in case.golds), default=0.0),
    )


def print_documents(cases: Sequence[DocumentCase], results: Sequence[CaseResult]) -> None:
    """Print the shares of the cases that their document answers, and how the others are told."""
    answerable = [bool(case.golds) for case in cases]
    rows = [(c.kind, r) for c, r, a in zip(cases, results, answerable, strict=True) if a]
    print("| kind | cases | passage read | passage first | sentence first | F1 |")
    print("|---|---:|---:|---:|---:|---:|")
    for name in ("all", *dict.fromkeys(kind for kind, _ in rows)):
        own = [(r.near, r.passage, r.sentence, r.f1) for kind, r in rows if name in ("all", kind)]
        means = " | ".join(f"{mean:.3f}" for mean in np.array(own, dtype=float).mean(axis=0))
        print(f"| {name} | {len(own)} | {means} |")
    odds, chances = ([getattr(r, name) for r in results] for name in ("odds", "chance"))
    print(f"\nAnswered or not, AUROC: {_both(odds, chances, answerable)}", flush=True)


def squad_pairs(shared: Path, most: int) -> list[tuple[tuple[str, str], bool]]:
    """Questions with their passage, and whether it answers: at most so many of each sort.

    Those without an answer were written by people to look answerable; those with one are asked of
    the same passages. All are of the articles of squad11-train that are kept to try on.
    """
    squad, folder = shared / "squad11-train", shared / "reading" / "squad20-train-unanswerable"
    texts = {r["_id"]: r["text"] for r in map(json.loads, lines(squad / "corpus.jsonl"))}
    _, test = fitting_articles({place.split("#")[0] for place in texts})
    unanswerable = [
        (row["question"], row["passage_id"])
        for row in map(json.loads, lines(folder / "questions.jsonl"))
        if row["passage_id"].split("#")[0] in test
    ]
    places = {place for _, place in unanswerable}
    answerable = [
        (row["text"], row["context_id"])
        for row in map(json.loads, lines(squad / "queries.jsonl"))
        if row["context_id"] in places
    ]
    chance = Random(SEED)
    return [
        ((question, texts[place]), answers)
        for rows, answers in ((answerable, True), (unanswerable, False))
        for question, place in chance.sample(rows, min(most, len(rows)))
    ]


def print_squad(
    pairs: Sequence[tuple[tuple[str, str], bool]], results: Sequence[TokenOdds]
) -> None:
    """Print how what only looks answerable is told from what is."""
    odds = [
        own.odds(Span(0, len(text))) for own, ((_, text), _) in zip(results, pairs, strict=True)
    ]
    chances = [1 - float(own.kinds[-1]) for own in results]
    figures = _both(odds, chances, [answers for _, answers in pairs])
    print(f"Looks answerable ({len(pairs)}), AUROC: {figures}")


def _both(odds: Sequence[float], chances: Sequence[float], right: Sequence[bool]) -> str:
    """The AUROC of the odds of spans, and that of the kinds of reply."""
    values = (auroc(odds, right), auroc(chances, right))
    spans, kinds = ("-" if value is None else f"{value:.3f}" for value in values)
    return f"odds {spans}, kinds {kinds}"


if __name__ == "__main__":
    sys.exit(main())
