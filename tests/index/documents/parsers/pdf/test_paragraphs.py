from index.documents.parsers.pdf.lines import body_of
from index.documents.parsers.pdf.page_lines import Box, Line, Word
from tests.pdf_files import Text, blocks_of, column

LINES = [
    "The harbour opens at nine in the morning and is closed at night, when",
    "nobody may enter it. A fee of twelve pounds is due for each boat that",
    "stays longer than one day. It is paid at the office by the eastern gate.",
    "Nobody else may take it, and whoever does is fined by the harbour master.",
]


def texts_of(*pages):
    return [text for _, text in blocks_of(pages)]


def test_a_little_room_above_small_lines_parts_paragraphs():
    # In the body's size, 15 points apart, the same room would be none.
    small = [Text(72, 500 - 10 * n, 8, line) for n, line in enumerate([*LINES, *LINES])]
    head = Text(72, 515, 8, "No. 21-846. Argued on the first of May 2022 and decided in June.")
    texts = texts_of(column([*LINES, *LINES, *LINES]), [head, *small])
    assert texts[1:] == [head.words, " ".join([*LINES, *LINES])]


def test_a_little_room_below_a_short_line_parts_paragraphs():
    second = "definitions: the pointer to what is made of them"
    page = [*column(LINES), Text(72, 622, 12, "Those are all of them."), Text(72, 604, 12, second)]
    assert texts_of(page)[-1] == second


def test_a_tall_sign_in_a_sentence_parts_nothing():
    page = [Text(72, 700, 12, LINES[0]), Text(72, 681, 12, LINES[1])]
    assert texts_of([*page, *column(LINES[2:], top=666), *column(LINES, top=500)])[0] == " ".join(
        LINES
    )


def test_an_abbreviation_is_no_letter_of_a_list():
    lines = [
        f"(b) {LINES[0]}",
        LINES[1],
        "e. g., for a boat of more than twelve metres, or for two smaller boats.",
    ]
    assert texts_of(column(lines)) == [" ".join(lines)]


def test_stars_between_paragraphs_are_no_item():
    page = [*column(LINES), Text(280, 620, 12, "* * *"), *column(LINES, top=590)]
    assert [kind for kind, _ in blocks_of([page])] == ["paragraph"] * 3


def test_lines_that_hang_below_the_first_go_on_with_it():
    page = column(LINES)
    entries = [
        "Adams, J. (2001). The harbours of the north, and of the boats that come to",
        "them in the winter. Journal of Harbours 12, 1-20.",
        "Brown, K., and Smith, L. (2005). The fees of harbours, and of their boats.",
        "Proceedings of the Third Meeting on Harbours, London, 33-41.",
        "Clark, M. (2010). Night closing. Oxford.",
    ]
    for n, entry in enumerate(entries):
        page.append(Text(72 if n in (0, 2, 4) else 96, 590 - 15 * n, 12, entry))
    assert texts_of(page)[1:] == [" ".join(entries[:2]), " ".join(entries[2:4]), entries[4]]


def test_lines_of_a_signature_are_apart():
    lines = ["Jane Roe, Esq.,", "Roe and Roe,", "12 High Street,", "Portland"]
    signed = [Text(300, 500 - 15 * n, 12, line) for n, line in enumerate(lines)]
    assert texts_of([*column([f"{line} And so" for line in LINES]), *signed])[1:] == lines


def test_lines_two_apart_are_not_taken_for_heads_and_feet():
    # As in drafts and in papers for a court, where each line stands off as a head does.
    letters = "abcdefghijklmnopqrstuvwxyz"
    pages = [
        [
            Text(
                72, 720 - 28 * n, 12, f"The {letters[page]} boat of the {letters[n]} pier is here,"
            )
            for n in range(24)
        ]
        for page in range(6)
    ]
    text = " ".join(texts_of(*pages))
    assert text.count("boat") == 6 * 24


def test_a_quotation_that_stands_in_is_one_paragraph():
    quote = [
        "No boat may stay in the harbour for longer than twelve days, nor",
        "be cleaned there, and no fire may be lit on board for any reason.",
        "See the rules of 1998.",
    ]
    page = [*column(LINES), *column(quote, x=108, top=625), *column(LINES, top=560)]
    assert texts_of(page) == [" ".join(LINES), " ".join(quote), " ".join(LINES)]


def indented(lines, top=700.0):
    return [Text(72 + 18 * (not n), top - 15 * n, 12, line) for n, line in enumerate(lines)]


def test_a_paragraph_whose_sentence_ends_with_its_page_goes_on_where_the_next_does_not_stand_in():
    after = ["Whoever asks is told so, and may ask the master again in a week or two,", *LINES[1:]]
    rest = column(LINES, top=500)
    assert texts_of(indented(LINES), [*column(after), *rest])[0] == " ".join([*LINES, *after])
    assert texts_of(indented(LINES), [*indented(after), *rest])[0] == " ".join(LINES)


def test_a_line_behind_which_the_next_word_has_room_ends_a_paragraph():
    lines = [*LINES[:3], "Nobody else may take it, and whoever does is fined by the master."]
    following = ["A boat that stays longer is taken away, and is sold after a month."]
    page = column([*lines, *following, *LINES])
    assert texts_of(page)[0] == " ".join(lines)


def test_figures_as_wide_as_letters_are_no_code():
    assert blocks_of(
        [[*column(LINES), Text(72, 600, 12, "11, 11, and no more boats came on.")]]
    ) == [
        ("paragraph", " ".join(LINES)),
        ("paragraph", "11, 11, and no more boats came on."),
    ]


def test_lines_upon_each_other_tell_no_distance():
    lines = [Line((Word(n, n + 1, Box(0, 0.1 * n, 5, 10)),), 10, 400) for n in range(9, 0, -1)]
    assert body_of([lines]).pitch_at(10) > 1
