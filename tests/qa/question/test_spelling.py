import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from index.build import build
from index.documents.document import Document
from qa.question.query import understand
from qa.question.spelling import SHORTEST, corrections

WORDS = {
    "strategy": 5, "strategic": 2, "stratum": 1, "china": 9, "chain": 1, "privacy": 2, "power": 3,
    "canopies": 4, "household": 2,
}  # fmt: skip


def words(letter):
    return {word: n for word, n in WORDS.items() if word[0] == letter}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("stratgy", "strategy"),  # left out
        ("stratteggy", "strategy"),  # doubled, twice
        ("straetgic", "strategic"),  # exchanged
        ("chian", "china"),  # as near to "chain", which is rarer
        ("privasy", "privacy"),  # as it sounds
        ("houshold", "household"),
        ("powr", "power"),
    ],
)
def test_a_likely_slip_is_mended(word, meant):
    assert corrections([word], lambda it: it in WORDS, words) == {word: meant}


@pytest.mark.parametrize(
    "word",
    [
        "strtagy",  # two slips, but too short for two
        "calories",  # two slips of "canopies", neither of them likely
        "prijacy",  # no finger goes there
        "brivacy",  # slips seldom fall on the first letter
        "Stratteggy",  # another name is sooner meant than two slips
        "strategy", "xy", "2017", "战略方针",
    ],
)  # fmt: skip
def test_another_word_is_left_alone(word):
    assert corrections([word], lambda it: it in WORDS, words) == {}


def test_short_words_are_left_alone():
    assert (
        corrections(
            ["jab", "hep"],
            lambda _: False,
            lambda letter: {"j": {"jaw": 9}, "h": {"he": 9}}[letter],
        )
        == {}
    )


@pytest.fixture(scope="module")
def pair(embedder):
    return build(
        [
            Document(
                "a", "a", "The yes vote was taken over the canopies. Jaw bones lay there.", "a"
            ),
            Document("b", "b", "The household takes part in the strategy, of which he reads.", "b"),
        ],
        embedder,
    )


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many calories has a jab against hep B?",) * 2,
        ("How many yrs did it take approx?", "How many years did it take approximately?"),
        ("Which houshold had allergies?", "Which household had allergies?"),
        ("Was it customised or realised?",) * 2,
    ],
)
def test_words_that_documents_lack_are_not_slips(pair, question, text):
    assert understand(pair, question).text == text


def test_slips_are_mended_from_the_document_searched(pair):
    assert understand(pair, "Which houshold?", within="b").text == "Which household?"
    assert understand(pair, "Which houshold?", within="a").text == "Which houshold?"


def test_a_known_word_is_left_alone():
    assert corrections(["chian"], lambda _: True, words) == {}


@given(st.text("strategyic", min_size=3, max_size=10))
def test_nothing_is_nearer_than_what_a_word_is_mended_to(word):
    meant = corrections([word], lambda it: it in WORDS, words).get(word)
    if meant:
        near = {other: OSA.distance(word, other) for other in WORDS}
        assert meant[0] == word[0]
        assert len(meant) >= SHORTEST
        assert 0 < near[meant] <= (2 if len(word) >= 9 else 1)
        assert near[meant] == min(near[o] for o in WORDS if o[0] == word[0])


@pytest.mark.parametrize(
    "question",
    ["Wann öffnet das Schwimmbad?", "Quand ouvre la piscine ?", "¿Cuándo abre la piscina?"],
)
def test_a_question_in_another_language_has_no_slips(pair, question):
    assert understand(pair, question).text == question


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Wat is the stratgy?", "strategy"),
        ("Wie is the chian strategy good?", "china"),
        ("wo wrote the stratgy", "strategy"),
    ],
)
def test_a_slip_may_be_a_word_of_another_language(embedder, question, meant):
    text = "The strategy of China is good. The author of the strategy wrote in China."
    index = build([Document("a.txt", "a", text, "a.txt")], embedder, progress=False)
    assert meant in understand(index, question).text.casefold()
