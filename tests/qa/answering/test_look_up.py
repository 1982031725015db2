import pytest

import qa.answering.scope
from index import Document
from qa.answering.numbering import numbered_parts
from qa.types import Grade, ReplyKind

from .conftest import quotes

LEASE = """RESIDENTIAL LEASE

1. TERM

1.1 The lease runs for eighteen months.
1.2 Subject to clause 2.1, either party may end it.

2. RENT

2.1 The rent is £1,150 per month.
2.2 If rent is late, the Tenant pays £40.
"""
MANUAL = """# Pump P4

## Refunds

Money is paid back in a week.

Ask at the desk.

## Starting

1. Open the valve.
2. Press the green button.
3. Wait for the lamp.

## Faults

| code | meaning |
|---|---|
| E-17 | The filter is blocked. |
| E-18 | The tank is empty. |
"""


@pytest.fixture
def lease(open_texts):
    return open_texts(lease=LEASE)


@pytest.fixture
def manual(open_texts):
    return open_texts(manual=MANUAL)


def test_a_clause_is_quoted_whole_and_alone(lease):
    answer = lease.ask("What does clause 1.2 say?")
    assert answer.kind is ReplyKind.LOOK_UP
    assert quotes(answer) == ["1.2 Subject to clause 2.1, either party may end it."]
    section = "\n".join(quotes(lease.ask("section 2")))
    assert section.startswith("2. RENT")
    assert section.endswith("2.2 If rent is late, the Tenant pays £40.")
    assert "1.1" not in section


def test_a_clause_that_is_not_there_is_said_to_be_missing(lease):
    answer = lease.ask("What does clause 9.9 say?")
    assert (answer.grade, answer.text) == (Grade.ABSENT, "The document has no clause 9.9.")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("step 2", ["2. Press the green button."]),
        ("What is the last step?", ["3. Wait for the lamp."]),
        ("What is step 3 of starting?", ["3. Wait for the lamp."]),
        ("What's under Refunds?", ["Refunds\n\nMoney is paid back in a week.", "Ask at the desk."]),
        ("Show me the section on faults", ["Faults\n\n" + MANUAL.split("Faults\n\n")[1].strip()]),
        ("What is E-17?", ["| E-17 | The filter is blocked. |"]),
        ("e-18?", ["| E-18 | The tank is empty. |"]),
        ("Show the row for E-18", ["| E-18 | The tank is empty. |"]),
    ],
)
def test_a_part_is_found_by_its_name(manual, question, found):
    assert quotes(manual.ask(question)) == found


def test_a_code_that_is_not_there_is_said_to_be_missing(manual):
    answer = manual.ask("What does error E-99 mean?")
    assert answer.grade is Grade.ABSENT
    assert answer.text == "The document does not say. It never mentions “E-99”."


def test_what_is_no_heading_is_searched_for(manual):
    assert manual.ask("What is in the tank?").kind is ReplyKind.QUESTION


@pytest.mark.parametrize(
    ("text", "part", "number", "found"),
    [
        ("Article 5 – Scope\nA.\n\nArticle 6\nNo.", "article", "5", ["Article 5 – Scope\nA."]),
        ("# R\n\n## 2. Fees\n\nTwo.\n\n## 3. End", "section", "2", ["## 2. Fees\n\nTwo."]),
        ("a) One\nb) Two\n\nMore text.", "item", "b", ["b) Two"]),
        ("Step 1: Cut.\nStep 2: Glue.", "step", "2", ["Step 2: Glue."]),
        ("In 2020 we had 3 clauses.", "clause", "3", []),
        ("4 The fee\n4.1 Ten.\n4.2 Two.\n5 End", "clause", "4.1", ["4.1 Ten."]),
        ("§ 3 Dogs\n\nNone.\n\n§ 4 Noise\n\nNever.", "§", "3", ["§ 3 Dogs\n\nNone."]),
        ("Chapter 1\n\nDark.\n\nChapter 2\n\nLight.", "chapter", "1", ["Chapter 1\n\nDark."]),
    ],
)  # fmt: skip
def test_parts_reach_to_the_next_as_high(text, part, number, found):
    document = Document(id="a.md", title="a", text=text, source="a.md")
    assert [span.of(text) for span in numbered_parts(document, part, number)] == found


@pytest.mark.parametrize(
    ("text", "question", "code"),
    [
        ("Faults E-12,13 mean that the pump is dry.", "What does E-12 mean?", "E-12"),
        ("Error 404,405 mean no page.", "What does error 404 mean?", "404"),
        ("Fault E4.2.1 means no oil.", "What does E4.2 mean?", "E4.2"),
    ],
)
def test_a_code_that_signs_join_to_others_is_there(open_texts, text, question, code):
    answer = open_texts(pump=f"# Pump\n\n{text}\n\nIt is red.", other="Cats purr.").ask(question)
    assert code in " ".join(quotes(answer))
    assert "never" not in answer.text


def test_a_code_is_there_where_its_letters_are_a_word_of_no_weight(open_texts):
    german = "# Meldungen\n\nDie Meldung IM-12 bedeutet, dass der Filter dicht ist und nichts geht."
    answer = open_texts(de=german, en="The IM service is open. It was built in May.").ask(
        "What does IM-12 mean?"
    )
    assert "IM-12" in " ".join(quotes(answer))


def test_of_very_many_documents_none_is_read_through(open_texts, monkeypatch):
    texts = {f"n{number}": f"Rule {number} is strict." for number in range(3)}
    rules = open_texts(manual=MANUAL, **texts)
    question = "What is the second step?"
    assert rules.ask(question).kind is ReplyKind.LOOK_UP
    monkeypatch.setattr(qa.answering.scope, "READ_THROUGH", 3)
    assert rules.ask(question).kind is ReplyKind.QUESTION
    assert rules.ask(question, within="manual.md").kind is ReplyKind.LOOK_UP
    assert rules.ask("What is the manual about?").kind is ReplyKind.OVERVIEW
