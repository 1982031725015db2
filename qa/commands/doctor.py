"""``pincite doctor``: what is installed, and whether it works."""

from __future__ import annotations

import argparse
import json

from qa.doctor.check import PARTS, CheckResult, State, results_of
from qa.doctor.report import record, row, summary


def run(options: argparse.Namespace) -> int:
    """Check all that Pincite needs and print what came of it; 1 when something does not work."""
    results: list[tuple[str, CheckResult]] = []
    for part in PARTS:
        if not options.json:
            print(part, flush=True)
        for result in results_of(part):
            results.append((part, result))
            if not options.json:  # as they come: some take seconds
                print(row(result), flush=True)
    if options.json:
        print(json.dumps(record(results), ensure_ascii=False, indent=1))
    else:
        print("", *summary([result for _, result in results]), sep="\n")
    return int(any(result.state is State.FAULT for _, result in results))
