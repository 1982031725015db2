"""Draw what is learned from: ``python -m evals.fitting.network.draw DATA --base F --out FILE``.

``DATA`` is what ``python -m evals.fitting.data`` wrote.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from evals.fitting.data.groups import Shares, groups
from evals.fitting.data.samples import Sample, samples
from evals.fitting.data.training_data import ARTICLES, EXAMPLES, Data, DataError, read_data
from evals.fitting.network.batches import (
    ReadRows,
    SentenceRows,
    read_rows,
    save_batches,
    sentence_rows,
)
from evals.fitting.network.rows import LONGEST, make_batch, pack
from index.embedding.word_pieces import WordPieces, load_pieces_alone, load_word_pieces
from index.errors import ModelError
from qa.cli_options import Parser, count, exit_status
from qa.reading.encoder import LONGEST as LONGEST_TEXT

# Groups that are put in batches together.
_CHUNK = 20_000


def main(argv: Sequence[str] | None = None) -> int:
    """Write the file of batches; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.network.draw", description=__doc__)
    parser.add_argument("data", type=Path, help=f"with {ARTICLES} and {EXAMPLES}")
    parser.add_argument("--base", type=Path, required=True, help="all-mpnet-base-v2's folder")
    parser.add_argument("--wordnet", type=Path, help="WordNet's folder (default: no synonyms)")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument("--epochs", type=count, default=3, help="of reading (%(default)s)")
    parser.add_argument("--tokens", type=count, default=24_576, help="a batch (%(default)s)")
    parser.add_argument("--questions", type=count, default=64, help="a batch (%(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="%(default)s")
    options = parser.parse_args(argv)
    return exit_status(parser.prog, lambda: _main(options))


def _main(options: argparse.Namespace) -> None:
    data = read_data(options.data, options.wordnet)
    try:  # tokenizers raises nothing more special
        pairs = load_word_pieces(options.base, LONGEST)
        alone = load_pieces_alone(options.base, LONGEST_TEXT)
    except Exception as error:
        raise ModelError(str(error), "Name the folder of all-mpnet-base-v2.") from error
    read: list[ReadRows] = []
    sentences: list[SentenceRows] = []
    for epoch in range(options.epochs):
        read += read_batches(data, pairs, options.tokens, Random(options.seed + epoch))
        sentences += sentence_batches(data, alone, options.questions, Random(options.seed + epoch))
    if not sentences:
        raise DataError("There are too few questions for one batch.", "Make it smaller.")
    try:
        save_batches(read, sentences, options.out)
    except OSError as error:
        raise DataError(str(error), "Name a file in a folder that is there.") from error
    rows, texts = (sum(len(b.lengths) for b in batches) for batches in (read, sentences))
    print(f"{len(read)} batches of {rows} rows, {len(sentences)} of {texts} texts")


def read_batches(data: Data, words: WordPieces, tokens: int, chance: Random) -> Iterator[ReadRows]:
    """An epoch's batches to read, of about so many ``tokens`` each."""
    every = list(groups(data.articles, data.examples, Shares(), data.synonyms, chance))
    chance.shuffle(every)
    for at in range(0, len(every), _CHUNK):
        for some in pack(every[at : at + _CHUNK], words, chance, tokens):
            yield read_rows(make_batch(some, words))


def sentence_batches(
    data: Data, words: WordPieces, questions: int, chance: Random
) -> Iterator[SentenceRows]:
    """An epoch's batches of sentences, of so many ``questions`` each."""
    every = list(samples(data.articles, data.examples, data.synonyms, chance))
    chance.shuffle(every)
    for at in range(0, len(every) - questions + 1, questions):
        yield _sentence_rows(every[at : at + questions], words)


def _sentence_rows(batch: list[Sample], words: WordPieces) -> SentenceRows:
    texts = [text for sample in batch for text in (sample.question, *sample.sentences)]
    pieces = iter(words.encode_batch(texts))
    ids = [(next(pieces).ids, [(next(pieces).ids, r) for r in sample.right]) for sample in batch]
    return sentence_rows(ids)


if __name__ == "__main__":
    sys.exit(main())
