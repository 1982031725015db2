import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import PinciteError
from qa.web.session.chat import Chat, OutOfDateError
from qa.web.session.exchange import Answered, Exchange, Failed, Stopped, Waiting
from qa.web.templates import reply as replies
from tests.qa.web.html import answer, document, hit

ONE, TWO = (Answered(answer(hit(document(text), 0, 4))) for text in ("One.", "Two."))
WAITING, STOPPED = Waiting(), Stopped()


def asked(chat):
    return [(exchange.key, exchange.question) for exchange in chat]


def replied(chat, key):
    """Reply to a question."""
    chat[:] = [it.replied(ONE) if it.key == key else it for it in chat]


def test_a_chat_is_what_the_page_has_asked():
    chat = Chat()
    chat.follow(1, [("a", "First?")])
    chat.follow(2, [("a", "First?"), ("b", "Second?")])
    assert asked(chat) == [("a", "First?"), ("b", "Second?")]
    assert [exchange.reply for exchange in chat] == [WAITING, WAITING]


def test_what_was_told_later_is_not_undone_by_what_was_told_before():
    chat = Chat()
    chat.follow(3, [("a", "1"), ("b", "2")])
    chat.follow(2, [("a", "1")])
    chat.follow(1, [])
    assert asked(chat) == [("a", "1"), ("b", "2")]
    chat.follow(4, [])
    chat.follow(3, [("a", "1"), ("b", "2")])
    assert asked(chat) == []


def test_a_question_taken_back_leaves_those_before_it_answered():
    chat = Chat([Exchange("a", "1", ONE), Exchange("b", "2", TWO)])
    chat.follow(1, [("a", "1")])
    assert [(it.key, it.reply) for it in chat] == [("a", ONE)]


def test_an_edited_question_is_asked_again_with_all_after_it():
    chat = Chat([Exchange(key, key.upper(), ONE) for key in "abc"])
    chat.follow(1, [("a", "A"), ("d", "B, rather"), ("c", "C")])
    assert asked(chat) == [("a", "A"), ("d", "B, rather"), ("c", "C")]
    assert [exchange.reply for exchange in chat] == [ONE, WAITING, WAITING]


def test_a_question_retried_is_asked_again():
    chat = Chat([Exchange("a", "1", ONE)])
    chat.follow(1, [("b", "1")])
    assert [(it.key, it.question, it.reply) for it in chat] == [("b", "1", WAITING)]


KEYS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=4)


@given(st.lists(st.tuples(st.integers(0, 9), KEYS), max_size=12))
def test_a_chat_follows_the_page_whatever_it_tells(events):
    chat = Chat()
    latest = -1
    model: list[tuple[str, bool]] = []  # keys, and whether they were replied to
    once: set[tuple[str, ...]] = set()  # what was replied to, with all before it
    for told, keys in events:
        chat.follow(told, [(key, f"{key}?") for key in keys])
        if told >= latest:
            latest = told
            alike = 0
            while alike < min(len(keys), len(model)) and keys[alike] == model[alike][0]:
                alike += 1
            again = [(keys[n], tuple(keys[: n + 1]) in once) for n in range(alike, len(keys))]
            model = model[:alike] + again
        assert [(it.key, not it.waits) for it in chat] == model
        assert asked(chat) == [(key, f"{key}?") for key, _ in model]
        if chat:  # the first that waits is replied to
            waiting = next((it.key for it in chat if it.waits), "")
            replied(chat, waiting)
            model = [(key, done or key == waiting) for key, done in model]
        own = [key for key, _ in model]
        once |= {tuple(own[: n + 1]) for n, (_, done) in enumerate(model) if done}


def test_what_was_taken_back_comes_back_with_its_answer():
    chat = Chat([Exchange("a", "1", ONE), Exchange("b", "2", TWO), Exchange("c", "3")])
    before = asked(chat)
    chat.follow(1, [("a", "1"), ("d", "other")])
    chat.follow(2, before)
    assert [it.reply for it in chat] == [ONE, TWO, WAITING]  # the last was never answered
    chat.follow(3, [("b", "2")])  # it was answered after another question
    assert [it.reply for it in chat] == [WAITING]
    chat.follow(4, before, ["b"])  # and is to be understood otherwise
    assert [it.reply for it in chat] == [ONE, WAITING, WAITING]


def test_what_was_taken_back_is_asked_anew_of_other_documents():
    chat = Chat([Exchange("a", "1", ONE)])
    chat.follow(1, [])
    chat.forget()
    chat.follow(2, [("a", "1")])
    assert [it.reply for it in chat] == [WAITING]


def test_only_the_newest_of_what_was_taken_back_is_held():
    chat = Chat()
    for number in range(70):
        chat.follow(2 * number, [(f"{number}", "?")])
        replied(chat, f"{number}")
        chat.follow(2 * number + 1, [])
    for number, reply in ((9, WAITING), (10, ONE), (69, ONE)):
        chat.follow(1000 + number, [(f"{number}", "?")])
        assert chat[0].reply == reply


def test_what_is_called_right_takes_the_place_of_an_answer():
    chat = Chat([Exchange("a", "1", Answered(ONE.answer, ("More?",))), Exchange("b", "2", STOPPED)])
    chat.correct("a", lambda answer: TWO.answer if answer is ONE.answer else answer)
    chat.correct("b", lambda answer: TWO.answer)
    assert [it.reply for it in chat] == [Answered(TWO.answer, ("More?",)), STOPPED]


def test_what_is_asked_by_itself_has_no_turns_before_it():
    chat = Chat([Exchange("a", "1", ONE)])
    chat.follow(1, [("a", "1"), ("b", "2")])
    assert [it.question for it in chat.turns_before("b")] == [ONE.answer.question]
    chat.follow(2, [("a", "1"), ("c", "2"), ("d", "3")], ["c", "x"])
    assert [(it.key, it.alone) for it in chat] == [("a", False), ("c", True), ("d", False)]
    assert chat.turns_before("c") == []
    replied(chat, "c")
    assert chat[1].alone
    assert len(chat.turns_before("d")) == 2


def test_stop_gives_up_on_all_that_waits_and_on_nothing_else():
    chat = Chat([Exchange("a", "1", ONE), Exchange("b", "2"), Exchange("c", "3")])
    chat.stop()
    assert [it.reply for it in chat] == [ONE, STOPPED, STOPPED]


def test_what_was_stopped_on_an_earlier_visit_is_not_asked_again():
    chat = Chat()
    chat.follow(1, [("a", "1"), ("b", "2")], stopped=["b", "c"])
    assert [it.reply for it in chat] == [WAITING, STOPPED]
    chat.follow(2, [("a", "1"), ("b", "2")], stopped=["a", "b"])  # in another tab
    assert [it.reply for it in chat] == [STOPPED, STOPPED]
    chat.follow(3, [("a", "1"), ("d", "2")], stopped=["a", "b"])  # it is tried again
    assert [it.reply for it in chat] == [STOPPED, WAITING]


def test_what_was_answered_is_not_stopped():
    chat = Chat([Exchange("a", "1", ONE)])
    chat.follow(1, [("a", "1")], stopped=["a"])
    assert [it.reply for it in chat] == [ONE]
    chat.follow(2, [])
    chat.follow(3, [("a", "1")], stopped=["a"])
    assert [it.reply for it in chat] == [ONE]


def test_messages_are_questions_with_their_replies():
    error = PinciteError("It broke.", "Mend it.")
    exchanges = [
        Exchange("a", "1", ONE),
        Exchange("b", "2", Answered(TWO.answer, ("More?",), completed=True)),
        Exchange("c", "3", Failed(error)),
        Exchange("d", "4", STOPPED),
        Exchange("e", "5"),
    ]
    messages = replies.chat_messages(exchanges)
    assert [message["role"] for message in messages] == ["user", "assistant"] * 5
    assert [message["content"] for message in messages[::2]] == [
        replies.question(exchange.question, exchange.key) for exchange in exchanges
    ]
    assert [message["content"] for message in messages[1::2]] == [
        replies.reply(ONE.answer, "a"),
        replies.reply(TWO.answer, "b", ["More?"], completed=True),
        replies.problem(error, "c"),
        replies.stopped_reply("d"),
        replies.waiting(),
    ]


def test_an_answer_that_is_not_there_is_out_of_date():
    found = answer(hit(document("It is here."), 0, 11))
    chat = Chat([Exchange("a", "Why?"), Exchange("b", "Where?", Answered(found))])
    assert chat.answer("b") == found
    for key in ("a", "c", ""):
        with pytest.raises(OutOfDateError, match="The page is out of date"):
            chat.answer(key)
