from index.documents.parsers.pdf.margins import PageLines
from index.documents.parsers.pdf.page_lines import Box, Line, Word
from index.documents.parsers.pdf.stretches import stretches_of
from tests.pdf_files import Text, blocks_of, column

NAMES = ["opening", "fees", "boats", "piers", "storms", "ropes", "masters", "winds", "tides"]


def page(n, x, top, size, head):
    """Lines of one sentence, which the next page goes on with."""
    prose = [f"the {NAMES[n % 9]} of pier {chr(97 + i)} are many, and no master knows"
             for i in range(20)]  # fmt: skip
    return [Text(x, top + 50, size, head), *column(prose, x, top, size)]


def bound():
    rules = [page(n, 72, 600, 8, "Harbour rules") for n in range(16)]
    for each in rules[:10]:
        each.append(Text(100, 500, 30, "Draft for the board"))
    return [*(page(n, 130, 700, 14, "The master of boats") for n in range(20)), *rules]


def test_pages_bound_into_one_file_are_judged_beside_those_that_are_set_alike():
    blocks = blocks_of(bound())
    assert [kind for kind, _ in blocks] == ["paragraph", "paragraph"]
    assert not any("Harbour rules" in text or "Draft" in text for _, text in blocks)


def set_at(left, top, lines=12):
    return PageLines(
        [
            Line((Word(0, 3, Box(left, top - 15 * n, left + 300, top - 15 * n + 10)),), 10, 400)
            for n in range(lines)
        ],
        ["abc"] * lines,
    )


def test_the_last_page_is_of_its_own_stretch_however_few_lines_it_has():
    pages = [*[set_at(72, 700)] * 9, set_at(72, 700, 3), PageLines([], []), *[set_at(140, 650)] * 9]
    assert stretches_of(pages) == [range(10), range(10, 20)]


def test_pages_whose_bounds_vary_are_one_stretch():
    assert stretches_of([set_at(72 + 37 * (n % 5), 500) for n in range(30)]) == [range(30)]
    assert stretches_of([]) == [range(0)]
