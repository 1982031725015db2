import pytest

from qa.question.restating import ask_again, noun_phrases, replace_pronoun


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("When does the Town Pool open?", ["the Town Pool"]),
        ("What is the aim of the strategy?", ["the aim", "the strategy"]),
        ("What does the plan of action include?", ["the plan of action"]),
        ("How many docks does Northwind have?", ["docks", "Northwind"]),
        ("Do wasps sting?", ["wasps"]),
        ("Why?", []),
    ],
)
def test_the_things_of_a_question_are_known(question, phrases):
    found = noun_phrases(question)
    assert [phrase.text for phrase in found] == phrases
    assert all(question[p.start : p.end] == p.text for p in found)


@pytest.mark.parametrize(
    ("earlier", "question", "again"),
    [
        ("Where do wasps nest?", "What about bees?", "Where do bees nest?"),
        ("How many docks does Northwind have?", "And Eastgate?",
         "How many docks does Eastgate have?"),
        ("What does error E12 mean?", "and E14?", "What does E14 mean?"),
        ("When does it open on Saturday?", "And on Sundays?", "When does it open on Sundays?"),
        ("When does it open on Saturday?", "How about Sunday?", "When does it open on Sunday?"),
        ("How much is the soup?", "And in winter?", "How much is the soup in winter?"),
        ("What are the goals?", "and the plan of action?", "What is the plan of action?"),
        ("Who wrote the poem?", "And where?", "Where was the poem written?"),
        ("Is the ferry running in winter?", "Why?", "Why is the ferry running in winter?"),
        ("When was it built?", "By whom?", "By whom was it built?"),
        ("Which lamps does it have?", "How many are there?", "How many lamps are there?"),
        ("List the fault codes", "And how many of them?", "How many fault codes are there?"),
        ("Who wrote the poem?", "How many are there?", None),
        # No thing of the same kind to give way, or no grammar to be sure of.
        ("When does it open?", "And the pool?", None),
        ("What does it say about games?", "With which countries?", None),
        ("Who runs the shop?", "And when?", None),
        ("Who issued it?", "Is it old?", None),
    ],
)  # fmt: skip
def test_an_earlier_question_is_asked_again(earlier, question, again):
    assert ask_again(question, earlier) == again


@pytest.mark.parametrize(
    ("earlier", "question", "replaced"),
    [
        ("Who issued the strategy?", "When was it released?", "When was the strategy released?"),
        ("How long do wasps live?", "Where is their nest?", "Where is wasps’ nest?"),
        ("Who is the captain of the Tern?", "How old is he?",
         "How old is the captain of the Tern?"),
        ("Which countries are helped?", "Is Kenya one of them?", "Is Kenya one of the countries?"),
        ("When did China release its strategy?", "Who issued it?", "Who issued the strategy?"),
        ("What kind of innovation does China support?", "Whom does it help?",
         "Whom does China help?"),
        ("When did the captain leave the ship?", "What sank it and its crew?",
         "What sank the ship and its crew?"),
        ("Did he see the ship in the harbour?", "What sank it?", None),
        ("Who issued the strategy?", "How old are they?", None),
    ],
)  # fmt: skip
def test_a_pronoun_gives_way_to_what_it_stands_for(earlier, question, replaced):
    assert replace_pronoun(question, earlier, lambda _: True) == replaced
    assert replace_pronoun(question, earlier, lambda _: False) is None
