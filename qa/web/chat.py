"""A chat: questions, and the replies to them as HTML."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.errors import PinciteError
from qa.types import Turn
from qa.web import replies

if TYPE_CHECKING:
    from qa.assistant import Assistant

Messages = list[dict[str, str]]
"""What a chat component shows: role and content."""


@dataclass(frozen=True, eq=False)
class Exchange:
    """A question and the reply to it, empty while it is waited for.

    ``turn`` is what follow-up questions are understood from; an error leaves none.
    """

    asked: str
    reply: str = ""
    turn: Turn | None = None


class Chat(list[Exchange]):
    """Changed in place: questions may be added while an earlier one is being answered.

    ``number`` counts the chats of a page: a new one takes the place of the one before.
    """

    number = 0

    def follow(self, number: int, asked: Sequence[str]) -> None:
        """Add what the page ``asked`` in its chat ``number`` and this chat lacks."""
        if number > self.number:
            self.number = number
            self.clear()
        if number == self.number:
            self.extend(map(Exchange, asked[len(self) :]))

    def messages(self) -> Messages:
        """The chat as it is shown."""
        return [
            message
            for exchange in self
            for message in (
                {"role": "user", "content": replies.question(exchange.asked)},
                {"role": "assistant", "content": exchange.reply or replies.waiting()},
            )
        ]

    def answered(self, opening: Future[Assistant], numbers: replies.Numbers) -> Iterator[Messages]:
        """Answer every question that waits, and give the messages after each."""
        while waiting := next((exchange for exchange in self if not exchange.reply), None):
            done = self._replied(waiting, opening, numbers)
            with suppress(LookupError, ValueError):  # the chat may have been cleared meanwhile
                self[self.index(waiting)] = done
            yield self.messages()
        yield self.messages()

    def _replied(
        self, exchange: Exchange, opening: Future[Assistant], numbers: replies.Numbers
    ) -> Exchange:
        earlier = [done for done in self if done.reply]
        key = f"{self.number}-{len(earlier)}"
        try:
            history = [done.turn for done in earlier if done.turn]
            answer = opening.result().ask(exchange.asked, history)
        except PinciteError as error:
            return replace(exchange, reply=replies.problem(error, key))
        except Exception:  # noqa: BLE001 - no question may stay without a word on the page
            traceback.print_exc()
            bug = PinciteError("Pincite failed on this question.", "Its terminal says why.")
            return replace(exchange, reply=replies.problem(bug, key))
        return replace(exchange, reply=replies.reply(answer, numbers, key), turn=answer.turn)
