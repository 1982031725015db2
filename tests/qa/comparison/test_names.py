import pytest

from qa.comparison.names import Name, name_of


def name(words, before="It was written by ", *, asked=False):
    return name_of(words, before, asked=asked)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dr Jane Miller", "Jane Miller"), ("J. Miller", "Jane Miller"), ("Miller", "Jane Miller"),
        ("World Health Organization", "WHO"), ("Acme Ltd.", "ACME Limited"),
        ("the State of Arizona", "Arizona"), ("Tom Brown and Ann Lee", "Ann Lee, Tom Brown"),
    ],
)  # fmt: skip
def test_a_name_is_the_same_with_or_without_its_titles_and_first_letters(one, other):
    assert name(one).agrees(name(other))
    assert name(other).agrees(name(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Miller", "John Miller"), ("Sotomayor", "Kagan"), ("Acme Ltd", "Omega Ltd"),
        ("Tom Brown and Ann Lee", "Tom Brown and Jane Miller"), ("K. Miller", "Jane Miller"),
    ],
)  # fmt: skip
def test_another_name_is_another(one, other):
    assert not name(one).agrees(name(other))
    assert not name(other).agrees(name(one))


@pytest.mark.parametrize("words", ["a written notice", "the Board of directors", "", "…"])
def test_what_has_small_letters_is_no_name(words):
    assert name(words) is None


def test_a_capital_that_opens_a_sentence_is_a_name_where_one_is_asked_for():
    assert name("Quarterly", "") is None
    assert name("Quarterly", "It ended. ") is None
    assert name("Sotomayor", "", asked=True) == Name(("sotomayor",))
    assert name("Jane Miller", "") == Name(("jane", "miller"))


def test_a_name_has_a_word():
    with pytest.raises(ValueError, match="has a word"):
        Name(())
    assert not Name(("a",)).agrees("a")
    assert not Name(("a",)).comparable("a")
