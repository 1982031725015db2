"""A chat: questions, and the replies to them as HTML."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from threading import Lock
from typing import TYPE_CHECKING

from index.errors import PinciteError
from qa.evidence.pack import Failure
from qa.types import Answer, Turn
from qa.web.templates import reply as replies

if TYPE_CHECKING:
    from qa.assistant import Assistant

Messages = list[dict[str, str]]
"""What a chat component shows: role and content."""


Suggest = Callable[["Assistant", Answer, Sequence[str], Callable[[], bool]], Sequence[str]]
"""What may be asked after an answer, of who gave it; what was asked; whether it is still wanted."""


class OutOfDateError(PinciteError):
    """A page that shows what is not there any more, or asks for what no page does."""

    def __init__(self) -> None:
        super().__init__("The page is out of date.", "Load it again.")


@dataclass(frozen=True, eq=False)
class Exchange:
    """A question and the reply to it, empty while it is waited for.

    ``key`` tells it from the others of its page. ``answer`` is what follow-up questions are
    understood from; an error leaves none.
    """

    key: str
    asked: str
    reply: str = ""
    answer: Answer | None = None
    failure: Failure | None = None


class Chat(list[Exchange]):
    """Changed in place: questions may be added or taken back while an earlier one is answered.

    ``told`` counts what the page has told of itself.
    """

    told = -1

    def __init__(self, exchanges: Iterable[Exchange] = ()) -> None:
        super().__init__(exchanges)
        self._answering, self._changing = Lock(), Lock()

    def follow(self, told: int, asked: Sequence[tuple[str, str]]) -> None:
        """Become what the page has ``asked``, keys and questions, when it ``told`` so for the last.

        What comes after the first difference is dropped: it was taken back, or is asked anew.
        """
        with self._changing:
            if told < self.told:
                return
            self.told = told
            pairs = zip(self, asked, strict=False)
            alike = len([*takewhile(lambda pair: pair[0].key == pair[1][0], pairs)])
            self[alike:] = [Exchange(key, question) for key, question in asked[alike:]]

    def stop(self) -> None:
        """Give up on every question that waits."""
        with self._changing:
            self[:] = [e if e.reply else replace(e, reply=replies.stopped(e.key)) for e in self]

    def messages(self) -> Messages:
        """The chat as it is shown."""
        return [
            message
            for exchange in self
            for message in (
                {"role": "user", "content": replies.question(exchange.asked, exchange.key)},
                {"role": "assistant", "content": exchange.reply or replies.waiting()},
            )
        ]

    def conversation(self) -> list[Answer | Failure]:
        """What was answered, refused, or met an error."""
        return [found for exchange in self if (found := exchange.answer or exchange.failure)]

    def before(self, key: str) -> list[Turn]:
        """The turns before the question with this key."""
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

    def answered(
        self,
        assistant: Callable[[], Assistant],
        suggest: Suggest,
    ) -> Iterator[Messages]:
        """Answer every question that waits, and give the messages after each.

        What may be asked next comes after the answer, when nothing else waits. It takes longer to
        find: ``suggest`` is to stop once what it gets last says no, since a question has come.
        """
        with self._answering:  # a question that comes as this ends is for the next to answer
            yield from self._answered(assistant, suggest)

    def _answered(self, assistant: Callable[[], Assistant], suggest: Suggest) -> Iterator[Messages]:
        while waiting := self._waiting():
            done, asked_of = self._replied(waiting, assistant)
            self._put(waiting, done)
            yield self.messages()
            if asked_of and done.answer and self.ends(done):
                asked = [exchange.asked for exchange in self]
                more = suggest(asked_of, done.answer, asked, partial(self.ends, done))
                self._put(done, replace(done, reply=replies.reply(done.answer, done.key, more)))
                yield self.messages()
        yield self.messages()

    def ends(self, exchange: Exchange) -> bool:
        """Whether ``exchange`` is the last one."""
        return exchange in self[-1:]

    def _waiting(self) -> Exchange | None:
        return next((exchange for exchange in self if not exchange.reply), None)

    def _put(self, old: Exchange, new: Exchange) -> None:
        with self._changing, suppress(ValueError):  # it may have been taken back meanwhile
            self[self.index(old)] = new

    def _replied(
        self, exchange: Exchange, assistant: Callable[[], Assistant]
    ) -> tuple[Exchange, Assistant | None]:
        """The exchange with its reply, and who was asked: another may be there the next time."""
        try:
            asked_of = assistant()
            answer = asked_of.ask(exchange.asked, self.before(exchange.key))
        except PinciteError as error:
            return _failed(exchange, error), None
        except Exception:  # noqa: BLE001 - no question may stay without a word on the page
            traceback.print_exc()
            bug = PinciteError("Pincite failed on this question.", "Its terminal says why.")
            return _failed(exchange, bug), None
        reply = replies.reply(answer, exchange.key)
        return replace(exchange, reply=reply, answer=answer), asked_of


def _failed(exchange: Exchange, error: PinciteError) -> Exchange:
    failure = Failure(exchange.asked, error)
    return replace(exchange, reply=replies.problem(error, exchange.key), failure=failure)
