from random import Random

import pytest

from evals.fitting.data.excerpts import excerpt, windows
from index.documents.span import Span


@pytest.mark.parametrize("seed", range(20))
def test_what_is_cut_out_holds_its_answer_and_the_tables_header(seed):
    rows = "".join(f"| {n} | town {n} |\n" for n in range(60))
    table = f"Some words.\n\n| Number | Name |\n|---|---|\n{rows}"
    start = table.index("town 40 ")
    text, span = excerpt(table, Span(start, start + 7), Random(seed), 50)
    assert span.of(text) == "town 40"
    assert text.startswith("| Number | Name |\n|---|---|\n")
    assert len(text.split()) < 90


def test_windows_hold_every_word_once():
    text = "One sentence of some words stands here. " * 40 + "\n- an item\n- another\n"
    parts = [window.of(text) for window in windows(text, Random(2))]
    assert " ".join(parts).split() == text.split()
    assert len(parts) > 2
