"""The data, read and written once: ``python -m evals.fitting.reader.data SHARED --out FOLDER``."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evals.fitting.reader.articles import load_squad, write_articles
from evals.fitting.reader.examples import Example, write_examples
from evals.fitting.reader.near import nearest
from evals.fitting.reader.sets import load_sets
from index.errors import PinciteError
from qa.cli_options import Parser, exit_status
from qa.question.keywords import content_words

ARTICLES = "articles.jsonl"
EXAMPLES = "examples.jsonl"

# Distractors that an example keeps.
_DISTRACTORS = 4


class DataError(PinciteError):
    """A data set that is not there, or not as it is laid out."""


def main(argv: Sequence[str] | None = None) -> int:
    """Write SQuAD's articles and the other sets' examples; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.reader.data", description=__doc__)
    parser.add_argument("folder", type=Path, help="with reading/ and squad11-train/")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    options = parser.parse_args(argv)
    return exit_status(parser.prog, lambda: _main(options))


def _main(options: argparse.Namespace) -> None:
    reading = options.folder / "reading"
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        examples = with_distractors(load_sets(reading))
        write_examples(examples, options.out / EXAMPLES)
        squad = load_squad(options.folder / "squad11-train", reading / "squad20-train-unanswerable")
        write_articles(squad, options.out / ARTICLES)
    except (OSError, KeyError, ValueError) as error:
        raise DataError(str(error), "Name the folder with reading/ and squad11-train/.") from error
    counts = Counter((example.source, example.test) for example in examples)
    for source in dict.fromkeys(example.source for example in examples):
        print(f"{source}: {counts[source, False]}, and {counts[source, True]} to test on")


def with_distractors(examples: Sequence[Example]) -> list[Example]:
    """``examples`` with the texts that look nearest to their question and do not answer it.

    Those of an example's own document, where it has any; otherwise of its set and part.
    """
    result: list[Example] = []
    for part in sorted({(e.source, e.test) for e in examples}):
        own = [e for e in examples if (e.source, e.test) == part]
        if all(e.distractors for e in own):
            result += [
                replace(e, distractors=by_shared_words(e.question, e.distractors)[:_DISTRACTORS])
                for e in own
            ]
            continue
        texts = sorted({e.text for e in own})
        rows = nearest([e.question for e in own], texts, _DISTRACTORS)
        for example, numbers in zip(own, rows, strict=True):
            near = tuple(texts[n] for n in numbers if not _answers(texts[n], example))
            result.append(example if example.distractors else replace(example, distractors=near))
    return result


def by_shared_words(question: str, texts: Sequence[str]) -> tuple[str, ...]:
    """``texts``, those with most of the question's words first."""
    words = {word.lower() for word in content_words(question)}
    return tuple(sorted(texts, key=lambda text: -sum(word in text.lower() for word in words)))


def _answers(text: str, example: Example) -> bool:
    """Whether ``text`` is the example's own, or has its answer too."""
    if text == example.text:
        return True
    if not (example.spans and example.exact):
        return False
    return example.spans[0].of(example.text).lower() in text.lower()


if __name__ == "__main__":
    sys.exit(main())
