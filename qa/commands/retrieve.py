"""``pincite retrieve``: the passages that a question is about."""

from __future__ import annotations

import argparse
import json
import time

from qa.commands.assistant import warm_assistant
from qa.commands.plain_text import hit_text
from qa.serialization import retrieval_record


def run(options: argparse.Namespace) -> int:
    """Print the passages that a question is about, best first; 0.

    Raises:
        PinciteError: when the question, the documents or the model are not as they must be.
    """
    assistant = warm_assistant(options)
    start = time.perf_counter()
    hits = assistant.retrieve(options.question, options.k)
    seconds = time.perf_counter() - start
    if options.json:
        print(json.dumps(retrieval_record(options.question, hits, seconds), ensure_ascii=False))
    else:
        print("\n\n".join(map(hit_text, hits)))
    return 0
