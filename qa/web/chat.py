"""A chat: questions, and the replies to them as HTML."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.errors import PinciteError
from qa.types import Turn
from qa.web import render

if TYPE_CHECKING:
    from qa.assistant import Assistant

Messages = list[dict[str, str]]
"""What a chat component shows: role and content."""


@dataclass(frozen=True)
class Exchange:
    """A question and the reply to it, empty while it is waited for.

    ``turn`` is what follow-up questions are understood from; an error leaves none.
    """

    asked: str
    reply: str = ""
    turn: Turn | None = None


class Chat(list[Exchange]):
    """Changed in place: questions may be added while an earlier one is being answered."""

    def messages(self) -> Messages:
        """The chat as it is shown."""
        shown = []
        for exchange in self:
            if exchange.asked.strip():
                shown.append({"role": "user", "content": render.question(exchange.asked)})
            shown.append({"role": "assistant", "content": exchange.reply or render.waiting()})
        return shown

    def answered(self, opening: Future[Assistant], numbers: render.Numbers) -> Iterator[Messages]:
        """Answer every question that waits, and give the messages after each."""
        while waiting := next((exchange for exchange in self if not exchange.reply), None):
            done = self._replied(waiting, opening, numbers)
            if waiting in self:  # the chat may have been cleared meanwhile
                self[self.index(waiting)] = done
            yield self.messages()
        yield self.messages()

    def _replied(
        self, exchange: Exchange, opening: Future[Assistant], numbers: render.Numbers
    ) -> Exchange:
        history = [earlier.turn for earlier in self if earlier.turn]
        try:
            answer = opening.result().ask(exchange.asked, history)
        except PinciteError as error:
            return replace(exchange, reply=render.problem(error))
        except Exception:  # noqa: BLE001 - no question may stay without a word on the page
            traceback.print_exc()
            bug = PinciteError("Pincite failed on this question.", "Its terminal says why.")
            return replace(exchange, reply=render.problem(bug))
        return replace(
            exchange,
            reply=render.reply(answer, numbers, len(history)),
            turn=Turn(answer.question, answer.text),
        )
