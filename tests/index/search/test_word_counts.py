from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from index.search.word_counts import WordCounts

WORDS = st.lists(st.text("aäbz\U0001f600\ud800", min_size=1, max_size=4), max_size=30)


@given(WORDS, st.sampled_from("aäbzq\U0001f600\ud800"))
def test_the_words_of_a_letter_are_counted_as_by_hand(words, letter):
    own = Counter(word for word in words if word[0] == letter)
    assert WordCounts.build(Counter(words)).beginning(letter) == own


def test_they_are_read_as_they_were_written(tmp_path):
    counts = WordCounts.build({"china": 2, "chain": 1, "privacy": 1})
    counts.save(tmp_path / "counts")
    read = WordCounts.load(tmp_path / "counts")
    assert read.beginning("c") == {"chain": 1, "china": 2}
    assert (read.beginning("p"), read.beginning("x")) == ({"privacy": 1}, {})


def test_no_words_are_read_too(tmp_path):
    WordCounts.build({}).save(tmp_path / "counts")
    assert WordCounts.load(tmp_path / "counts").beginning("a") == {}
