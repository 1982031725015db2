import pytest

from index import QuestionError
from qa import Assistant
from qa.evidence.pack import Failure
from qa.types import Turn
from qa.web.session.chat import Chat
from qa.web.session.exchange import Answered, Exchange, Failed, Stopped, Waiting
from qa.web.templates import reply as replies
from tests.qa.web.html import answer, document, hit, reply_html

ISSUED = "Who issued the strategy?"
MARS = "What is the capital of Mars?"
FOUND = answer(hit(document("It is here."), 0, 11), question="Where?")
ODD = QuestionError("Too odd.", "Ask anew.")


def failing(error):
    def assistant():
        raise error

    return assistant


def no_more(assistant, answer, asked, wanted):
    return []


def never(assistant, answer, asked, wanted):
    raise AssertionError("Nothing is to be suggested.")


def test_an_error_keeps_the_question_and_says_what_to_do():
    chat = Chat([Exchange("a", "Why?")])
    *_, exchanges = chat.answer_waiting(failing(ODD), never)
    assert exchanges == chat
    messages = replies.chat_messages(exchanges)
    assert [message["role"] for message in messages] == ["user", "assistant"]
    assert messages[1]["content"] == replies.problem(ODD, "a")
    assert chat[0].answer is None
    assert chat.conversation() == [Failure("Why?", ODD)]


def test_a_bug_is_told_in_the_chat_and_in_the_terminal(capsys):
    *_, (exchange,) = Chat([Exchange("a", "Why?")]).answer_waiting(
        failing(KeyError("inner")), never
    )
    assert "Pincite failed here, which is a fault of its own." in reply_html(exchange)
    assert "KeyError: 'inner'" in capsys.readouterr().err


def test_every_question_that_waits_is_answered_in_turn_and_understood_from_those_before(assistant):
    chat = Chat()
    chat.follow(1, [("a", MARS), ("b", ISSUED), ("c", "And on which day?")])
    seen = [
        [exchange.reply for exchange in exchanges]
        for exchanges in chat.answer_waiting(lambda: assistant, no_more)
    ]
    waits = Waiting()
    a, b, c = (it.reply for it in chat)
    assert seen[:3] == [[a, waits, waits], [a, b, waits], [a, b, c]]
    first, second, third = (chat.answer(key) for key in "abc")
    assert (first.abstained, second.abstained, third.abstained) == (True, False, False)
    assert third == assistant.ask("And on which day?", [first.turn, second.turn])
    assert third.searched != third.question
    assert chat.conversation() == [first, second, third]
    assert chat.turns_before("c") == [Turn(MARS, answered=False), Turn(ISSUED)]
    assert chat.turns_before("a") == []


def test_what_was_taken_from_the_questions_before_is_told_and_undone(assistant):
    chat, follow = Chat(), "And on which day?"
    chat.follow(1, [("a", ISSUED), ("b", follow)])
    list(chat.answer_waiting(lambda: assistant, lambda *_: ["More?"]))
    issued, day = map(chat.answer, "ab")
    assert chat[0].reply == Answered(issued)
    assert chat[1].reply == Answered(day, ("More?",), completed=True)
    assert "Ask without what came before" in reply_html(chat[1])
    chat.follow(2, [("a", ISSUED), ("c", follow)], ["c"])
    list(chat.answer_waiting(lambda: assistant, no_more))
    assert chat[1].reply == Answered(assistant.ask(follow))
    assert "Ask without what came before" not in reply_html(chat[1])


def test_a_slip_that_was_mended_is_nothing_from_before(assistant):
    chat = Chat()
    chat.follow(1, [("a", "What is the aim?"), ("b", "Who issued the stratagy of China?")])
    list(chat.answer_waiting(lambda: assistant, no_more))
    assert chat.answer("b").searched == "Who issued the strategy of China?"
    assert chat[1].reply == Answered(chat.answer("b"))


def test_suggestions_come_after_the_last_answer_only(assistant):
    told = []

    def suggest(asked_of, answer, questions, wanted):
        told.append((asked_of is assistant, answer.question, questions))
        return ["And <when>?"]

    chat = Chat()
    chat.follow(1, [("a", ISSUED), ("b", "What is the aim of the strategy?")])
    seen = [reply_html(second) for _, second in chat.answer_waiting(lambda: assistant, suggest)]
    questions = [ISSUED, "What is the aim of the strategy?"]
    assert told == [(True, questions[1], questions)]
    assert ["pc-ask" in content for content in seen] == [False, False, True, True]
    assert reply_html(chat[1]) == replies.reply(chat.answer("b"), "b", ["And <when>?"])
    assert "pc-ask" not in reply_html(chat[0])


def test_suggestions_wait_for_nothing_that_was_asked_meanwhile(assistant):
    told = []

    def suggest(asked_of, answer, questions, wanted):
        told.append(answer.question)
        return []

    chat = Chat()
    chat.follow(1, [("a", ISSUED)])
    answers = chat.answer_waiting(lambda: assistant, suggest)
    next(answers)
    chat.follow(2, [("a", ISSUED), ("b", MARS)])
    list(answers)
    assert told == [MARS]


def test_suggestions_are_wanted_until_something_else_is_asked(assistant):
    told = []

    def suggest(asked_of, answer, questions, wanted):
        told.append(wanted())
        chat.follow(2, [("a", ISSUED), ("b", MARS)])
        told.append(wanted())
        return []

    chat = Chat()
    chat.follow(1, [("a", ISSUED)])
    answers = chat.answer_waiting(lambda: assistant, suggest)
    next(answers)
    next(answers)
    assert told == [True, False]


def test_suggestions_are_made_by_who_answered(assistant):
    """Not by an assistant for other documents, that the visitor chose meanwhile."""
    opened: list[Assistant] = []

    def once():
        assert not opened
        opened.append(assistant)
        return assistant

    chat = Chat()
    chat.follow(1, [("a", ISSUED)])
    list(chat.answer_waiting(once, lambda asked_of, *_: [str(asked_of is assistant)]))
    assert '<a class="pc-ask" href="#ask">True</a>' in reply_html(chat[0])


def test_nothing_is_suggested_after_an_error():
    chat = Chat([Exchange("a", "?")])
    list(chat.answer_waiting(failing(ODD), never))
    assert chat[0].reply == Failed(ODD)


def test_answers_keep_what_was_asked_meanwhile():
    chat = Chat([Exchange("a", "First?"), Exchange("b", "Done?", Answered(FOUND))])
    answers = chat.answer_waiting(failing(ODD), never)
    next(answers)
    chat.append(Exchange("c", "Second?"))
    exchanges = list(answers)[-1]
    assert [(it.key, it.question) for it in exchanges] == [
        ("a", "First?"),
        ("b", "Done?"),
        ("c", "Second?"),
    ]
    assert [it.reply for it in chat] == [Failed(ODD), Answered(FOUND), Failed(ODD)]


@pytest.mark.parametrize("now", [[], [("x", ISSUED)], [("x", ISSUED), ("b", MARS)]])
def test_an_answer_to_what_was_taken_back_is_dropped(assistant, now):
    chat = Chat()
    chat.follow(1, [("a", ISSUED)])

    def late():
        chat.follow(2, now)
        return assistant

    answers = chat.answer_waiting(late, never)
    next(answers)
    assert [(it.key, it.question) for it in chat] == now
    assert [it.reply for it in chat] == [Waiting()] * len(now)


def test_all_is_well_when_everything_was_taken_back(assistant):
    chat = Chat()
    chat.follow(1, [("a", ISSUED)])

    def late():
        chat.follow(2, [])
        return assistant

    assert list(chat.answer_waiting(late, never)) == [[], []]


def test_an_answer_to_a_stopped_question_is_dropped(assistant):
    chat = Chat([Exchange("a", ISSUED)])

    def late():
        chat.stop()
        return assistant

    list(chat.answer_waiting(late, never))
    assert [it.reply for it in chat] == [Stopped()]
    assert chat.conversation() == []


def test_suggestions_for_what_was_taken_back_are_dropped(assistant):
    chat = Chat()
    chat.follow(1, [("a", ISSUED)])

    def suggest(*_):
        chat.follow(2, [("b", MARS)])
        return ["More?"]

    answers = chat.answer_waiting(lambda: assistant, suggest)
    next(answers)
    next(answers)
    assert [(it.key, it.reply) for it in chat] == [("b", Waiting())]


def test_nothing_is_asked_when_nothing_waits():
    chat = Chat([Exchange("a", "1"), Exchange("b", "2")])
    chat.stop()
    assert list(chat.answer_waiting(failing(AssertionError()), never)) == [chat]
