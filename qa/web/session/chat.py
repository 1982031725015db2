"""A chat: questions, and the replies to them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain, takewhile
from threading import Lock
from typing import TYPE_CHECKING

from index.errors import PinciteError
from index.text.terms import words
from qa.evidence.pack import Failure
from qa.types import Answer, Turn
from qa.web import messages
from qa.web.messages.language import DEFAULT, speaking
from qa.web.session.exchange import Answered, Exchange, Failed, Mark, Stopped
from qa.web.session.remarks import remarks
from qa.web.session.unforeseen import in_one_line

if TYPE_CHECKING:
    from index.index import Index
    from qa.assistant import Assistant

Suggest = Callable[["Assistant", Answer, Sequence[str], Callable[[], bool]], Sequence[str]]
"""What may be asked after an answer, of who gave it; what was asked; whether it is still wanted."""


Correct = Callable[[Answer, Mark], Answer]
"""An answer as its visitor marked it before."""

_NO_MARKS: Mapping[str, Mark] = {}
_MOST_HELD = 60
"""Answers that are held after they were taken back."""


class OutOfDateError(PinciteError):
    """A page that shows what is not there any more, or asks for what no page does."""

    def __init__(self) -> None:
        super().__init__(messages.OUT_OF_DATE, messages.LOAD_AGAIN)


class Chat(list[Exchange]):
    """Changed in place: questions may be added or taken back while an earlier one is answered.

    ``revision`` is the number of the page's last change to it; the page counts them. What was
    answered and taken back is held for a while: the page may undo that.
    """

    revision = -1

    def __init__(self, exchanges: Iterable[Exchange] = ()) -> None:
        super().__init__(exchanges)
        self._taken_back: dict[tuple[str, ...], Exchange] = {}
        self._answering, self._changing = Lock(), Lock()

    def follow(
        self,
        revision: int,
        asked: Sequence[tuple[str, str]],
        alone: Collection[str] = (),
        marks: Mapping[str, Mark] = _NO_MARKS,
        stopped: Collection[str] = (),
    ) -> None:
        """Become what the page has ``asked``, keys and questions, unless it has changed since.

        What comes after the first difference is dropped: it was taken back, or is asked anew.
        ``alone`` are the keys of those that are to be understood without the ones before, and
        ``marks`` what was called right on an earlier visit, by the keys of the questions. Those
        that were ``stopped`` do not wait for an answer.
        """
        with self._changing:
            if revision < self.revision:
                return
            self.revision = revision
            pairs = zip(self, asked, strict=False)
            alike = len([*takewhile(lambda pair: pair[0].key == pair[1][0], pairs)])
            self._hold(alike)
            new = [
                Exchange(key, question, alone=key in alone, mark=marks.get(key))
                for key, question in asked[alike:]
            ]
            self[alike:] = new
            for number, exchange in enumerate(new, alike):
                held = self._taken_back.get(self._keys(number))
                if held and (held.question, held.alone) == (exchange.question, exchange.alone):
                    self[number] = held
            self._stop(lambda exchange: exchange.key in stopped)

    def _hold(self, start: int) -> None:
        """Hold what was answered from ``start`` on; of all that is held, the newest."""
        for number, exchange in enumerate(self[start:], start):
            if exchange.answer:
                self._taken_back[self._keys(number)] = exchange
        for keys in [*self._taken_back][:-_MOST_HELD]:
            del self._taken_back[keys]

    def forget(self) -> None:
        """Hold nothing that was taken back: other documents are asked from now on."""
        with self._changing:
            self._taken_back.clear()

    def _keys(self, number: int) -> tuple[str, ...]:
        """What an exchange's answer depends on: its key, and those of all before it."""
        return tuple(exchange.key for exchange in self[: number + 1])

    def stop(self) -> None:
        """Give up on every question that waits."""
        with self._changing:
            self._stop(lambda _: True)

    def _stop(self, gives_up: Callable[[Exchange], bool]) -> None:
        """Give up on the questions that wait and of which ``gives_up`` says so."""
        self[:] = [it.replied(Stopped()) if it.waits and gives_up(it) else it for it in self]

    def conversation(self) -> list[Answer | Failure]:
        """What was answered, refused, or met an error."""
        return [result for exchange in self if (result := exchange.result)]

    def turns_before(self, key: str) -> list[Turn]:
        """The turns that the question with this key is understood from."""
        if any(exchange.alone for exchange in self if exchange.key == key):
            return []
        earlier = takewhile(lambda exchange: exchange.key != key, self)
        return [exchange.answer.turn for exchange in earlier if exchange.answer]

    def answer(self, key: str) -> Answer:
        """The answer to the question with this key.

        Raises:
            OutOfDateError: when there is none.
        """
        for exchange in self:
            if exchange.key == key and exchange.answer:
                return exchange.answer
        raise OutOfDateError

    def correct(self, key: str, change: Callable[[Answer], Answer]) -> None:
        """Put what its visitor calls right in place of the answer to the question with this key."""
        with self._changing:
            for number, exchange in enumerate(self):
                if exchange.key == key and isinstance(exchange.reply, Answered):
                    reply = replace(exchange.reply, answer=change(exchange.reply.answer))
                    self[number] = exchange.replied(reply)

    def answer_waiting(
        self,
        assistant: Callable[[], Assistant],
        suggest: Suggest,
        correct: Correct = lambda answer, _: answer,
    ) -> Iterator[list[Exchange]]:
        """Answer every question that waits, and give the chat as it is after each.

        What may be asked next comes after the answer, when nothing else waits. It takes longer to
        find: ``suggest`` is to stop once what it gets last says no, since a question has come.
        ``correct`` puts what was called right before into an answer.
        """
        with self._answering:  # a question that comes as this ends is for the next to answer
            while waiting := next((exchange for exchange in self if exchange.waits), None):
                done, asked_of = self._replied(waiting, assistant, correct)
                self._put(waiting, done)
                yield [*self]
                if asked_of and isinstance(done.reply, Answered) and self._ends(done):
                    asked = [exchange.question for exchange in self]
                    more = suggest(asked_of, done.reply.answer, asked, partial(self._ends, done))
                    self._put(done, done.replied(replace(done.reply, suggestions=tuple(more))))
                    yield [*self]
            yield [*self]

    def _ends(self, exchange: Exchange) -> bool:
        """Whether ``exchange`` is the last one."""
        return exchange in self[-1:]

    def _put(self, old: Exchange, new: Exchange) -> None:
        with self._changing, suppress(ValueError):  # it may have been taken back meanwhile
            self[self.index(old)] = new

    def _replied(
        self, exchange: Exchange, assistant: Callable[[], Assistant], correct: Correct
    ) -> tuple[Exchange, Assistant | None]:
        """The exchange with its reply, and who was asked: another may be there the next time."""
        try:
            # Exported in English, and translated where it is shown.
            with speaking(DEFAULT), in_one_line():
                asked_of, turns = assistant(), self.turns_before(exchange.key)
                answer = asked_of.ask(exchange.question, turns)
                if exchange.mark:
                    answer = correct(answer, exchange.mark)
        except PinciteError as error:
            return exchange.replied(Failed(error)), None
        remark = _remark(asked_of.index)
        reply = Answered(answer, completed=_completed(answer, turns), remark=remark)
        # While passages are embedded nothing is suggested yet.
        return exchange.replied(reply), None if asked_of.index.missing else asked_of


def _remark(index: Index) -> str:
    """What of the documents was not searched, or not as well as it will be; mostly nothing."""
    of_documents = chain(*(label.notes for label in index.numbering.labels))
    notes = (*of_documents, *(file.reason for file in index.skipped))
    return " ".join(remarks(index, notes, messages.answered_early, messages.answered_before_ocr))


def _completed(answer: Answer, turns: Sequence[Turn]) -> bool:
    """Whether the question was searched with words that only the ``turns`` before it have."""
    own = words(answer.question)
    before = {word for turn in turns for word in words(turn.question)}
    return not before.difference(own).isdisjoint(words(answer.searched))
