"""Measure the answers to questions of your own, written down in cases.jsonl beside this file.

    python examples/own_cases.py
    python examples/own_cases.py --reader none

A case without evidence is one that the documents do not answer: a refusal is right.
"""

import sys
from pathlib import Path

from evals.__main__ import main

here = Path(__file__).parent
own = ["--documents", str(here / "notes"), "--cases", str(here / "cases.jsonl")]
sys.exit(main([*own, *sys.argv[1:]]))
