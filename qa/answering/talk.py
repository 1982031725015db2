"""What Pincite says to what is no question to the documents: one line, without a quote."""

from __future__ import annotations

from qa.question.kind import Smalltalk
from qa.types import Answer, Grade, ReplyKind

_SAYS = {
    Smalltalk.GREETING: "Hello. Ask what the documents say, and Pincite answers with their own"
    " sentences.",
    Smalltalk.THANKS: "Ask on, and Pincite answers with the documents' own sentences.",
    Smalltalk.PARTING: "Goodbye. What the documents say can be asked at any time.",
    Smalltalk.WHO: "Pincite answers questions about documents with their own sentences, and shows"
    " where each stands. Ask what they say, what they are about, or where they mention something.",
    Smalltalk.WRITE: "Pincite quotes what the documents say; it writes nothing of its own.",
    Smalltalk.TRANSLATE: "Pincite quotes the documents as they are; it does not translate them.",
}


def talk(smalltalk: Smalltalk, question: str) -> Answer:
    """The reply to ``smalltalk``: it has no citations and no passages."""
    return Answer(
        question=question,
        searched=question,
        text=_SAYS[smalltalk],
        citations=(),
        hits=(),
        confidence=0.0,
        grade=Grade.ABSENT,
        kind=ReplyKind.TALK,
    )
