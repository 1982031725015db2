"""``pincite ask``: the sentences that answer, or that the documents do not say."""

from __future__ import annotations

import argparse
import json
import time

from qa.commands.assistant import warm_assistant
from qa.commands.plain_text import answer_lines
from qa.serialization import record


def run(options: argparse.Namespace) -> int:
    """Print what the documents answer; 3 where an answer is required and there is none, else 0.

    Raises:
        PinciteError: when the question, the documents or the model are not as they must be.
    """
    assistant = warm_assistant(options)
    start = time.perf_counter()
    answer = assistant.ask(options.question, k=options.k)
    seconds = time.perf_counter() - start
    if options.json:
        print(json.dumps(record(answer, seconds), ensure_ascii=False))
    else:
        print(*answer_lines(answer), sep="\n")
    return 3 if options.require_answer and answer.abstained else 0
