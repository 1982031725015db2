from hypothesis import given
from hypothesis import strategies as st

import index.search.vocabulary
from index.search.vocabulary import Vocabulary

TERMS = st.sets(st.text(max_size=4))


@given(terms=TERMS, others=TERMS)
def test_a_term_has_its_place_in_the_order_of_bytes(terms, others):
    vocabulary = Vocabulary.build(terms)
    ordered = sorted(terms, key=lambda term: term.encode("utf-8", "surrogatepass"))
    assert vocabulary.between(0, len(vocabulary)) == ordered
    assert [vocabulary.number(term) for term in ordered] == [*range(len(terms))]
    assert {vocabulary.number(term) for term in others - terms} <= {None}


@given(TERMS, st.characters())
def test_those_that_begin_with_a_letter_are_together(terms, letter):
    vocabulary = Vocabulary.build(terms)
    some = vocabulary.beginning(letter)
    own = {term for term in terms if term.startswith(letter)}
    assert {*vocabulary.between(some.start, some.stop)} == own


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr(index.search.vocabulary, "_REMEMBERED", 2)
    vocabulary = Vocabulary.build("abc")
    assert [vocabulary.number(term) for term in "cbacbxa"] == [2, 1, 0, 2, 1, None, 0]
    assert len(vocabulary._numbers) <= 2
