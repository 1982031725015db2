from tests.pdf_files import Text, blocks_of, column

LINES = [
    "The harbour opens at nine in the morning and is closed at night, when",
    "nobody may enter it. A fee of twelve pounds is due for each boat that",
    "stays longer than one day. It is paid at the office by the eastern gate",
    "and nowhere else, since the year in which the old office was burnt down.",
]
NOTE = [
    "1 The rules of 1998 say so, and those of 1999 say it again, in other words that",
    "mean the same to everybody who has read both of them with any attention at all,",
    "as the harbour master has. Nobody has ever asked for a refund, although the law",
    "would have it that one can be asked for within a month of the day on which the",
    "fee was paid, at the same office and by the same person who came to pay for it,",
    "with the receipt that was given to that person then, and not with a copy of it",
]
REST = ["which was made later and is therefore of no use to anybody who asks for it."]


def note(lines, top=200.0):
    return column(lines, top=top, size=8)


def test_a_note_that_fills_most_of_a_page_is_one():
    page = [*column(LINES[:2]), *note([*NOTE, *REST])]
    blocks = blocks_of([column([*LINES, *LINES]), page, column([*LINES[2:], *LINES])])
    assert [kind for kind, _ in blocks] == ["paragraph", "paragraph", "footnote"]
    assert blocks[1][1] == " ".join([*LINES, *LINES])


def test_a_note_goes_on_at_the_foot_of_the_next_page():
    pages = [[*column(LINES[:2]), *note(NOTE)], [*column([*LINES[2:], *LINES]), *note(REST)]]
    texts = [text for kind, text in blocks_of(pages) if kind == "footnote"]
    assert texts == [" ".join([*NOTE, *REST])]


def test_the_paragraphs_of_a_note_are_apart():
    second = ["Nobody else has written of this since."]
    lines = [*note([*NOTE[:2], "as he has."]), Text(90, 170, 8, second[0])]
    pages = [[*column([*LINES, *LINES]), *lines]]
    texts = [text for kind, text in blocks_of(pages) if kind == "footnote"]
    assert texts == [" ".join([*NOTE[:2], "as he has."]), *second]
