import pytest

from index.build import build
from index.documents.document import Document
from qa.answering.answer import likely_places, merge_hits
from qa.answering.citations import answers_another, cite
from qa.retrieval.pipeline import find

FAQ = """# Camp site

Q: Can I bring my dog?
A: Yes, on a lead and for 3 euros a night.

Q: How do I cancel a booking?
A: Write to the office at least five days before arrival.

## Is there a shop on the site?

Only in summer. It sells bread and milk.
"""
BREAD = """# Walnut bread

Makes one loaf. Takes about three hours.

## Ingredients

- 500 g rye flour
- 320 ml warm water
- 90 g walnuts

## Method

1. Mix flour and water:
   - first by hand
   - then with a spoon
2. Fold in the walnuts.
3. Bake at 220 °C for 35 minutes.

Our bakeries:

- Utrecht
- Graz
"""
FAIR = """# Book fair

The fair takes place in Hall B of the old mill. Entry costs 6 euros. Dogs stay outside.

## Changes of 12 May

Because of the flood the fair takes place in the town library instead. Entry is free.
"""
TABLE = """# Pumps

| Model | Weight | Warranty |
| --- | --- | --- |
| QP-1 | 17.3 kg | 24 months |
| QP-2 | 4.7 kg | 42 months |
"""
STEPS = (
    "1. Mix flour and water:\n   - first by hand\n   - then with a spoon\n2. Fold in the walnuts.\n"
    "3. Bake at 220 °C for 35 minutes."
)


@pytest.fixture(scope="module")
def indexes(embedder):
    texts = {"faq": FAQ, "bread": BREAD, "fair": FAIR, "table": TABLE}
    return {
        name: build([Document(name, name, text, name)], embedder) for name, text in texts.items()
    }


@pytest.mark.parametrize(
    ("name", "question", "first"),
    [
        ("faq", "Can I bring my dog?", "A: Yes, on a lead and for 3 euros a night."),
        ("faq", "How do I cancel a booking?",
         "A: Write to the office at least five days before arrival."),
        ("faq", "When is the shop open?", "Only in summer."),
        ("bread", "What ingredients do I need?",
         "- 500 g rye flour\n- 320 ml warm water\n- 90 g walnuts"),
        ("bread", "How do I make walnut bread?", STEPS),
        ("bread", "Where are the bakeries?", "- Utrecht\n- Graz"),
        ("bread", "bakeries", "Our bakeries:\n\n- Utrecht\n- Graz"),
        ("bread", "At what temperature is it baked?", "3. Bake at 220 °C for 35 minutes."),
        ("table", "What is the warranty of model QP-2?", "| QP-2 | 4.7 kg | 42 months |"),
    ],
)  # fmt: skip
def test_what_answers_is_cited_whole(assistant, indexes, name, question, first):
    assert cite(find(indexes[name], question, assistant.reader))[0].quote == first


@pytest.mark.parametrize(
    ("question", "quotes", "marked"),
    [
        ("Where does the book fair take place?",
         ["The fair takes place in Hall B of the old mill.",
          "Because of the flood the fair takes place in the town library instead."],
         ["the town library"]),
        ("How much does entry cost?", ["Entry costs 6 euros.", "Entry is free."],
         ["free"]),
        ("Where do dogs stay?", ["Dogs stay outside."], ["outside"]),
    ],
)  # fmt: skip
def test_what_changes_an_answer_is_cited_with_it(assistant, indexes, question, quotes, marked):
    cited = cite(find(indexes["fair"], question, assistant.reader))
    assert [citation.quote for citation in cited] == quotes
    assert [a.of(FAIR) for c in cited for a in c.answers] == marked


@pytest.fixture(scope="module")
def versions(embedder):
    old = "# Price list 2023\n\nA swimming lesson costs 12 euros.\n\nTowels cost 2 euros."
    new = "# Price list 2024\n\nA swimming lesson costs 14 euros.\n\nTowels cost 2 euros."
    other = "# Fees of the club\n\nA diving lesson costs 30 euros."
    texts = {"old": old, "new": new, "copy": new, "other": other}
    titles = {"old": "Price list 2023", "new": "Price list 2024", "copy": "Price list 2024"}
    return build(
        [Document(id_, titles.get(id_, "Fees"), text, id_) for id_, text in texts.items()], embedder
    )


def test_another_version_is_cited_too(versions, assistant):
    cited = cite(find(versions, "How much does a swimming lesson cost?", assistant.reader))
    assert {citation.quote for citation in cited} == {
        "A swimming lesson costs 12 euros.",
        "A swimming lesson costs 14 euros.",
    }


def test_copies_count_once(versions):
    result = find(versions, "How much does a swimming lesson cost?")
    hits = merge_hits([result], 3)
    assert len(hits) == 3
    assert len({hit.passage.text for hit in hits}) == 3


def test_a_head_is_cited_with_all_of_its_table(embedder):
    index = build([Document("pumps", "pumps", TABLE, "pumps")], embedder)
    (cited,) = cite(find(index, "List the models"))
    assert cited.quote == TABLE[TABLE.index("| Model") :].strip()


def test_the_yes_to_another_question_is_no_likely_place(embedder):
    index = build([Document("faq", "faq", FAQ, "faq")], embedder)
    result = find(index, "How deep is the lake?")
    yes = next(c for c, _ in result.sentences(20) if c.quote.startswith(("A: Yes", "Yes")))
    assert answers_another(result, yes)
    assert not answers_another(find(index, "May dogs come too?"), yes)
    assert yes.quote not in [place.quote for place in likely_places([result])]
