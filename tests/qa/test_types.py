import pytest

from qa.types import answer_text

DESK, HALL = "The desk opens at nine.", "The hall closes at five."


@pytest.mark.parametrize(
    ("quotes", "text"),
    [
        ([], ""),
        ([DESK], DESK),
        ([DESK, HALL, DESK], f"{DESK} {HALL} {DESK}"),
        (["“Who knows?”", "(Nobody.)", "**So it is!**", "Well…", "It is said.[3]", "是的。", HALL],
         f"“Who knows?” (Nobody.) **So it is!** Well… It is said.[3] 是的。 {HALL}"),
        (["A. Smith is the agent.", "2.5 is the rate.", "- 5 degrees is cold."],
         "A. Smith is the agent. 2.5 is the rate.\n- 5 degrees is cold."),
        (["HOUSE RULES FOR THE FLAT", "2. Smoking is prohibited inside the Flat.", "They must go."],
         "HOUSE RULES FOR THE FLAT\n2. Smoking is prohibited inside the Flat.\nThey must go."),
        ([DESK, "Advice", HALL], f"{DESK}\nAdvice\n{HALL}"),
        ([DESK, "## Is it so?", HALL], f"{DESK}\n## Is it so?\n{HALL}"),
        (["| Mon | 9 |", "| Tue | 10. |", HALL], f"| Mon | 9 |\n| Tue | 10. |\n{HALL}"),
        (["4.1 The tenant pays.", "4.2 The owner mends.", "(a) He must."],
         "4.1 The tenant pays.\n4.2 The owner mends.\n(a) He must."),
        (["It opens\nat nine.", HALL, DESK], f"It opens\nat nine.\n{HALL} {DESK}"),
        (["Bring:", "- soap\n- rope"], "Bring:\n- soap\n- rope"),
    ],
)  # fmt: skip
def test_what_is_no_sentence_has_lines_of_its_own(quotes, text):
    assert answer_text(quotes) == text


@pytest.mark.parametrize(
    ("quotes", "unsaid", "note", "text"),
    [
        ([DESK], "It does not say who.", "No:", f"No: {DESK} It does not say who."),
        (["- soap", "- rope"], "It does not say who.", "2 items:",
         "2 items:\n- soap\n- rope\nIt does not say who."),
        ([], "It does not say who.", "", "It does not say who."),
        ([], "", "No:", "No:"),
    ],
)  # fmt: skip
def test_what_pincite_says_stands_beside_sentences(quotes, unsaid, note, text):
    assert answer_text(quotes, unsaid, note) == text
