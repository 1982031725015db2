"""The reply to a question that wants another than the sentence that answers it."""

from __future__ import annotations

from collections.abc import Sequence

from qa.answering.comparison import compare
from qa.answering.count import count
from qa.answering.facts import facts
from qa.answering.look_up import look_up
from qa.answering.mention import mention
from qa.answering.overview import overview
from qa.answering.scope import Scope
from qa.answering.talk import talk
from qa.question.english.overviews import POINTS_BACK
from qa.question.kind import Aspect, Mention, Request, plain, request
from qa.types import Answer, ReplyKind, Turn


def reply_to(
    scope: Scope, asked: Request, question: str, history: Sequence[Turn] = ()
) -> Answer | None:
    """The reply that its kind calls for, None where an ordinary search is to answer.

    That is where it wants no other, where the documents lack what it names, or where they ask the
    very question themselves, and answer it below.
    """
    if asked.kind is ReplyKind.QUESTION or _is_in_text(scope, asked.question):
        return None
    if asked.kind is ReplyKind.TALK:
        return talk(asked.smalltalk, question) if asked.smalltalk else None
    if asked.mention is Mention.SAID or _leans(asked, history):
        return None
    return _made(scope, asked, question)


def reply_after(scope: Scope, asked: Request, question: str) -> Answer | None:
    """The reply to a question that an ordinary search did not answer; None without one."""
    leaning = asked.kind is ReplyKind.OVERVIEW or asked.mention is Mention.SAID
    if not leaning or _is_in_text(scope, asked.question):
        return None
    made = _made(scope, asked, question)
    # That nothing is mentioned is for the search to say.
    return made if made and made.citations else None


def _made(scope: Scope, asked: Request, question: str) -> Answer | None:
    match asked.kind:
        case ReplyKind.OVERVIEW if Aspect.ABOUT in asked.aspects:
            return overview(scope, asked, question)
        case ReplyKind.OVERVIEW:
            return facts(scope, asked, question)
        case ReplyKind.MENTION:
            return mention(scope, asked, question)
        case ReplyKind.LOOK_UP:
            return look_up(scope, asked, question)
        case ReplyKind.COUNT:
            return count(scope, asked, question)
        case ReplyKind.COMPARISON:
            return compare(scope, asked, question)
    return None


def _leans(asked: Request, history: Sequence[Turn]) -> bool:
    """Whether the "it" of a question may be what was asked about before, not the document."""
    if asked.kind is not ReplyKind.OVERVIEW or Aspect.ABOUT in asked.aspects or not history:
        return False
    before = request(history[-1].question)
    whole = before.kind in (ReplyKind.OVERVIEW, ReplyKind.TALK)
    return not whole and bool(POINTS_BACK.fullmatch(asked.things[0]))


def _is_in_text(scope: Scope, question: str) -> bool:
    """Whether a document asks ``question`` itself, as lists of frequent questions do."""
    asked = plain(question).casefold()
    if len(asked.split()) < 2:
        return False
    words = " ".join(question.split()).rstrip("?!. ").casefold()
    return any(f"{words}?" in " ".join(d.text.split()).casefold() for d in scope.documents)
