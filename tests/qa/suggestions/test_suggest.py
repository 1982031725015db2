import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.document import Document
from qa import Assistant
from qa.suggestions.phrases import Wording, phrase, subjects
from qa.suggestions.rewriting import questions
from qa.suggestions.suggest import (
    MAX_TRIED,
    MIN_CONFIDENCE,
    _in_small_letters,
    openers,
    suggestions,
)

LEASE = """# Tenancy agreement

## Term

The tenancy begins on 1 May 2024 and ends on 30 April 2025.

## Rent and deposit

The rent is £950 a month. The rent must be paid on the first of each month. The deposit is £1,200. \
The deposit is held by the Deposit Protection Service.

## Repairs

The Landlord keeps the structure and the heating in repair. The boiler is serviced every year.

## House rules

The bins are kept in the yard. The Tenant may not sublet the flat.
"""
GERMAN = """# Hausordnung

## Ruhezeiten

Die Hausordnung ist ein Teil des Mietvertrags. Von zehn Uhr abends bis sechs Uhr morgens ist in \
allen Wohnungen und im Treppenhaus Ruhe zu halten.

## Waschküche

Die Waschküche wird jeden Montag von der Hausverwaltung gereinigt und ist dann geschlossen.
"""


@pytest.fixture(scope="module")
def lease(embedder, tmp_path_factory):
    return opened(LEASE, embedder, tmp_path_factory.mktemp("lease"))


def opened(text, embedder, folder):
    (folder / "text.md").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PINCITE_HOME", str(folder / "home"))
        return Assistant(folder / "text.md", embedder)


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The strategy was issued by the Foreign Ministry.", "Who issued the strategy?"),
        ("The novel was written by Mary Shelley in 1818.", "Who wrote the novel?"),
        ("The deposit is held by the landlord.", "Who is the deposit held by?"),
        ("Maria Ortiz proposed a concert in May.", "Who proposed a concert in May?"),
        ("The tenant pays the bills for the flat.", "Who pays the bills for the flat?"),
        ("The roof of the hall was mended in May.", "When was the roof of the hall mended?"),
        ("In 1862, the old bridge was built.", "When was the old bridge built?"),
        ("The next meeting is on 8 April at 7 pm.", "When is the next meeting?"),
        ("The rent must be paid on the first of each month.", "When must the rent be paid?"),
        ("The tenancy begins on 1 May 2024.", "When does the tenancy begin?"),
        ("The bins are kept in the yard.", "Where are the bins kept?"),
        ("The boiler is serviced every year.", "How often is the boiler serviced?"),
        ("The loaves must rise for three hours.", "How long must the loaves rise?"),
        ("The rent is £950 a month.", "How much is the rent?"),
        ("The old bridge is 80 metres long.", "How long is the old bridge?"),
        ("The hall has 80 chairs and 12 tables.", "How many chairs does the hall have?"),
        ("The slide was removed because it was unsafe.", "Why was the slide removed?"),
        ("The strategic goals of China are: peace.", "What are the strategic goals of China?"),
        ("The default theme is called Plain.", "What is the default theme called?"),
        ("The aim of the law is to help.", "What is the aim of the law?"),
        ("A theme is a folder of templates.", "What is a theme?"),
        ("The club's treasurer is a lawyer.", "Who is the club's treasurer?"),
        ("China's plan includes new rules.", "What does China's plan include?"),
        ("The Tenant must report damage.", "What must the Tenant do?"),
        ("- The Tenant may not sublet the flat.", "What may the Tenant not do?"),
    ],
)  # fmt: skip
def test_a_statement_becomes_the_question_it_answers(sentence, question):
    wording = Wording(f"{sentence} He is in China.")
    assert question in [*questions(sentence, wording)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is a city.", "There are: three.", "This was issued by the Ministry.",
        "The council argues parking is a nuisance.", "The fees the club charges are the lowest.",
        "The decision they took is a mistake.", "The dough is a bit sticky.",
        "The panic was caused by the Black Death.", "The Ministry was abolished by the way.",
        "The first is a dog.", "The result of it was a war.", "Warsaw was the capital.",
        "Usually rain is a nuisance.", "He said the aim is the best in the world.",
        "Is the rent £950?", "The `port` is 8000.", "The meeting was held in secret.",
        "The meeting was held in the morning.", "Maria Ortiz is the face of the firm.",
        "The committee was a failure that they knew of.",
        "", "...", "The", "the the the is a the",
    ],
)  # fmt: skip
def test_where_grammar_is_in_doubt_nothing_is_asked(sentence):
    assert [*questions(sentence, Wording(sentence))] == []


def test_a_thing_of_which_there_are_others_is_not_asked_about_by_itself():
    assert (
        phrase("The theater", Wording("The theater burned. The town had another theater.")) is None
    )
    assert phrase("The theater", Wording("The theater burned.")) == "the theater"
    assert phrase("The theater", Wording("The theater burned." + " Life went on." * 400)) is None


def test_names_are_taken_whole():
    said = "It was led by Paul Baran, and put on the National Register of Historic Places in 1980."
    assert [*subjects(said)] == ["Paul Baran", "the National Register of Historic Places"]
    assert [*subjects("He met a man of Roman Catholic faith at Apple Inc. in May.")] == []


@given(
    st.text(max_size=200) | st.from_regex(r"The [a-z ]+ (is|was|has) [a-z0-9 ]+\.", fullmatch=True)
)
def test_any_statement_gives_whole_questions_or_none(sentence):
    for question in questions(sentence, Wording(sentence)):
        assert question.startswith(("Who ", "What ", "When ", "Where ", "Why ", "How "))
        assert question.endswith("?")
        assert "  " not in question


def test_the_article_is_opened_with_good_questions(assistant):
    assert openers(assistant) == [
        "What is the International Strategy of Cooperation on Cyberspace?",
        "What does China's plan of action include?",
        "What does China support?",
        "Who issued the strategy?",
    ]
    assert openers(assistant, most=1) == [
        "What is the International Strategy of Cooperation on Cyberspace?"
    ]


def test_several_documents_are_opened_with_questions_on_each(embedder, tmp_path, monkeypatch):
    monkeypatch.setenv("PINCITE_HOME", str(tmp_path / "home"))
    (tmp_path / "lease.md").write_text(LEASE, encoding="utf-8")
    pool = "# Pool\n\nThe pool must be cleaned on the first of each month. The entry fee is £4."
    (tmp_path / "pool.md").write_text(pool, encoding="utf-8")
    asked = openers(Assistant([tmp_path / "lease.md", tmp_path / "pool.md"], embedder))
    assert any("pool" in question for question in asked[:2])
    assert any("pool" not in question for question in asked[:2])


def test_a_heading_in_capitals_is_asked_about_in_small_letters(embedder, tmp_path):
    loud = (
        "# THE GUIDE\n\n## OPENING HOURS\n\nNine to five.\n\n## NATO\n\nAn alliance, as all know."
    )
    asked = openers(opened(loud, embedder, tmp_path))
    assert "What does the document say about “Opening hours”?" in asked
    assert not any("OPENING" in question for question in asked)


@pytest.mark.parametrize(
    ("heading", "words", "language"),
    [
        ("GDPR COMPLIANCE", "GDPR compliance", "en"),
        ("THE EU AI ACT", "The EU AI act", "en"),
        ("WHO PAYS THE RENT?", "Who pays the rent?", "en"),
        ("PART II: THE BOAT’S CREW", "Part II: the boat’s crew", "en"),
        ("The AI Act", "The AI Act", "en"),
        ("NATO", "NATO", "en"),
        ("ALLGEMEINE BEDINGUNGEN", "ALLGEMEINE BEDINGUNGEN", "de"),
    ],
)
def test_abbreviations_in_a_heading_keep_their_capitals(heading, words, language):
    text = f"{heading}\n\nThe Act says who pays rent, and which part a boat and its crew have.\n"
    assert _in_small_letters(heading, Document("a", "A", text, "a", language=language)) == words


def test_what_is_suggested_is_near_new_and_answered(lease):
    answer = lease.ask("How much is the rent?")
    found = suggestions(lease, answer)
    assert found[:2] == ["When must the rent be paid?", "How much is the deposit?"]
    assert len(found) == 3
    cited = [answer.citations[0].span]
    for question in found:
        said = lease.ask(question)
        assert not said.abstained
        assert said.confidence >= MIN_CONFIDENCE
        assert said.citations[0].span not in cited
        cited.append(said.citations[0].span)


def test_what_was_asked_is_not_suggested_again(lease):
    answer = lease.ask("How much is the rent?")
    asked = ["when must the rent be paid", "How much is the deposit?"]
    found = suggestions(lease, answer, asked)
    assert not {"When must the rent be paid?", "How much is the deposit?"} & {*found}
    assert "How much is the rent?" not in found
    assert suggestions(lease, answer, [*asked, *found], most=0) == []


def test_a_refusal_is_followed_by_what_is_answered(lease):
    answer = lease.ask("What is the population of Brazil?")
    assert answer.abstained
    found = suggestions(lease, answer)
    assert found
    assert not any(lease.ask(question).abstained for question in found)


def test_few_candidates_are_tried(assistant, monkeypatch):
    answer = assistant.ask("Who issued the strategy?")
    tried, ask = [], assistant.ask

    def counted(question):
        tried.append(question)
        return ask(question)

    monkeypatch.setattr(assistant, "ask", counted)
    suggestions(assistant, answer, most=99)
    assert 0 < len(tried) <= MAX_TRIED
    assert len({*tried}) == len(tried)


def test_nothing_is_tried_for_what_is_no_longer_wanted(lease):
    left = iter([True, True, False])
    answer = lease.ask("When does the tenancy begin?")
    assert len(suggestions(lease, answer)) == 3
    assert len(suggestions(lease, answer, wanted=lambda: next(left))) <= 2
    assert suggestions(lease, answer, wanted=lambda: False) == []


def test_other_languages_are_not_rewritten(embedder, tmp_path):
    rules = opened(GERMAN, embedder, tmp_path)
    assert rules.index.documents[0].language == "de"
    headings = {f"What does the document say about “{h}”?" for h in ("Ruhezeiten", "Waschküche")}
    assert {*openers(rules)} <= headings
    assert {*suggestions(rules, rules.ask("Ruhezeiten"))} <= headings
