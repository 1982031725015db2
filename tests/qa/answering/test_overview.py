import pytest

from index.build import build
from index.documents.document import Document
from qa import Assistant
from qa.answering.outline import top_sections
from qa.question.english.documents import PART_LABEL
from qa.types import Grade, ReplyKind, answer_text

from .conftest import quotes

BATS = """# Bats in the attics of Dorn

By Maren Holt, 4 May 2023

This report describes where bats roost in the town of Dorn and how builders can protect them.

We visited 212 attics between May and July. Bats were found in 38 of them, mostly under tiles.

## Advice

Builders should not renovate attics with bats between April and August. Are there exceptions?

| month | visits |
|---|---|
| May | 80 |

In short, most roosts can be kept when work is moved to autumn.
"""
LEASE = """# Tenancy agreement

The tenancy begins on 1 May 2024 and ends on 30 April 2025.

## Rent

The rent is £950 a month. The rent must be paid on the first of each month.
"""


@pytest.fixture
def bats(open_texts):
    return open_texts(bats=BATS)


@pytest.mark.parametrize(
    "question", ["What is this document about?", "Summarise it", "tl;dr", "main points?"]
)
def test_a_document_is_summed_up_by_its_own_sentences(bats, question):
    answer = bats.ask(question)
    assert (answer.kind, answer.grade) == (ReplyKind.OVERVIEW, Grade.ANSWER)
    said = quotes(answer)
    assert said[:3] == [
        "Bats in the attics of Dorn",
        "By Maren Holt, 4 May 2023",
        "This report describes where bats roost in the town of Dorn and how builders can protect"
        " them.",
    ]
    assert said[-1] == "In short, most roosts can be kept when work is moved to autumn."
    assert "Advice" in said
    assert not any("?" in quote or "|" in quote for quote in said)
    assert [c.start for c in answer.citations] == sorted(c.start for c in answer.citations)
    assert answer.text == answer_text(said, note=answer.note)
    assert answer.text.startswith(f"{answer.note}\n{said[0]}\n{said[1]}\n{said[2]} {said[3]}")


def test_as_many_sentences_as_are_asked_for(bats):
    assert len(quotes(bats.ask("Sum it up in one sentence"))) == 3  # with title and author
    assert len(quotes(bats.ask("Summarise this in two sentences"))) == 4


def test_the_passages_of_an_overview_are_those_it_cites(bats):
    answer = bats.ask("What is this about?")
    assert answer.hits[0].passage.start <= answer.citations[-1].start
    assert bats.retrieve("What is this about?") == list(answer.hits)


def test_several_documents_each_have_their_title_and_sentences(open_texts):
    both = open_texts(bats=BATS, lease=LEASE)
    answer = both.ask("What are these documents about?")
    by_document = {c.document_id for c in answer.citations}
    assert by_document == {"bats.md", "lease.md"}
    assert quotes(answer)[0] == "Bats in the attics of Dorn"
    assert "Tenancy agreement" in quotes(answer)
    assert {c.document_id for c in both.ask("Summarise it", within="lease.md").citations} == {
        "lease.md"
    }


def test_the_document_that_is_named_is_summed_up(open_texts):
    both = open_texts(bats=BATS, lease=LEASE)
    for question in ("Summarise the tenancy agreement", "What is lease.md about?"):
        answer = both.ask(question)
        assert answer.kind is ReplyKind.OVERVIEW
        assert {c.document_id for c in answer.citations} == {"lease.md"}


def test_many_documents_are_not_all_summed_up(open_texts):
    many = open_texts(
        **{f"note{n}": f"# Note {n}\n\nThe code of door {n} is 7{n}." for n in range(11)}
    )
    answer = many.ask("What is this about?")
    assert answer.note == "The first 8 of 11 documents, in their own words:"
    assert len({c.document_id for c in answer.citations}) == 8


def test_a_copy_and_a_sentence_that_two_have_count_once(open_texts):
    other = LEASE.replace("1 May 2024", "1 May 2025").replace("£950", "£990")
    texts = {"bats": BATS, "bats (copy)": BATS, "lease-2024": LEASE, "lease-2025": other}
    answer = open_texts(**texts).ask("What are these documents about?")
    assert {c.document_id for c in answer.citations} == {
        "bats.md", "lease-2024.md", "lease-2025.md",
    }  # fmt: skip
    said = [quote for quote in quotes(answer) if quote != "Tenancy agreement"]
    assert len(said) == len({*said})


def test_how_somebody_is_reached_is_not_what_a_document_is_about(open_texts):
    clinic = (
        "Hillside Clinic\n\n14 Brook Street, Dunford\nPhone: 01632 960777\n"
        "Email: desk@hillside.example\n\nWe treat dogs, cats and rabbits.\n"
    )
    said = quotes(open_texts(clinic=clinic, bats=BATS).ask("What is this about?"))
    assert "We treat dogs, cats and rabbits." in said
    assert not any("Phone" in quote or "@" in quote or "Street" in quote for quote in said)


def test_what_a_thing_in_the_text_is_about_is_searched_for(bats):
    assert bats.ask("What is the tiled roof about?").kind is ReplyKind.QUESTION
    assert bats.ask("What is the summary judgment about?").kind is ReplyKind.QUESTION


def test_a_section_is_summed_up(bats):
    answer = bats.ask("Summarise the part on advice")
    assert quotes(answer)[0].startswith("Advice")


def test_a_text_of_rows_alone_has_an_overview(open_texts):
    rows = open_texts(
        rows="| a | b |\n|---|---|\n| 1041 Bergen | shipped |\n| 1042 Lagos | paid |\n"
    )
    assert quotes(rows.ask("What is this about?"))


def test_the_lines_of_a_cover_are_not_among_the_headings():
    cover = "# Report\n\n# Preliminary\n\n# Official"
    text = f"{cover}\n\n## Rain\n\nIt rained.\n\n## Snow\n\nIt snowed."
    document = Document("a.md", "Report", text, "a.md")
    assert [section.title for section in top_sections(document)] == ["Rain", "Snow"]
    empty = Document("a.md", "Report", cover, "a.md")
    assert [section.title for section in top_sections(empty)] == ["Preliminary", "Official"]


OPINION = """PRELIMINARY PRINT

Volume 598 U. S.

# GULL v. TERN

## Syllabus

The harbour of Quay pays Gull for the loss of her boat. Held: A harbour owes what its storm took.

## Opinion of the Court

### I

Gull lost her boat in a storm while it lay in the harbour of Quay. She asked the harbour to pay.

### II

The harbour says that nobody pays for a storm. The law of harbours says that the harbour does.

## Barrow, J., dissenting

A storm is nobody's fault, and the harbour should not have to pay for the boat of Gull.
"""


def test_what_only_covers_and_divides_a_document_is_none_of_its_content(open_texts):
    said = quotes(open_texts(a=OPINION).ask("What is this document about?"))
    assert said[0] == "GULL v. TERN"
    labels = {"PRELIMINARY PRINT", "Syllabus", "Opinion of the Court", "Barrow, J., dissenting"}
    assert not labels & {*said}
    assert any("storm" in quote for quote in said)


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("I", True), ("IV.", True), ("B", True), ("1. Introduction", True), ("Chapter IX", True),
        ("Appendix B", True), ("Opinion of Gorsuch, J.", True), ("AI", False), ("Mix", False),
        ("Civil law", False), ("Section 3: Fees", False), ("Opinion polls", False),
    ],
)  # fmt: skip
def test_a_label_of_a_part_says_nothing_of_it(heading, label):
    assert bool(PART_LABEL.match(heading)) is label


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("contracts/acme.md", "What is the contract about?"),
        ("leaseholds.md", "What is the lease about?"),
    ],
)
def test_a_document_is_called_by_its_folder_too_and_by_how_its_name_begins(
    embedder, name, question
):
    texts = {name: "Acme mends the pumps of the town for five years.", "notes/b.md": "Cats purr."}
    index = build([Document(id_, id_, text, id_) for id_, text in texts.items()], embedder)
    answer = Assistant(index, reader=None).ask(question)
    assert answer.kind is ReplyKind.OVERVIEW
    assert {citation.document_id for citation in answer.citations} == {name}
