"""What a sentence is read with, inside its passage and before it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.document import Document
from index.text.context import context_of
from index.text.passages import cut_passages
from tests.index.text.test_passages import TEXTS, words


def contexts(text, window=200):
    """What each sentence that is read with something is read with."""
    document = Document("d", "t", text, "d.txt")
    return {
        sentence.of(text): [span.of(text) for span in around]
        for passage in cut_passages(document, words, window)
        for sentence in passage.sentences
        if (around := context_of(passage, sentence))
    }


@settings(max_examples=200)
@given(TEXTS, st.integers(1, 30))
def test_a_context_stands_before_its_sentence_in_the_passage_or_its_lead(text, window):
    document = Document("d", "t", text, "d.txt")
    for passage in cut_passages(document, words, window):
        for sentence in passage.sentences:
            for span in context_of(passage, sentence):
                assert span.end <= sentence.start
                inside = span.start >= passage.start
                heading = document.block_at(span.start).words
                assert inside or heading or span in passage.lead
        assert all(span.end <= passage.start for span in passage.lead)


def test_rows_are_read_with_the_head_wherever_the_table_is_cut():
    rows = [f"| p{n} | {n} kg |" for n in range(8)]
    text = "\n".join(["| Model | Weight |", "|---|---|", *rows])
    assert contexts(text, 20) == {row: ["| Model | Weight |"] for row in rows}
    passages = cut_passages(Document("d", "t", text, "d"), words, 20)
    assert len(passages) > 1
    assert [p.lead_text for p in passages] == ["", *["| Model | Weight |"] * (len(passages) - 1)]


def test_items_are_read_with_the_lead_in_and_those_they_stand_under():
    text = "It is new. The goals are:\n\n1. Hold it:\n   - with a pin\n2. Let go\n\nThe end."
    assert contexts(text) == {
        "1. Hold it:": ["The goals are:"],
        "- with a pin": ["The goals are:", "1. Hold it:"],
        "2. Let go": ["The goals are:"],
    }


def test_an_answer_is_read_with_its_question():
    assert contexts("Q: Dogs?\nA: On a lead.\n\nQ: Wifi?\nA: No. Never.") == {
        "A: On a lead.": ["Q: Dogs?"],
        "A: No. Never.": ["Q: Wifi?"],
    }
    assert contexts("# F\n\n## May I smoke?\n\nNo. Never.\n\n## Rest\n\nText.") == {
        "No.": ["May I smoke?"],
        "Never.": ["May I smoke?"],
    }


def test_a_turn_is_read_with_the_question_before_and_its_rest_with_the_speaker():
    long = "We measured it in the spring of that year with great care and in all kinds of weather. "
    text = (
        "**Ana:** Fine. What is it?\n\n**Bo:** " + long * 3 + "It is a lamp.\n\nIt is red.\n\n"
        "**Ana:** I see.\n\n**Bo:** Yes."
    )
    found = contexts(text)
    assert found["It is a lamp."] == ["What is it?", "**Bo:**"]
    assert found["It is red."] == ["What is it?", "**Bo:**"]


def test_code_is_read_with_its_remark_and_a_quote_with_who_wrote_it():
    assert contexts("Run:\n\n```\n# stop it\n./stop\n```\n") == {
        "# stop it": ["Run:"],
        "./stop": ["Run:", "# stop it"],
    }
    assert contexts("On 8 April Jon wrote:\n> Come on Monday.\n") == {
        "Come on Monday.": ["On 8 April Jon wrote:"]
    }


def test_a_mails_body_is_read_with_its_subject():
    text = "From: Ann\nSubject: Site visit\n\nIt has been moved to Thursday.\n\n> On Monday?\n"
    assert contexts(text) == {"It has been moved to Thursday.": ["Subject: Site visit"]}
    body = cut_passages(Document("d", "t", text, "d.txt"), words, 200)[1]
    assert body.lead_text == "Subject: Site visit"
