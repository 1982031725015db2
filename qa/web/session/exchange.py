"""A question and what has become of it, as data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.errors import PinciteError
from qa.evidence.pack import Failure
from qa.types import Answer


@dataclass(frozen=True)
class Waiting:
    """The question is still to be answered."""


@dataclass(frozen=True)
class Stopped:
    """The question was given up before it was answered."""


@dataclass(frozen=True)
class Answered:
    """The question was answered or refused; ``suggestions`` are what may be asked next.

    ``completed`` says that it was searched with words of the questions before it, and ``remark``
    what is to be known of how it was, mostly nothing.
    """

    answer: Answer
    suggestions: tuple[str, ...] = ()
    completed: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Failed:
    """The question met an error."""

    error: PinciteError


Reply = Waiting | Stopped | Answered | Failed
_WAITING = Waiting()


@dataclass(frozen=True)
class Mark:
    """What a visitor called the right answer: a place in the document with this key.

    Without a document it says that there is no answer.
    """

    document: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Exchange:
    """A question and the reply to it; ``key`` tells it from the others of its page.

    ``alone`` says that it is to be understood without the questions before it, and ``mark`` what
    its visitor called right on an earlier visit.
    """

    key: str
    question: str
    reply: Reply = _WAITING
    alone: bool = False
    mark: Mark | None = None

    @property
    def waits(self) -> bool:
        """Whether the question is still to be answered."""
        return isinstance(self.reply, Waiting)

    @property
    def answer(self) -> Answer | None:
        """The answer or refusal, if there is one: what a follow-up is understood from."""
        return self.reply.answer if isinstance(self.reply, Answered) else None

    @property
    def result(self) -> Answer | Failure | None:
        """What there is to be exported."""
        return (
            Failure(self.question, self.reply.error)
            if isinstance(self.reply, Failed)
            else self.answer
        )

    def replied(self, reply: Reply) -> Exchange:
        """The same question with this reply."""
        return replace(self, reply=reply)
