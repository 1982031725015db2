import pytest

from index.text.emphasis import is_markdown, set_off


def words(text):
    """What is set off, each with the signs around it left out, code between bars."""
    return [f"|{it.words.of(text)}|" if it.code else it.words.of(text) for it in set_off(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- **Glass** is forbidden.", ["Glass"]),
        ("**Crema** means foam; __never__ *wet*, _dry_.", ["Crema", "never", "wet", "dry"]),
        ("* one *two* three", ["two"]),
        ("***both*** and **a _b_ c**", ["both", "a _b_ c", "b"]),
        ("*a **b** c*", ["a **b** c", "b"]),
        ("Run `make **all**` or **`ls -l` now**.", ["|make **all**|", "`ls -l` now", "|ls -l|"]),
        ("``a ` b`` is *so*", ["|a ` b|", "so"]),
        ("| **Glass** | *two* |", ["Glass", "two"]),
        ("(**Note**: “*this*”), **Fee:** 5 €, **18 euros**/day", ["Note", "this", "Fee:"]),
        ("这是**重要**的。", ["重要"]),
        ("**[The map](map.md)** is here", ["[The map](map.md)"]),
    ],
)
def test_words_between_two_signs_are_set_off(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2 ** 3 ** 4, 2**3**4 and 5*3*2",
        "a lone * and a lone ** and a lone `",
        "def f(*args, **kwargs): return g(*args, **kwargs)",
        'src/**/*.py and tests/**/*.py, "**/*.py", "**/*.md"',
        "*.md or *.txt",
        "snake_case_name, __init__.py, MAX_OF_ALL",
        "char **argv, **envp",
        r"\*no\* \**no\**",
        "one *star\nand another* below",
        "**** four **** and *****",
        "| *a | b* |",
        "f*** and s**t",
        "a price of 5* and of 6*",
        "The ``so'' and `such' and `other' of TeX",
        "it`s and that`s",
        "** spaced **",
    ],
)
def test_other_signs_stay(text):
    assert words(text) == []


def test_signs_are_told_by_their_places():
    text = "A **b `c`**."
    strong, code = set_off(text)
    assert (strong.whole.of(text), strong.words.of(text)) == ("**b `c`**", "b `c`")
    assert (code.whole.of(text), code.words.of(text)) == ("`c`", "c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is *so* and _so_.", False),
        ("2 ** 3\n\n- a list\n- of two", False),
        ("* item *one*", False),
        ("# Title\n\nIt is *so*.", True),
        ("Words.\n\n```\ncode\n```\n", True),
        ("| a | b |\n|---|---|\n| 1 | 2 |", True),
        ("[a](b.md)", True),
        ("It is **so**.", True),
        ("It is __so__.", True),
        ("It is `so`.", True),
        ("x" * 30_000 + " **so**", False),
    ],
)
def test_a_text_is_markdown_by_its_surer_signs(text, expected):
    assert is_markdown(text) is expected


def test_signs_without_others_take_no_time():
    assert words("*a " * 20_000 + "_b `c` " * 20_000 + "**d" * 20_000) == ["|c|"] * 20_000
