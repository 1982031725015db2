import pytest

from qa.question.kind import Aspect, Mention, Named, Smalltalk, plain, request
from qa.types import ReplyKind


@pytest.mark.parametrize(
    ("question", "aspects", "thing"),
    [
        ("What is this about?", [Aspect.ABOUT], "this"),
        ("so what's it all about", [Aspect.ABOUT], "it"),
        ("Can you summarise the lease for me?", [Aspect.ABOUT], "the lease"),
        ("TL;DR", [Aspect.ABOUT], ""),
        ("key takeaways?", [Aspect.ABOUT], ""),
        ("Give me a short overview of these documents, please", [Aspect.ABOUT], "these documents"),
        ("What are the main points of the text?", [Aspect.ABOUT], "the text"),
        ("who wrote it", [Aspect.AUTHOR], "it"),
        ("Who is the author of the essay?", [Aspect.AUTHOR], "the essay"),
        ("When was this page last changed?", [Aspect.DATE], "this page"),
        ("Who wrote this, and when?", [Aspect.AUTHOR, Aspect.DATE], "this"),
        ("What's the title?", [Aspect.TITLE], ""),
        ("how long is this document", [Aspect.LENGTH], "this document"),
        ("How many words does it have?", [Aspect.LENGTH], "it"),
        ("table of contents", [Aspect.SECTIONS], ""),
        ("What is the main conclusion?", [Aspect.CONCLUSION], ""),
    ],
)
def test_an_overview_is_asked_for_in_many_ways(question, aspects, thing):
    wanted = request(question)
    assert wanted.kind is ReplyKind.OVERVIEW
    assert (list(wanted.aspects), wanted.things) == (aspects, (thing,))


def test_an_overview_has_as_many_sentences_as_were_asked_for():
    assert request("Summarise it in two sentences").sentences == 2
    assert request("Sum it up in a single sentence, please").sentences == 1
    assert request("Give me a 4-sentence summary").sentences == 4
    assert request("Summarise it").sentences == 0


@pytest.mark.parametrize(
    ("question", "mention", "thing"),
    [
        ("Does it say anything about parking?", Mention.WHETHER, "parking"),
        ("Does the document mention dogs", Mention.WHETHER, "dogs"),
        ("Is there anything about fees in it?", Mention.WHETHER, "fees"),
        ("everything about cyber crime", Mention.ALL, "cyber crime"),
        ("all places where privacy is mentioned", Mention.ALL, "privacy"),
        ("Where is “Jane Roe” mentioned?", Mention.ALL, "Jane Roe"),
        ("What does it say about games?", Mention.SAID, "games"),
        ("Tell me about swimming.", Mention.SAID, "swimming"),
    ],
)
def test_places_that_mention_a_thing_are_asked_for(question, mention, thing):
    wanted = request(question)
    assert wanted.kind is ReplyKind.MENTION
    assert (wanted.mention, wanted.things) == (mention, (thing,))


@pytest.mark.parametrize(
    ("question", "named", "name"),
    [
        ("What does clause 4.2 say?", Named.NUMBER, "4.2"),
        ("section 3", Named.NUMBER, "3"),
        ("Show me article 5", Named.NUMBER, "5"),
        ("What is chapter IV about?", Named.NUMBER, "IV"),
        ("What is the third step?", Named.ORDINAL, "3"),
        ("What's under Refunds?", Named.HEADING, "Refunds"),
        ("Show the section on late fees", Named.HEADING, "late fees"),
        ("PAY-4012", Named.CODE, "PAY-4012"),
        ("What does error E17 mean?", Named.CODE, "E17"),
        ("What is error 404?", Named.CODE, "404"),
        ("Show the row for QP-37", Named.ROW, "QP-37"),
    ],
)
def test_a_part_is_looked_up(question, named, name):
    wanted = request(question)
    assert wanted.kind is ReplyKind.LOOK_UP
    assert (wanted.named, wanted.things) == (named, (name,))


@pytest.mark.parametrize(
    ("question", "sides", "of"),
    [
        ("What is the difference between escrow and a lien?", ("escrow", "a lien"), ""),
        ("APR vs. LTV", ("APR", "LTV"), ""),
        ("Compare the fee of Northwind with Eastgate", ("Northwind", "Eastgate"), "fee"),
        ("How does tea differ from coffee in price?", ("tea", "coffee in price"), ""),
    ],
)
def test_two_things_are_compared(question, sides, of):
    wanted = request(question)
    assert wanted.kind is ReplyKind.COMPARISON
    assert (wanted.things, wanted.scope) == (sides, of)


def test_things_are_counted_with_whose_they_are():
    assert request("How many offices does Brightwell have?").kind is ReplyKind.COUNT
    counted = request("How many steps are there in the method?")
    assert (counted.things, counted.scope) == (("steps",), "the method")


@pytest.mark.parametrize(
    ("said", "smalltalk"),
    [
        ("hello", Smalltalk.GREETING), ("Good morning!", Smalltalk.GREETING),
        ("thank you so much", Smalltalk.THANKS), ("ok", Smalltalk.THANKS),
        ("bye", Smalltalk.PARTING),
        ("Who are you?", Smalltalk.WHO), ("what can you do", Smalltalk.WHO),
        ("Translate this into German", Smalltalk.TRANSLATE), ("Write me a poem", Smalltalk.WRITE),
        ("Hi, can you write a letter to my landlord?", Smalltalk.WRITE),
    ],
)  # fmt: skip
def test_talk_is_no_question(said, smalltalk):
    wanted = request(said)
    assert (wanted.kind, wanted.smalltalk) == (ReplyKind.TALK, smalltalk)


@pytest.mark.parametrize(
    "question",
    [
        "Who are you allowed to invite?", "Thanks to whom was it built?", "Hello Kitty price?",
        "Can you translate birth certificates?", "How do I write a complaint?",
        "What is the article about cyberspace saying on trade?", "What is the policy on dogs?",
        "Does it mention that the tower was painted?", "Does it say who pays?",
        "What is the main entrance code?", "What is the key?", "How old are they?",
        "How long are logs kept?", "How long is the warranty?", "When was the tower built?",
        "How do I turn on clickable paths in VS Code?", "How many cars does the ferry carry?",
        "How much higher was the rate compared to 1995?", "When was it released?", "What is PyPI?",
        "What does the policy cover?", "The second item of business is usually what?",
    ],
)  # fmt: skip
def test_a_question_about_the_content_is_one(question):
    assert request(question).kind is ReplyKind.QUESTION


def test_a_greeting_is_not_searched_for():
    assert request("Hello, when does the pool open?").question == "when does the pool open?"
    assert request("OK. Who issued it, then?").question == "Who issued it, then?"
    assert request("Hi-Vis jackets?").question == "Hi-Vis jackets?"
    assert request("well water quality?").question == "well water quality?"


def test_politeness_is_put_aside():
    assert plain("Could you please tell me what's new, thanks?") == "what is new"
