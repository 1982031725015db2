import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from qa.question.spelling import corrections

WORDS = {"strategy": 5, "strategic": 2, "stratum": 1, "china": 9, "chain": 1, "privacy": 2}
VOCABULARY = {
    letter: {word: n for word, n in WORDS.items() if word[0] == letter} for letter in "scp"
}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("stratgy", {"stratgy": "strategy"}),
        ("strtagy", {}),  # two slips, but too short for two
        ("straetgic", {"straetgic": "strategic"}),
        ("chian", {"chian": "china"}),  # as near to "chain", which is rarer
        ("privasy", {"privasy": "privacy"}),
        ("brivacy", {}),  # slips seldom fall on the first letter
        ("xy", {}),
        ("strategy", {}),
        ("2017", {}),
        ("战略方针", {}),
    ],
)
def test_a_slip_is_mended_when_the_word_is_near(word, meant):
    assert corrections([word], lambda it: it in WORDS, VOCABULARY) == meant


def test_a_known_word_is_left_alone():
    assert corrections(["chian"], lambda _: True, VOCABULARY) == {}


@given(st.text("strategyic", min_size=3, max_size=10))
def test_it_is_the_nearest_of_all_words(word):
    most = 2 if len(word) >= 8 else 1
    near = {w: OSA.distance(word, w) for w in WORDS if w[0] == word[0]}
    found = corrections([word], lambda it: it in WORDS, VOCABULARY)
    if word in WORDS or not near or min(near.values()) > most:
        assert found == {}
    else:
        assert near[found[word]] == min(near.values())
