"""Who speaks in a transcript, a chat or an interview. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from index.documents.parsers.text.lines import Line
from index.documents.parsers.text.marks import label_of

_FEWEST = 2
_NEAR = 15  # lines that a turn takes at the most where turns follow each other


def speakers_of(lines: Sequence[Line]) -> frozenset[str]:
    """The names of those who speak by turns in a text; none where no two do.

    A speaker's name comes again, with a colon, and what stands after it are sentences; turns
    follow each other. Fields ("Weight: 4.8 kg") do not.
    """
    labelled = [
        (number, name, line.ends_sentence)
        for number, line in enumerate(line for line in lines if line.bare)
        if (name := label_of(line.bare))
    ]
    times = Counter(name for _, name, _ in labelled)
    repeated = {name for name, count in times.items() if count >= _FEWEST}
    sentences = sum(ends for _, _, ends in labelled)
    turns = sum(a[1] != b[1] and b[0] - a[0] <= _NEAR for a, b in pairwise(labelled))
    if len(repeated) < _FEWEST or 2 * sentences < len(labelled) or 3 * turns < len(labelled):
        return frozenset()
    return frozenset(name for _, name, ends in labelled if ends or name in repeated)
